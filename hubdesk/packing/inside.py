"""What is inside packed parcels, as the ledger says it, and whose date needs somebody's eye."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, select

from hubdesk.journal.act import View
from hubdesk.packing.parcel import Goods
from hubdesk.stock import foods, held_back, measures, shelf, windows
from hubdesk.stock.batch import Batch
from hubdesk.stock.dates import Dated, DateState, state_of
from hubdesk.stock.foods import Food
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.tables import balance, line, product
from hubdesk.stock.windows import Verdict
from hubdesk.storage.prepared import Prepared

WORST_FIRST = (DateState.PAST_USE_BY, DateState.PAST_BEST_BEFORE, DateState.SOON)
"""The states that need somebody's eye. What nobody may be given comes first."""


class Inside(Struct, frozen=True):
    """Some of one batch in a parcel, with what it is called and what one weighs.

    ``food`` is how it keeps; ``held`` says that it is held back; ``measure`` is its line's.
    """

    line: bytes | None
    product: bytes
    name: str
    weight_g: int | None
    batch: Batch
    food: Food | None = None
    held: bool = False
    measure: Measure = ONES

    @property
    def quantity(self) -> int:
        """How many."""
        return self.batch.quantity

    @property
    def goods(self) -> Goods:
        """The same as an operation says it."""
        many, pack = self.quantity, self.measure.one
        return Goods(self.line, self.product, self.batch.id, many, pack=pack)


class Watched(Struct, frozen=True):
    """The worst date inside a parcel: whose it is, and what it means today."""

    state: DateState
    name: str = ""
    dated: Dated | None = None


_products = Prepared(
    select(
        balance.c.product,
        balance.c.quantity,
        product.c.line,
        product.c.name,
        product.c.weight_g,
        line.c.name,
        line.c.weight_g,
        line.c.food,
        line.c.measure,
    )
    .select_from(
        balance.join(product, balance.c.product == product.c.id).outerjoin(
            line, product.c.line == line.c.id
        )
    )
    .where(balance.c.place == bindparam("place"), balance.c.quantity > 0)
    .order_by(line.c.position, line.c.name, product.c.name, balance.c.product)
)


def contents(view: View, parcel: bytes) -> list[Inside]:
    """What is in a parcel, batch by batch, in shelf order."""
    there = replace(view, here=parcel)
    found, held = [], held_back.held(view)
    for id_, many, of_line, name, weight_g, line_name, usual_g, food, measure in _products.all(
        view.connection, place=parcel
    ):
        one_g, keeps = usual_g if weight_g is None else weight_g, foods.kept(food)
        for batch in shelf.batches_here(there, id_, many):
            is_held = id_ in held or batch.id in held
            said = name or line_name or ""
            by = measures.named(measure, usual_g)
            found.append(Inside(of_line, id_, said, one_g, batch, keeps, is_held, by))
    return found


def goods(view: View, parcel: bytes) -> list[Goods]:
    """What is in a parcel, as an operation says it."""
    return [each.goods for each in contents(view, parcel)]


def weight_g(inside: Sequence[Inside]) -> int:
    """What goods weigh, as far as weights are known."""
    return sum(
        each.quantity * (each.weight_g or 0) if each.measure.in_ones else each.quantity
        for each in inside
    )


def items(inside: Sequence[Inside]) -> int:
    """How many packs there are, rounded once a line for what is measured."""
    sums: dict[tuple[bytes | None, Measure], int] = {}
    for each in inside:
        which = (each.line, each.measure)
        sums[which] = sums.get(which, 0) + each.quantity
    return sum(measure.packs(many) for (_, measure), many in sums.items())


def watched(inside: Sequence[Inside], today: date) -> Watched:
    """The worst date among goods: past its use by, past its best before, soon, or fine.

    Goods that are fine tell their earliest date.
    """
    dated = [(each.name, each.batch.dated) for each in inside if each.batch.dated is not None]
    told = [(state_of(d.day, d.kind, today), d.day, name, d) for name, d in dated]
    for worst in WORST_FIRST:
        of_it = [each for each in told if each[0] is worst]
        if of_it:
            state, _, name, said = min(of_it, key=_day)
            return Watched(state, name, said)
    if not told:
        return Watched(DateState.FINE)
    _, _, name, said = min(told, key=_day)
    return Watched(DateState.FINE, name, said)


def too_old(view: View, inside: Sequence[Inside]) -> list[Inside]:
    """The goods that nobody may be given any more: past their use by, or outside the window."""
    return [each for each in inside if not verdict_of(view, each).may_go]


def to_check(view: View, inside: Sequence[Inside]) -> list[tuple[Inside, Verdict]]:
    """The goods past their best before that somebody looks at first, with what to look for."""
    told = [(each, verdict_of(view, each)) for each in inside]
    return [(each, found) for each, found in told if found.check]


def verdict_of(view: View, each: Inside) -> Verdict:
    """What may happen today with some goods of a parcel."""
    dated = each.batch.dated
    if dated is None or dated.day >= view.today:
        return windows.FINE
    return windows.judge(windows.shown(view), each.food, dated, view.today)


def _day(told: tuple[DateState, date, str, Dated]) -> date:
    return told[1]
