"""What is printed for a stock take: sheets without the book's figures, and what differs."""

from __future__ import annotations

import pytest

from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.draft import Room
from hubdesk.labels.pdf import pdf_of
from hubdesk.packing import pick_sheet
from hubdesk.stock import intake
from hubdesk.stocktake import sheets, takes, variance_page
from tests.hub.labels.paper import texts
from tests.hub.stocktake.hub import HERE, count, line, shelf
from tests.world import World

A4 = formats.named("a4")


@pytest.fixture
def hall(world: World) -> World:
    """Two shelves, the far one with what the list packs first."""
    for name in ("beans", "soup", "tea"):
        world.line(name)
    world.product("baked beans", "beans")
    world.product("tomato soup", "soup")
    world.product("leek soup", "soup")
    world.product("black tea", "tea")
    world.shelf("4711 baked beans", "4712 tomato soup", "4713 leek soup", "4714 black tea")
    world.parcel(tea=1, soup=[2, 3], beans=2)
    return world


def test_a_count_sheet_is_blind_in_shelf_order_with_codes_of_its_own(hall: World) -> None:
    first, second = shelf(hall, "A1", "beans", "soup"), shelf(hall, "B2", "tea")
    hall.desk.do(intake.discard, hall.product_id("leek soup"), 5000, None, "burst")
    told = hall.desk.ask(sheets.everywhere)
    assert [each.spot.shelf for each in told] == [first.shelf, second.shelf]
    assert all(own.read(each.code) is not None for each in told)
    assert told[0].code != told[1].code
    (text,) = texts(pdf_of(list(sheets.pages(told[0], Room.on(A4))), A4))
    for said in ("Count: A1", "leek soup (count me)", "baked beans", "tomato soup"):
        assert said in text
    assert "471" not in text.replace(told[0].code[-4:], "").replace(first.code[-4:], "")


def test_a_long_shelf_goes_on_to_another_page(hall: World) -> None:
    names = [f"soup {n}" for n in range(40)]
    for name in names:
        hall.product(name, "soup")
    hall.shelf(*(f"3 {name}" for name in names))
    (told, *_) = hall.desk.ask(sheets.everywhere)
    pages = sheets.pages(told, Room.on(A4))
    said = " ".join(texts(pdf_of(list(pages), A4)))
    assert len(pages) > 1 and all(name in said for name in names)
    assert f"Page 2 of {len(pages)}" in said


def test_a_pick_sheet_goes_round_the_shelves_once(hall: World) -> None:
    shelf(hall, "A1", "beans")
    shelf(hall, "B2", "soup")
    told = hall.desk.ask(pick_sheet.asked, 2, 10)
    assert [(each.shelf, each.name, each.quantity) for each in told.picks] == [
        ("A1", "beans", 20),
        ("B2", "soup", 30),
        ("", "tea", 10),
    ]
    (text,) = texts(pdf_of(list(pick_sheet.pages(told, Room.on(A4))), A4))
    assert "Pick for 10 parcels" in text and "30" in text
    for people, said in ((1, "Pick for 1 parcel, 1 person"), (2, "Pick for 1 parcel, 2 people")):
        one = hall.desk.ask(pick_sheet.asked, people, 1)
        (text,) = texts(pdf_of(list(pick_sheet.pages(one, Room.on(A4))), A4))
        assert said in text
    with pytest.raises(Refused):
        hall.desk.ask(pick_sheet.asked, 0, 10)


def test_the_variance_prints_lines_products_and_reasons(hall: World) -> None:
    spot = shelf(hall, "A1", "beans", "soup")
    count(hall, spot, "baked beans", 4700)
    count(hall, spot, line("soup"), 9000)
    take = hall.desk.ask(takes.going_on, HERE)
    assert take is not None
    hall.desk.do(takes.explain, take.id, line("soup").subject, "mice")
    told = hall.desk.ask(variance_page.asked, take.id)
    (text,) = texts(pdf_of(list(variance_page.pages(told, Room.on(A4))), A4))
    for said in ("4700", "4711", "-11", "-0.2", "-4.4", "soup: mice", "Not settled"):
        assert said in text, said
