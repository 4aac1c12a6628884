"""The day's page on paper: its figures are there, and it fits one page."""

from __future__ import annotations

from hubdesk.codes import own
from hubdesk.labels import papers
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.draft import Room
from hubdesk.labels.layout import Words
from hubdesk.labels.pdf import pdf_of
from hubdesk.reports import stall_day, stall_page
from hubdesk.stall import loading
from hubdesk.stall.loading import Way
from tests.hub.labels.paper import dots, scanned
from tests.hub.stall.stalls import line, of_today
from tests.hub.stall.test_stall_day import saturday
from tests.world import World

ROOM = Room.on(formats.named("a4"), 300)


def words(world: World) -> str:
    told = world.desk.ask(stall_day.stall_day)
    page = stall_page.stall_page(told, ROOM)
    for mark in page.marks:
        if isinstance(mark, Words):
            assert mark.baseline_mm <= ROOM.inside.bottom_mm
            assert mark.x_mm + mark.width_mm <= ROOM.inside.right_mm + 0.01
    return "\n".join(mark.text for mark in page.marks if isinstance(mark, Words))


def test_the_page_says_what_the_screen_says(world: World) -> None:
    saturday(world)
    said = words(world)
    assert "The stall on Sat 21 Nov 2026" in said
    assert "+ out 31" not in said and "out 31 + tins in 5 - parcels 2" in said
    assert "= 24 taken" in said and "9.5" in said
    assert "Not closed yet" in said and "High Street Hub" in said
    assert "beans" in said and ", 3 keyed" in said


def test_a_tally_sheet_bears_its_code_and_its_hours() -> None:
    code = own.draw(own.Kind.SHEET)
    page = papers.tally_sheet("High Street Hub", code, ROOM)
    said = [mark.text for mark in page.marks if isinstance(mark, Words)]
    assert {"9:00", "16:00", "People", "Items out", "Tins in"} <= set(said)
    pdf = pdf_of([page], formats.named("a4"))
    (picture,) = dots(pdf, 203)
    assert scanned(picture) == [code]


def test_a_hundred_lines_stay_on_one_page(world: World) -> None:
    for number in range(100):
        world.line(f"Line {number}")
        world.desk.do(loading.load_line, of_today(world), Way.OUT, line(f"Line {number}"), 3)
    assert "more lines" in words(world)
