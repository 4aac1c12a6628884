"""Whatever two laptops write differently of a record is asked about, or let go with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hubdesk.desk import KINDS
from hubdesk.errors import Refused
from hubdesk.forgetting import limits
from hubdesk.households.matters import FIELDS, Matter
from hubdesk.households.tables import household
from hubdesk.journal.act import Act
from hubdesk.journal.fields import FieldsNoted
from hubdesk.parcels import lists
from hubdesk.parcels.contents import ListedLine
from hubdesk.reports import today
from hubdesk.stock import products, shelves, windows
from hubdesk.stock import tables as stock
from hubdesk.stock.foods import Food
from hubdesk.sync import review
from hubdesk.sync.asked_about import ASKED, LISTED
from hubdesk.sync.review import Clash
from hubdesk.trust import NotTrusted, Role
from hubdesk.volunteers import trusting, volunteer
from hubdesk.volunteers.tables import volunteer as volunteer_table
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.test_two_laptops import pair, same, settle

Another = Callable[[str], Laptop]
LINE = b"b" * 16

COLUMNS = {
    "household.sized": {"adults", "children", "district"},
    "household.noted": set(FIELDS),
    "household.settled": {"settled:"},
    "household.at_visit": {"ages at:", "asked at:"},
    "parcel.packed_for": {"packed for"},
    "product.noted": set(stock.product.c.keys()) - {"id"},
    "line.noted": set(stock.line.c.keys()) - {"id"},
    "place.noted": set(stock.place.c.keys()) - {"id"},
    "drop_off.noted": set(stock.drop_off.c.keys()) - {"id"},
    "shelf.noted": set(stock.spot.c.keys()) - {"id"},
    "line.shelved": set(stock.line_spot.c.keys()) - {"id"},
    "date.window": set(stock.date_window.c.keys()) - {"id"},
    "date.rule": set(stock.date_rule.c.keys()) - {"id"},
    "hub.keeping": {limits.KEEP + matter.value for matter in Matter},
    "volunteer.noted": {"name", "pin", "gone"},
    "volunteer.card": {"card"},
    "volunteer.trusted": {"role"},
}
"""Every field of every kind of record."""


def test_every_field_of_every_record_is_asked_about_or_let_go() -> None:
    assert set(COLUMNS) == {each.name for each in KINDS if each.body is FieldsNoted}
    for kind, names in COLUMNS.items():
        asked = ASKED[kind]
        assert asked.fields | asked.let_go == names, kind
        assert not asked.fields & asked.let_go, kind
    assert COLUMNS["household.sized"] <= set(household.c.keys())
    whole = {"id", *COLUMNS["volunteer.noted"], "card", "role"}
    assert whole == set(volunteer_table.c.keys())


def only(laptop: Laptop, kind: str) -> Clash:
    """The one thing of a kind that was written differently."""
    found = laptop.desk.ask(review.all_)
    (clash,) = (each for each in found if each.kind == kind)
    return clash


def apart(
    laptop: Another, folder: MemoryFolder, first_: Callable[[Act], Any], then: Callable[[Act], Any]
) -> tuple[Laptop, Laptop]:
    """Two laptops do something without hearing of each other, one an hour after the other."""
    first, second = pair(laptop, folder)
    settle(folder, first, second)
    first.desk.do(first_)
    second.clock.forward(hours=1)
    second.desk.do(then)
    settle(folder, first, second)
    return first, second


def keep_names(months: int) -> Callable[[Act], Any]:
    return lambda act: limits.change(act, Matter.NAME, months)


def bread(span: str) -> Callable[[Act], Any]:
    return lambda act: windows.change(act, Food.BREAD, span, "The hub", "2026")


def rule(days: int) -> Callable[[Act], Any]:
    return lambda act: windows.set_rule(act, refuse_past=False, take_in_days=days)


@pytest.mark.parametrize(
    ("kind", "first_", "then", "says"),
    [
        ("hub.keeping", keep_names(3), keep_names(12), [12, 3]),
        ("date.window", bread("3d"), bread("5d"), ["5d", "3d"]),
        ("date.rule", rule(2), rule(4), [4, 2]),
    ],
)
def test_the_hubs_own_rules_written_apart_are_asked_about(
    laptop: Another, folder: MemoryFolder, kind: str, first_: Any, then: Any, says: list[Any]
) -> None:
    first, second = apart(laptop, folder, first_, then)
    clash = only(first, kind)
    (field,) = clash.names
    told = [version.values[field] for version in clash.versions]
    assert [each[0] if isinstance(each, list) else each for each in told] == says
    first.desk.do(review.choose, clash, clash.versions[1].ref)
    settle(folder, first, second)
    assert all(each.kind != kind for each in second.desk.ask(review.all_))
    assert same(first, second)


def test_a_volunteers_name_and_role_written_apart_are_asked_about(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    who = first.desk.do(volunteer.add, "Robin").id
    settle(folder, first, second)
    first.desk.do(volunteer.rename, who, "Robin A")
    second.desk.do(volunteer.rename, who, "Robin B")
    first.desk.do(trusting.give_role, who, Role.LEAD)
    second.desk.do(trusting.give_role, who, Role.YOUNG)
    settle(folder, first, second)
    assert {each.values["name"] for each in only(first, "volunteer.noted").versions} == {
        "Robin A",
        "Robin B",
    }
    roles = only(second, "volunteer.trusted")
    assert roles.name.startswith("Robin")
    second.desk._trust.unnamed = Role.LEAD
    second.desk._trust.opener = Role.LEAD
    with pytest.raises(NotTrusted):
        second.desk.do(review.choose, roles, roles.versions[0].ref)


def test_what_is_seen_on_the_spot_is_let_go(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    made = first.desk.do(shelves.make, "A1")
    who = first.desk.do(volunteer.add, "Robin").id
    settle(folder, first, second)
    for each, pin in ((first, "4711"), (second, "4712")):
        each.desk.do(shelves.make, f"B {pin}")
        each.desk.do(shelves.put_line, LINE, made.id)
        each.desk.do(volunteer.set_pin, who, pin)
        each.desk.do(volunteer.give_card, who)
    settle(folder, first, second)
    assert first.desk.ask(review.all_) == []


def test_a_product_put_on_two_lines_is_told_by_their_names(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    settle(folder, first, second)
    for each, name in ((first, "Beans"), (second, "Peas")):
        line = name.encode().ljust(16, b"-")
        each.desk.do(products.note_line, line, name=name)
        each.desk.do(products.name_product, "5000157024671", "Green tin", line)
    settle(folder, first, second)
    clash = only(first, "product.noted")
    assert {version.values["line"] for version in clash.versions} == {"Beans", "Peas"}


def listed(number: int) -> Callable[[Act], None]:
    """The standard list asks for so many of one line."""
    rows = [ListedLine(LINE, [number, number + 1])]
    return lambda act: lists.issue(act, lists.STANDARD, "Standard", rows)


def packs(laptop: Laptop) -> list[int]:
    """What the list that is packed by says."""
    newest = laptop.desk.ask(lists.versions)[0]
    return newest.contents.lines[0].quantities


def test_parcel_lists_changed_apart_are_asked_about_and_taken_back(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    first.desk.do(listed(1))
    settle(folder, first, second)
    first.desk.do(listed(3))
    second.clock.forward(hours=1)
    second.desk.do(listed(5))
    settle(folder, first, second)
    assert packs(first) == packs(second) == [5, 6]
    clash = only(first, lists.ISSUED.name)
    assert (clash.name, clash.names) == ("Standard", (LISTED,))
    told = [version.values[LISTED] for version in clash.versions]
    assert [each.rows[0].listed.quantities for each in told] == [[5, 6], [3, 4]]
    op = first.desk.do(review.choose, clash, clash.versions[1].ref)
    settle(folder, first, second)
    assert packs(first) == packs(second) == [3, 4], "though its clock is behind"
    assert second.desk.ask(review.all_) == []
    with pytest.raises(Refused, match="meanwhile"):
        second.desk.do(review.choose, clash, clash.versions[0].ref)
    titles = [str(each.title) for each in first.desk.ask(today.events)]
    assert "Written differently: one entry holds" in titles
    first.desk.do(review.take_back, op.ref)
    settle(folder, first, second)
    assert packs(second) == [5, 6]
    assert only(second, lists.ISSUED.name).versions == clash.versions
    assert same(first, second)


def test_a_list_changed_after_the_other_was_heard_of_is_no_question(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    for each, number in ((first, 1), (second, 2), (first, 3)):
        each.desk.do(listed(number))
        each.clock.forward(minutes=5)
        settle(folder, first, second)
    assert first.desk.ask(review.all_) == second.desk.ask(review.all_) == []


def test_going_on_with_one_list_leaves_the_other_to_be_asked_about(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, _ = apart(laptop, folder, listed(3), listed(5))
    first.clock.forward(hours=2)
    first.desk.do(listed(7))
    clash = only(first, lists.ISSUED.name)
    told = [version.values[LISTED].rows[0].listed.quantities for version in clash.versions]
    assert told == [[7, 8], [3, 4]]
