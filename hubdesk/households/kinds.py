"""What is recorded of a household, and the row that follows from it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert

from hubdesk.binding import BoundKind, keep
from hubdesk.changes import Touched
from hubdesk.households import cards, groups, rows, visits
from hubdesk.households.matters import AGES_AT, ASKED_AT, SETTLED, of_field
from hubdesk.households.tables import household, settled
from hubdesk.journal import fields, forgotten
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind


class Opened(Body, frozen=True, array_like=True):
    """A household came for the first time and was given this card."""

    card: str


def _opened(applying: Applying, op: Operation, body: Opened) -> None:
    applying.gather(_open, (op, body))


def _open(applying: Applying, opened: list[tuple[Operation, Opened]]) -> None:
    for op, body in opened:
        if rows.is_withdrawn(applying, op.subject):
            continue
        keep(applying, op, body.card, BoundKind.HOUSEHOLD, op.subject)
        if rows.is_gone(applying, op.subject):
            continue
        rows.begin(applying, op.subject)
        cards.show_newest(applying, op.subject)
        applying.touch(Touched.HOUSEHOLD, op.subject)


def show(applying: Applying, subject: bytes, shown: dict[str, Any]) -> None:
    """Makes a household's row say what its fields show: called by reducers."""
    rows.begin(applying, subject)
    values = {name: value for name, value in shown.items() if name in household.c}
    rows.put(applying, subject, values)
    for name, choice in shown.items():
        if name.startswith(SETTLED):
            _show_settled(applying, subject, name, choice)
        elif name.startswith((AGES_AT, ASKED_AT)):
            visits.show(applying, subject, name, choice)
    applying.touch(Touched.HOUSEHOLD, subject)
    if values:
        groups.show_together(applying, subject)


def _show_settled(applying: Applying, subject: bytes, name: str, choice: Any) -> None:
    about = name.removeprefix(SETTLED)
    applying.connection.execute(
        delete(settled).where(settled.c.household == subject, settled.c.about == about)
    )
    if choice is not None:
        row = {"household": subject, "about": about, "choice": choice}
        applying.connection.execute(insert(settled), row)


def _noted(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    applying.gather(_note, (op, body))


def _note(applying: Applying, noted: list[tuple[Operation, FieldsNoted]]) -> None:
    subjects = {op.subject for op, _ in noted}
    gone = {each for each in subjects if rows.is_gone(applying, each)}
    standing = [
        (op, forgotten.left_of(applying.connection, _by_name[op.type], op, body))
        for op, body in noted
        if op.subject not in gone
    ]
    for subject, shown in fields.apply_all(applying, standing).items():
        show(applying, subject, shown)


def _unnoted(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    if not rows.is_gone(applying, op.subject):
        show(applying, op.subject, fields.undo(applying, op, body))


OPENED = OperationKind("household.opened", 1, Klass.STOCK, Opened, _opened, together=True)
SIZED = OperationKind(
    "household.sized", 1, Klass.STOCK, FieldsNoted, _noted, _unnoted, together=True
)
NOTED = OperationKind(
    "household.noted",
    1,
    Klass.PEOPLE,
    FieldsNoted,
    _noted,
    _unnoted,
    together=True,
    matter_of=of_field,
)
SETTLED_KIND = OperationKind(
    "household.settled",
    1,
    Klass.PEOPLE,
    FieldsNoted,
    _noted,
    _unnoted,
    together=True,
    matter_of=of_field,
)
AT_VISIT = OperationKind(
    "household.at_visit",
    1,
    Klass.PEOPLE,
    FieldsNoted,
    _noted,
    _unnoted,
    together=True,
    matter_of=of_field,
)
_by_name = {kind.name: kind for kind in (SIZED, NOTED, SETTLED_KIND, AT_VISIT)}
