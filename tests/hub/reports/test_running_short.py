"""What will not last for next week's parcels, and on which page it stands."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hubdesk.counter import reopening
from hubdesk.journal import identity
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.draft import Room
from hubdesk.labels.pdf import pdf_of
from hubdesk.reports import running_short
from hubdesk.reports.running_short import Week
from hubdesk.stock import held_back, moving, places, sending
from hubdesk.stock.places import Use
from tests.hub.labels.paper import texts
from tests.world import World

A4 = formats.named("a4")
COUNTER = identity.named("place", "counter")


@pytest.fixture
def served(world: World) -> World:
    """Two weeks in which two households of two and one of five came, each week."""
    for line in ("Beans", "Rice"):
        world.line(line)
        world.product(f"Own {line.lower()}", line)
    world.shelf("60 Own beans, best before 2027-03", "9 Own rice, best before 2028-01")
    world.parcel(Beans=[1, 2, 3, 4, 5], Rice=1)
    homes = [world.household(2, 0), world.household(1, 1), world.household(2, 3)]
    for _ in range(2):
        for home in homes:
            world.serve(home)
        world.clock.forward(days=7)
    return world


def week(world: World) -> Week:
    return world.desk.ask(running_short.next_week)


def told(world: World) -> dict[str, tuple[int, int]]:
    return {each.name: (each.need, each.have) for each in week(world).needs}


def test_next_week_needs_what_a_week_of_the_last_ones_did(served: World) -> None:
    found = week(served)
    assert (found.households, found.people, found.weeks) == (3, 9, 2)
    assert told(served) == {"Rice": (3, 3), "Beans": (9, 42)}
    assert found.short == ()
    assert found.needs[0].days == 7


def test_what_will_not_last_comes_first(served: World) -> None:
    store = served.desk.do(places.open_place, "Annex", Use.SITE).id
    rice = served.product_id("Own rice")
    served.desk.do(sending.send, COUNTER, store, [moving.Goods(rice, None, 2)])
    (short,) = week(served).short
    assert (short.name, short.need, short.have, short.missing, short.days) == ("Rice", 3, 1, 2, 2)


def test_a_store_counts_and_the_stall_does_not(served: World) -> None:
    store = served.desk.do(places.open_place, "Store", Use.STORE).id
    stall = served.desk.do(places.stall)
    rice = served.product_id("Own rice")
    served.desk.do(moving.move, COUNTER, store, [moving.Goods(rice, None, 2)])
    assert told(served)["Rice"] == (3, 3)
    served.desk.do(moving.move, COUNTER, stall, [moving.Goods(rice, None, 1)])
    assert told(served)["Rice"] == (3, 2)


def test_what_nobody_may_be_given_is_not_there(served: World) -> None:
    served.shelf("4 Own rice, use by 2026-12-01")
    assert told(served)["Rice"] == (3, 3)
    served.desk.do(held_back.hold, served.product_id("Own beans"), "Called back")
    assert told(served)["Beans"] == (9, 0)


def test_a_collection_that_did_not_happen_is_not_expected_again(served: World) -> None:
    finished = served.serve(served.household(4, 6))
    assert week(served).people == 14
    served.desk.do(reopening.take_back, finished.op)
    assert week(served).people == 9


def test_a_hub_that_has_served_nobody_expects_nobody(world: World) -> None:
    world.line("Beans")
    world.parcel(Beans=2)
    found = week(world)
    assert (found.households, found.needs) == (0, ())


def test_the_page_names_what_is_short_and_nobody(served: World) -> None:
    rice = served.product_id("Own rice")
    store = served.desk.do(places.open_place, "Annex", Use.SITE).id
    served.desk.do(sending.send, COUNTER, store, [moving.Goods(rice, None, 3)])
    room = Room.on(A4)
    (words,) = texts(pdf_of(running_short.pages(week(served), room), A4))
    assert "Rice" in words and "Beans" not in words and "3 households" in words
    many = replace(week(served), needs=week(served).needs[:1] * 60)
    assert len(running_short.pages(many, room)) == 3
