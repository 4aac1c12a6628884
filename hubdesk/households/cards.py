"""The cards of a household: a lost one is replaced, and is dead from then on."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, insert, select

from hubdesk.binding import BoundKind, bound_code, bound_to, keep
from hubdesk.changes import Touched
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.households import rows
from hubdesk.households.tables import dead_card
from hubdesk.journal import forgotten
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.journal.tables import operation
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate


class Replaced(Body, frozen=True, array_like=True):
    """A household lost its card: it has this one now, and those are dead."""

    card: str
    dead: list[str]


class Card(Struct, frozen=True):
    """One card of a household by its whole code; ``dead`` when another took its place."""

    code: str
    dead: bool


_newest = Prepared(
    select(bound_code.c.text)
    .join(operation, operation.c.position == bound_code.c.op)
    .where(bound_code.c.id == bindparam("id"), bound_code.c.kind == BoundKind.HOUSEHOLD.value)
    # Laptops agree on when it happened and on the code, and on nothing else.
    .order_by(
        select(dead_card.c.text).where(dead_card.c.text == bound_code.c.text).exists(),
        operation.c.at_ms.desc(),
        bound_code.c.text.desc(),
    )
)
_dead = Prepared(select(dead_card.c.op).where(dead_card.c.text == bindparam("text")))
_of = Prepared(
    select(bound_code.c.text, dead_card.c.text)
    .distinct()
    .outerjoin(dead_card, dead_card.c.text == bound_code.c.text)
    .join(operation, operation.c.position == bound_code.c.op)
    .where(bound_code.c.id == bindparam("id"), bound_code.c.kind == BoundKind.HOUSEHOLD.value)
    .order_by(operation.c.at_ms.desc(), bound_code.c.text.desc())
)


def show_newest(applying: Applying, subject: bytes) -> None:
    """The number of a household is that of its newest card that is not dead.

    It may have none: it was merged, the card was lost, and it was separated again. Its newest
    is its number then, in whatever order a laptop heard of that.
    """
    found = _newest.one(applying.connection, id=subject)
    rows.put(applying, subject, {"card": found[0] if found is not None else ""})


def is_dead(view: View, code: str) -> bool:
    """True for a card in whose place another was given."""
    return _dead.one(view.connection, text=code) is not None


def of(view: View, subject: bytes) -> list[Card]:
    """The cards that were given to this household itself, the newest first."""
    return [Card(text, dead is not None) for text, dead in _of.all(view.connection, id=subject)]


def codes(connection: Connection, subject: bytes) -> list[str]:
    """The codes of all cards that a household was ever given."""
    return [text for text, _ in _of.all(connection, id=subject)]


def is_nobodys(view: View, code: str) -> bool:
    """True for a card whose household was erased: it is of nobody any more."""
    ids = [each.id for each in bound_to(view, code) if each.kind is BoundKind.HOUSEHOLD]
    return bool(ids) and all(forgotten.is_erased(view.connection, each) for each in ids)


def free(act: Act) -> str:
    """A card that no household here carries yet."""
    card = own.draw(own.Kind.HOUSEHOLD)
    while bound_to(act, card):
        card = own.draw(own.Kind.HOUSEHOLD)
    return card


def unused(view: View, card: str) -> str:
    """A card that was printed ahead. Raises Refused when it is somebody's, or was."""
    if bound_to(view, card):
        raise Refused(
            translate("hub", "Card {number} was given to somebody meanwhile. Take another one."),
            number=card[-4:],
        )
    return card


def _replaced(applying: Applying, op: Operation, body: Replaced) -> None:
    if rows.is_withdrawn(applying, op.subject):
        return
    keep(applying, op, body.card, BoundKind.HOUSEHOLD, op.subject)
    for text in body.dead:
        applying.connection.execute(insert(dead_card), {"text": text, "op": op.position})
    if not rows.is_gone(applying, op.subject):
        rows.begin(applying, op.subject)
    _show_all(applying, op, body)


def _unreplaced(applying: Applying, op: Operation, body: Replaced) -> None:
    if rows.is_withdrawn(applying, op.subject):
        return
    applying.connection.execute(
        delete(bound_code).where(bound_code.c.text == body.card, bound_code.c.op == op.position)
    )
    applying.connection.execute(delete(dead_card).where(dead_card.c.op == op.position))
    _show_all(applying, op, body)


def _show_all(applying: Applying, op: Operation, body: Replaced) -> None:
    """A card that is dead may have been another household's before the two were merged."""
    held = select(bound_code.c.id).where(
        bound_code.c.text.in_(body.dead), bound_code.c.kind == BoundKind.HOUSEHOLD.value
    )
    touched = {op.subject, *applying.connection.execute(held).scalars()}
    for each in touched:
        if not rows.is_gone(applying, each):
            show_newest(applying, each)
    applying.touch(Touched.HOUSEHOLD, *touched)


REPLACED = OperationKind(
    "household.card_replaced", 1, Klass.STOCK, Replaced, _replaced, _unreplaced
)
