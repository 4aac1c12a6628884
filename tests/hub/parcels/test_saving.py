"""A list that is changed on screen is kept whole, once, by whoever serves; old ones stay."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from msgspec.structs import replace as changed

from hubdesk.counter import history
from hubdesk.counter.as_packed import AsPacked, as_packed
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.operations import Ref
from hubdesk.parcels import editing, lists, saving
from hubdesk.parcels.contents import Change, Issued, ListedLine, Variant
from hubdesk.volunteers import serving, volunteer
from tests.world import World

LINE = identity.named("line", "beans")


def beans(world: World) -> saving.ToEdit:
    """A list of three tins of beans."""
    world.line("beans")
    world.parcel(beans=3)
    return world.desk.ask(saving.to_edit)


def save(world: World, known: saving.ToEdit, told: Issued, **fresh: str) -> bool:
    assert known.now is not None
    new = {identity.named("line", name): name for name in fresh}
    return world.desk.do(saving.save, told, known.now.ref, new)


def contents(known: saving.ToEdit) -> Issued:
    assert known.now is not None
    return known.now.contents


def with_first(known: saving.ToEdit, **values: object) -> Issued:
    told = contents(known)
    return editing.with_line(told, 0, changed(told.lines[0], **values))


def test_a_changed_list_is_a_new_version_and_says_who_kept_it(world: World) -> None:
    known = beans(world)
    amina = world.desk.do(volunteer.add, "Amina")
    world.desk.do(serving.tapped, amina.id)
    assert save(world, known, with_first(known, quantities=[4], note=" Mixture "))
    now = world.desk.ask(saving.to_edit)
    assert [each.contents.lines[0].quantities for each in now.versions] == [[4], [3]]
    assert now.now is not None and now.now.by is not None
    assert now.kept_by[now.now.by] == ("Amina",)
    assert now.now.contents.lines[0].note == "Mixture"


def test_saving_what_stands_already_keeps_no_version(world: World) -> None:
    known = beans(world)
    assert not save(world, known, contents(known))
    assert len(world.desk.ask(saving.to_edit).versions) == 1


def test_two_who_change_the_list_at_once_do_not_overwrite_each_other(world: World) -> None:
    known = beans(world)
    save(world, known, with_first(known, quantities=[4]))
    with pytest.raises(Refused, match="Somebody else"):
        save(world, known, with_first(known, quantities=[5]))


def test_an_earlier_version_is_packed_by_again(world: World) -> None:
    known = beans(world)
    save(world, known, with_first(known, quantities=[4]))
    world.desk.do(lists.go_back, known.versions[0].ref)
    now = world.desk.ask(saving.to_edit)
    assert len(now.versions) == 3 and contents(now) == contents(known)
    with pytest.raises(Refused, match="taken back"):
        world.desk.do(lists.go_back, Ref(bytes(8), 7))


def test_a_new_line_of_goods_is_opened_with_the_list(world: World) -> None:
    known = beans(world)
    line = ListedLine(identity.named("line", "jam"), [1], "jar")
    save(world, known, editing.with_more(contents(known), line, 0), jam="jam")
    now = world.desk.ask(saving.to_edit)
    assert now.goods[line.line] == saving.Goods("jam", "jar")
    world.type("1+0")
    assert world.given() == {"jam": 1, "beans": 3}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"quantities": [100]}, "0 to 99"),
        ({"quantities": [-1]}, "0 to 99"),
        ({"more": 100}, "0 to 99"),
        ({"more_per": 0}, "1 to 10"),
        ({"notes": {11: "x"}}, "1 to 10"),
        ({"note": "x" * 81}, "too long"),
    ],
    ids=["too many", "too few", "more", "per nobody", "note", "long"],
)
def test_a_line_that_nobody_could_pack_is_refused(
    world: World, values: dict[str, object], says: str
) -> None:
    known = beans(world)
    with pytest.raises(Refused, match=says):
        save(world, known, with_first(known, **values))


def test_a_list_without_lines_or_with_one_twice_is_refused(world: World) -> None:
    known = beans(world)
    told = contents(known)
    with pytest.raises(Refused, match="needs a line"):
        save(world, known, editing.without_line(told, 0))
    with pytest.raises(Refused, match="twice"):
        save(world, known, editing.with_more(told, told.lines[0], 1))
    with pytest.raises(Refused, match="for itself"):
        swap = [Change(LINE, ListedLine(LINE, []))]
        save(world, known, editing.with_changes(told, "vegan", swap))
    with pytest.raises(Refused, match="left out twice"):
        save(world, known, editing.with_changes(told, "vegan", [Change(LINE), Change(LINE)]))


def test_editing_gives_a_new_list_and_leaves_the_old(world: World) -> None:
    told = Issued("Parcel", [ListedLine(bytes([n]) * 16, [n]) for n in range(3)])
    first = told.lines[0]
    assert editing.moved(told, 0, 1).lines[1] == first
    assert editing.moved(told, 0, -1) == told
    assert editing.moved(told, 2, 1) == told
    assert editing.with_number(first, 3, 7).quantities == [0, 0, 7, 0, 0, 0, 0, 0, 0, 0]
    noted = editing.with_note(first, 2, "A small one")
    assert noted.notes == {2: "A small one"} and editing.with_note(noted, 2, " ") == first
    chips = editing.with_changes(told, "vegan", [Change(first.line)])
    assert chips.variants == [Variant("vegan", [Change(first.line)])]
    assert editing.changes_of(chips, "vegan") == (Change(first.line),)
    assert editing.with_changes(chips, "vegan", []) == told


def made_with(world: World, home: bytes) -> AsPacked:
    about = world.desk.ask(history.about, home)
    assert about is not None
    return world.desk.ask(as_packed, about.collections[-1].ref)


def test_an_old_parcel_shows_the_list_it_was_made_with(world: World) -> None:
    beans(world)
    world.line("bread")
    home = world.household(1, 0)
    world.serve(home)
    kept_ms = world.desk.ask(saving.to_edit).versions[0].at_ms
    world.parcel(beans=9, bread=1)
    old = made_with(world, home.id)
    assert [(row.name, row.asked, row.given) for row in old.rows] == [("beans", 3, 3)]
    assert (old.list_name, old.list_at_ms) == ("Standard parcel", kept_ms)


def test_what_chips_changed_shows_in_an_old_parcel_though_it_names_no_chip(world: World) -> None:
    milk, oats = world.line("milk"), world.line("oat drink")
    variant = Variant("vegan", [Change(milk, ListedLine(oats, []))])
    world.desk.do(lists.issue, lists.STANDARD, "Parcel", [ListedLine(milk, [2])], [variant])
    home = world.household(1, 0, diet=("vegan",))
    world.serve(home)
    old = made_with(world, home.id)
    assert [(row.name, row.asked, row.given) for row in old.rows] == [("oat drink", 2, 2)]
    assert "vegan" not in repr(replace(old))
