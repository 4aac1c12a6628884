"""The variance as pages of A4: what was found, what the book had, and what was said of it."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.journal.act import View
from hubdesk.labels import row_pages
from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Align, Area, Face, Label
from hubdesk.labels.row_pages import SMALL, Heading
from hubdesk.stocktake import variance
from hubdesk.stocktake.variance import Figures, Variance
from hubdesk.wording import translate

_LINE = Style(12, 8, Face.BOLD)
_PRODUCT = Style(11, 7)
_COLUMNS_MM = (18.0, 18.0, 21.0, 19.0, 22.0)
_ROW_MM = 7.4


class Page(Struct, frozen=True):
    """A stock take for the page; the days on which it began and ended, as printed."""

    variance: Variance
    when: str


class _Row(Struct, frozen=True):
    words: str
    figures: Figures
    is_line: bool = True
    reason: str = ""


def asked(view: View, take: bytes) -> Page:
    """A stock take for the page."""
    told = variance.of(view, take)
    first, last = view.day_of(told.take.began_ms), view.day_of(told.take.latest_ms)
    when = day(first) if first == last else f"{day(first)} – {day(last)}"
    return Page(told, when)


def pages(page: Page, room: Room) -> tuple[Label, ...]:
    """The pages: each line with its products under it where there are several, then all of it."""
    told = page.variance
    rows = []
    for each in told.lines:
        rows.append(_Row(each.name, each.figures, reason=each.reason))
        if len(each.products) > 1:
            rows += [_Row(p.name, p.figures, is_line=False) for p in each.products]
    rows.append(_Row(translate("hub", "All that was counted"), told.all_))
    state = (
        translate("hub", "Settled") if not told.take.is_open else translate("hub", "Not settled")
    )
    under = "  ·  ".join(filter(None, (told.place, page.when, state)))
    heading = Heading(translate("hub", "Stock count: what differs"), under)
    return row_pages.pages(heading, rows, _write, room, _head, _ROW_MM)


def _head(draft: Draft, area: Area) -> None:
    words = (
        translate("hub", "Counted"),
        translate("hub", "Book"),
        translate("hub", "Difference"),
        "%",
        "kg",
    )
    for cell, word in zip(_cells(area), words, strict=True):
        draft.words(word, cell, SMALL, Align.RIGHT, middle=True)


def _cells(area: Area) -> list[Area]:
    x_mm, cells = area.right_mm - sum(_COLUMNS_MM), []
    for wide_mm in _COLUMNS_MM:
        cells.append(Area(x_mm + 1, area.y_mm, wide_mm - 1, area.height_mm))
        x_mm += wide_mm
    return cells


def _write(draft: Draft, row: _Row, area: Area) -> None:
    style = _LINE if row.is_line else _PRODUCT
    indent_mm = 0 if row.is_line else 5
    words = f"{row.words}: {row.reason}" if row.reason else row.words
    wide_mm = area.width_mm - sum(_COLUMNS_MM) - indent_mm - 2
    name = Area(area.x_mm + indent_mm, area.y_mm, wide_mm, area.height_mm)
    draft.words(words, name, style, middle=True)
    figures = row.figures
    percent = "" if figures.percent is None else _signed(figures.percent)
    said = (
        str(figures.measure.said(figures.counted)),
        str(figures.measure.said(figures.book)),
        str(figures.measure.signed(figures.more)) if figures.more else "0",
        percent,
        _signed(figures.weight_g / 1000),
    )
    for cell, text in zip(_cells(area), said, strict=True):
        draft.words(text, cell, style, Align.RIGHT, middle=True)


def _signed(number: float) -> str:
    return f"{number:+.1f}" if number else "0.0"
