"""Who can open the hub: each with a phrase of their own, and the recovery code on paper.

The key file is written last, so that what the journal says of it was done. No phrase and no
code is ever written anywhere: the key is sealed under them.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from hubdesk import settings
from hubdesk.changes import Touched
from hubdesk.doorstep import Unlocked
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.security import keys, recovery
from hubdesk.security.key_file import Cost, SlotKind, tidy_label
from hubdesk.security.roles import Role, require
from hubdesk.volunteers.trusting import opener_is
from hubdesk.wording import translate


class Opener(Struct, frozen=True):
    """Somebody who can open the hub. ``name`` is "" for the first, who gave none."""

    id: str
    name: str
    role: Role


class What(StrEnum):
    """What became of a way into the hub."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    CODE = "code"


class WayIn(Body, frozen=True, array_like=True):
    """A way into the hub was added, changed or removed on this laptop; nothing says whose."""

    what: str
    slot: str = ""


def _nothing(applying: Applying, op: Operation, body: WayIn) -> None:
    """The key file stands beside the hub and follows from no journal."""


WAY_IN = OperationKind("hub.way_in", 1, Klass.STOCK, WayIn, _nothing)


def listed(view: View, folder: Path) -> tuple[Opener, ...]:
    """Everybody with a phrase, in the order they got one. For an admin."""
    require(view, Role.ADMIN)
    known = settings.read(view.connection).openers
    return tuple(
        Opener(slot.id, slot.label, known.get(slot.id, Role.ADMIN))
        for slot in keys.openers(folder)
        if slot.kind is SlotKind.PHRASE
    )


def add(
    act: Act, by: Unlocked, name: str, phrase: str, role: Role, cost: Cost = keys.USUAL_COST
) -> None:
    """One more person opens the hub with a phrase of their own. Raises Refused.

    It takes about a second, on purpose: each guess at a phrase is as slow.
    """
    told = tidy_label(name)
    if not told:
        raise Refused(translate("hub", "Type whose passphrase this is: what everybody says here."))
    if any(each.name.casefold() == told.casefold() for each in listed(act, by.folder)):
        raise Refused(
            translate("hub", "There is one {name} already. Add a letter to tell them apart."),
            name=told,
        )
    slot = keys.draw_slot()
    _record(act, What.ADDED, slot)
    opener_is(act, slot, role)
    keys.add_phrase(by.folder, by.key, phrase, told, cost, slot_id=slot)


def change(act: Act, by: Unlocked, slot: str, phrase: str, cost: Cost = keys.USUAL_COST) -> None:
    """Somebody has another phrase from now on; the old one opens nothing. Raises Refused."""
    require(act, Role.ADMIN)
    _record(act, What.CHANGED, slot)
    keys.replace_phrase(by.folder, by.key, slot, phrase, cost)


def remove(act: Act, by: Unlocked, slot: str) -> None:
    """Somebody opens the hub no more; a copy of its files that they made before, they still can.

    Raises Refused for the last phrase.
    """
    require(act, Role.ADMIN)
    _record(act, What.REMOVED, slot)
    opener_is(act, slot, None)
    keys.remove_slot(by.folder, by.key, slot)


def new_code() -> str:
    """A recovery code to print; nothing counts before it was typed back from the paper."""
    return recovery.draw()


def keep_code(act: Act, by: Unlocked, code: str, cost: Cost = keys.USUAL_COST) -> None:
    """The new paper opens the hub from now on, and the old one nothing."""
    require(act, Role.ADMIN)
    _record(act, What.CODE, "")
    keys.keep_recovery_code(by.folder, by.key, code, cost)


def _record(act: Act, what: What, slot: str) -> None:
    act.record(WAY_IN, WayIn(what.value, slot), bytes(16))
    act.touch(Touched.TRUST)
