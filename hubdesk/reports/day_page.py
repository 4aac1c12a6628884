"""A day on one page of A4: its figures, when people came, and what else was done.

Nothing on it tells one household from another, so that it may hang on a wall: counts of fewer
than five people are not told (``few``). The names of
those who served stand on it as they chose to be called.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from msgspec import Struct

from hubdesk import settings
from hubdesk.counter.collection import COLLECTED
from hubdesk.counter.turned_away import TURNED_AWAY
from hubdesk.households.ages import BAND_WORDS, BANDS
from hubdesk.journal.act import View
from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Align, Area, Face, Label
from hubdesk.reports import few, today
from hubdesk.reports.today import Event, Figures
from hubdesk.stock import records
from hubdesk.wording import translate

_TITLE = Style(26, 14, Face.BOLD)
_HEADING = Style(15, 11, Face.BOLD)
_BODY = Style(13, 9)
_SUM = Style(30, 14, Face.BOLD)
_HOUR_MS = 3_600_000
_MOST_ROWS = 12
_LINE_MM = 0.3
_BAR_MM = 42.0
_ROW_MM = 7.4
_COUNT_MM = 32.0
_FOOT_MM = 40.0
"""Kept free below the rows: for who served, and the last line."""


class Hour(Struct, frozen=True):
    """How many visits began within one hour, by the clock on the wall."""

    hour: int
    visits: int


class DayPage(Struct, frozen=True):
    """What the page says.

    ``known`` is of those who were served, as it may leave the hub; ``done`` are events by their
    words with how often; ``who`` served.
    """

    hub_name: str
    place: str
    day: date
    printed_on: date
    figures: Figures
    hours: tuple[Hour, ...] = ()
    done: tuple[tuple[str, int], ...] = ()
    who: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()


def asked(view: View, wanted: date | None = None) -> DayPage:
    """A day for the page; today's when none is named."""
    now = view.today
    on = wanted or now
    events = [each for each in today.in_turn(view, on) if not each.undone]
    sums = today.figures(view, on)
    names = {name for event in events for name in event.who}
    return DayPage(
        settings.read(view.connection).hub_name,
        records.place_name(view, view.here),
        on,
        now,
        sums,
        _hours(view, events),
        _done(events),
        tuple(sorted(names, key=str.casefold)),
        _of_the_visits(sums),
    )


def _of_the_visits(sums: Figures) -> tuple[tuple[str, str], ...]:
    """What else is known of those who were served: totals, and of nobody alone."""
    said = translate("hub", "Children aged {band}")
    shown = few.parts(sums.ages)
    ages = [
        (said.format(band=BAND_WORDS[band].lower()), words)
        for band, count, words in zip(BANDS, sums.ages, shown, strict=False)
        if count
    ]
    if not sums.by_other:
        return tuple(ages)
    return (translate("hub", "Collected by someone else"), few.told(sums.by_other)), *ages


def _hours(view: View, events: list[Event]) -> tuple[Hour, ...]:
    """Visits by the hour, from the first to the last."""
    counts = Counter(_hour(view, event.at_ms) for event in events if event.kind == COLLECTED.name)
    if not counts:
        return ()
    return tuple(Hour(hour, counts[hour]) for hour in range(min(counts), max(counts) + 1))


def _hour(view: View, at_ms: int) -> int:
    """The hour on the wall of a moment.

    Counted back from the end of its day: summer time begins and ends in the small hours, so
    that every hour after it is right.
    """
    on, left = view.day_of(at_ms), 0
    while left < 23 and view.day_of(at_ms + (left + 1) * _HOUR_MS) == on:
        left += 1
    return 23 - left


def _done(events: list[Event]) -> tuple[tuple[str, int], ...]:
    """What else happened, in the words of Today, and how often; parcels are figures already."""
    said = Counter(_words(event) for event in events if event.kind != COLLECTED.name)
    return tuple(sorted(said.items(), key=_commonest_first))


def _words(event: Event) -> str:
    """What was done; of somebody turned away the reason too, which is about the hub alone."""
    is_away = event.kind == TURNED_AWAY.name
    return f"{event.title}: {event.detail}" if is_away else str(event.title)


def _commonest_first(row: tuple[str, int]) -> tuple[int, str]:
    return -row[1], row[0]


def day_page(page: DayPage, room: Room) -> Label:
    """The page, laid out."""
    draft = Draft(room)
    y_mm = _head(draft, page)
    y_mm = _figures(draft, page.figures, y_mm)
    y_mm = _by_the_hour(draft, page.hours, y_mm)
    done = tuple((words, str(times)) for words, times in page.done)
    y_mm = _rows(draft, page.known + done, y_mm)
    _served(draft, page.who, y_mm)
    _foot(draft, page)
    return draft.finished()


def _head(draft: Draft, page: DayPage) -> float:
    inside = draft.room.inside
    said = f"{day(page.day)} {page.day.year}"
    draft.words(said, Area(inside.x_mm, inside.y_mm, inside.width_mm, 11), _TITLE)
    where = "  ·  ".join(filter(None, (page.hub_name, page.place)))
    draft.words(where, Area(inside.x_mm, inside.y_mm + 12, inside.width_mm, 7), _BODY)
    return inside.y_mm + 25


def _figures(draft: Draft, sums: Figures, y_mm: float) -> float:
    """Six boxes, three in a row: the figure over its word."""
    told = (
        (few.told(sums.visits), translate("hub", "Visits")),
        (few.told(sums.households), translate("hub", "Households")),
        (f"{sums.weight_g / 1000:.1f}", translate("hub", "kg given out")),
        (few.told(sums.adults), translate("hub", "Adults")),
        (few.told(sums.children), translate("hub", "Children")),
        (str(sums.turned_away), translate("hub", "Turned away")),
    )
    inside, gap_mm, high_mm = draft.room.inside, 5.0, 27.0
    wide_mm = (inside.width_mm - 2 * gap_mm) / 3
    for number, (figure, word) in enumerate(told):
        row, column = divmod(number, 3)
        x_mm = inside.x_mm + column * (wide_mm + gap_mm)
        box = Area(x_mm, y_mm + row * (high_mm + gap_mm), wide_mm, high_mm)
        draft.box(box, line_mm=0.4, corner_mm=2.5)
        large = Area(box.x_mm + 5, box.y_mm + 3, wide_mm - 10, 14)
        draft.words(figure, large, _SUM, middle=True)
        draft.words(word, Area(box.x_mm + 5, box.y_mm + 18, wide_mm - 10, 6), _BODY)
    return y_mm + 2 * high_mm + gap_mm + 11


def _by_the_hour(draft: Draft, hours: tuple[Hour, ...], y_mm: float) -> float:
    """A bar for each hour in which the hub was open, the figure on it and the hour under it."""
    if not hours:
        return y_mm
    inside = draft.room.inside
    y_mm = _heading(draft, translate("hub", "When people came"), y_mm)
    step_mm = min(inside.width_mm / len(hours), 22.0)
    most = max(1, *(each.visits for each in hours))
    base_mm = y_mm + 6 + _BAR_MM
    for number, each in enumerate(hours):
        x_mm = inside.x_mm + number * step_mm
        is_few = few.is_few(each.visits)
        high_mm = _BAR_MM * (few.FEWEST if is_few else each.visits) / max(most, few.FEWEST)
        if each.visits:
            draft.box(Area(x_mm + step_mm * 0.15, base_mm - high_mm, step_mm * 0.7, high_mm))
            over = Area(x_mm, base_mm - high_mm - 6, step_mm, 5.5)
            said = f"<{few.FEWEST}" if is_few else str(each.visits)
            draft.words(said, over, _BODY, Align.CENTRE, middle=True)
        under = Area(x_mm, base_mm + 1.5, step_mm, 5.5)
        draft.words(f"{each.hour}:00", under, Style(10, 6), Align.CENTRE, middle=True)
    draft.box(Area(inside.x_mm, base_mm, step_mm * len(hours), _LINE_MM))
    return base_mm + 15


def _rows(draft: Draft, done: tuple[tuple[str, str], ...], y_mm: float) -> float:
    """What else was done, and how often."""
    if not done:
        return y_mm
    inside = draft.room.inside
    y_mm = _heading(draft, translate("hub", "What else was done"), y_mm)
    most = int((inside.bottom_mm - _FOOT_MM - y_mm) / _ROW_MM)
    for words, times in done[: min(most, _MOST_ROWS)]:
        wide_mm = inside.width_mm - _COUNT_MM
        draft.words(words, Area(inside.x_mm, y_mm, wide_mm, 6), _BODY, middle=True)
        count = Area(inside.right_mm - _COUNT_MM, y_mm, _COUNT_MM, 6)
        draft.words(times, count, _BODY, Align.RIGHT, middle=True)
        draft.box(Area(inside.x_mm, y_mm + 6.6, inside.width_mm, _LINE_MM))
        y_mm += _ROW_MM
    return y_mm + 6


def _served(draft: Draft, who: tuple[str, ...], y_mm: float) -> None:
    """Those who said that they were serving."""
    inside = draft.room.inside
    room_mm = inside.bottom_mm - 9 - (y_mm + 8)
    if who and room_mm > 5:
        y_mm = _heading(draft, translate("hub", "Who served"), y_mm)
        area = Area(inside.x_mm, y_mm, inside.width_mm, room_mm)
        draft.words(", ".join(who), area, Style(13, 8, lines=4))


def _foot(draft: Draft, page: DayPage) -> None:
    inside = draft.room.inside
    said = translate("hub", "Made on {day} {year}. No household is named here.").format(
        day=day(page.printed_on), year=page.printed_on.year
    )
    area = Area(inside.x_mm, inside.bottom_mm - 5, inside.width_mm, 5)
    draft.words(said, area, Style(10, 8), middle=True)


def _heading(draft: Draft, words: str, y_mm: float) -> float:
    inside = draft.room.inside
    draft.words(words, Area(inside.x_mm, y_mm, inside.width_mm, 6), _HEADING)
    return y_mm + 9
