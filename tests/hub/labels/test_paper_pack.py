"""A day without a laptop: pages that a volunteer can follow, and codes that are entered once."""

from __future__ import annotations

import random

from hubdesk.codes import own
from hubdesk.labels import sheet_text
from hubdesk.labels.draft import Room
from hubdesk.labels.paper_pack import (
    GIFT_LINES,
    TALLY_LINES,
    VISIT_SHEETS,
    gift_sheet,
    paper_pack,
    tally_sheet,
)
from hubdesk.labels.papers import SHEET_LINES
from hubdesk.labels.pdf import pdf_of
from hubdesk.stall import tally
from tests.hub.labels.paper import dots, scanned, texts

A4 = sheet_text.named(sheet_text.PAGE)
ROOM = Room.on(A4)
CHANCE = random.Random(1)


def draw() -> str:
    return own.draw(own.Kind.SHEET, CHANCE)


def test_every_line_of_the_pack_has_a_code_that_is_read_back_and_no_other_has() -> None:
    drawn: list[str] = []

    def drawing() -> str:
        drawn.append(draw())
        return drawn[-1]

    pages = paper_pack("High Street Hub", drawing, ROOM)
    found = [code for page in dots(pdf_of(pages, A4), 203) for code in scanned(page)]
    assert sorted(found) == sorted(drawn)
    assert len(drawn) == VISIT_SHEETS * SHEET_LINES + TALLY_LINES + GIFT_LINES
    assert len(pages) == VISIT_SHEETS + 3


def test_the_stall_screen_knows_the_code_of_an_hour() -> None:
    codes = [draw() for _ in range(TALLY_LINES)]
    page = pdf_of([tally_sheet("Hub", codes, ROOM)], A4)
    assert [tally.sheet_of(code) for code in scanned(next(dots(page, 300)))] == codes
    for field in ("Hour", "People", "Items out", "Tins in"):
        assert texts(page)[0].count(field) >= TALLY_LINES


def test_nothing_asks_for_a_name() -> None:
    pages = paper_pack("Hub", draw, ROOM)
    for page in texts(pdf_of(pages, A4)):
        said = page.casefold().replace("no names", "")
        assert "name" not in said
        assert "address" not in said


def test_a_gift_sheet_asks_for_the_date_on_the_pack() -> None:
    page = pdf_of([gift_sheet("Hub", [draw()], ROOM)], A4)
    assert "Date on the pack" in texts(page)[0]
