"""What Enter will do, said under the scan box while somebody types."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from hubdesk.counter import typed
from hubdesk.errors import Refused
from hubdesk.stock import date_words, measures
from hubdesk.stock.measures import Much
from ui import wording


def hint(text: str, after_scan: bool, today: date, visit: bool = False) -> str:
    """What Enter will do with what is typed so far; empty while that is plain.

    ``visit``: one is open, and takes the size that is typed.
    """
    translate = QCoreApplication.translate
    try:
        meaning = typed.read(text, after_scan, today)
    except Refused:
        return ""
    match meaning:
        case typed.Size(adults, children):
            words = (
                translate("Counter", "This visit for {size}")
                if visit
                else translate("Counter", "A visit for {size}")
            )
            return words.format(size=wording.size(adults, children))
        case Much(number, measure):
            many = wording.phrase(measures.in_words(measure, number))
            return translate("Counter", "Set to {number}").format(number=many)
        case typed.TypedDate(dated):
            said = date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=today)
            return wording.phrase(said)
        case typed.NoDate():
            return translate("Counter", "No date on the pack")
        case typed.Code():
            return translate("Counter", "A code")
        case typed.LastFour():
            return translate("Counter", "Last four of a card")
        case typed.Words() if visit:
            return translate("Counter", "Find by name, or Ctrl+K holds")
        case typed.Words():
            return translate("Counter", "Find by name")
    return ""
