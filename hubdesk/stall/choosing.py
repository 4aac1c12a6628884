"""Which batches go when goods are loaded out or in: by the pack in the hand, else by date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.stall.outcome import Way
from hubdesk.stock import batch, held_back, ledger, products, shelf, windows
from hubdesk.stock.batch import Batch, batch_id_of, day_text
from hubdesk.stock.dates import Dated
from hubdesk.stock.intake import MOST_AT_ONCE
from hubdesk.stock.moving import Goods
from hubdesk.stock.products import Line, Product
from hubdesk.stock.shelf import Stocked
from hubdesk.stock.windows import State
from hubdesk.wording import translate


def refuse_held(
    act: Act, place: bytes, product_id: bytes, dated: Dated | None, lot: str | None
) -> None:
    """What is held back goes to no stall, whether the pack tells its batch or not."""
    on_hand = ledger.on_hand(act.connection, product_id, place)
    there = [each.id for each in shelf.batches_at(act, place, product_id, on_hand)]
    held_back.refuse_pack(act, product_id, batch_id_of(product_id, dated, lot), there)


def batches(act: Act, place: bytes, product_id: bytes) -> tuple[Batch, ...]:
    """What the book says of a product at a place, without batches that are held back."""
    held = held_back.held(act)
    on_hand = ledger.on_hand(act.connection, product_id, place)
    found = shelf.batches_at(act, place, product_id, on_hand)
    return tuple(each for each in found if each.id not in held)


Chosen = tuple[bytes | None, Dated | None, int]


def chosen(
    act: Act,
    product: Product,
    there: Sequence[Batch],
    quantity: int,
    dated: Dated | None,
    lot: str | None,
    way: Way,
) -> list[Chosen]:
    """Which batches of a product go: the one in the hand, else by date; the rest unknown."""
    if dated is not None or lot is not None:
        kind = None if dated is None else dated.kind
        id_ = identity.batch_of(product.id, day_text(dated), kind, lot)
        known = next((each for each in there if each.id == id_), None)
        return [(None if known is None else id_, dated, quantity)]
    may_go = [b for b in there if windows.verdict(act, product, b.dated, act.today).may_go]
    if there and not may_go:
        # All that the book has is past: that is what was scanned.
        return [(there[0].id, there[0].dated, quantity)]
    chosen: list[Chosen] = []
    for each in may_go if way is Way.OUT else reversed(may_go):
        take = min(quantity, each.quantity)
        if take > 0:
            chosen.append((each.id, each.dated, take))
            quantity -= take
    return [*chosen, (None, None, quantity)] if quantity > 0 or not chosen else chosen


def of_line(
    act: Act, stocked: Iterable[Stocked], line_id: bytes, quantity: int, way: Way
) -> list[Goods]:
    """Goods of a line by date, and what the book does not have as unspecified ones."""
    if way is Way.OUT:
        picks = [(p.product, p.batch, p.quantity) for p in shelf.pick(stocked, quantity, act.today)]
    else:
        known = [(b, each.product) for each in stocked for b in each.batches]
        known.sort(key=by_date, reverse=True)
        picks = [(product, b.id, b.quantity) for b, product in known]
    goods: dict[tuple[bytes, bytes | None], int] = {}
    for product, which, many in picks:
        take = min(quantity, many)
        if take > 0:
            goods[product, which] = goods.get((product, which), 0) + take
            quantity -= take
    if quantity > 0:
        rest = (identity.unspecified_product(line_id), None)
        goods[rest] = goods.get(rest, 0) + quantity
    return [Goods(*which, many) for which, many in goods.items()]


def refuse_past(act: Act, goods: Iterable[Goods]) -> None:
    """A line's goods are past their use by: they go neither out nor back on the shelf."""
    for each in goods:
        dated = batch.by_id(act, each.batch).dated
        product = products.product_by_id(act, each.product)
        if windows.verdict(act, product, dated, act.today).state is State.PAST_USE_BY:
            raise Refused(
                translate("stall", "{name} is past its use by. Put it to waste first: Ctrl+W."),
                name=product.name,
            )


def refuse_short(act: Act, stocked: Iterable[Stocked], line: Line) -> None:
    """The good ones do not reach, and some here may go to nobody: those may be in the crate."""
    for each in stocked:
        product = products.product_by_id(act, each.product)
        for one in each.batches:
            verdict = windows.verdict(act, product, one.dated, act.today)
            if each.is_held(one.id) or verdict.state is State.PAST_USE_BY:
                raise Refused(
                    translate(
                        "stall",
                        "Some of {name} here are past their use by or held back. Scan each pack.",
                    ),
                    name=line.name,
                )


def in_lots(goods: Iterable[Goods]) -> list[Goods]:
    """The same goods, no entry larger than a move takes: a crate of rice is 12,000 grams."""
    lots = []
    for each in goods:
        for begun in range(0, each.quantity, MOST_AT_ONCE):
            many = min(MOST_AT_ONCE, each.quantity - begun)
            lots.append(Goods(each.product, each.batch, many))
    return lots


def by_date(entry: tuple[Batch, bytes]) -> tuple[date, bytes, bytes]:
    """Earliest first; goods without a date keep longest."""
    of, product = entry
    return (of.dated.day if of.dated else shelf.LAST_DAY, product, of.id or b"")


def is_unspecified(goods: Goods, line_id: bytes) -> bool:
    return goods.product == identity.unspecified_product(line_id)
