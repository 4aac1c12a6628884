"""The sheet with a hub's code: words to type and a code to scan, and what it is for."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct

from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Align, Area, Face, Label
from hubdesk.labels.papers import paragraph, title
from hubdesk.wording import translate

_WORDS: Final = Style(22, 10, Face.CODE)
_IN_A_LINE: Final = 4
_LINE_MM: Final = 12.0
_CODE_MM: Final = 34.0


class HubCodeSheet(Struct, frozen=True):
    """What stands on it. ``text`` is for the scanner; ``with_names`` says which code it is."""

    hub_name: str
    words: str
    text: str
    with_names: bool
    printed_on: date


def hub_code_sheet(sheet: HubCodeSheet, room: Room) -> Label:
    """One page: the words, numbered by their lines, the bar code, and where to keep it."""
    draft, inside = Draft(room), room.inside
    heading = translate("hub", "Hub code, with people's details")
    if not sheet.with_names:
        heading = translate("hub", "Hub code, without names")
    y_mm = title(draft, heading, sheet.hub_name)
    said = sheet.words.split()
    lines = [said[at : at + _IN_A_LINE] for at in range(0, len(said), _IN_A_LINE)]
    tall_mm = 10 + _LINE_MM * len(lines) + _CODE_MM
    frame = Area(inside.x_mm, y_mm, inside.width_mm, tall_mm)
    draft.box(frame, line_mm=0.7, corner_mm=3)
    for number, line in enumerate(lines):
        row_mm = y_mm + 5 + _LINE_MM * number
        row = Area(inside.x_mm + 5, row_mm, inside.width_mm - 10, _LINE_MM)
        draft.words("  ".join(line), row, _WORDS, Align.CENTRE, middle=True)
    code_mm = frame.bottom_mm - _CODE_MM - 4
    draft.code(sheet.text, Area(inside.x_mm + 8, code_mm, inside.width_mm - 16, _CODE_MM))
    y_mm = frame.bottom_mm + 9
    for caption, words in _told(with_names=sheet.with_names):
        y_mm = paragraph(draft, caption, words, y_mm)
    printed = translate("hub", "Printed on {day} {year}").format(
        day=day(sheet.printed_on), year=sheet.printed_on.year
    )
    draft.words(printed, Area(inside.x_mm, y_mm, inside.width_mm, 7), Style(13, 9))
    return draft.finished()


def _told(*, with_names: bool) -> tuple[tuple[str, str], ...]:
    """What the sheet tells whoever holds it."""
    lets_in = translate(
        "hub",
        "It lets a laptop join this hub, with names, addresses, diets and allergies. Whoever "
        "holds this paper and the shared folder can read everything.",
    )
    if not with_names:
        lets_in = translate(
            "hub",
            "It lets a laptop join this hub without names: it knows a number and how many people, "
            "and asks about diet. For the stall.",
        )
    return (
        (translate("hub", "What it is for"), lets_in),
        (
            translate("hub", "How to use it"),
            translate(
                "hub",
                "On the new laptop choose Set-up, Shared folder, Connect. Choose the same folder, "
                "then scan this code or type the words.",
            ),
        ),
        (
            translate("hub", "Where to keep it"),
            translate(
                "hub",
                "Locked away from the laptops. Do not photograph it, e-mail it or put it in the "
                "shared folder. Is it lost? Draw new codes on the page of the shared folder.",
            ),
        ),
    )
