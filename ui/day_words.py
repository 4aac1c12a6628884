"""The words of the question about today's date: what is asked, why, and what a yes means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from hubdesk.day_answers import Doubt, Fit, Why


def named(day: date) -> str:
    """A day with its weekday and year: "Saturday 21 November 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


def question(doubt: Doubt) -> str:
    """What is asked: a clock that cannot be right is not offered as an answer."""
    if not doubt.is_likely:
        return QCoreApplication.translate("DayQuestion", "What day is it today?")
    said = QCoreApplication.translate("DayQuestion", "Is today {day}?")
    return said.format(day=_clock(doubt))


def why(doubt: Doubt) -> str:
    """Why it is asked."""
    return " ".join(said.format(**_gaps(doubt)) for said in _whys(doubt))


def _gaps(doubt: Doubt) -> dict[str, str]:
    return {
        "clock": _clock(doubt),
        "day": named(doubt.day),
        "last": named(doubt.last) if doubt.last else "",
        "others": named(doubt.others) if doubt.others else "",
    }


def _whys(doubt: Doubt) -> list[str]:
    tell = QCoreApplication.translate
    shows = tell("DayQuestion", "The laptop's clock shows {clock}.")
    last = tell("DayQuestion", "The last entry here is of {last}.") if doubt.last else ""
    need = tell("DayQuestion", "Dates on food need the right day.")
    others = tell("DayQuestion", "Another laptop has entries of {others}.")
    told = {
        Why.BEHIND: [shows, tell("DayQuestion", "The last entry here, of {last}, is later.")],
        Why.EARLY: [shows, tell("DayQuestion", "Its battery may be empty."), last],
        Why.RESTED: [last, need],
        Why.SAID: [tell("DayQuestion", "The laptop's clock was wrong before."), need],
        Why.OTHERS: [shows, others, tell("DayQuestion", "One of the clocks is wrong.")],
        Why.WANTED: [tell("DayQuestion", "Hubdesk goes by {day}."), last],
    }
    return [each for each in told[doubt.why] if each]


def again(day: date) -> str:
    """Asked once more about a day that was answered."""
    said = QCoreApplication.translate("DayQuestion", "Is today really {day}?")
    return said.format(day=named(day))


def meaning(doubt: Doubt, day: date, fit: Fit) -> str:
    """What it means to say yes once more."""
    tell = QCoreApplication.translate
    if fit is Fit.BEFORE:
        last = tell("DayQuestion", "The last entry here, of {last}, is later.")
        only = tell("DayQuestion", "Say yes only if the clock was ahead then.")
        keep = tell("DayQuestion", "What was entered then keeps its date.")
        undo = tell(
            "DayQuestion",
            "Undo it in Today (F9) and enter it again. Count again what was counted then.",
        )
        return " ".join((last.format(**_gaps(doubt)), only, keep, undo))
    if fit is Fit.LONG_AFTER and doubt.last:
        said = tell("DayQuestion", "That is {days} days after the last entry here, of {last}.")
        return said.format(days=(day - doubt.last).days, last=named(doubt.last))
    return tell("DayQuestion", "The laptop's clock shows {clock}.").format(**_gaps(doubt))


def _clock(doubt: Doubt) -> str:
    """The day and time that the clock shows."""
    moment = QDateTime.fromMSecsSinceEpoch(doubt.moment_ms)
    day = QLocale().toString(moment, "dddd d MMMM yyyy")
    return f"{day}, {QLocale().toString(moment, 'H:mm')}"
