"""The lists of the Dates screen: their buttons, and what stands on each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from hubdesk.reports import near_dated_page
from hubdesk.stock.near_dated import For
from ui import wording
from ui.theme.look import Look
from ui.widgets.one_of import OneButton, OneOf

HELD, WINDOWS, LINES = "held", "windows", "lines"


def made(look: Look, screen: QWidget) -> OneOf:
    """The buttons, the list for the stall put down."""
    translate = QCoreApplication.translate
    faces = {
        For.STALL: (translate("DatesScreen", "Stall"), "store"),
        For.MEALS: (translate("DatesScreen", "Meals"), "utensils"),
        For.PARCELS: (translate("DatesScreen", "Parcels"), "package"),
        For.WASTE: (translate("DatesScreen", "Too old"), "trash-2"),
        HELD: (translate("DatesScreen", "Held back"), "lock"),
        WINDOWS: (translate("DatesScreen", "After best before"), "calendar"),
        LINES: (translate("DatesScreen", "Lines and rules"), "list"),
    }
    buttons = {which: OneButton(look, word, icon) for which, (word, icon) in faces.items()}
    return OneOf(buttons, For.STALL, screen)


def rule_of(what: str) -> str:
    """What stands on the list, and what does not."""
    translate = QCoreApplication.translate
    if what in set(For):
        return wording.translated(near_dated_page.RULES[For(what)])
    if what == HELD:
        return translate("DatesScreen", "Nobody is given these. Look at them, then release them.")
    if what == WINDOWS:
        return translate(
            "DatesScreen",
            "How long food may be given after its best before, once it is looked at. "
            "Nothing is ever given after its use by.",
        )
    return translate("DatesScreen", "Lines with dates of which nobody has said how they keep.")
