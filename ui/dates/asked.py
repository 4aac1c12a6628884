"""What the Dates screen asks of the hub, one question for each of its lists."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct

from hubdesk.journal.act import View
from hubdesk.scanner import in_stock
from hubdesk.scanner.in_stock import Leads
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import held_back, near_dated
from hubdesk.stock import windows as rules
from hubdesk.stock.foods import Food
from hubdesk.stock.held_back import Hold
from hubdesk.stock.near_dated import For, Listing, NearDated, OfOne
from hubdesk.stock.products import Line
from hubdesk.stock.windows import Version, Windows
from hubdesk.volunteers import serving

WINDOW: Final = 100
"""How many rows of near-dated goods are read at a time."""


class Near(Struct, frozen=True):
    """One list on a day: which goods stand on it, and the rows from ``first`` on."""

    today: date
    listing: Listing
    first: int
    rows: list[NearDated | None]


def near(view: View, what_for: For, around: int) -> Near:
    """One list, and its rows about where somebody looks."""
    listing = near_dated.numbered(view, what_for)
    last = max(len(listing) - 1, 0)
    first = min(around, last) // WINDOW * WINDOW
    return Near(view.today, listing, first, near_dated.rows(view, listing, first, WINDOW))


def more(view: View, listing: Listing, first: int, count: int) -> Near:
    """Rows of a list that come into sight."""
    return Near(view.today, listing, first, near_dated.rows(view, listing, first, count))


def of_code(view: View, text: str, sender: ScannerSetup) -> tuple[bool, OfOne | None]:
    """Whether a code stands for goods, and the earliest of them that the book has."""
    meant = in_stock.meant(view, text, sender)
    if meant.leads is not Leads.PRODUCT:
        return False, None
    return True, near_dated.of_product(view, meant.id)


def held(view: View) -> tuple[date, list[Hold]]:
    """What is held back, and what day it is."""
    return view.today, held_back.all_(view)


def windows(view: View) -> tuple[Windows, list[Line]]:
    """How long each food may be given, and the lines of which nobody has said what they are."""
    return rules.shown(view), rules.unsaid(view)


def versions(view: View, food: Food) -> tuple[list[Version], dict[bytes, tuple[str, ...]]]:
    """Every version of a window, and who made them."""
    found = rules.versions(view, food)
    return found, serving.names(view, [each.actor for each in found])
