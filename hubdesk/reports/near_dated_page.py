"""A near-dated list on pages of A4, in shelf order, to walk round with and tick off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from hubdesk import settings
from hubdesk.journal.act import View
from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Align, Area, Face, Label
from hubdesk.stock import date_words, near_dated
from hubdesk.stock.near_dated import For, NearDated
from hubdesk.wording import translate

_TITLE = Style(22, 14, Face.BOLD)
_BODY = Style(11.5, 8)
_STRONG = Style(12.5, 8, Face.BOLD)
_DATE, _SMALL = Style(11, 7.5), Style(10, 7, lines=2)
_ROW_MM, _HEAD_MM, _FOOT_MM = 9.0, 32.0, 10.0
_LINE_MM = 0.25

TITLES = {
    For.STALL: translate("dates", "Near its date: for the stall"),
    For.MEALS: translate("dates", "Near its date: for meals"),
    For.PARCELS: translate("dates", "Near its date: for parcels"),
    For.WASTE: translate("dates", "Too old: take it away"),
}
RULES = {
    For.STALL: translate(
        "dates", "Best before in 14 days or less, or past it and inside its window."
    ),
    For.MEALS: translate("dates", "Use by today or tomorrow. Not for the stall."),
    For.PARCELS: translate("dates", "In date for at least 2 days more, and for 28 at most."),
    For.WASTE: translate("dates", "Past its use by, or too long past its best before."),
}
"""Which goods a list holds, in the words of the screen and of the page."""


class Pages(Struct, frozen=True):
    """What the pages say."""

    hub_name: str
    what_for: For
    rows: tuple[NearDated, ...]
    today: date


def asked(view: View, what_for: For) -> Pages:
    """One list for paper, as it is now."""
    rows = tuple(near_dated.listed(view, what_for))
    return Pages(settings.read(view.connection).hub_name, what_for, rows, view.today)


def pages(told: Pages, room: Room) -> list[Label]:
    """The pages, laid out; one that says so when there is nothing on the list."""
    each_page = int((room.inside.height_mm - _HEAD_MM - _FOOT_MM) / _ROW_MM)
    parts = [told.rows[at : at + each_page] for at in range(0, len(told.rows), each_page)] or [()]
    return [_page(told, part, n, len(parts), room) for n, part in enumerate(parts, start=1)]


def _page(told: Pages, rows: Sequence[NearDated], number: int, of: int, room: Room) -> Label:
    draft, inside = Draft(room), room.inside
    title = Area(inside.x_mm, inside.y_mm, inside.width_mm, 9)
    draft.words(TITLES[told.what_for], title, _TITLE)
    said = f"{day(told.today)} {told.today.year}"
    where = "  ·  ".join(filter(None, (told.hub_name, said, f"{number}/{of}")))
    draft.words(where, Area(inside.x_mm, inside.y_mm + 11, inside.width_mm, 5), _BODY)
    draft.words(
        RULES[told.what_for], Area(inside.x_mm, inside.y_mm + 17.5, inside.width_mm, 5), _BODY
    )
    y_mm = inside.y_mm + _HEAD_MM - 4
    if not told.rows:
        nothing = translate("dates", "There is nothing on this list today.")
        draft.words(nothing, Area(inside.x_mm, y_mm, inside.width_mm, 7), _STRONG)
    for each in rows:
        _row(draft, each, told.today, y_mm)
        y_mm += _ROW_MM
    return draft.finished()


def _row(draft: Draft, each: NearDated, today: date, y_mm: float) -> None:
    """A box to tick, where it stands, what it is, how many, its date, and what to look for."""
    inside = draft.room.inside
    draft.box(Area(inside.x_mm, y_mm + 1.2, 4.6, 4.6), line_mm=0.35)
    left = inside.x_mm + 8
    spots = (
        (each.shelf or each.place.name, left, 20.0, _STRONG, Align.LEFT),
        (_many(each), left + 20, 13.0, _STRONG, Align.RIGHT),
        (each.name, left + 35, 52.0, _STRONG, Align.LEFT),
        (_date(each, today), left + 88, 39.0, _DATE, Align.LEFT),
        (each.verdict.check, left + 128, inside.right_mm - left - 128, _SMALL, Align.LEFT),
    )
    for words, x_mm, wide_mm, style, align in spots:
        draft.words(words, Area(x_mm, y_mm, wide_mm, 7.2), style, align, middle=True)
    draft.box(Area(inside.x_mm, y_mm + _ROW_MM - 0.8, inside.width_mm, _LINE_MM))


def _many(each: NearDated) -> str:
    """How many, or how much."""
    if each.measure.in_ones:
        return f"{each.quantity} ×"
    return str(each.measure.said(each.quantity))


def _date(each: NearDated, today: date) -> str:
    dated = each.dated
    said = date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=today)
    return str(said)
