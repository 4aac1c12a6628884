"""Stock takes in the volunteer's words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from hubdesk.stocktake.clashes import Clash, Side
from hubdesk.stocktake.spots import Progress, Row, Spot, Target
from hubdesk.stocktake.variance import Figures, OfLine
from ui import wording
from ui.volunteers.words import together
from ui.widgets.record_list import RecordLine

_say = QCoreApplication.translate
MOST_TOLD = 4


def time(at_ms: int) -> str:
    """A moment with its day: "Sat 21 Nov, 10:42"."""
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(at_ms), "ddd d MMM, HH:mm")


def name(target: Target) -> str:
    """What is counted; a barcode that nobody named is known by nothing else yet."""
    return target.name or _say("StockCount", "A barcode without a name")


def spot(each: Spot) -> str:
    """A shelf by its name; what stands on none by its place."""
    if each.is_whole:
        return _say("StockCount", "{place}: on no shelf").format(place=each.place.name)
    return each.name


def progress(each: Progress) -> RecordLine:
    """A shelf in the list of what to count."""
    end, icon = "", ""
    if each.count_me:
        end = _say("StockCount", "Count me: {number}").format(number=each.count_me)
        icon = "triangle-alert"
    elif each.is_done:
        end, icon = _say("StockCount", "Counted"), "check"
    done = _say("StockCount", "{counted} of {rows} counted").format(
        counted=each.counted, rows=each.rows
    )
    place = "" if each.spot.is_whole else each.spot.place.name
    detail = "  ·  ".join(filter(None, (place, done)))
    return RecordLine(f"{each.counted}/{each.rows}", spot(each.spot), detail, end, icon)


def row(each: Row) -> RecordLine:
    """One thing to count, or its number."""
    lead = "–" if each.quantity is None else many(each.target, each.quantity)
    detail = each.target.line_name if each.target.line_name != each.target.name else ""
    if each.target.by_line:
        detail = _say("StockCount", "every make of it, as one number")
    if each.differs:
        return RecordLine(
            lead, name(each.target), detail, _say("StockCount", "Two counts"), "circle-alert"
        )
    if each.is_counted:
        return RecordLine(lead, name(each.target), detail, _say("StockCount", "Counted"), "check")
    marked = _say("StockCount", "Count me") if each.count_me else ""
    return RecordLine(lead, name(each.target), detail, marked, "triangle-alert" if marked else "")


def many(of: Target, number: int) -> str:
    """How many, or how much: 24, 1.5 kg."""
    return wording.phrase(of.measure.said(number))


def side(of: Target, each: Side) -> str:
    """One of two counts: "12 by Amina, Sat 21 Nov, 10:02"."""
    who = together(each.who)
    said = (
        _say("StockCount", "{quantity} by {who}, {time}")
        if who
        else _say("StockCount", "{quantity}, {time}")
    )
    return said.format(quantity=many(of, each.quantity), who=who, time=time(each.at_ms))


def clash(each: Clash) -> RecordLine:
    """Two counts of one thing."""
    said = "  ·  ".join(side(each.target, one) for one in each.sides)
    return RecordLine("≠", name(each.target), said, each.where)


def to_decide(found: Sequence[Clash]) -> str:
    """What is not decided yet: "Leek soup: 12 by Amina, 14 by Joe"; so many by their names."""
    told = [
        f"{name(each.target)}: " + "  ·  ".join(side(each.target, one) for one in each.sides)
        for each in found[:MOST_TOLD]
    ]
    if len(found) > MOST_TOLD:
        told.append(_say("StockCount", "and more: {number}").format(number=len(found) - MOST_TOLD))
    return "\n".join(told)


def names(found: Sequence[Clash]) -> str:
    """The same by their names alone, where there is no room for more."""
    told = [name(each.target) for each in found[:MOST_TOLD]]
    return ", ".join(told) + (" …" if len(found) > MOST_TOLD else "")


def more(figures: Figures) -> str:
    """The difference with its sign; a true minus, as everywhere on the desk."""
    if not figures.more:
        return "0"
    return wording.phrase(figures.measure.signed(figures.more)).replace("-", "−")


def _signed(number: float) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + QLocale().toString(abs(number), "f", 1)


def figures(each: Figures) -> str:
    """ "24 counted, 30 in the book · −20.0 % · −2.4 kg"."""
    counted, book = (wording.phrase(each.measure.said(n)) for n in (each.counted, each.book))
    said = _say("StockCount", "{counted} counted, {book} in the book")
    parts = [said.format(counted=counted, book=book)]
    if each.percent is not None:
        parts.append(f"{_signed(each.percent)} %")
    if each.weight_g:
        parts.append(f"{_signed(each.weight_g / 1000)} kg")
    return "  ·  ".join(parts)


def of_line(each: OfLine) -> RecordLine:
    """A line of the variance."""
    return RecordLine(more(each.figures), each.name, figures(each.figures), each.reason)
