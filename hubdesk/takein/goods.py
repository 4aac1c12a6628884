"""What a code on goods stands for: which product, and what the code itself tells of the batch."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from hubdesk.codes import own
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import (
    AmbiguousGs1,
    InStoreCode,
    Own,
    ProductCode,
    Reading,
    UnclearCode,
    UnknownCode,
    WrongCheckDigit,
)
from hubdesk.stock import batch, measures, products
from hubdesk.stock.allergens import UNKNOWN
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.measures import Measure
from hubdesk.stock.products import Line, Product


class Doubt(StrEnum):
    """Why somebody should look at the pack once more."""

    LAST_DIGIT = "last digit"
    TWO_WAYS = "two ways"


class Goods(Struct, frozen=True):
    """Goods that a code stands for. ``code`` is the bare code of those that nobody has named."""

    product: Product
    line: Line | None
    code: str = ""
    dated: Dated | None = None
    lot: str | None = None
    count: int | None = None
    amount: int | None = None
    doubt: Doubt | None = None

    @property
    def measure(self) -> Measure:
        """How they are counted."""
        return measures.of(self.line, self.product)

    def packs(self, many: int) -> int:
        """So many packs as the ledger counts them; the code may say what one holds."""
        measure = self.measure
        return many * (measure.step if measure.in_ones else self.amount or measure.step)


def of(view: View, found: Reading) -> Goods | None:
    """The goods of a code; None for what is no goods. A doubtful code is kept, with its doubt."""
    match found:
        case ProductCode():
            return _certain(view, found)
        case InStoreCode(text) | UnknownCode(text):
            return _known(view, text)
        case WrongCheckDigit(text, _):
            # A card or label of ours that was misread is no goods.
            ours = own.expected(text) is not None
            return None if ours else _known(view, text, doubt=Doubt.LAST_DIGIT)
        case AmbiguousGs1(text, candidates):
            return _one_of(view, text, candidates)
        case UnclearCode(text, spellings):
            meant = [reading.read(each, today=view.today) for each in spellings]
            certain = [each for each in meant if isinstance(each, ProductCode)]
            if any(isinstance(each, Own) for each in meant):
                return None
            return _one_of(view, text, certain if len(certain) == len(meant) else ())
    return None


def of_code(view: View, code: str) -> Goods:
    """Goods under a code as it stands, such as one of our own."""
    return _known(view, code)


def labelled(view: View, text: str) -> Goods | None:
    """Goods that bear a label of ours, which may tell their batch: they were frozen here.

    None for a label that is on no goods, such as a shelf's.
    """
    known = batch.bearing(view, text)
    if known is None:
        return None
    product = products.product_by_id(view, known.product)
    line = products.line_by_id(view, product.line) if product.line else None
    return Goods(product, line, dated=known.dated, lot=known.lot)


def of_line(view: View, line: Line) -> Goods:
    """Goods that bear no code: some of a line."""
    product = products.product_by_id(view, identity.unspecified_product(line.id))
    return Goods(product, line)


def _certain(view: View, found: ProductCode) -> Goods:
    dated = _printed(found)
    return _known(
        view, found.gtin, dated=dated, lot=found.lot, count=found.count, amount=found.weight_g
    )


def _one_of(view: View, text: str, meant: Sequence[ProductCode]) -> Goods:
    """What every way of reading a code agrees on, and no more."""
    if len({each.gtin for each in meant}) != 1:
        shown = "".join(sign if sign.isprintable() else " " for sign in text)
        return _known(view, shown[: reading.LONGEST_UNKNOWN], doubt=Doubt.TWO_WAYS)
    days = {_printed(each) for each in meant}
    lots = {each.lot for each in meant}
    return _known(
        view,
        meant[0].gtin,
        dated=days.pop() if len(days) == 1 else None,
        lot=lots.pop() if len(lots) == 1 else None,
        doubt=Doubt.TWO_WAYS,
    )


def _printed(found: ProductCode) -> Dated | None:
    """The date that the code itself holds: use by goes before best before."""
    if found.use_by is not None:
        return Dated(found.use_by, DateKind.USE_BY)
    return Dated(found.best_before, DateKind.BEST_BEFORE) if found.best_before else None


def _known(
    view: View,
    code: str,
    *,
    dated: Dated | None = None,
    lot: str | None = None,
    count: int | None = None,
    amount: int | None = None,
    doubt: Doubt | None = None,
) -> Goods:
    carried = products.carrying(view, code)
    if carried is None:
        nameless = Product(identity.product_of_code(code), None, "", None, UNKNOWN, None)
        return Goods(nameless, None, code, dated, lot, count, amount, doubt)
    return Goods(carried.product, carried.line, "", dated, lot, count, amount, doubt)
