"""Count sheets: what to count on a shelf, printed to be written on, in shelf order.

Blind: no figure of the book is on them. Each sheet has a code of its own, so that it is
entered once; the shelf's own code says where its numbers belong.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from hubdesk.codes import own
from hubdesk.journal.act import View
from hubdesk.labels import row_pages
from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.layout import Align, Area, Label
from hubdesk.labels.row_pages import BODY, BOLD, LINE_MM, SMALL, Heading
from hubdesk.stock.products import GRAMS, MILLILITRES
from hubdesk.stocktake import spots
from hubdesk.stocktake.spots import Row, Spot
from hubdesk.wording import translate

EMPTY_ROWS = 4
"""Lines at the end, for what nobody expected."""


_UNITS = {GRAMS: "kg", MILLILITRES: "l"}
"""What a number on the sheet is of, for goods that are measured."""


class CountSheet(Struct, frozen=True):
    """What one shelf's sheet says."""

    spot: Spot
    code: str
    rows: tuple[Row, ...]
    printed_on: date


def to_print(view: View, wanted: Sequence[Spot], *, by_line: bool = False) -> list[CountSheet]:
    """A sheet for each spot, each with a code of its own; what is empty has none."""
    on = [spots.on_shelf(view, each, by_line=by_line) for each in wanted]
    return [
        CountSheet(each.spot, own.draw(own.Kind.SHEET), each.rows, view.today)
        for each in on
        if each.rows or not each.spot.is_whole
    ]


def everywhere(view: View, *, by_line: bool = False) -> list[CountSheet]:
    """The sheets of all places."""
    return to_print(view, spots.all_(view), by_line=by_line)


def pages(sheet: CountSheet, room: Room) -> tuple[Label, ...]:
    """The sheet as pages of A4."""
    spot = sheet.spot
    where = "" if spot.is_whole else spot.place.name
    words = translate(
        "hub",
        "Write what you see, 0 as well; 3*24+5 will do. Note the time at the top. "
        "Later: Stock count (F5), scan the sheet, type the time.",
    )
    under = "\n".join(filter(None, (where, words)))
    codes = [(translate("hub", "1. This sheet"), sheet.code)]
    if spot.code:
        codes.append((translate("hub", "2. This shelf"), spot.code))
    title = translate("hub", "Count: {shelf}").format(shelf=spot.name)
    heading = Heading(title, under.replace("\n", "  ·  "), tuple(codes))
    rows: list[Row | None] = [*sheet.rows, *([None] * EMPTY_ROWS)]
    printed = day(sheet.printed_on)

    def head(draft: Draft, area: Area) -> None:
        said = translate("hub", "Printed {day}").format(day=printed)
        draft.words(said, Area(area.x_mm, area.y_mm, 34, 6), SMALL, middle=True)
        asked = (translate("hub", "Counted by"), translate("hub", "Day and time"))
        for number, word in enumerate(asked):
            x_mm = area.x_mm + 36 + 76 * number
            draft.words(word, Area(x_mm, area.y_mm, 24, 6), SMALL, middle=True)
            draft.box(Area(x_mm + 24, area.y_mm + 4.6, 48, LINE_MM))

    return row_pages.pages(heading, rows, _write, room, head)


def _write(draft: Draft, row: Row | None, area: Area) -> None:
    """A name, what line it is of, and a box for the number."""
    box_mm = 46.0
    box = Area(area.right_mm - box_mm, area.y_mm + 1.2, box_mm, area.height_mm - 2.4)
    draft.box(box, line_mm=0.4, corner_mm=1.2)
    if row is None:
        return
    name_mm = area.width_mm - box_mm - 6
    marked = translate("hub", "{name} (count me)").format(name=row.target.name)
    named = marked if row.count_me else row.target.name
    style = BOLD if row.count_me else BODY
    unit = _UNITS.get(row.target.measure.of, "")
    if unit:
        inside = Area(box.x_mm, box.y_mm, box.width_mm - 1.5, box.height_mm)
        draft.words(unit, inside, SMALL, Align.RIGHT, middle=True)
    draft.words(named, Area(area.x_mm, area.y_mm, name_mm, area.height_mm), style, middle=True)
