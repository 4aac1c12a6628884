"""A pick sheet: what to take from the shelves for so many parcels, in shelf order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from sqlalchemy import select

from hubdesk.errors import Refused
from hubdesk.households.diet import Chip
from hubdesk.journal.act import View
from hubdesk.labels import row_pages
from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.layout import Align, Area, Label
from hubdesk.labels.row_pages import BODY, BOLD, SMALL, Heading
from hubdesk.packing.pack import MOST_AT_ONCE, MOST_PEOPLE
from hubdesk.parcels import lists
from hubdesk.stock import measures, none_left, products, shelves
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.tables import line, product
from hubdesk.wording import translate


class Pick(Struct, frozen=True):
    """So many of a line from a shelf; ``shelf`` is "" for what stands on none."""

    shelf: str
    name: str
    quantity: int
    measure: Measure = ONES


class PickSheet(Struct, frozen=True):
    """What to take for ``parcels`` parcels for ``people`` people."""

    people: int
    parcels: int
    picks: tuple[Pick, ...]
    day: date


def asked(view: View, people: int, parcels: int, chips: Sequence[Chip] = ()) -> PickSheet:
    """The sheet for parcels packed from the standard list, without what has run out today.

    Raises Refused for a number that cannot be meant, or a size without a list.
    """
    if not 1 <= people <= MOST_PEOPLE or not 1 <= parcels <= MOST_AT_ONCE:
        raise Refused(
            translate("packing", "Type for how many people, and how many parcels, 1 to {most}."),
            most=MOST_AT_ONCE,
        )
    listed = lists.for_people(view, people, chips)
    out = none_left.out_today(view)
    wanted = {} if listed is None else {w.line: w.asked for w in listed.wanted if w.asked}
    wanted = {each: many for each, many in wanted.items() if each not in out}
    if not wanted:
        raise Refused(
            translate("packing", "There is no parcel list for this size yet. Choose another size.")
        )
    picks = [_pick(view, id_, many * parcels) for id_, many in _in_order(view, wanted).items()]
    return PickSheet(people, parcels, tuple(picks), view.today)


def _in_order(view: View, wanted: dict[bytes, int]) -> dict[bytes, int]:
    query = (
        select(line.c.id)
        .select_from(line.outerjoin(product, product.c.id == b""))
        .where(line.c.id.in_(list(wanted)))
        .order_by(*shelves.order(view.here), line.c.id)
    )
    return {id_: wanted[id_] for id_ in view.connection.execute(query).scalars()}


def _pick(view: View, line_id: bytes, quantity: int) -> Pick:
    shelf = shelves.of_line(view, line_id, view.here)
    of = products.line_by_id(view, line_id)
    name = of.name if of else ""
    return Pick(shelf.name if shelf else "", name, quantity, measures.of_line(of))


def pages(sheet: PickSheet, room: Room) -> tuple[Label, ...]:
    """The sheet as pages of A4."""
    said = translate("hub", "Pick for {parcels} parcels, {people} people")
    if sheet.parcels == 1:
        said = translate("hub", "Pick for 1 parcel, {people} people")
        if sheet.people == 1:
            said = translate("hub", "Pick for 1 parcel, 1 person")
    title = said.format(parcels=sheet.parcels, people=sheet.people)
    under = translate("hub", "Earliest date first. Printed {day}.").format(day=day(sheet.day))
    return row_pages.pages(Heading(title, under), sheet.picks, _write, room, _head)


def _head(draft: Draft, area: Area) -> None:
    draft.words(translate("hub", "Shelf"), Area(area.x_mm, area.y_mm, 34, 6), SMALL, middle=True)
    number = Area(area.x_mm + 36, area.y_mm, 22, 6)
    draft.words(translate("hub", "How many"), number, SMALL, Align.RIGHT, middle=True)


def _write(draft: Draft, pick: Pick, area: Area) -> None:
    """The shelf, how many, of what, and a box to tick."""
    shelf = Area(area.x_mm, area.y_mm, 34, area.height_mm)
    draft.words(pick.shelf, shelf, BOLD, middle=True)
    number = Area(area.x_mm + 36, area.y_mm, 22, area.height_mm)
    draft.words(str(pick.measure.said(pick.quantity)), number, BOLD, Align.RIGHT, middle=True)
    name = Area(area.x_mm + 64, area.y_mm, area.width_mm - 64 - 12, area.height_mm)
    draft.words(pick.name, name, BODY, middle=True)
    tick = Area(area.right_mm - 7, area.y_mm + (area.height_mm - 6) / 2, 6, 6)
    draft.box(tick, line_mm=0.4, corner_mm=0.8)
