"""What a page of goods says: its heading and buttons, the hint in its box, a row of its list."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from hubdesk.stall.crates import Crate
from hubdesk.stock import date_words, measures
from hubdesk.stock.measures import Much
from hubdesk.stock.near_dated import NearDated
from hubdesk.stock.products import MILLILITRES
from hubdesk.wording import Phrase
from ui.widgets.record_list import RecordLine
from ui.wording import phrase, placed, short

translate = QCoreApplication.translate


class Job(StrEnum):
    """What the page is for now."""

    OUT = "out"
    IN = "in"
    WASTE = "waste"


def heading(job: Job) -> str:
    """What stands over the figures beside the list."""
    return {
        Job.OUT: translate("Stall", "What goes to the stall"),
        Job.IN: translate("Stall", "What comes back"),
        Job.WASTE: translate("Stall", "To waste"),
    }[job]


def next_step(job: Job) -> tuple[str, str]:
    """The word and the icon of the button that goes on."""
    return {
        Job.OUT: (translate("Stall", "Start trading here"), "store"),
        Job.IN: (translate("Stall", "All is in: the day"), "calendar-check"),
        Job.WASTE: (translate("Stall", "Back to the swaps"), "arrow-left"),
    }[job]


def reasons() -> dict[str, str]:
    """Why goods are thrown away, each by what is recorded."""
    return {
        "damaged": translate("Stall", "Damaged"),
        "past its date": translate("Stall", "Past its date"),
        "opened": translate("Stall", "Opened"),
        "other": translate("Stall", "Other"),
    }


def hint(text: str, picked: Crate | NearDated | None, for_next: int | Much, *, again: bool) -> str:
    """What Enter would do now; ``again``: a number is for what was scanned last."""
    if text and not text[0].isdecimal():
        return translate("Stall", "Enter chooses the line")
    if isinstance(picked, NearDated):
        all_ = phrase(picked.measure.said(picked.quantity))
        return translate("Stall", "How many, or Space for all {n}").format(n=all_)
    if picked is not None:
        litres = picked.measure.of == MILLILITRES
        asks = (
            translate("Stall", "How many of {name}, or 1.5l")
            if litres
            else translate("Stall", "How many of {name}, or 6.5kg")
        )
        return asks.format(name=short(picked.name, 24))
    if again:
        return translate("Stall", "A number: how many of that")
    if for_next:
        much = measures.much(for_next)
        many = phrase(measures.in_words(much.measure, much.number))
        return translate("Stall", "The next scan is {n} of them").format(n=many)
    return translate("Stall", "A number is for the next scan")


def near_row(each: NearDated, today: date, *, picked: bool) -> RecordLine:
    """A batch near its date: until when, what to look for, its shelf, how much there is."""
    dated = each.dated
    when = date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=today)
    check = translate("Stall", "look: {check}").format(check=phrase(Phrase(each.verdict.check)))
    parts = (phrase(when), check if each.verdict.check else "", each.shelf)
    end = translate("Stall", "{n} to load").format(n=phrase(each.measure.said(each.quantity)))
    lead = "▸" if picked else ""
    return RecordLine(lead, placed(each.name), "  ·  ".join(filter(None, parts)), end)


def crate_row(crate: Crate, job: Job, *, picked: bool) -> RecordLine:
    """A line of goods: what stands at the stall, and what is there to load."""
    title = crate.name or translate("Stall", "Goods that nobody has named yet")
    at_stall = phrase(crate.measure.said(crate.stall))
    stall = translate("Stall", "{n} at the stall").format(n=at_stall)
    store = translate("Stall", "{n} to load").format(n=phrase(crate.measure.said(crate.home)))
    detail = stall if crate.stall or job is not Job.OUT else ""
    if crate.letter:
        key = translate("Stall", "counted by {letter}").format(letter=crate.letter.upper())
        detail = "  ·  ".join(filter(None, (detail, key)))
    end = store if job is Job.OUT else ""
    return RecordLine("▸" if picked else "", placed(title), detail, end)
