"""Some matters of some people are forgotten: what follows on every laptop.

The operation says of each whose and which matter it is, and up to which stamp. What is told of
it again later has a later stamp, and stays until its own time is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from hubdesk.changes import Touched
from hubdesk.households import kinds, rows
from hubdesk.households.matters import of_field
from hubdesk.journal import fields, forgotten
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.packing import diet
from hubdesk.volunteers import volunteer


class Why(StrEnum):
    """Why something was forgotten: its time was over, its consent withdrawn, or they left."""

    TIME = "time"
    WITHDRAWN = "withdrawn"
    LEFT = "left"


class Forgot(Body, frozen=True, array_like=True):
    """Of each: whose (a household or a volunteer), which matter, and up to which stamp."""

    items: list[tuple[bytes, str, int]]
    why: str = Why.TIME.value


def _forgot(applying: Applying, op: Operation, body: Forgot) -> None:
    for subject, matter, upto in body.items:
        if matter == diet.CHIPS:
            diet.forget(applying, subject, upto)
            continue
        is_pin = matter == volunteer.PIN
        of = volunteer.matter_of if is_pin else of_field
        names = forgotten.forget(applying, subject, matter, upto, of)
        shown = {name: fields.shown(applying.connection, subject, name) for name in names}
        if is_pin:
            volunteer.show(applying, subject, shown)
        elif not rows.is_gone(applying, subject):
            # Also where nothing is left to show: what was told of them had begun a row.
            kinds.show(applying, subject, shown)
    applying.touch(Touched.FORGOTTEN, *(subject for subject, _, _ in body.items))


FORGOT = OperationKind("details.forgot", 1, Klass.STOCK, Forgot, _forgot)
"""There is no way back: the keys are gone."""


def on_request(raw: bytes) -> list[tuple[bytes, str, int]]:
    """What an operation forgot because somebody asked or left, from its bytes.

    A restored copy of the hub does not come to that by itself; to what time does, it does.
    """
    body = msgspec.msgpack.decode(raw, type=Forgot)
    return [] if body.why == Why.TIME else body.items


def forget(act: Act, found: Sequence[tuple[bytes, str, int]], why: Why) -> Operation | None:
    """Forgets some matters up to what is known of them here; nothing when there is nothing."""
    if not found:
        return None
    return act.record(FORGOT, Forgot(list(found), why.value), found[0][0])
