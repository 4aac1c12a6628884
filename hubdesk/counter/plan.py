"""What will go out for a visit as it stands: goods chosen for every row, earliest first.

The screen shows a plan and finishing records one; both are made by the same code, at their
own moment, so that a tin that went meanwhile is not promised twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hubdesk.counter import allergies
from hubdesk.counter.allergies import Conflict, Pack, Settled, Verdict
from hubdesk.counter.draft import Bagged, DraftLine, InHand
from hubdesk.households.allergens import Allergen
from hubdesk.households.household import settled_with
from hubdesk.households.record import Household
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import measures, products, shelf
from hubdesk.stock.allergens import UNKNOWN, Meeting, meets
from hubdesk.stock.batch import Batch, dated_of
from hubdesk.stock.book import Book
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.products import Product
from hubdesk.stock.shelf import Pick, Stocked

LEFT_OUT = "left out"
"""Why a row is not given when it was settled so for an allergy."""
NONE_LEFT = "none left"
"""Why a row is not given when nobody finds any."""

NO_GOODS = Verdict(())


class Given(Struct, frozen=True):
    """Some of one batch for one row; ``scanned`` False: the book chose it.

    ``told`` is the row's own word for goods that were scanned; ``in_bag`` are
    goods of a parcel packed ahead, which are on no shelf.
    """

    product: bytes
    batch: Batch
    quantity: int
    scanned: bool
    told: InHand | None = None
    in_bag: bool = False


class PlannedRow(Struct, frozen=True):
    """A row of a visit with the goods chosen for it.

    ``short`` is how many the book does not have: they are given all the same, and the row is
    marked "count me". When an allergy was settled by leaving the line out, ``row`` holds what
    was scanned and no more.
    """

    row: DraftLine
    name: str
    weight_g: int
    given: tuple[Given, ...] = ()
    short: int = 0
    verdict: Verdict = NO_GOODS
    measure: Measure = ONES

    @property
    def items(self) -> int:
        """How many packs it comes to, as near as that is known."""
        return self.measure.packs(self.row.quantity)

    @property
    def out(self) -> bool:
        """True when nothing of this row is given."""
        return bool(self.row.gone) or self.verdict.left_out or self.row.quantity == 0


def avoided(household: Household | None) -> frozenset[Allergen]:
    """What a household must not be given."""
    return frozenset(Allergen(word) for word in household.allergies) if household else frozenset()


Taken = dict[bytes, tuple[list[Stocked], tuple[Given, ...]]]
"""By line: what was on the shelf for the last row of that line, and what that row takes."""


def of(
    view: View,
    rows: Sequence[DraftLine],
    household: Household | None,
    book: Book | None = None,
    taken: Taken | None = None,
) -> list[PlannedRow]:
    """The plan of some rows of a visit, by the hub's confirmed date.

    ``book`` is what the command has looked up already. ``taken`` is what households served
    together take before this one, and what this one takes is added to it.
    """
    today, book = view.today, book or Book(view)
    avoiding = avoided(household)
    recalled = settled_with(view, household.id) if household and avoiding else {}
    before: Taken = {} if taken is None else taken
    planned = []
    for row in rows:
        line = book.line(row.line) if row.line is not None else None
        there = _left(book, row.line, before) if row.line is not None else []
        settled = allergies.recalled(recalled.get(about(row)) if recalled else None)
        one = _row(book, _Asked(row, line, there, avoiding, settled, today))
        if row.line is not None:
            before[row.line] = (there, tuple(g for g in one.given if not g.in_bag))
        planned.append(one)
    return planned


def _left(book: Book, line: bytes, before: Taken) -> list[Stocked]:
    """What is on the shelf of a line, without what an earlier row of the same line takes."""
    return _without(*before[line]) if line in before else book.shelf(line)


class _Asked(Struct, frozen=True):
    """All that decides what goes out for one row."""

    row: DraftLine
    line: products.Line | None
    there: list[Stocked]
    avoiding: frozenset[Allergen]
    settled: Settled
    today: date


def about(row: DraftLine) -> str:
    """Under which words what was settled about a row is remembered."""
    if row.line is not None:
        return row.line.hex()
    return row.goods[0].product.hex() if row.goods else ""


def _row(book: Book, asked: _Asked) -> PlannedRow:
    row, line = asked.row, asked.line
    held = {each.product: pack_of(book, each.product, line) for each in row.goods}
    name = line.name if line else next((p.name for p in held.values()), "")
    measure = measures.of_line(line)
    if row.gone or not row.quantity:
        return PlannedRow(row, name, 0, measure=measure)
    in_hand = [g for each in row.in_hand for g in _in_hand(book, each, asked)]
    in_bag = [_in_bag(each) for each in row.bagged]
    assumed, verdict = _assumed(asked, row.quantity - row.scanned - row.in_bag, in_hand)
    verdict = _with_packs_in_hand(verdict, held, asked.avoiding, asked.settled)
    if verdict.left_out:
        left = sum(g.quantity for g in in_bag + in_hand + assumed)
        row = msgspec.structs.replace(row, quantity=left)
        if not row.quantity:
            return PlannedRow(asked.row, name, 0, verdict=verdict, measure=measure)
        verdict = replace(verdict, left_out=False)
    given = in_bag + in_hand + assumed
    short = _short_assumed(asked, assumed) + _short_in_hand(book, row.in_hand, asked.there)
    weight_g = _weight(given, held, asked)
    return PlannedRow(row, name, weight_g, tuple(given), short, verdict, measure)


def _unspecified(row: DraftLine) -> bytes:
    """Some product of the row's line, for goods that nobody scans."""
    return b"" if row.line is None else identity.unspecified_product(row.line)


def _short_assumed(asked: _Asked, assumed: list[Given]) -> int:
    """How many of a row the book has none of, whatever the product."""
    if not assumed:
        return 0
    some = _unspecified(asked.row)
    many = sum([g.quantity for g in assumed if g.product == some])
    if not many:
        return 0
    booked = sum(max(stocked.quantity, 0) for stocked in asked.there if stocked.product == some)
    return max(0, many - booked)


def _short_in_hand(book: Book, in_hand: list[InHand], there: list[Stocked]) -> int:
    """How many of the goods in somebody's hand the book says are not there."""
    if not in_hand:
        return 0
    held: dict[bytes, int] = {}
    for each in in_hand:
        held[each.product] = held.get(each.product, 0) + each.quantity
    booked = {stocked.product: stocked.quantity for stocked in there}
    for product in held.keys() - booked.keys():
        booked[product] = book.quantity(product)
    return sum([max(0, many - max(0, booked[product])) for product, many in held.items()])


def _assumed(asked: _Asked, quantity: int, in_hand: list[Given]) -> tuple[list[Given], Verdict]:
    """What the book chooses for a row beyond what was scanned, and what must be settled.

    What the book does not have is some product of the line: it may hold what the line is
    known to hold, and is read like any pack that states nothing.
    """
    if not quantity:
        return [], NO_GOODS
    verdict = allergies.judge(asked.there, asked.avoiding, asked.settled)
    if verdict.left_out:
        return [], verdict
    left = _without(list(verdict.allowed), in_hand)
    chosen = [_given(p, scanned=False) for p in shelf.pick(left, quantity, asked.today)]
    short = quantity - sum([g.quantity for g in chosen])
    if not short or asked.row.line is None:
        return chosen, verdict
    unknown = Given(_unspecified(asked.row), Batch(None, None), short, scanned=False)
    if verdict.conflict is not None:
        return [*chosen, unknown], verdict
    meeting = meets(asked.line.stated if asked.line else UNKNOWN, asked.avoiding)
    if meeting is Meeting.CLEAR:
        return [*chosen, unknown], verdict
    return _unknown_goods(asked, chosen, unknown, verdict, meeting)


def _unknown_goods(
    asked: _Asked, chosen: list[Given], unknown: Given, verdict: Verdict, meeting: Meeting
) -> tuple[list[Given], Verdict]:
    """Goods that the book does not know, for a household that must avoid something."""
    name = asked.line.name if asked.line else ""
    pack = Pack(unknown.product, name)
    if asked.settled.holds(asked.avoiding) and asked.settled.action == allergies.LEAVE_OUT:
        return chosen, replace(verdict, left_out=True)
    if meeting is Meeting.CONFLICT and not asked.settled.holds(asked.avoiding):
        assert asked.line is not None
        named = tuple(sorted(asked.line.stated.allergens & asked.avoiding))
        others = tuple(Pack(s.product, s.name) for s in verdict.allowed)
        return [*chosen, unknown], replace(verdict, conflict=Conflict((pack,), named, others))
    known = any(each.product == pack.product for each in verdict.to_read)
    if known or asked.settled.was_read(pack.product, asked.avoiding):
        return [*chosen, unknown], verdict
    return [*chosen, unknown], replace(verdict, to_read=(*verdict.to_read, pack))


def _with_packs_in_hand(
    verdict: Verdict,
    held: Mapping[bytes, Product],
    avoiding: frozenset[Allergen],
    settled: Settled,
) -> Verdict:
    """The verdict with the packs that were scanned: none in the hand escapes it.

    A pack may be in the hand from before its allergens, or the household's, were known.
    """
    if not avoiding:
        return verdict
    known = {pack.product for pack in verdict.to_read}
    more = tuple(
        Pack(each.id, each.name)
        for each in held.values()
        if each.id not in known
        and meets(each.stated, avoiding) is Meeting.READ_THE_PACK
        and not settled.was_read(each.id, avoiding)
    )
    verdict = replace(verdict, to_read=verdict.to_read + more)
    stating = [p for p in held.values() if meets(p.stated, avoiding) is Meeting.CONFLICT]
    if not stating:
        return verdict
    packs = {p.id: Pack(p.id, p.name) for p in stating}
    named = {a for p in stating for a in p.stated.allergens & avoiding}
    before = verdict.conflict
    if before is not None:
        packs |= {pack.product: pack for pack in before.stating}
        named |= set(before.allergens)
    others = before.others if before else tuple(Pack(s.product, s.name) for s in verdict.allowed)
    conflict = Conflict(tuple(packs.values()), tuple(sorted(named)), others)
    return replace(verdict, conflict=conflict, left_out=False)


def _in_hand(book: Book, each: InHand, asked: _Asked) -> list[Given]:
    """The batches of goods that were scanned: the date on the pack, else the book's."""
    if each.day is not None or each.lot is not None:
        id_ = identity.batch_of(each.product, each.day, each.kind, each.lot)
        dated = dated_of(each.day, each.kind)
        return [Given(each.product, Batch(id_, dated), each.quantity, True, told=each)]
    stocked = next((s for s in asked.there if s.product == each.product), None)
    if stocked is None:
        quantity, batches = book.quantity(each.product), book.batches(each.product)
        stocked = Stocked(each.product, None, "", None, UNKNOWN, quantity, batches, book.held)
    picks = shelf.pick([stocked], each.quantity, asked.today)
    given = [replace(_given(pick, scanned=True), told=each) for pick in picks]
    rest = each.quantity - sum([g.quantity for g in given])
    if rest:
        given.append(Given(each.product, Batch(None, None), rest, scanned=True, told=each))
    return given


def _in_bag(each: Bagged) -> Given:
    """Goods of a packed parcel, from the batch they were packed from."""
    batch = Batch(each.batch, dated_of(each.day, each.kind))
    return Given(each.product, batch, each.quantity, scanned=False, in_bag=True)


def pack_of(book: Book, product_id: bytes, line: products.Line | None) -> Product:
    """Goods in a hand or a bag; some product of a line may hold what its line is known to."""
    found = book.product(product_id)
    if line is None or product_id != identity.unspecified_product(line.id):
        return found
    return replace(found, name=line.name, stated=line.stated)


def _without(there: list[Stocked], gone: Sequence[Given]) -> list[Stocked]:
    """What is on the shelf when some goods have gone, batch by batch, as the ledger will say.

    Goods of a batch that the book does not know leave the earliest dates, as everywhere.
    """
    if not gone:
        return there
    return [_less(stocked, [g for g in gone if g.product == stocked.product]) for stocked in there]


def _less(stocked: Stocked, gone: list[Given]) -> Stocked:
    if not gone:
        return stocked
    quantity = stocked.quantity - sum(g.quantity for g in gone)
    batches = [
        replace(b, quantity=b.quantity - _of_batch(gone, b.id))
        for b in stocked.batches
        if b.id is not None
    ]
    return replace(stocked, quantity=quantity, batches=shelf.fitted(batches, quantity))


def _of_batch(gone: list[Given], batch: bytes | None) -> int:
    return sum(g.quantity for g in gone if g.batch.id == batch)


def _given(pick: Pick, *, scanned: bool) -> Given:
    return Given(pick.product, Batch(pick.batch, pick.dated), pick.quantity, scanned)


def _weight(given: list[Given], held: Mapping[bytes, Product], asked: _Asked) -> int:
    if asked.line is not None and asked.line.measure != products.EACH:
        return sum([g.quantity for g in given])
    weights = {s.product: s.weight_g for s in asked.there}
    weights |= {p.id: p.weight_g for p in held.values()}
    usual = asked.line.weight_g if asked.line else None
    return sum([g.quantity * (weights.get(g.product) or usual or 0) for g in given])
