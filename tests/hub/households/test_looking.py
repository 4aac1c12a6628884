"""Who looked at a household's details: kept once a day for each volunteer, seen by a lead."""

from __future__ import annotations

from hubdesk import check
from hubdesk.counter import history
from hubdesk.households import looking, seek
from hubdesk.households.looking import LOOKED
from hubdesk.reports import today
from hubdesk.trust import Role
from hubdesk.volunteers import serving, trusting, volunteer
from tests.world import World


def _team(world: World) -> None:
    """Amina serves at the counter, Lena is a lead."""
    for name, pin, role in (("Amina", "1111", Role.COUNTER), ("Lena", "2222", Role.LEAD)):
        who = world.desk.do(volunteer.add, name)
        world.desk.do(volunteer.set_pin, who.id, pin)
        world.desk.do(trusting.give_role, who.id, role)


def _serve(world: World, pin: str) -> None:
    world.desk.do(serving.nobody)
    world.desk.do(serving.pin_typed, pin)


def _looks(world: World, subject: bytes) -> list[tuple[str, ...]]:
    about = world.desk.ask(history.about, subject)
    assert about is not None
    return [each.who for each in about.seen]


def test_a_look_is_kept_once_a_day_for_each_volunteer(world: World) -> None:
    home = world.household(name="Kowalczyk")
    _team(world)
    _serve(world, "1111")
    world.desk.do(looking.told, home.id)
    world.desk.do(looking.told, home.id)
    _serve(world, "2222")
    assert _looks(world, home.id) == [("Amina",)]
    world.desk.do(looking.told, home.id)
    assert _looks(world, home.id) == [("Lena",), ("Amina",)]
    world.clock.forward(days=1)
    world.desk.do(serving.pin_typed, "2222")
    world.desk.do(looking.told, home.id)
    assert _looks(world, home.id) == [("Lena",), ("Lena",), ("Amina",)]


def test_a_lead_sees_it_in_today_and_the_counter_does_not(world: World) -> None:
    home = world.household(name="Kowalczyk")
    _team(world)
    _serve(world, "1111")
    world.desk.do(looking.told, home.id)

    def seen() -> list[tuple[str, ...]]:
        return [e.who for e in world.desk.ask(today.events) if e.kind == LOOKED.name]

    assert seen() == [] and _looks(world, home.id) == []
    _serve(world, "2222")
    assert seen() == [("Amina",)]
    (event,) = [e for e in world.desk.ask(today.events) if e.kind == LOOKED.name]
    assert not event.can_undo and event.sort is today.Sort.LOOKS
    assert "Kowalczyk" not in repr(event)


def test_serving_a_household_looks_at_nothing(world: World) -> None:
    world.line("beans")
    world.product("beans", "beans")
    world.shelf("9 beans, best before 2027-06")
    world.parcel(beans=2)
    home = world.household(name="Kowalczyk")
    world.serve(home)
    assert _looks(world, home.id) == []


def test_a_search_lists_and_only_who_is_opened_from_it_is_kept_once(world: World) -> None:
    homes = [world.household(name=f"Kowalczyk {name}") for name in ("Ada", "Bo", "Cy")]
    _team(world)
    _serve(world, "1111")
    assert len(world.desk.ask(seek.seek, "kowalczyk").found) == 3
    for _ in range(3):
        world.desk.do(looking.opened, homes[1].id)
        world.desk.do(looking.told, homes[1].id)
    _serve(world, "2222")
    assert [_looks(world, home.id) for home in homes] == [[], [("Amina",)], []]
    world.desk.do(looking.opened, b"nobody known here")
    assert check.check(world.desk).sound


def test_a_look_outlives_a_rebuild(world: World) -> None:
    home = world.household(name="Kowalczyk")
    world.desk.do(looking.told, home.id)
    before = world.desk.ask(looking.looks, home.id)
    assert check.check(world.desk).sound
    assert world.desk.ask(looking.looks, home.id) == before and len(before) == 1
