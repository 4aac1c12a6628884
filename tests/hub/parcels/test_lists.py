"""Parcel lists: what a household of each size is packed, and every version of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from hubdesk.parcels import lists, packing
from hubdesk.parcels.contents import ListedLine
from hubdesk.stock import products
from tests.world import World


def packed(world: World, people: int) -> dict[str, int]:
    listed = world.desk.ask(lists.for_people, people)
    assert listed is not None
    names = {line.id: line.name for line in world.desk.ask(products.lines)}
    return {names[wanted.line]: wanted.quantity for wanted in listed.wanted}


def test_a_household_larger_than_the_list_gets_what_the_last_column_says(world: World) -> None:
    world.line("beans")
    world.line("soup")
    world.parcel(beans=[1, 2, 3], soup=[0, 1])
    assert packed(world, 1) == {"beans": 1}
    assert packed(world, 3) == {"beans": 3, "soup": 1}
    assert packed(world, 12) == {"beans": 3, "soup": 1}


def test_there_is_no_list_before_one_was_issued(world: World) -> None:
    assert world.desk.ask(lists.for_people, 2) is None


def test_an_earlier_version_can_still_be_read_and_speaks_again_when_the_later_is_undone(
    world: World,
) -> None:
    world.line("beans")
    world.parcel(beans=1)
    first = world.desk.ask(lists.for_people, 1)
    assert first is not None
    world.parcel(beans=5)
    assert packed(world, 1) == {"beans": 5}
    old = world.desk.ask(lists.of_version, first.version, 1)
    assert old == first
    second = world.desk.ask(_current)
    world.desk.do(_undo, second)
    assert packed(world, 1) == {"beans": 1}


def _current(view: View) -> Ref:
    listed = lists.for_people(view, 1)
    assert listed is not None
    return listed.version


def _undo(act: Act, ref: Ref) -> None:
    act.undo(ref)


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(-1, 40))
def test_every_size_gets_a_number(quantities: list[int], people: int) -> None:
    found = packing.number(ListedLine(b"beans", quantities), people)
    assert found >= 0
    if quantities and people >= len(quantities):
        assert found == quantities[-1]
