"""What the Dates screen asks of the hub, one question for each of its lists."""

from __future__ import annotations

from datetime import date

from hubdesk.journal.act import View
from hubdesk.scanner import in_stock
from hubdesk.scanner.in_stock import Leads
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import held_back, near_dated
from hubdesk.stock import windows as rules
from hubdesk.stock.foods import Food
from hubdesk.stock.held_back import Hold
from hubdesk.stock.near_dated import For, NearDated, OfOne
from hubdesk.stock.products import Line
from hubdesk.stock.windows import Version, Windows
from hubdesk.volunteers import serving


def near(view: View, what_for: For) -> tuple[date, list[NearDated]]:
    """One list, and what day it is."""
    return view.today, near_dated.listed(view, what_for)


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
