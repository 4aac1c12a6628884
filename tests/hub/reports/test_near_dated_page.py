"""A near-dated list on paper: every row, its date and what to look for, page after page."""

from __future__ import annotations

from hubdesk.labels import sheet_text as formats
from hubdesk.labels.draft import Room
from hubdesk.labels.pdf import pdf_of
from hubdesk.reports import near_dated_page
from hubdesk.stock.foods import SHIPPED
from hubdesk.stock.near_dated import For
from tests.hub.labels.paper import texts
from tests.world import World

A4 = formats.named("a4")


def printed(world: World, what_for: For) -> list[str]:
    told = world.desk.ask(near_dated_page.asked, what_for)
    return texts(pdf_of(near_dated_page.pages(told, Room.on(A4)), A4))


def test_a_list_says_what_it_holds_and_what_to_look_for(world: World) -> None:
    world.line("soup")
    world.product("soup", "soup")
    world.shelf("4 soup, best before 2026-06-30", "6 soup, best before 2026-11-30")
    (page,) = printed(world, For.STALL)
    for said in ("for the stall", "High Street Hub", "4 ×", "Best before 30 June", "30 November"):
        assert said in page
    assert "no deep dent, rust" in page and "bulge" in page and "…" not in page
    (nothing,) = printed(world, For.MEALS)
    assert "nothing on this list today" in nothing


def test_a_long_list_goes_on_and_loses_no_row(world: World) -> None:
    names = [f"soup {n}" for n in range(60)]
    for name in names:
        world.line(name)
        world.product(name, name)
    world.shelf(*(f"1 {name}, best before 2026-11-25" for name in names))
    pages = printed(world, For.STALL)
    assert len(pages) > 1 and f"1/{len(pages)}" in pages[0]
    assert sum(page.count("1 ×") for page in pages) == len(names)


def test_no_check_is_cut_on_paper(world: World) -> None:
    for each in SHIPPED:
        world.line(each.food.value, food=each.food.value)
        world.product(each.food.value, each.food.value)
        world.shelf(f"1 {each.food.value}, best before 2026-11-20")
    assert not any("…" in page for page in printed(world, For.STALL))
