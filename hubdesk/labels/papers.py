"""Whole pages on plain paper: practice codes, the recovery sheet, the scanner's page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.frame import spaced
from hubdesk.labels.layout import Align, Area, Face, Label
from hubdesk.wording import translate

_TITLE = Style(26, 14, Face.BOLD)
_HEADING = Style(15, 11, Face.BOLD)
_BODY = Style(13, 9, lines=7)
_CODE = Style(26, 10, Face.CODE)
_LINE_MM = 0.3
_COLUMNS = 3
_ROWS = 7
_GROUPS_IN_A_LINE = 5
SHEET_LINES = 10
"""Visits on one page of a paper sheet, with room to write by hand."""
TALLY_HOURS = tuple(range(9, 17))
"""The hours that a tally sheet has a line for."""
_CODE_MM = 52.0


class PracticeCode(Struct, frozen=True):
    """A code to practise with, and the made-up thing it stands for."""

    name: str
    code: str


class RecoverySheet(Struct, frozen=True):
    """What stands on the paper that opens the hub when a passphrase is forgotten."""

    hub_name: str
    recovery_code: str
    printed_on: date


class ScannerSetupSheet(Struct, frozen=True):
    """The code from which Hubdesk learns a scanner, and products to try it on."""

    learn_code: str
    tries: tuple[PracticeCode, ...] = ()


def practice_barcodes(codes: Sequence[PracticeCode], room: Room) -> tuple[Label, ...]:
    """Pages of codes to scan while practising, 21 a page."""
    most = _COLUMNS * _ROWS
    return tuple(
        _practice_page(codes[first : first + most], room) for first in range(0, len(codes), most)
    )


def recovery_sheet(sheet: RecoverySheet, room: Room) -> Label:
    """One page with the recovery code in groups, and words of what it is for."""
    draft, inside = Draft(room), room.inside
    y_mm = title(draft, translate("hub", "Recovery sheet"), sheet.hub_name)
    groups = [group for group in re.split(r"[\s-]+", sheet.recovery_code) if group]
    lines = [
        " ".join(groups[first : first + _GROUPS_IN_A_LINE])
        for first in range(0, len(groups), _GROUPS_IN_A_LINE)
    ]
    frame = Area(inside.x_mm, y_mm, inside.width_mm, 12 + 13.0 * len(lines))
    draft.box(frame, line_mm=0.7, corner_mm=3)
    for number, line in enumerate(lines):
        row = Area(inside.x_mm + 5, y_mm + 6 + 13.0 * number, inside.width_mm - 10, 13)
        draft.words(line, row, _CODE, Align.CENTRE, middle=True)
    y_mm = frame.bottom_mm + 9
    for heading, text in _recovery_words():
        y_mm = paragraph(draft, heading, text, y_mm)
    printed = translate("hub", "Printed on {day} {year}").format(
        day=day(sheet.printed_on), year=sheet.printed_on.year
    )
    for caption in (printed, translate("hub", "Kept by"), translate("hub", "Kept where")):
        y_mm = _line_to_write_on(draft, caption, y_mm, to_fill=caption != printed)
    return draft.finished()


def scanner_setup_sheet(sheet: ScannerSetupSheet, room: Room) -> Label:
    """One page: scan the large code three times, then try the small ones."""
    draft, inside = Draft(room), room.inside
    y_mm = title(
        draft,
        translate("hub", "Set up the scanner"),
        translate("hub", "Hubdesk learns how your scanner types from one printed code."),
    )
    y_mm = paragraph(
        draft,
        translate("hub", "1. Scan this code three times"),
        translate("hub", "Hold the scanner a hand's breadth away. Wait for its beep each time."),
        y_mm,
    )
    frame = Area(inside.x_mm, y_mm, inside.width_mm, 52)
    draft.box(frame, line_mm=0.7, corner_mm=3)
    code_cell(draft, "", sheet.learn_code, frame, 10)
    y_mm = frame.bottom_mm + 9
    if sheet.tries:
        y_mm = paragraph(
            draft,
            translate("hub", "2. Try these"),
            translate("hub", "Each should show under its own name on the screen."),
            y_mm,
        )
        rows = int((inside.bottom_mm - y_mm) // 34)
        _grid(draft, sheet.tries[: rows * _COLUMNS], Area(inside.x_mm, y_mm, inside.width_mm, 0))
    return draft.finished()


def visit_sheet(hub_name: str, codes: Sequence[str], room: Room) -> Label:
    """One page to write visits on while no laptop works: a line for each code.

    Nothing on it asks for a name: a card's number or how many people is enough. The code of a
    line is recorded with what is entered from it, so that no line is entered twice unseen.
    """
    draft, inside = Draft(room), room.inside
    y_mm = title(draft, translate("hub", "Visits on paper"), hub_name)
    told = Area(inside.x_mm, y_mm - 2, inside.width_mm, 12)
    how = translate(
        "hub",
        "One line for each visit: no names. Later, scan the code of a line, type the time, "
        "then the card or how many people.",
    )
    draft.words(how, told, Style(11, 8, lines=2))
    top_mm = told.bottom_mm + 3
    down_mm = (inside.bottom_mm - top_mm) / SHEET_LINES
    for number, code in enumerate(codes):
        row = Area(inside.x_mm, top_mm + number * down_mm, inside.width_mm, down_mm)
        _visit_line(draft, code, row)
    return draft.finished()


def tally_sheet(hub_name: str, code: str, room: Room) -> Label:
    """One page to tally a day of the stall on while no laptop works: a line for each hour.

    One stroke for each person, item and tin. The page's code is recorded with every hour that
    is entered from it, so that no hour is entered twice unseen.
    """
    draft, inside = Draft(room), room.inside
    y_mm = title(draft, translate("hub", "The stall on paper"), hub_name)
    how = translate(
        "hub",
        "One stroke for each. No names. Later, scan this code on the stall's day, "
        "then type each hour's three numbers.",
    )
    draft.words(how, Area(inside.x_mm, y_mm - 2, inside.width_mm, 12), Style(11, 8, lines=2))
    code_cell(draft, "", code, Area(inside.x_mm, y_mm + 12, _CODE_MM, 24), 2.4)
    day_at = Area(inside.x_mm + _CODE_MM + 10, y_mm + 28, 60, 6)
    draft.words(translate("hub", "Day"), Area(day_at.x_mm, y_mm + 14, 30, 5), Style(11, 8))
    draft.box(Area(day_at.x_mm, day_at.bottom_mm, day_at.width_mm, _LINE_MM))
    top_mm = y_mm + 42
    heads = (
        "",
        translate("hub", "People"),
        translate("hub", "Items out"),
        translate("hub", "Tins in"),
    )
    shares = (0.1, 0.26, 0.38, 0.26)
    down_mm = (inside.bottom_mm - top_mm - 7) / len(TALLY_HOURS)
    for number, hour in enumerate((None, *TALLY_HOURS)):
        row_mm = top_mm if number == 0 else top_mm + 7 + (number - 1) * down_mm
        words = heads if hour is None else (f"{hour}:00", "", "", "")
        _tally_line(draft, words, shares, row_mm, inside.right_mm)
    return draft.finished()


def _tally_line(
    draft: Draft, words: Sequence[str], shares: Sequence[float], y_mm: float, right_mm: float
) -> None:
    """The hour, and room for strokes in three columns under a hair line."""
    x_mm = draft.room.inside.x_mm
    wide_mm = right_mm - x_mm
    draft.box(Area(x_mm, y_mm, wide_mm, _LINE_MM))
    for word, share in zip(words, shares, strict=True):
        if word:
            draft.words(word, Area(x_mm + 1, y_mm + 1.2, wide_mm * share - 2, 5), Style(12, 8))
        x_mm += wide_mm * share


def _visit_line(draft: Draft, code: str, row: Area) -> None:
    """The code of a visit, and its places for a pen."""
    captions = (
        (translate("hub", "Day and time"), 0.24),
        (translate("hub", "Card, last four"), 0.19),
        (translate("hub", "Adults + children"), 0.22),
        (translate("hub", "What was different"), 0.35),
    )
    line_to_fill(draft, code, row, captions)


def line_to_fill(draft: Draft, code: str, row: Area, captions: Sequence[tuple[str, float]]) -> None:
    """A code, and places for a pen beside it: each with its words and its share of the room."""
    draft.box(Area(row.x_mm, row.y_mm, row.width_mm, _LINE_MM))
    code_cell(draft, "", code, Area(row.x_mm, row.y_mm, _CODE_MM, row.height_mm), 2.4)
    x_mm, wide_mm = row.x_mm + _CODE_MM + 2, row.width_mm - _CODE_MM - 2
    for caption, share in captions:
        cell = Area(x_mm, row.y_mm + 1.6, wide_mm * share - 2, 4)
        draft.words(caption, cell, Style(8.5, 6))
        draft.box(Area(x_mm, row.bottom_mm - 4, wide_mm * share - 2, _LINE_MM))
        x_mm += wide_mm * share


def _recovery_words() -> tuple[tuple[str, str], ...]:
    """What the recovery sheet tells whoever finds it."""
    return (
        (
            translate("hub", "What it is for"),
            translate(
                "hub",
                "This code opens the hub's records when nobody remembers a passphrase. "
                "Without a passphrase or this code, nobody can ever read them again: there is "
                "no copy of it anywhere else.",
            ),
        ),
        (
            translate("hub", "How to use it"),
            translate(
                "hub",
                "Start Hubdesk, and where it asks for the passphrase, type this code. "
                "Small letters will do, and spaces between the groups may be left out.",
            ),
        ),
        (
            translate("hub", "Where to keep it"),
            translate(
                "hub",
                "In a sealed envelope, locked away from the laptops: with a trustee, or in a "
                "safe. Do not photograph it, e-mail it or put it in a shared folder. Whoever "
                "holds this paper and a laptop can read everything.",
            ),
        ),
    )


def _practice_page(codes: Sequence[PracticeCode], room: Room) -> Label:
    """One page of practice codes."""
    draft, inside = Draft(room), room.inside
    y_mm = title(
        draft,
        translate("hub", "Practice bar codes"),
        translate("hub", "For the practice hub. Nothing here is real stock or a real household."),
    )
    _grid(draft, codes, Area(inside.x_mm, y_mm, inside.width_mm, inside.bottom_mm - y_mm))
    return draft.finished()


def _grid(draft: Draft, codes: Sequence[PracticeCode], area: Area) -> None:
    """Codes in three columns, each with its name over it, ruled apart."""
    across_mm = area.width_mm / _COLUMNS
    down_mm = area.height_mm / _ROWS if area.height_mm else 34.0
    for number, practice in enumerate(codes):
        row, column = divmod(number, _COLUMNS)
        cell = Area(area.x_mm + column * across_mm, area.y_mm + row * down_mm, across_mm, down_mm)
        if column == 0:
            draft.box(Area(area.x_mm, cell.y_mm, area.width_mm, _LINE_MM))
        code_cell(draft, practice.name, practice.code, cell, 3.2)


def code_cell(draft: Draft, name: str, code: str, cell: Area, around_mm: float) -> None:
    """A name, its code, and the code's text under it."""
    inner = Area(
        cell.x_mm + 1,
        cell.y_mm + around_mm,
        cell.width_mm - 2,
        cell.height_mm - 2 * around_mm,
    )
    name_mm = 5.0 if name else 0.0
    if name:
        row = Area(inner.x_mm, inner.y_mm, inner.width_mm, name_mm)
        draft.words(name, row, Style(11, 7, Face.BOLD), Align.CENTRE, middle=True)
    height_mm = inner.height_mm - name_mm - 4.6
    draft.code(code, Area(inner.x_mm, inner.y_mm + name_mm + 0.8, inner.width_mm, height_mm))
    under = Area(inner.x_mm, inner.bottom_mm - 3, inner.width_mm, 3)
    text = code if code.isdecimal() else spaced(code)
    # The set-up code is not for reading: with its signs it would only frighten.
    text = text if text.isalnum() or " " in text else ""
    draft.words(text, under, Style(8.5, 6, Face.CODE), Align.CENTRE, middle=True)


def title(draft: Draft, title: str, under: str) -> float:
    """The page's title and a line under it; returns where the page goes on, in mm."""
    inside = draft.room.inside
    draft.words(title, Area(inside.x_mm, inside.y_mm, inside.width_mm, 11), _TITLE)
    below = Area(inside.x_mm, inside.y_mm + 12, inside.width_mm, 7)
    draft.words(under, below, Style(13, 9))
    return below.bottom_mm + 4


def paragraph(draft: Draft, heading: str, text: str, y_mm: float) -> float:
    """A heading and its words; returns where the next one starts, in mm."""
    inside = draft.room.inside
    draft.words(heading, Area(inside.x_mm, y_mm, inside.width_mm, 6), _HEADING)
    area = Area(inside.x_mm, y_mm + 7.5, inside.width_mm, 40)
    fitted = draft.words(text, area, _BODY)
    return area.y_mm + fitted.height_mm + 7


def _line_to_write_on(draft: Draft, caption: str, y_mm: float, *, to_fill: bool) -> float:
    """A caption with a line after it for a pen; returns where the next one starts, in mm."""
    inside = draft.room.inside
    draft.words(caption, Area(inside.x_mm, y_mm, inside.width_mm, 7), Style(13, 9))
    if to_fill:
        draft.box(Area(inside.x_mm + 30, y_mm + 5, inside.width_mm - 30, _LINE_MM))
    return y_mm + 12
