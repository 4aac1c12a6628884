"""Places, and the shelves inside them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import places, shelves
from hubdesk.stock.places import Use
from hubdesk.stock.shelves import Shelf
from hubdesk.stock.tables import line, product
from tests.world import World

COUNTER = identity.named("place", "counter")


def test_a_place_opened_at_the_first_run_is_a_counter(world: World) -> None:
    (here,) = world.desk.ask(places.all_)
    assert (here.name, here.use) == ("Counter", Use.COUNTER)


def test_the_stall_is_opened_once_and_is_the_same_everywhere(world: World) -> None:
    first = world.desk.do(places.stall)
    assert world.desk.do(places.stall) == first == identity.named("place", "stall")
    (stall,) = world.desk.ask(places.of_use, Use.STALL)
    assert (stall.id, stall.name) == (first, "Stall")


def test_stores_and_other_sites_come_after_counters(world: World) -> None:
    world.desk.do(places.open_place, "Annex", Use.SITE)
    store = world.desk.do(places.open_place, " Store  room ", Use.STORE)
    assert [each.name for each in world.desk.ask(places.all_)] == ["Counter", "Store room", "Annex"]
    world.desk.do(places.change, store.id, "Back room", Use.STORE)
    assert world.desk.ask(places.named, store.id) == places.Place(store.id, "Back room", Use.STORE)


@pytest.mark.parametrize("name", ["", "  ", "counter", "x" * 61, "\u200b"])
def test_a_place_needs_a_name_of_its_own(world: World, name: str) -> None:
    with pytest.raises(Refused):
        world.desk.do(places.open_place, name, Use.STORE)


def test_goods_for_another_site_travel(world: World) -> None:
    annex = world.desk.do(places.open_place, "Annex", Use.SITE).id
    store = world.desk.do(places.open_place, "Store", Use.STORE).id
    assert world.desk.ask(places.apart, COUNTER, annex)
    assert not world.desk.ask(places.apart, COUNTER, store)


def test_a_shelf_has_a_label_of_its_own(world: World) -> None:
    made = world.desk.do(shelves.make, "A1")
    assert made.code[0] == "L"
    assert world.desk.ask(shelves.by_code, made.code.lower()) == made
    assert world.desk.ask(shelves.by_code, "H00000000001") is None
    assert (made.place, made.position) == (COUNTER, 1)


def test_shelves_stand_in_the_order_of_the_way_round(world: World) -> None:
    made = [world.desk.do(shelves.make, name) for name in ("Cold", "A1", "B1")]
    assert [each.name for each in on(world)] == ["Cold", "A1", "B1"]
    world.desk.do(shelves.put_at, made[0].id, 3)
    assert [(each.name, each.position) for each in on(world)] == [("A1", 1), ("B1", 2), ("Cold", 3)]


def test_a_shelf_is_renamed_and_taken_away(world: World) -> None:
    made = world.desk.do(shelves.make, "A1")
    beans = world.line("Baked beans")
    world.desk.do(shelves.put_line, beans, made.id)
    world.desk.do(shelves.rename, made.id, "Tins")
    found = world.desk.ask(shelves.of_line, beans, COUNTER)
    assert found is not None
    assert found.name == "Tins"
    world.desk.do(shelves.remove, made.id)
    assert on(world) == []
    assert world.desk.ask(shelves.of_line, beans, COUNTER) is None
    assert world.desk.ask(shelves.by_code, made.code) is None
    with pytest.raises(Refused, match="not there any more"):
        world.desk.do(shelves.rename, made.id, "Back")


@pytest.mark.parametrize("name", ["", "a1", "x" * 41])
def test_a_shelf_needs_a_name_of_its_own(world: World, name: str) -> None:
    world.desk.do(shelves.make, "A1")
    with pytest.raises(Refused):
        world.desk.do(shelves.make, name)


def test_two_places_may_each_have_a_shelf_of_one_name(world: World) -> None:
    store = world.desk.do(places.open_place, "Store", Use.STORE).id
    world.desk.do(shelves.make, "A1")
    assert world.desk.do(shelves.make, "A1", store).place == store


def test_a_line_stands_on_one_shelf_of_a_place(world: World) -> None:
    store = world.desk.do(places.open_place, "Store", Use.STORE).id
    one, two = (world.desk.do(shelves.make, name) for name in ("A1", "A2"))
    back = world.desk.do(shelves.make, "Back", store)
    beans = world.line("Baked beans")
    for shelf in (one, back, two):
        world.desk.do(shelves.put_line, beans, shelf.id)
    assert world.desk.ask(shelves.lines_on, one.id) == []
    assert world.desk.ask(shelves.lines_on, two.id) == [beans]
    assert world.desk.ask(shelves.lines_on, back.id) == [beans]
    assert world.desk.ask(shelves.of_line, beans, store) == back
    world.desk.do(shelves.take_off, beans, store)
    assert world.desk.ask(shelves.lines_on, back.id) == []


def test_goods_are_listed_on_the_way_round_and_what_has_no_shelf_last(world: World) -> None:
    second, first = (world.desk.do(shelves.make, name) for name in ("Z", "A"))
    world.desk.do(shelves.put_at, first.id, 1)
    for name, shelf in {"Apples": None, "Soup": second, "Beans": first, "Rice": first}.items():
        of_line = world.line(name)
        world.product(f"Own {name}", name)
        if shelf:
            world.desk.do(shelves.put_line, of_line, shelf.id)

    def listed(view: View) -> list[str]:
        ordered = (
            select(product.c.name)
            .join(line, product.c.line == line.c.id)
            .where(product.c.name != "")
            .order_by(*shelves.order(view.here))
        )
        return list(view.connection.execute(ordered).scalars())

    assert world.desk.ask(listed) == ["Own Beans", "Own Rice", "Own Soup", "Own Apples"]


def on(world: World) -> list[Shelf]:
    return world.desk.ask(shelves.of_place, COUNTER)
