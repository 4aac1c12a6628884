"""What parcels are packed for, and ages: never at the stall, and gone with their household."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk import settings
from hubdesk.counter import as_packed, lives
from hubdesk.errors import Refused
from hubdesk.forgetting import erasing
from hubdesk.households import household as households
from hubdesk.households.diet import Chip
from hubdesk.households.record import Details, Household
from hubdesk.journal import identity
from hubdesk.journal.operations import Ref
from hubdesk.labels import queue
from hubdesk.labels.contents import PackedLabel
from hubdesk.packing import diet, pack, waiting
from hubdesk.parcels import lists
from hubdesk.parcels.contents import Change, ListedLine, Variant
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.hub.forgetting.conftest import bare, bytes_of
from tests.hub.forgetting.test_age_sums import BANDS, of_age
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.test_two_laptops import pair, same, settle
from tests.hub.test_nothing_personal import dump, said
from tests.world import World

Another = Callable[[str], Laptop]
LINES = {name: identity.named("line", name) for name in ("beans", "soup")}
CHIPS = (Chip.NO_PORK, Chip.SOFT_FOOD, Chip.KETTLE_ONLY)
DIET = ("kettle only", "no pork", "soft food")
"""The first is a word of the parcel list too, which is about nobody."""
TOLD = Details("Zephyrine Quokkaworth", "3 Wombat Row", "ZE1 9QX", "0770", DIET, (), (1, 1, 1, 0))
CANARIES = ("Quokkaworth", "Wombat", "no pork", "soft food", "1,1,1,0")


def world_of(laptop: Laptop) -> World:
    return World(laptop.desk, laptop.clock, laptop.home)


def served(laptop: Laptop) -> tuple[Household, bytes, Ref]:
    """A household of three children that eats no pork takes a parcel packed for it; and then
    one from the list, which leaves the soup out for them."""
    world = world_of(laptop)
    here = identity.named("place", "counter")
    world.desk.do(lambda act: settings.change(act, here=here, hub_name="Hub"))
    stocked(world)
    listed = [ListedLine(LINES["beans"], [1]), ListedLine(LINES["soup"], [2])]
    without = Variant("kettle only", [Change(LINES["soup"], None)])
    world.desk.do(lists.issue, lists.STANDARD, "Standard parcel", listed, [without])
    home = world.household(2, 3)
    world.desk.do(households.note_details, home.id, TOLD)
    (made,) = world.desk.do(pack.pack, 5, CHIPS).made
    world.scan(home.card)
    world.scan(made.code)
    world.finish()
    world.clock.forward(minutes=5)
    world.scan(home.card)
    done = world.finish()
    return home, made.id, done.op


def everything(laptop: Laptop) -> str:
    """All that a laptop's tables and its journal's own words say."""
    return said(dump(world_of(laptop))).lower()


def told_of(laptop: Laptop) -> list[str]:
    return [each for each in CANARIES if each.lower() in everything(laptop)]


def row_asks(laptop: Laptop, ref: Ref) -> dict[str, int]:
    """What the list asked for, of an old parcel."""
    return {each.name: each.asked for each in laptop.desk.ask(as_packed.as_packed, ref).rows}


def test_a_laptop_without_names_holds_no_diet_and_no_ages(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, stall = laptop("first"), laptop("stall")
    codes = first.make(folder)
    _, _, ref = served(first)
    (waits,) = first.desk.do(pack.pack, 2, CHIPS[:1]).made
    stall.join(folder, codes.without_names.words)
    settle(folder, first, stall)

    assert told_of(first) == list(CANARIES)
    assert told_of(stall) == []
    assert row_asks(first, ref) == {"beans": 1}
    assert row_asks(stall, ref) == {"beans": 1, "soup": 2}, "it knows what all are asked for"
    assert first.desk.ask(today.figures).ages == (2, 2, 2, 0)
    assert stall.desk.ask(today.figures).ages == ()
    (there,) = stall.desk.ask(waiting.window, 0, 9)
    assert (there.parcel.chips, there.diet_known) == ((), False)
    assert not any(kind.diet_known for kind in stall.desk.ask(waiting.figures).kinds)
    (here,) = first.desk.ask(waiting.window, 0, 9)
    assert (here.parcel.chips, here.diet_known) == (("no pork",), True)
    for each, words in ((first, "No pork"), (stall, "Diet not known here: ask")):
        each.desk.do(pack.reprint, waits.id)
        label = each.desk.ask(queue.waiting)[-1].content
        assert isinstance(label, PackedLabel) and label.instruction == words


def test_a_laptop_without_names_keeps_no_diet_that_is_typed_at_it(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, stall = laptop("first"), laptop("stall")
    codes = first.make(folder)
    served(first)
    stall.join(folder, codes.without_names.words)
    settle(folder, first, stall)
    world = world_of(stall)
    here = identity.named("place", "counter")
    world.desk.do(lambda act: settings.change(act, here=here))
    world.type("2+2")
    with pytest.raises(Refused, match="holds no names, diets or ages"):
        world.desk.do(lives.toggle_chip, world.visit().id, "no pork")
    with pytest.raises(Refused, match="holds no names, diets or ages"):
        world.desk.do(lives.note_ages, world.visit().id, (1, 1, 0, 0))
    world.finish()
    (made,) = world.desk.do(pack.pack, 2, CHIPS[:1]).made
    label = world.desk.ask(queue.waiting)[-1].content
    assert isinstance(label, PackedLabel) and label.instruction == "No pork"
    assert world.desk.ask(diet.of, made.id) == ()
    assert "p" not in {row[2] for row in dump(world)["stream"] if row[4]}, "it begins no stream"


def test_erased_it_is_in_no_byte_of_either_laptop(laptop: Another, folder: MemoryFolder) -> None:
    """Read on the laptop that hears of it, from its file in the clear and what lies beside it."""
    first, second = pair(laptop, folder)
    second.desk = bare(world_of(second)).desk
    home, _, _ = served(first)
    settle(folder, first, second)
    before = bytes_of(second.home).lower()
    assert [each for each in CANARIES if each.lower().encode() in before] == list(CANARIES)

    first.desk.do(erasing.erase, home.id)
    settle(folder, first, second)
    for each in (first, second):
        each.desk.sweep()
        assert told_of(each) == []
        for table in ("subject_key", "at_visit", "packed_for", "household_words", "field_value"):
            assert not any(home.id in row for row in dump(world_of(each))[table])
    left = bytes_of(second.home).lower()
    assert [each for each in CANARIES if each.lower().encode() in left] == []
    assert not any(each.encode() in raw for each in CANARIES for raw in folder.files.values())
    assert same(first, second)


def test_whoever_hears_of_the_erasure_before_the_parcel_forgets_it_too(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    home, _, _ = served(first)
    settle(folder, first, second)
    (again,) = second.desk.do(pack.pack, 5, CHIPS).made
    settle(folder, first, second)
    world = world_of(second)
    world.clock.forward(minutes=9)
    world.scan(home.card)
    world.scan(again.code)
    world.finish()
    first.desk.do(erasing.erase, home.id)
    assert told_of(first) == ["no pork", "soft food"], "of a parcel that waits, as far as heard"
    settle(folder, first, second)
    assert told_of(first) == told_of(second) == []
    assert same(first, second)


def test_the_days_ages_are_as_before_on_whoever_hears_of_it(
    laptop: Another, folder: MemoryFolder
) -> None:
    """Also where more was collected meanwhile than the eraser had heard of."""
    first, second = pair(laptop, folder)
    served(first)
    homes = [of_age(world_of(first), ages) for ages in BANDS]
    settle(folder, first, second)
    second.clock.forward(minutes=60)
    of_age(world_of(second), (0, 0, 0, 2))
    before = second.desk.ask(today.figures)
    assert before.ages == (5, 4, 6, 5)
    first.desk.do(erasing.erase, homes[0].id)
    settle(folder, first, second)
    assert first.desk.ask(today.figures) == second.desk.ask(today.figures) == before
    assert same(first, second)
