"""A volunteer: a name on this hub, and if they like a PIN or a card.

The name is whatever they want to be called. Name and PIN are of the people class, sealed in
the journal under the volunteer's own key, so that somebody who leaves can be forgotten; a
card's code is chance and of the stock class.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from hubdesk.binding import BoundKind, bound_to, keep
from hubdesk.changes import Touched
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.journal import fields, identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Klass, Operation, OperationKind
from hubdesk.told import one_line
from hubdesk.trust import GIVEN, Role
from hubdesk.volunteers import pins
from hubdesk.volunteers.tables import volunteer
from hubdesk.wording import translate

LONGEST_NAME = 40
PIN = "pin"
"""The field of a PIN, and the matter that it is."""


class Volunteer(Struct, frozen=True):
    """Somebody who helps here. ``card`` is the code of the card that counts, or "".

    ``role`` is None for one with no role of their own: they may do what somebody with no name
    may do here.
    """

    id: bytes
    name: str
    has_pin: bool = False
    card: str = ""
    gone: bool = False
    role: Role | None = None


def show(applying: Applying, subject: bytes, shown: dict[str, Any]) -> None:
    """Makes a volunteer's row say what the fields show: called by reducers."""
    applying.connection.execute(
        insert(volunteer).on_conflict_do_nothing(), {"id": subject, "gone": 0}
    )
    values = {name: value for name, value in shown.items() if name in volunteer.c}
    if "gone" in values:
        values["gone"] = int(bool(values["gone"]))
    if values:
        put = update(volunteer).where(volunteer.c.id == subject).values(**values)
        applying.connection.execute(put)
    applying.touch(Touched.VOLUNTEER, subject)


def _noted(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    show(applying, op.subject, fields.apply(applying, op, body))


def _unnoted(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    show(applying, op.subject, fields.undo(applying, op, body))


def matter_of(name: str) -> str:
    """A PIN is forgotten when its volunteer leaves; the name stays beside what they did."""
    return PIN if name == PIN else "name"


def _card_given(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    _noted(applying, op, body)
    for setting in body.settings:
        # A replaced card stays bound: scanned, it can say that it was replaced.
        code = msgspec.msgpack.decode(setting.value)
        if isinstance(code, str):
            keep(applying, op, code, BoundKind.VOLUNTEER, op.subject)


NOTED = OperationKind(
    *("volunteer.noted", 1, Klass.PEOPLE, FieldsNoted, _noted, _unnoted), matter_of=matter_of
)
CARD = OperationKind("volunteer.card", 1, Klass.STOCK, FieldsNoted, _card_given, _unnoted)
TRUSTED = OperationKind("volunteer.trusted", 1, Klass.STOCK, FieldsNoted, _noted, _unnoted)
"""What a volunteer is trusted with. It names nobody: the id is chance."""


def volunteers(view: View) -> tuple[Volunteer, ...]:
    """Everybody who helps here now, by name."""
    return tuple(each for each in everybody(view) if each.name and not each.gone)


def everybody(view: View) -> tuple[Volunteer, ...]:
    """All whom this hub ever knew, those who left included, by name."""
    rows = view.connection.execute(select(volunteer)).all()
    return tuple(sorted(map(_volunteer, rows), key=_by_name))


def by_id(view: View, subject: bytes) -> Volunteer:
    """One who helps here now. Raises Refused for somebody who left or was never here."""
    row = view.connection.execute(select(volunteer).where(volunteer.c.id == subject)).first()
    if row is None or row.gone or not row.name:
        raise Refused(
            translate("hub", "This volunteer is not on the list any more. Choose another name.")
        )
    return _volunteer(row)


def add(act: Act, name: str) -> Volunteer:
    """Puts a name on the list. Raises Refused for an empty, long or doubled one."""
    told = _fresh_name(act, name, None)
    subject = identity.new_id()
    act.note(NOTED, subject, {"name": told})
    return Volunteer(subject, told)


def rename(act: Act, subject: bytes, name: str) -> None:
    """They want to be called something else; what they did stays theirs."""
    by_id(act, subject)
    act.note(NOTED, subject, {"name": _fresh_name(act, name, subject)})


def set_pin(act: Act, subject: bytes, pin: str) -> None:
    """Keeps the hash of a new PIN; an empty one takes the PIN away. Raises Refused."""
    by_id(act, subject)
    kept = pins.hashed(pins.tidy(pin)) if pin.strip() else None
    act.note(NOTED, subject, {"pin": kept})


def give_card(act: Act, subject: bytes) -> str:
    """A new card for a volunteer; an earlier one counts no more. Returns its code."""
    by_id(act, subject)
    code = own.draw(own.Kind.VOLUNTEER)
    while bound_to(act, code):
        code = own.draw(own.Kind.VOLUNTEER)
    act.note(CARD, subject, {"card": code})
    return code


def remove(act: Act, subject: bytes) -> None:
    """They help here no more: off the list, with no PIN and no card that counts."""
    act.note(NOTED, subject, {"gone": True, "pin": None})
    act.note(CARD, subject, {"card": None})


def number_of(card: str) -> str:
    """What people say of a card: the letter and its last four."""
    return card[:1] + card[-4:]


def pin_is(view: View, subject: bytes, pin: str) -> bool:
    """True when a volunteer's PIN was typed."""
    chosen = select(volunteer.c.pin).where(volunteer.c.id == subject)
    return pins.is_it(pin, view.connection.execute(chosen).scalar())


def _fresh_name(view: View, name: str, subject: bytes | None) -> str:
    told = one_line(name)
    if not told:
        raise Refused(translate("hub", "Type a name: what everybody here calls you."))
    if len(told) > LONGEST_NAME:
        raise Refused(
            translate("hub", "This name is longer than {most} characters. Shorten it."),
            most=LONGEST_NAME,
        )
    for each in volunteers(view):
        if each.id != subject and each.name.casefold() == told.casefold():
            raise Refused(
                translate("hub", "There is one {name} already. Add a letter to tell them apart."),
                name=each.name,
            )
    return told


def _volunteer(row: Any) -> Volunteer:
    has_pin = row.pin is not None
    return Volunteer(
        row.id, row.name or "", has_pin, row.card or "", bool(row.gone), role_of(row.role)
    )


def role_of(kept: str | None) -> Role | None:
    """A role as it was kept; a newer Hubdesk's, which is not known here, is the least there is."""
    if kept is None:
        return None
    return Role(kept) if kept in GIVEN else Role.YOUNG


def _by_name(each: Volunteer) -> tuple[str, bytes]:
    return each.name.casefold(), each.id
