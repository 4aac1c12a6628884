"""Goods in the volunteer's words: how many, with what date, where."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from hubdesk.stock import date_words
from hubdesk.stock.batch import Batch
from hubdesk.stock.dates import Dated, DateState, state_of
from hubdesk.stock.found import Found
from hubdesk.stock.whereabouts import About, Standing, Where
from ui import wording
from ui.widgets.record_list import RecordLine

ICONS = {
    DateState.PAST_USE_BY: "octagon-x",
    DateState.PAST_BEST_BEFORE: "triangle-alert",
    DateState.SOON: "clock-alert",
}


def dated(found: Dated | None, today: date) -> str:
    """A date with its kind: "Best before March 2027"; nothing for goods that have none."""
    if found is None:
        return ""
    said = date_words.full(found.day, found.kind, month_only=found.month_only, today=today)
    return wording.phrase(said)


def row_line(row: Found | None, today: date) -> RecordLine:
    """A row of the list: how many of what, its earliest date, and where it stands."""
    if row is None:
        return RecordLine("…", "")
    where = ", ".join(filter(None, (row.place_name, row.shelf)))
    detail = "  ·  ".join(filter(None, (dated(row.dated, today), where)))
    end, icon = _watch(row.dated, today, held=row.held, count_me=row.count_me)
    many = wording.phrase(row.measure.said(row.quantity))
    return RecordLine(many, called(row.name or row.line_name), detail, end, icon)


def called(name: str) -> str:
    """A name, or that nobody has given one: goods that came in under a bare code."""
    return name or QCoreApplication.translate("Stock", "Not named yet")


def _watch(
    found: Dated | None, today: date, *, held: bool, count_me: bool = False
) -> tuple[str, str]:
    """What needs somebody's eye, and its icon: held back, count me, or a date that is near."""
    if held:
        return QCoreApplication.translate("Stock", "Held back"), "hand"
    if count_me:
        return QCoreApplication.translate("Stock", "Count me"), "clipboard-list"
    state = DateState.FINE if found is None else state_of(found.day, found.kind, today)
    if found is None or state not in ICONS:
        return "", ""
    return wording.phrase(date_words.short(found.day, today)), ICONS[state]


def place(standing: Standing) -> str:
    """Where some of a product is, in words."""
    translate = QCoreApplication.translate
    if standing.where is Where.PACKED:
        return translate("Stock", "In packed parcels")
    if standing.where is Where.ON_THE_WAY:
        return translate("Stock", "On the way to another site")
    return ", ".join(filter(None, (standing.name, standing.shelf)))


def batch_line(standing: Standing, batch: Batch, today: date, about: About) -> RecordLine:
    """Some of one batch as a row: how many, its date, where, and whether it is held back."""
    translate = QCoreApplication.translate
    many = wording.phrase(about.measure.said(batch.quantity))
    title = dated(batch.dated, today) or translate("Stock", "No date known")
    if standing.where is not Where.PLACE:
        title = place(standing)
        return RecordLine(many, title)
    if batch.quantity < 0:
        title = translate("Stock", "More went than the book had")
    is_held = not about.held.isdisjoint({about.product.id, batch.id})
    end, icon = _watch(batch.dated, today, held=is_held, count_me=batch.quantity < 0)
    return RecordLine(many, title, place(standing), end, icon)
