"""The paper pack: all that a hub needs on paper on a day when no laptop works.

A page that says what to do, sheets for visits, for the stall's swaps hour by hour, and for gifts.
Each line has a code of its own: it is scanned when the line is entered, so that none is entered
twice unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Area, Label
from hubdesk.labels.papers import SHEET_LINES, line_to_fill, paragraph, title, visit_sheet
from hubdesk.wording import translate

VISIT_SHEETS = 4
TALLY_LINES = 6
GIFT_LINES = 8


def paper_pack(hub_name: str, draw: Callable[[], str], room: Room) -> list[Label]:
    """All pages of the pack; ``draw`` makes the code of a line."""
    visits = [
        visit_sheet(hub_name, [draw() for _ in range(SHEET_LINES)], room)
        for _ in range(VISIT_SHEETS)
    ]
    tally = tally_sheet(hub_name, [draw() for _ in range(TALLY_LINES)], room)
    gifts = gift_sheet(hub_name, [draw() for _ in range(GIFT_LINES)], room)
    return [guide(hub_name, room), *visits, tally, gifts]


def guide(hub_name: str, room: Room) -> Label:
    """What to do while no laptop works, and afterwards."""
    draft = Draft(room)
    y_mm = title(draft, translate("hub", "When no laptop works"), hub_name)
    for heading, text in _steps():
        y_mm = paragraph(draft, heading, text, y_mm)
    return draft.finished()


def tally_sheet(hub_name: str, codes: Sequence[str], room: Room) -> Label:
    """The street stall by the hour: strokes for people, for items out and for tins in."""
    captions = (
        (translate("hub", "Hour"), 0.13),
        (translate("hub", "People"), 0.27),
        (translate("hub", "Items out"), 0.32),
        (translate("hub", "Tins in"), 0.28),
    )
    how = translate(
        "hub",
        "One line for each hour: a stroke for each person, item and tin. Later, scan the code of "
        "a line on the Stall screen and type its numbers.",
    )
    return _sheet(translate("hub", "Swaps on paper"), how, hub_name, codes, captions, room)


def gift_sheet(hub_name: str, codes: Sequence[str], room: Room) -> Label:
    """What came in: from which shop or drop-off, never from whom."""
    captions = (
        (translate("hub", "Day"), 0.14),
        (translate("hub", "Shop or drop-off"), 0.26),
        (translate("hub", "What, how many or kg"), 0.38),
        (translate("hub", "Date on the pack"), 0.22),
    )
    how = translate(
        "hub",
        "One line for each kind of goods: no names of people. Later, enter each line on the "
        "Take in screen, and tick it off here.",
    )
    return _sheet(translate("hub", "Gifts on paper"), how, hub_name, codes, captions, room)


def _sheet(
    name: str,
    how: str,
    hub_name: str,
    codes: Sequence[str],
    captions: Sequence[tuple[str, float]],
    room: Room,
) -> Label:
    """A page of lines, each with its code and its places for a pen."""
    draft, inside = Draft(room), room.inside
    y_mm = title(draft, name, hub_name)
    told = Area(inside.x_mm, y_mm - 2, inside.width_mm, 12)
    draft.words(how, told, Style(11, 8, lines=2))
    top_mm = told.bottom_mm + 3
    down_mm = (inside.bottom_mm - top_mm) / max(1, len(codes))
    for number, code in enumerate(codes):
        row = Area(inside.x_mm, top_mm + number * down_mm, inside.width_mm, down_mm)
        line_to_fill(draft, code, row, captions)
    return draft.finished()


def _steps() -> tuple[tuple[str, str], ...]:
    """What a volunteer does, in order."""
    return (
        (
            translate("hub", "1. Go on serving"),
            translate(
                "hub",
                "Nobody goes home without food because a laptop stopped. Pack by the paper list "
                "on the wall, or as usual.",
            ),
        ),
        (
            translate("hub", "2. Write one line for each visit"),
            translate(
                "hub",
                "On a visit sheet: the time, the last four digits of the card or how many adults "
                "and children, and what was different. No names, no reasons.",
            ),
        ),
        (
            translate("hub", "3. Ask about allergies every time"),
            translate(
                "hub",
                "Paper does not know who must not have what. Ask, and read the packs together.",
            ),
        ),
        (
            translate("hub", "4. Look at the dates"),
            translate(
                "hub",
                "Never give food after its use by date. After a best before date, look at it as "
                "you always do.",
            ),
        ),
        (
            translate("hub", "5. Afterwards"),
            translate(
                "hub",
                "When a laptop works again, press Ctrl+G on the Counter. Scan the code of each "
                "line and type what it says. A line that was entered is known: scanning it again "
                "asks you first. Then shred the sheets.",
            ),
        ),
    )
