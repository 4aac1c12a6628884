"""How Today tells of stock takes: a shelf is one row, however many numbers were typed there."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.stock import places, shelves
from hubdesk.stock.counts import COUNTED, DECIDED, WHOLE, Counted, SheetEntered
from hubdesk.stocktake import counting, spots, takes
from hubdesk.stocktake.takes import SETTLED, Explained, Settled
from hubdesk.wording import Phrase, translate

_Counts = list[tuple[Operation, Counted]]


class ShelfRow(Struct, frozen=True):
    """What one laptop counted on one shelf on one day. ``undone`` when none of it stands."""

    told: tuple[Phrase, Phrase]
    undone: bool
    can_undo: bool


def shelf_rows(view: View, told: Iterable[tuple[Operation, bytes]]) -> dict[Ref, ShelfRow]:
    """A row for each shelf that was counted, under its newest count; newest first, as given."""
    return {each[0][0].ref: _row(view, each) for each in _by_shelf(view, told)}


def _by_shelf(view: View, told: Iterable[tuple[Operation, bytes]]) -> list[_Counts]:
    found: dict[tuple[bytes, ...], _Counts] = {}
    for op, raw in told:
        body = view.journal.body_of(view.connection, op, raw) if op.type == COUNTED.name else None
        if isinstance(body, Counted):
            which = (body.take, body.place, body.shelf, op.ref.stream)
            found.setdefault(which, []).append((op, body))
    return list(found.values())


def _row(view: View, told: _Counts) -> ShelfRow:
    live = [op for op, _ in told if not view.journal.is_undone(view.connection, op.ref)]
    kinds = len({op.subject for op in live or [op for op, _ in told]})
    words = (
        Phrase(translate("today", "Counted: {shelf}"), {"shelf": _where(view, told[0][1])}),
        Phrase(translate("today", "Kinds of goods: {number}"), {"number": kinds}),
    )
    free = any(not counting.is_replaced(view, op.ref) for op in live)
    return ShelfRow(words, not live, free)


def counted(view: View, op: Operation, body: Counted) -> tuple[Phrase, Phrase]:
    """One count by itself."""
    return _row(view, [(op, body)]).told


def decided(view: View, op: Operation, body: Counted) -> tuple[Phrase, Phrase]:
    """Somebody looked at counts that differed."""
    of = spots.named(view, op.subject, by_line=body.by_line)
    said = {"name": of.name, "quantity": of.measure.said(body.quantity)}
    return (
        Phrase(translate("today", "Counts compared")),
        Phrase(translate("today", "{name}: {quantity} holds"), said),
    )


def settled(view: View, op: Operation, body: Settled) -> tuple[Phrase, Phrase]:
    """A stock take was closed."""
    return Phrase(translate("today", "Stock count settled")), _place(view, body.place)


def explained(view: View, op: Operation, body: Explained) -> tuple[Phrase, Phrase]:
    """A reason for what differed."""
    name = spots.named(view, op.subject, by_line=True).name
    name = name or spots.named(view, op.subject, by_line=False).name
    said = {"name": name, "reason": body.reason or "–"}
    return (
        Phrase(translate("today", "Reason for a difference")),
        Phrase("{name}: {reason}", said),
    )


def sheet_entered(view: View, op: Operation, body: SheetEntered) -> tuple[Phrase, Phrase]:
    """A count sheet was typed in."""
    said = Phrase(translate("today", "Sheet {number}"), {"number": body.told.sheet[-4:]})
    return Phrase(translate("today", "Count sheet entered")), said


def can_undo(view: View, op: Operation) -> bool:
    """False for a count that another one stands for, and for what was settled long ago."""
    if op.type == SETTLED.name:
        return takes.can_unsettle(view, op)
    if op.type in (COUNTED.name, DECIDED.name):
        return not counting.is_replaced(view, op.ref)
    return True


def undo_shelf(act: Act, ref: Ref, of_day: Iterable[tuple[Operation, bytes]]) -> None:
    """All that was counted with this one, on its shelf that day, did not happen.

    Raises Refused when later counts or decisions stand for all of it.
    """
    mine = next(each for each in _by_shelf(act, of_day) if ref in {op.ref for op, _ in each})
    done = 0
    # The newest first: what it stands for can be taken back after it.
    for op, _ in sorted(mine, key=lambda each: each[0].position, reverse=True):
        undone = act.journal.is_undone(act.connection, op.ref)
        if not undone and not counting.is_replaced(act, op.ref):
            act.undo(op.ref)
            done += 1
    if not done:
        raise Refused(
            translate("stocktake", "It was counted or decided again since. Undo that first.")
        )


def _where(view: View, body: Counted) -> str:
    found = shelves.by_id(view, body.shelf) if body.shelf != WHOLE else None
    if found is not None:
        return found.name
    place = places.named(view, body.place)
    return place.name if place else ""


def _place(view: View, place: bytes) -> Phrase:
    found = places.named(view, place)
    return Phrase("{name}", {"name": found.name if found else ""})
