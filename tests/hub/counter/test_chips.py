"""What a household told decides what its parcel holds; what is offered is added with one key."""

from __future__ import annotations

from hubdesk.counter import reopening, serving
from hubdesk.households import household as households
from hubdesk.households.diet import Chip
from hubdesk.households.household import Details
from hubdesk.labels import queue
from hubdesk.parcels import lists
from hubdesk.parcels.contents import Change, ListedLine, Variant
from tests.world import World

BEANS = "Baked beans 420 g"


def stocked(world: World) -> None:
    """Pasta, beans and milk for all, cat food for cats, pads as required, sauce if wanted."""
    names = ("pasta", "beans", "milk", "noodles", "cat food", "pads", "sauce")
    pasta, beans, milk, noodles, cats, pads, sauce = (world.line(name) for name in names)
    world.product(BEANS, "beans")
    world.product("Penne 500 g", "pasta")
    listed = [
        ListedLine(pasta, [2]),
        ListedLine(beans, [1]),
        ListedLine(milk, [1]),
        ListedLine(pads, [], "pack", as_required=True),
        ListedLine(sauce, [2], optional=True),
    ]
    variants = [
        Variant("no cooker", [Change(pasta, ListedLine(noodles, []))]),
        Variant("no fridge", [Change(milk)]),
        Variant("cat", [Change(put=ListedLine(cats, [1], "box"))]),
    ]
    world.desk.do(lists.issue, lists.STANDARD, "Parcel", listed, variants)


def test_a_household_without_a_cooker_or_fridge_is_packed_what_it_can_use(world: World) -> None:
    stocked(world)
    home = world.household(1, 0, diet=("cat", "kettle only", "no fridge"))
    world.scan(home.card)
    packed = {name: many for name, many in world.given().items() if many}
    assert packed == {"noodles": 2, "beans": 1, "cat food": 1}


def test_a_first_visit_told_nothing_and_gets_the_list_for_all(world: World) -> None:
    stocked(world)
    world.type("1+0")
    assert {n: q for n, q in world.given().items() if q} == {"pasta": 2, "beans": 1, "milk": 1}


def test_what_is_offered_is_not_packed_not_counted_and_never_short(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    offered = {name: world.row(name) for name in ("pads", "sauce")}
    assert offered["pads"].as_required and offered["sauce"].optional
    assert all(row.quantity == 0 and not row.count_me for row in offered.values())
    assert world.visit().items == 4
    assert world.finish().items == 4


def test_one_key_adds_as_many_as_the_list_offers_and_the_next_one_more(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    for name, first in (("sauce", 2), ("pads", 1)):
        row = world.row(name)
        assert world.desk.do(serving.change_quantity, world.visit().id, row.n, 1).quantity == first
        again = world.desk.do(serving.change_quantity, world.visit().id, row.n, 1)
        assert again.quantity == first + 1


def test_as_required_may_be_typed_and_comes_back_when_the_parcel_is_reopened(
    world: World,
) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    world.type("5", world.row("pads").n)
    before = world.visit()
    done = world.finish()
    assert done.items == 9
    (label,) = world.desk.ask(queue.waiting)
    world.desk.do(reopening.reopen_parcel, label.code)
    assert world.row("pads").quantity == 5
    assert world.row("pads").as_required and before.items == world.visit().items


def test_a_tile_of_an_offered_line_adds_what_the_list_offers(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    line = world.row("sauce").line
    assert line is not None
    assert world.desk.do(serving.add_line, world.visit().id, line).quantity == 2


def test_goods_that_are_not_for_a_household_are_flagged_when_they_are_scanned(
    world: World,
) -> None:
    stocked(world)
    world.scan(world.household(1, 0, diet=("no cooker",)).card)
    row = world.scan("Penne 500 g").row
    assert row is not None and row.against is Chip.NO_COOKER
    assert world.row("beans").against is None
    assert world.row("pasta").against is Chip.NO_COOKER


def test_what_a_household_tells_while_its_visit_is_open_flags_what_is_packed(
    world: World,
) -> None:
    stocked(world)
    home = world.household(1, 0)
    world.scan(home.card)
    assert world.row("milk").against is None
    world.desk.do(households.note_details, home.id, Details(diet=("no fridge",)))
    assert world.row("milk").against is Chip.NO_FRIDGE
