"""Whole pages for people on their feet: rows in large type, page after page, with a heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct

from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Align, Area, Face, Label
from hubdesk.wording import translate

LINE_MM = 0.3
ROW_MM = 10.0
FOOT_MM = 9.0
TITLE = Style(26, 14, Face.BOLD)
UNDER = Style(13, 9)
BODY = Style(14, 9)
BOLD = Style(14, 9, Face.BOLD)
SMALL = Style(10, 7)

T = TypeVar("T")
WriteRow = Callable[[Draft, T, Area], None]


class Heading(Struct, frozen=True):
    """What stands at the top of each page. ``codes`` are bar codes with the word over each."""

    title: str
    under: str = ""
    codes: tuple[tuple[str, str], ...] = ()


def pages(
    heading: Heading,
    rows: Sequence[T],
    write: WriteRow[T],
    room: Room,
    head: Callable[[Draft, Area], None] | None = None,
    row_mm: float = ROW_MM,
) -> tuple[Label, ...]:
    """As many pages as the rows need; ``head`` writes the names of the columns."""
    top_mm = _top_mm(heading, room) + (7 if head else 0)
    most = max(1, int((room.inside.bottom_mm - FOOT_MM - top_mm) / row_mm))
    parts = [rows[first : first + most] for first in range(0, len(rows), most)] or [()]
    made = []
    for number, part in enumerate(parts, start=1):
        draft, inside = Draft(room), room.inside
        _heading(draft, heading)
        if head is not None:
            head(draft, Area(inside.x_mm, top_mm - 7, inside.width_mm, 6))
        draft.box(Area(inside.x_mm, top_mm, inside.width_mm, LINE_MM))
        for place, row in enumerate(part):
            area = Area(inside.x_mm, top_mm + place * row_mm, inside.width_mm, row_mm)
            write(draft, row, area)
            draft.box(Area(area.x_mm, area.bottom_mm, area.width_mm, LINE_MM))
        if len(parts) > 1:
            said = translate("hub", "Page {number} of {all}").format(number=number, all=len(parts))
            foot = Area(inside.x_mm, inside.bottom_mm - 5, inside.width_mm, 5)
            draft.words(said, foot, SMALL, Align.RIGHT, middle=True)
        made.append(draft.finished())
    return tuple(made)


def _top_mm(heading: Heading, room: Room) -> float:
    return room.inside.y_mm + (40.0 if heading.codes else 26.0)


def _heading(draft: Draft, heading: Heading) -> None:
    inside = draft.room.inside
    codes_mm = 62.0 * len(heading.codes)
    wide_mm = inside.width_mm - codes_mm - (4 if codes_mm else 0)
    draft.words(heading.title, Area(inside.x_mm, inside.y_mm, wide_mm, 12), TITLE)
    high_mm = 20.0 if heading.codes else 8.0
    under = Style(13, 8, lines=4 if heading.codes else 1)
    draft.words(heading.under, Area(inside.x_mm, inside.y_mm + 13, wide_mm, high_mm), under)
    for number, (word, code) in enumerate(heading.codes):
        x_mm = inside.right_mm - codes_mm + 62.0 * number
        draft.words(word, Area(x_mm, inside.y_mm, 58, 5), SMALL, Align.CENTRE, middle=True)
        draft.code(code, Area(x_mm, inside.y_mm + 6, 58, 16))
        said = Area(x_mm, inside.y_mm + 23, 58, 5)
        draft.words(code[-4:], said, SMALL, Align.CENTRE, middle=True)
