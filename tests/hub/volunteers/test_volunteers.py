"""Volunteers: a name, a PIN that is never kept, a card that can be replaced."""

from __future__ import annotations

import pytest

from hubdesk import set_up
from hubdesk.errors import Refused
from hubdesk.journal.act import Act
from hubdesk.labels import queue
from hubdesk.labels.contents import VolunteerCard
from hubdesk.volunteers import pins, serving, volunteer
from hubdesk.volunteers.volunteer import Volunteer
from tests.hub.test_nothing_personal import dump, raw, said
from tests.world import World

PIN = "48271593"


def helper(world: World, name: str, pin: str = "", *, card: bool = False) -> Volunteer:
    made = world.desk.do(volunteer.add, name)
    if pin:
        world.desk.do(volunteer.set_pin, made.id, pin)
    if card:
        world.desk.do(set_up.print_volunteer_card, made.id)
    return world.desk.ask(volunteer.by_id, made.id)


def names(world: World) -> list[str]:
    return [each.name for each in world.desk.ask(volunteer.volunteers)]


def test_a_volunteer_is_a_name_and_needs_no_more(world: World) -> None:
    helper(world, "  Joe   B ")
    amina = helper(world, "amina")
    assert names(world) == ["amina", "Joe B"]
    assert not amina.has_pin and amina.card == ""


@pytest.mark.parametrize("name", ["", "   ", "a" * 41, "joe"])
def test_an_empty_a_long_and_a_doubled_name_are_refused(world: World, name: str) -> None:
    helper(world, "Joe")
    with pytest.raises(Refused):
        helper(world, name)
    assert names(world) == ["Joe"]


def test_somebody_may_be_called_something_else_and_keep_their_card(world: World) -> None:
    joe = helper(world, "Joe", PIN, card=True)
    world.desk.do(volunteer.rename, joe.id, "Jo")
    world.desk.do(volunteer.rename, joe.id, "JO")
    now = world.desk.ask(volunteer.by_id, joe.id)
    assert (now.name, now.card, now.has_pin) == ("JO", joe.card, True)


def test_somebody_who_left_is_off_the_list_and_their_card_says_so(world: World) -> None:
    joe = helper(world, "Joe", PIN, card=True)
    world.desk.do(serving.leave_list, joe.id)
    assert names(world) == []
    for attempt in (joe.card,):
        with pytest.raises(Refused, match="not on the list"):
            world.desk.do(serving.card_scanned, attempt, beside=False)
    with pytest.raises(Refused, match="does not fit"):
        world.desk.do(serving.pin_typed, PIN)
    helper(world, "Joe")
    assert names(world) == ["Joe"]


@pytest.mark.parametrize("typed", ["123", "123456789", "12a4", "١٢٣٤", "²²²²", "x"])
def test_what_is_no_pin_is_refused(world: World, typed: str) -> None:
    joe = helper(world, "Joe")
    with pytest.raises(Refused, match="A PIN has 4 to 8 digits") as refused:
        world.desk.do(volunteer.set_pin, joe.id, typed)
    assert typed not in str(refused.value) + str(refused.value.values)


def test_a_pin_may_be_typed_in_groups_and_taken_away(world: World) -> None:
    joe = helper(world, "Joe", "48 27 15 93")
    assert world.desk.ask(volunteer.pin_is, joe.id, PIN)
    assert not world.desk.ask(volunteer.pin_is, joe.id, "48271594")
    world.desk.do(volunteer.set_pin, joe.id, "")
    assert not world.desk.ask(volunteer.by_id, joe.id).has_pin


def test_one_pin_is_kept_differently_each_time_and_no_other_form_fits() -> None:
    first, second = pins.hashed(PIN), pins.hashed(PIN)
    assert first != second and pins.is_it(PIN, first) and pins.is_it(PIN, second)
    for odd in (None, b"", first[:-1], b"\x02" + first[1:], PIN.encode()):
        assert not pins.is_it(PIN, odd)


def test_a_pin_lies_nowhere_in_the_clear_and_a_name_not_in_the_journal(world: World) -> None:
    helper(world, "Zephyrine", PIN, card=True)
    world.desk.do(serving.pin_typed, PIN)
    tables = dump(world)
    assert PIN not in said(tables)
    assert PIN.encode() not in raw(world) and b"Zephyrine" not in raw(world)
    (hashed,) = [row[2] for row in tables["volunteer"]]
    assert isinstance(hashed, bytes)
    for kept in ("operation", "setting", "label_job", "meta"):
        assert "Zephyrine" not in said({kept: tables[kept]}), kept
        cells = [cell for row in tables[kept] for cell in row if isinstance(cell, bytes)]
        assert not any(hashed in cell for cell in cells), kept
    world.reopen()
    assert PIN.encode() not in raw(world)
    assert world.desk.ask(serving.crew).people[0].name == "Zephyrine"


def test_a_new_card_prints_without_a_name_and_the_old_one_is_replaced(world: World) -> None:
    amina = helper(world, "Amina", card=True)
    (first,) = world.desk.ask(queue.waiting)
    world.desk.do(set_up.print_volunteer_card, amina.id)
    (second,) = world.desk.ask(queue.waiting)
    assert isinstance(second.content, VolunteerCard) and "Amina" not in str(second)
    assert second.content.hub_name == "High Street Hub"
    assert second.content.number == "V" + second.code[-4:]
    with pytest.raises(Refused, match="replaced"):
        world.desk.do(serving.card_scanned, first.code, beside=False)
    assert world.desk.do(serving.card_scanned, second.code, beside=False).began


def test_the_list_is_the_same_after_a_rebuild(world: World) -> None:
    helper(world, "Amina", PIN, card=True)
    helper(world, "Joe")
    before = dump(world)["volunteer"]

    def rebuild(act: Act) -> None:
        from hubdesk.storage import derived  # noqa: PLC0415

        derived.drop_and_create(act.connection)
        act.journal.replay(act.connection)

    world.desk.do(rebuild)
    assert dump(world)["volunteer"] == before
