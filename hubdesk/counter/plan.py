"""What will go out for a visit as it stands: goods chosen for every row, earliest first.

The screen shows a plan and finishing records one; both are made by the same code, at their
own moment, so that a tin that went meanwhile is not promised twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hubdesk.counter import allergies
from hubdesk.counter.allergies import Pack, Settled, Verdict
from hubdesk.counter.draft import DraftLine, InHand
from hubdesk.households.allergens import Allergen
from hubdesk.households.household import Household, settled_with
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import ledger, products, shelf
from hubdesk.stock.allergens import UNKNOWN, Meeting, meets
from hubdesk.stock.batch import Batch, dated_of
from hubdesk.stock.products import Product
from hubdesk.stock.shelf import Pick, Stocked

LEFT_OUT = "left out"
"""Why a row is not given when it was settled so for an allergy."""
NONE_LEFT = "none left"
TAKEN_OFF = "taken off"


NO_GOODS = Verdict(())


@dataclass(frozen=True)
class Given:
    """Some of one batch for one row; ``scanned`` False: the book chose it.

    ``told`` is the row's own word for a batch that the book may not know yet.
    """

    product: bytes
    batch: Batch
    quantity: int
    scanned: bool
    told: InHand | None = None


@dataclass(frozen=True)
class PlannedRow:
    """A row of a visit with the goods chosen for it.

    ``short`` is how many the book does not have: they are given all the same, and the row is
    marked "count me".
    """

    row: DraftLine
    name: str
    weight_g: int
    given: tuple[Given, ...] = ()
    short: int = 0
    verdict: Verdict = NO_GOODS

    @property
    def out(self) -> bool:
        """True when nothing of this row is given."""
        return bool(self.row.gone) or self.verdict.left_out or self.row.quantity == 0


def avoided(household: Household | None) -> frozenset[Allergen]:
    """What a household must not be given."""
    return frozenset(Allergen(word) for word in household.allergies) if household else frozenset()


def of(view: View, rows: Sequence[DraftLine], household: Household | None) -> list[PlannedRow]:
    """The plan of some rows of a visit, by the hub's confirmed date."""
    today = view.today
    lines = {row.line for row in rows if row.line is not None}
    names = {line.id: line for line in products.lines_named(view, lines)}
    stocked = shelf.of_lines(view, sorted(lines))
    recalled = settled_with(view, household.id) if household else {}
    avoiding = avoided(household)
    planned = []
    for row in rows:
        line = names.get(row.line) if row.line is not None else None
        there = stocked.get(row.line, []) if row.line is not None else []
        settled = allergies.recalled(recalled.get(about(row)))
        planned.append(_row(view, row, line, there, avoiding, settled, today))
    return planned


def about(row: DraftLine) -> str:
    """Under which words what was settled about a row is remembered."""
    if row.line is not None:
        return row.line.hex()
    return row.in_hand[0].product.hex() if row.in_hand else ""


def _row(
    view: View,
    row: DraftLine,
    line: products.Line | None,
    there: list[Stocked],
    avoiding: frozenset[Allergen],
    settled: Settled,
    today: date,
) -> PlannedRow:
    held = {each.product: products.product_by_id(view, each.product) for each in row.in_hand}
    name = line.name if line else next((p.name for p in held.values()), "")
    assumed = row.quantity - row.scanned
    verdict = Verdict(())
    if not row.gone and row.quantity:
        pool = _pool(view, row, line, there) if assumed else []
        verdict = allergies.judge(pool, avoiding, settled)
        verdict = _with_packs_in_hand(verdict, held, avoiding, settled)
    if row.gone or verdict.left_out or row.quantity == 0:
        return PlannedRow(row, name, 0, verdict=verdict)
    given = [g for each in row.in_hand for g in _in_hand(view, each, today)]
    picks = _assumed(verdict.allowed, assumed, given, today)
    given += picks
    short = row.quantity - sum(g.quantity for g in given)
    if short and row.line is not None:
        unknown = identity.unspecified_product(row.line)
        given.append(Given(unknown, Batch(None, None), short, scanned=False))
    weight_g = _weight(given, held, there, line)
    return PlannedRow(row, name, weight_g, tuple(given), short, verdict)


def _pool(
    view: View, row: DraftLine, line: products.Line | None, there: list[Stocked]
) -> list[Stocked]:
    """The goods a volunteer may reach for; where the book has none, some of the line."""
    if there or row.line is None or line is None:
        return there
    unknown = identity.unspecified_product(row.line)
    return [Stocked(unknown, row.line, line.name, line.weight_g, line.stated, 0, ())]


def _with_packs_in_hand(
    verdict: Verdict,
    held: Mapping[bytes, Product],
    avoiding: frozenset[Allergen],
    settled: Settled,
) -> Verdict:
    known = {pack.product for pack in verdict.to_read}
    more = tuple(
        Pack(each.id, each.name)
        for each in held.values()
        if each.id not in known
        and meets(each.stated, avoiding) is Meeting.READ_THE_PACK
        and not settled.was_read(each.id, avoiding)
    )
    return replace(verdict, to_read=verdict.to_read + more)


def _in_hand(view: View, each: InHand, today: date) -> list[Given]:
    """The batches of goods that were scanned: the date on the pack, else the book's."""
    if each.day is not None or each.lot is not None:
        id_ = identity.batch_of(each.product, each.day, each.kind, each.lot)
        dated = dated_of(each.day, each.kind)
        return [Given(each.product, Batch(id_, dated), each.quantity, True, told=each)]
    quantity = ledger.on_hand(view.connection, each.product, view.here)
    batches = shelf.batches_here(view, each.product, quantity)
    stocked = Stocked(each.product, None, "", None, UNKNOWN, quantity, batches)
    picks = shelf.pick([stocked], each.quantity, today)
    given = [_given(pick, scanned=True) for pick in picks]
    rest = each.quantity - sum(g.quantity for g in given)
    if rest:
        given.append(Given(each.product, Batch(None, None), rest, scanned=True))
    return given


def _assumed(
    allowed: tuple[Stocked, ...], quantity: int, in_hand: list[Given], today: date
) -> list[Given]:
    """What the book chooses, leaving out what is in somebody's hand already."""
    taken = {(g.product, g.batch.id): g.quantity for g in in_hand}
    left = []
    for stocked in allowed:
        batches = tuple(
            replace(b, quantity=b.quantity - taken.get((stocked.product, b.id), 0))
            for b in stocked.batches
        )
        left.append(replace(stocked, batches=tuple(b for b in batches if b.quantity > 0)))
    return [_given(pick, scanned=False) for pick in shelf.pick(left, quantity, today)]


def _given(pick: Pick, *, scanned: bool) -> Given:
    return Given(pick.product, Batch(pick.batch, pick.dated), pick.quantity, scanned)


def _weight(
    given: list[Given],
    held: Mapping[bytes, Product],
    there: list[Stocked],
    line: products.Line | None,
) -> int:
    weights = {s.product: s.weight_g for s in there} | {p.id: p.weight_g for p in held.values()}
    usual = line.weight_g if line else None
    return sum(g.quantity * (weights.get(g.product) or usual or 0) for g in given)
