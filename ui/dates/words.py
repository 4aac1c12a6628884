"""How near-dated goods, holds and windows read as rows of a list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from hubdesk.stock import date_words, foods
from hubdesk.stock.dates import Dated
from hubdesk.stock.foods import Figure
from hubdesk.stock.held_back import Hold
from hubdesk.stock.near_dated import NearDated
from hubdesk.stock.products import Line
from hubdesk.stock.windows import State, Window
from ui import moments, wording
from ui.widgets.record_list import RecordLine

ICONS = {State.SOON: "clock", State.CHECK: "eye", State.TOO_OLD: "ban", State.PAST_USE_BY: "ban"}


def date_said(dated: Dated, today: date) -> str:
    """A date in words: "Best before 3 March 2027"."""
    said = date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=today)
    return wording.phrase(said)


def near(each: NearDated, today: date) -> RecordLine:
    """Some of one batch: where it stands, how many of what, its date, and what to look for."""
    title = wording.phrase(each.measure.with_name(each.quantity, wording.isolated(each.name)))
    return RecordLine(
        each.shelf or "–",
        title,
        "  ·  ".join((date_said(each.dated, today), each.place.name)),
        _short(each, today),
        ICONS.get(each.verdict.state, ""),
    )


def _short(each: NearDated, today: date) -> str:
    return wording.phrase(date_words.short(each.dated.day, today))


def held(each: Hold, today: date) -> RecordLine:
    """Something that is held back: what, why, and since when."""
    whole = QCoreApplication.translate("Dates", "All of it")
    said = whole if each.dated is None else date_said(each.dated, today)
    since = QCoreApplication.translate("Dates", "since {day}").format(day=moments.day(each.at_ms))
    return RecordLine("–", each.name, f"{said}  ·  {each.reason}", since, "lock")


def figure(each: Figure) -> str:
    """A figure with its source: "12 months, Love Food Hate Waste 2020-04"."""
    span = wording.phrase(foods.span_words(each.span))
    return ", ".join(filter(None, (span, f"{each.source} {each.source_date}".strip())))


def window(each: Window) -> RecordLine:
    """A kind of food: how long after its best before, by whom, and what others say."""
    translate = QCoreApplication.translate
    name = wording.translated(each.shipped.name)
    whose = figure(each.figure).partition(", ")[2]
    span = wording.phrase(foods.span_words(each.figure.span))
    if _others(each):
        whose += "  ·  " + translate("Dates", "others: {spans}").format(spans=_others(each))
    own = translate("Dates", "set here") if each.own else ""
    return RecordLine(span, name, whose, own, "pencil" if each.own else "")


def _others(each: Window) -> str:
    spans = dict.fromkeys(
        wording.phrase(foods.span_words(other.span))
        for other in (each.shipped.figure, *each.shipped.others)
        if other.span != each.figure.span
    )
    return ", ".join(spans)


def line(each: Line) -> RecordLine:
    """A line of which nobody has said how it keeps."""
    said = QCoreApplication.translate("Dates", "The shortest window of all holds")
    return RecordLine("–", each.name, said)
