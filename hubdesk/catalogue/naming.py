"""Naming a new barcode as a list of products names it, with one key."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.catalogue import catalogue, lines
from hubdesk.catalogue.catalogue import Entry
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.stock import products
from hubdesk.stock.allergens import UNKNOWN
from hubdesk.stock.products import Line
from hubdesk.wording import translate


class Offer(Struct, frozen=True):
    """What a new barcode may be called: ``entry`` of a list, the ``line`` it may belong to.

    ``lines`` are all lines in shelf order, to choose another.
    """

    lines: tuple[Line, ...]
    entry: Entry | None = None
    line: Line | None = None


def offered(view: View, code: str) -> Offer:
    """What the lists say of a barcode, and the line that fits; both may be None."""
    all_ = tuple(products.lines(view))
    entry = catalogue.known(view, code)
    line = None if entry is None else lines.suggested(entry.name, entry.sort, all_)
    return Offer(all_, entry, line)


def keep(act: Act, code: str, name: str, line_id: bytes | None) -> bytes:
    """Names a barcode; weight and stated allergens come from the lists, where they know it."""
    entry = catalogue.known(act, code)
    weight_g, stated = (None, UNKNOWN) if entry is None else (entry.weight_g, entry.stated)
    return products.name_product(act, code, name, line_id, weight_g=weight_g, stated=stated)


def keep_as_listed(act: Act, code: str) -> bytes:
    """Names a barcode just as the lists do, on the line that fits."""
    offer = offered(act, code)
    if offer.entry is None:
        raise Refused(translate("hub", "No list knows this barcode any more. Name it by hand."))
    return keep(act, code, offer.entry.name, offer.line.id if offer.line else None)
