"""What a code leads to on the Stock screen: a product, a shelf, a load on its way, a crate."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hubdesk.binding import BoundKind, bound_to
from hubdesk.codes import check_digit, own
from hubdesk.journal.act import View
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import AmbiguousGs1, InStoreCode, Own, ProductCode, UnknownCode
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import batch, sending, shelves


class Leads(StrEnum):
    """To what a code leads."""

    PRODUCT = "product"
    LINE = "line"
    SHELF = "shelf"
    LOAD = "load"
    CRATE = "crate"
    NOWHERE = "nowhere"


class Meant(Struct, frozen=True):
    """What was meant: ``id`` is of what ``leads`` says, ``name`` that of a line or shelf."""

    leads: Leads
    id: bytes = b""
    name: str = ""


NOWHERE = Meant(Leads.NOWHERE)


def is_code(text: str) -> bool:
    """True for typed text that is a code for certain: a whole number of a shop, or one of ours."""
    return own.read(text) is not None or (
        len(text) in check_digit.LENGTHS and check_digit.is_digits(text) and check_digit.valid(text)
    )


def meant(view: View, text: str, sender: ScannerSetup = reading.TYPED) -> Meant:
    """What a scan leads to. Raises Refused for what can be no code at all."""
    match reading.read(text, sender, today=view.today):
        case ProductCode(gtin=code) | InStoreCode(text=code) | UnknownCode(text=code):
            return _product(view, code)
        case AmbiguousGs1(_, candidates) if len({each.gtin for each in candidates}) == 1:
            return _product(view, candidates[0].gtin)
        case Own(code):
            return _own(view, code.text)
    return NOWHERE


def _own(view: View, text: str) -> Meant:
    shelf = shelves.by_code(view, text)
    if shelf is not None:
        return Meant(Leads.SHELF, shelf.id, shelf.name)
    load = sending.by_code(view, text)
    if load is not None:
        return Meant(Leads.LOAD, load.id)
    crates = [each.id for each in bound_to(view, text) if each.kind is BoundKind.CRATE]
    if len(crates) == 1:
        return Meant(Leads.CRATE, crates[0])
    return _product(view, text)


def _product(view: View, code: str) -> Meant:
    known = batch.bearing(view, code)
    return NOWHERE if known is None else Meant(Leads.PRODUCT, known.product)
