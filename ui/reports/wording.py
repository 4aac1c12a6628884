"""How a day, a time and an event read on the Today screen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from hubdesk.reports.today import Event
from ui.volunteers.words import together
from ui.wording import phrase


def day(when: date) -> str:
    """A day with its weekday: "Saturday 21 November"."""
    return QLocale().toString(QDate(when.year, when.month, when.day), "dddd d MMMM")


def time(at_ms: int) -> str:
    """A moment by the clock on the wall: "10:42"."""
    return QDateTime.fromMSecsSinceEpoch(at_ms).toString("HH:mm")


def kilos(weight_g: int) -> str:
    """Grams as kilos with one figure after the point."""
    return QLocale().toString(weight_g / 1000, "f", 1)


def title(event: Event) -> str:
    """What happened."""
    return phrase(event.title)


def detail(event: Event) -> str:
    """More of what happened, whether it is from paper, and who did it as far as they said."""
    parts = (phrase(event.detail), _from_paper(event), together(event.who))
    return "  ·  ".join(filter(None, parts))


def _from_paper(event: Event) -> str:
    if event.entered_ms is None:
        return ""
    moment = QDateTime.fromMSecsSinceEpoch(event.entered_ms)
    when = QLocale().toString(moment, "ddd d MMM, HH:mm")
    said = QCoreApplication.translate("Today", "from paper, entered {when}")
    return said.format(when=when)
