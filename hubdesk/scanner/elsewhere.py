"""What a code is that was scanned where nothing is done with it: enough to say where to take it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.journal.act import View
from hubdesk.scanner import in_stock, reading
from hubdesk.scanner.in_stock import Leads
from hubdesk.scanner.meanings import (
    AmbiguousGs1,
    InStoreCode,
    Own,
    ProductCode,
    UnclearCode,
    UnknownCode,
    WrongCheckDigit,
)
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import products


class Thing(StrEnum):
    """What was scanned. NEW is a code that nobody has named; UNCLEAR one to be scanned again."""

    GOODS = "goods"
    NEW = "new"
    PARCEL = "parcel"
    SHELF = "shelf"
    LOAD = "load"
    CRATE = "crate"
    PAPER = "paper"
    LABEL = "label"
    WRONG = "wrong"
    UNCLEAR = "unclear"


class Seen(Struct, frozen=True):
    """A thing, with the name of goods or of a shelf, or the number of a new barcode."""

    thing: Thing
    name: str = ""


_LEADS = {Leads.SHELF: Thing.SHELF, Leads.LOAD: Thing.LOAD, Leads.CRATE: Thing.CRATE}
_KINDS = {Kind.PARCEL: Thing.PARCEL, Kind.SHELF: Thing.SHELF, Kind.SHEET: Thing.PAPER}


def seen(view: View, text: str, sender: ScannerSetup = reading.TYPED) -> Seen:
    """What a scan was of. Raises Refused for what can be no code at all."""
    found = reading.read(text, sender, today=view.today)
    meant = in_stock.meant(view, text, sender)
    if meant.leads is Leads.PRODUCT:
        return Seen(Thing.GOODS, products.product_by_id(view, meant.id).name)
    if meant.leads in _LEADS:
        return Seen(_LEADS[meant.leads], meant.name)
    match found:
        case Own(code):
            return Seen(_KINDS.get(code.kind, Thing.LABEL))
        case WrongCheckDigit():
            return Seen(Thing.WRONG)
        case AmbiguousGs1() | UnclearCode():
            return Seen(Thing.UNCLEAR)
        case ProductCode(gtin=number) | InStoreCode(text=number):
            return Seen(Thing.NEW, number)
        case UnknownCode(number):
            # Words in a code may be anybody's; a number is what stands under the bars.
            return Seen(Thing.NEW, number if number.isdigit() else "")


def is_card(text: str, sender: ScannerSetup = reading.TYPED) -> bool:
    """True for the code of a household's card, known here or not."""
    code = reading.own_code(text, sender)
    return code is not None and code.kind is own.Kind.HOUSEHOLD
