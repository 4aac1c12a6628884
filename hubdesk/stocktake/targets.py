"""What a scanned code or a typed name asks to be counted."""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import (
    AmbiguousGs1,
    InStoreCode,
    Own,
    ProductCode,
    Reading,
    UnknownCode,
    WrongCheckDigit,
)
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import batch, measures, products
from hubdesk.stock.products import Line
from hubdesk.stocktake import spots
from hubdesk.stocktake.spots import Spot, Target
from hubdesk.wording import translate


def scanned(
    view: View, text: str, sender: ScannerSetup = reading.TYPED, *, by_line: bool
) -> Target:
    """What a scanned code asks to be counted: the product, or its line where lines are counted.

    A barcode that nobody has named is counted under itself, and named later. Raises Refused
    for a code that is no product's, and for one that reads in two ways.
    """
    target = _product(view, reading.read(text, sender, today=view.today))
    line = products.product_by_id(view, target.subject).line if by_line else None
    return target if line is None else spots.named(view, line, by_line=True)


def _product(view: View, code: Reading) -> Target:
    known = _text(code)
    goods = batch.bearing(view, known)
    if goods is not None:
        return spots.named(view, goods.product, by_line=False)
    if isinstance(code, WrongCheckDigit):
        raise Refused(
            translate("stocktake", "The last digit does not fit. Scan it again, or type its name.")
        )
    if isinstance(code, Own):
        raise Refused(translate("stocktake", "This is no product and no shelf. Scan another code."))
    return Target(identity.product_of_code(known), False, known)


def _text(code: Reading) -> str:
    """The number under which a product is known."""
    match code:
        case ProductCode(gtin):
            return gtin
        case InStoreCode(text) | UnknownCode(text) | WrongCheckDigit(text, _):
            return text
        case Own(own):
            return own.text
        case AmbiguousGs1(_, candidates) if len({each.gtin for each in candidates}) == 1:
            return candidates[0].gtin
    raise Refused(
        translate("stocktake", "This code reads in two ways. Scan another, or type its name.")
    )


def matching(view: View, spot: Spot, words: str, *, by_line: bool) -> list[Target]:
    """What has a name that holds the words: what stands on the spot first, then every line."""
    wanted = words.casefold().split()
    here = [row.target for row in spots.on_shelf(view, spot, by_line=by_line).rows]
    others = [_line(each) for each in products.lines(view)]
    found = [each for each in (*here, *others) if _fits(each.name, wanted)]
    return list({(each.subject, each.by_line): each for each in found}.values())


def _line(line: Line) -> Target:
    return Target(line.id, True, line.name, measure=measures.of_line(line))


def _fits(name: str, wanted: Sequence[str]) -> bool:
    folded = name.casefold()
    return all(word in folded for word in wanted)
