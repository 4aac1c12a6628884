"""A stall's day on one page of A4: its figures, the sum, and line by line. Nobody is on it."""

from __future__ import annotations

from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Align, Area, Face, Label
from hubdesk.reports import few
from hubdesk.reports.stall_day import Flow, LineDay, StallDay
from hubdesk.wording import translate

_TITLE = Style(26, 14, Face.BOLD)
_HEADING = Style(15, 11, Face.BOLD)
_BODY = Style(13, 9)
_SMALL = Style(11, 8)
_SUM = Style(26, 12, Face.BOLD)
_ROW_MM = 7.0
_LINE_MM = 0.3
_FOOT_MM = 22.0


def stall_page(told: StallDay, room: Room) -> Label:
    """The page, laid out."""
    draft = Draft(room)
    y_mm = _head(draft, told)
    y_mm = _figures(draft, told, y_mm)
    y_mm = _sum(draft, told, y_mm)
    _rows(draft, told.lines, y_mm)
    _foot(draft, told)
    return draft.finished()


def _head(draft: Draft, told: StallDay) -> float:
    inside, on = draft.room.inside, told.session.day
    said = translate("hub", "The stall on {day} {year}").format(day=day(on), year=on.year)
    draft.words(said, Area(inside.x_mm, inside.y_mm, inside.width_mm, 11), _TITLE)
    closed = "" if told.closed_ms is not None else translate("hub", "Not closed yet")
    where = "  ·  ".join(filter(None, (told.hub_name, closed)))
    draft.words(where, Area(inside.x_mm, inside.y_mm + 12, inside.width_mm, 7), _BODY)
    return inside.y_mm + 24


def _figures(draft: Draft, told: StallDay, y_mm: float) -> float:
    """Eight boxes, four in a row: the figure over its word."""
    shown = (
        (few.told(told.sums.people), translate("hub", "People")),
        (str(told.total.taken), translate("hub", "Items taken")),
        (f"{told.taken_g / 1000:.1f}", translate("hub", "kg taken")),
        (str(told.total.came), translate("hub", "Tins in")),
        (f"{told.rescued_g / 1000:.1f}", translate("hub", "kg rescued")),
        (few.told(told.parcels), translate("hub", "Parcels served")),
        (str(told.total.wasted), translate("hub", "To waste")),
        (f"{told.difference:+d}", translate("hub", "Difference")),
    )
    inside, gap_mm, high_mm = draft.room.inside, 4.0, 24.0
    wide_mm = (inside.width_mm - 3 * gap_mm) / 4
    for number, (figure, word) in enumerate(shown):
        row, column = divmod(number, 4)
        x_mm = inside.x_mm + column * (wide_mm + gap_mm)
        box = Area(x_mm, y_mm + row * (high_mm + gap_mm), wide_mm, high_mm)
        draft.box(box, line_mm=0.4, corner_mm=2.5)
        large = Area(box.x_mm + 3, box.y_mm + 3, wide_mm - 6, 11)
        draft.words(figure, large, _SUM, middle=True)
        draft.words(word, Area(box.x_mm + 3, box.y_mm + 15, wide_mm - 6, 6), _SMALL)
    return y_mm + 2 * high_mm + gap_mm + 9


def _sum(draft: Draft, told: StallDay, y_mm: float) -> float:
    """The sum in words, and what its kilos leave out."""
    inside = draft.room.inside
    draft.words(equation(told.total), Area(inside.x_mm, y_mm, inside.width_mm, 6), _HEADING)
    notes = []
    if told.sums.nothing:
        notes.append(translate("hub", "Brought nothing: {n}.").format(n=told.sums.nothing))
    if told.unweighed:
        said = translate("hub", "Left out of the kg, weight not known: {n}.")
        notes.append(said.format(n=told.unweighed))
    draft.words("  ".join(notes), Area(inside.x_mm, y_mm + 7, inside.width_mm, 6), _BODY)
    return y_mm + 19


def equation(flow: Flow) -> str:
    """The sum as people do it on paper, without what is nought."""
    parts = (
        ("", translate("hub", "stood there {n}"), flow.stood),
        ("+", translate("hub", "out {n}"), flow.out),
        ("+", translate("hub", "tins in {n}"), flow.came),
        ("-", translate("hub", "parcels {n}"), flow.served),
        ("-", translate("hub", "waste {n}"), flow.wasted),
        ("-", translate("hub", "back {n}"), flow.back),
    )
    said = [f"{sign} {words.format(n=many)}".strip() for sign, words, many in parts if many]
    body = " ".join(said).removeprefix("+ ") or "0"
    return translate("hub", "{sum} = {n} taken").format(sum=body, n=flow.taken)


def _rows(draft: Draft, lines: tuple[LineDay, ...], y_mm: float) -> None:
    """Line by line, as many as the page holds."""
    inside = draft.room.inside
    most = int((inside.bottom_mm - _FOOT_MM - y_mm) / _ROW_MM)
    shown = lines if len(lines) <= most else lines[: most - 1]
    for each in shown:
        name = each.name or translate("hub", "Goods with no name yet")
        draft.words(name, Area(inside.x_mm, y_mm, 52, 5.6), _SMALL, middle=True)
        said = Area(inside.x_mm + 54, y_mm, inside.width_mm - 54, 5.6)
        draft.words(_told(each), said, _SMALL, Align.RIGHT, middle=True)
        draft.box(Area(inside.x_mm, y_mm + 6.2, inside.width_mm, _LINE_MM))
        y_mm += _ROW_MM
    if len(shown) < len(lines):
        more = translate("hub", "and {n} more lines").format(n=len(lines) - len(shown))
        draft.words(more, Area(inside.x_mm, y_mm, inside.width_mm, 5.6), _SMALL, middle=True)


def _told(line: LineDay) -> str:
    said = equation(line.flow)
    if line.keyed is None:
        return said
    return said + translate("hub", ", {n} keyed").format(n=line.keyed)


def _foot(draft: Draft, told: StallDay) -> None:
    inside = draft.room.inside
    said = translate("hub", "Made on {day} {year}. Nobody is named here.").format(
        day=day(told.today), year=told.today.year
    )
    area = Area(inside.x_mm, inside.bottom_mm - 5, inside.width_mm, 5)
    draft.words(said, area, Style(10, 8), middle=True)
