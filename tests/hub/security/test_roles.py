"""Every role against every command and question: checked where they are done, not in screens."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from hubdesk.counter import finishing, locking, scanning
from hubdesk.counter import visit as visits
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households import looking, seek
from hubdesk.households.record import Details
from hubdesk.journal.act import Act, View
from hubdesk.reports import household_export
from hubdesk.security import roles
from hubdesk.security.needed import LISTED, NEEDED
from hubdesk.security.roles import NotTrusted, Role
from hubdesk.volunteers import serving, trusting, volunteer
from tests.hub.security import reach
from tests.world import World

ALL = list(Role)
REACHED = sorted(reach.reached())
NAME, STREET = "Kowalczyk", "12 Rose Walk"


def _short(name: str) -> str:
    return name.removeprefix("hubdesk.")


def test_a_new_command_or_question_says_what_role_it_needs() -> None:
    """Whoever adds one states it in ``hubdesk/security/needed.py``."""
    unsaid = [name for name in map(_short, REACHED) if name not in NEEDED]
    assert unsaid == []


def test_the_table_names_nothing_that_is_not_there() -> None:
    there = set(map(_short, reach.everything()))
    assert sorted(set(NEEDED) - there) == []


def test_a_name_stands_in_the_table_once() -> None:
    """Twice would be two roles, and the later line would win unseen."""
    twice = {name for _, name in LISTED if sum(name == other for _, other in LISTED) > 1}
    assert twice == set()


def _serve_as(world: World, role: Role) -> None:
    """Somebody with this role serves; nobody is a locked desk."""
    if role is Role.NOBODY:
        world.desk.do(locking.lock)
        return
    who = world.desk.do(volunteer.add, f"Somebody {role}")
    world.desk.do(volunteer.set_pin, who.id, "4711")
    world.desk.do(trusting.give_role, who.id, role)
    world.desk.do(serving.pin_typed, "4711")


class _Through(Exception):
    """The desk let the command through; it need not be carried out to know that."""


@pytest.mark.parametrize("role", ALL)
def test_every_role_against_every_command_and_question(
    world: World, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is sent through the desk itself: refused before it begins, or let through."""
    _serve_as(world, role)
    functions = reach.reached()
    for name in REACHED:
        each = functions[name]
        enough = role.rank >= roles.needed(each).rank
        assert _is_let_through(world, each, monkeypatch) is enough, (role, name)


def _is_let_through(world: World, each: Any, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Its code is put aside while it is tried, under its own name."""

    def stop(*_: Any, **__: Any) -> None:
        raise _Through

    wanted = roles.needed(each)
    monkeypatch.setattr(stop, "__module__", each.__module__)
    monkeypatch.setattr(stop, "__qualname__", each.__qualname__)
    assert roles.needed(stop) is wanted
    first = next(iter(inspect.signature(each).parameters.values()))
    way = world.desk.do if first.annotation == "Act" else world.desk.ask
    try:
        way(stop)
    except _Through:
        return True
    except NotTrusted:
        return False
    raise AssertionError("neither refused nor let through")


def test_what_is_not_stated_needs_an_admin(world: World) -> None:
    def unheard_of(view: View) -> None:
        """Something new."""

    unheard_of.__module__ = "hubdesk.something.new"
    assert roles.needed(unheard_of) is Role.ADMIN


def test_a_screens_own_question_needs_what_it_asks(world: World) -> None:
    """A function of a screen cannot lower what is needed by asking it for somebody."""

    def of_a_screen(view: View) -> object:
        return household_export.rows(view), seek.by_card(view, "H")

    assert roles.needed(of_a_screen) is Role.ADMIN
    _serve_as(world, Role.COUNTER)
    with pytest.raises(NotTrusted):
        world.desk.ask(of_a_screen)


def test_a_young_member_serves_by_number_and_size(world: World) -> None:
    world.line("beans")
    world.product("beans", "beans")
    world.shelf("9 beans, best before 2027-06")
    world.parcel(beans=2)
    home = world.household(2, 1, name=NAME, street=STREET)
    _serve_as(world, Role.YOUNG)
    done = world.serve(home)
    assert done is not None


def test_a_young_member_is_shown_no_name_by_any_question(world: World) -> None:
    home = world.household(2, 1, name=NAME, street=STREET)
    _serve_as(world, Role.YOUNG)
    with pytest.raises(NotTrusted, match="number and size"):
        world.desk.do(looking.told, home.id)
    with pytest.raises(NotTrusted):
        world.desk.ask(households.details_of, home.id)
    with pytest.raises(NotTrusted, match="number and size"):
        world.desk.ask(seek.seek, NAME)
    with pytest.raises(NotTrusted):
        world.desk.do(households.note_details, home.id, Details("Somebody else"))
    (found,) = world.desk.ask(seek.seek, home.card[-4:]).found
    assert (found.household.number, found.name, found.street) == (home.number, "", "")
    world.scan(home.card)
    assert NAME not in repr(world.desk.ask(visits.on_counter))


def test_a_small_hub_works_with_nobody_named_as_ever(world: World) -> None:
    home = world.household(name=NAME)
    told = world.desk.do(looking.told, home.id)
    assert told is not None and told.details.name == NAME
    world.desk.ask(household_export.rows)


def test_a_volunteer_with_no_role_may_do_what_nobody_named_may(world: World) -> None:
    who = world.desk.do(volunteer.add, "Amina")
    world.desk.do(serving.tapped, who.id)
    world.desk.ask(household_export.rows)


def _an_admin(world: World) -> volunteer.Volunteer:
    boss = world.desk.do(volunteer.add, "Joe")
    world.desk.do(volunteer.set_pin, boss.id, "9999")
    world.desk.do(trusting.give_role, boss.id, Role.ADMIN)
    return boss


def test_a_hub_says_what_nobody_named_may_do(world: World) -> None:
    home = world.household(name=NAME)
    _an_admin(world)
    world.desk.do(trusting.unnamed_may, Role.YOUNG)
    with pytest.raises(NotTrusted):
        world.desk.do(looking.told, home.id)
    world.desk.do(serving.pin_typed, "9999")
    assert world.desk.do(looking.told, home.id) is not None


def test_less_than_everything_for_nobody_needs_an_admin_who_can_show_it(world: World) -> None:
    with pytest.raises(Refused, match="admin first"):
        world.desk.do(trusting.unnamed_may, Role.COUNTER)
    boss = _an_admin(world)
    world.desk.do(trusting.unnamed_may, Role.COUNTER)
    world.desk.do(serving.pin_typed, "9999")
    with pytest.raises(Refused, match="admin first"):
        world.desk.do(trusting.give_role, boss.id, Role.LEAD)
    assert world.desk.ask(volunteer.by_id, boss.id).role is Role.ADMIN


def test_a_lead_who_joins_can_help_and_a_young_member_hides_names_from_both(world: World) -> None:
    roles_ = {"1111": Role.COUNTER, "2222": Role.LEAD, "3333": Role.YOUNG}
    for pin, role in roles_.items():
        who = world.desk.do(volunteer.add, f"V{pin}")
        world.desk.do(volunteer.set_pin, who.id, pin)
        world.desk.do(trusting.give_role, who.id, role)

    def role_now(view: View) -> Role:
        return view.role

    world.desk.do(serving.pin_typed, "1111")
    assert world.desk.ask(role_now) is Role.COUNTER
    world.desk.do(serving.pin_typed, "2222")
    assert world.desk.ask(role_now) is Role.LEAD
    world.desk.do(serving.nobody)
    world.desk.do(serving.pin_typed, "2222")
    world.desk.do(serving.pin_typed, "3333")
    assert world.desk.ask(role_now) is Role.YOUNG


def test_a_tap_alone_gives_no_role_that_the_desk_has_not(world: World) -> None:
    _an_admin(world)
    lead = world.desk.do(volunteer.add, "Lena")
    world.desk.do(trusting.give_role, lead.id, Role.LEAD)
    world.desk.do(trusting.unnamed_may, Role.COUNTER)
    with pytest.raises(Refused, match="tap cannot prove"):
        world.desk.do(serving.tapped, lead.id)


def test_a_role_ends_with_its_day(world: World) -> None:
    _serve_as(world, Role.YOUNG)
    world.clock.forward(days=1)
    home = world.household(name=NAME)
    assert world.desk.do(looking.told, home.id) is not None


def test_an_opener_may_be_trusted_with_less(world: World) -> None:
    world.desk.do(trusting.opener_is, "slot", Role.LEAD)

    def unlocked(act: Act) -> Role:
        return act.trust.role(anybody=False)

    assert world.desk.do(unlocked) is Role.ADMIN
    world.reopen(opener="slot")
    assert world.desk.do(unlocked) is Role.LEAD
    with pytest.raises(NotTrusted, match="admin"):
        world.desk.ask(household_export.rows)


def test_serving_never_needs_a_lead() -> None:
    for each in (scanning.scanned, finishing.finish):
        assert Role.COUNTER.may(roles.needed(each))
    counter = [name for name in NEEDED if name.startswith(("counter.", "packing.", "stall."))]
    above = [name for name in counter if NEEDED[name].rank > Role.COUNTER.rank]
    assert above == ["counter.unimport.undo_some"]
