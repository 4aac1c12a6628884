"""Lives change at the counter: size, chips and ages, for today or from now on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubdesk.counter import collection, lives, planning, serving
from hubdesk.counter.draft import Draft, DraftLine, InHand
from hubdesk.counter.finishing import Finished
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.scanning import Scanned
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households import visits
from hubdesk.households.ages import agreeing, recalled
from hubdesk.households.record import Details, Household
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.parcels import lists
from hubdesk.parcels.contents import Change, ListedLine, Variant
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.world import World

FIXTURE = [HealthCheck.function_scoped_fixture]
BEANS, SOUP = "Baked beans 420 g", "Lentil soup 400 g"


def kept(world: World, home: Household) -> Household:
    found = world.desk.ask(households.by_id, home.id)
    assert found is not None
    return found


def came(answer: object) -> Outcome:
    assert isinstance(answer, Scanned)
    return answer.outcome


def collected(world: World, done: Finished) -> collection.Collected:
    def read(view: View) -> collection.Collected:
        found = view.journal.read(view.connection, done.op)
        assert found is not None
        body = view.journal.body_of(view.connection, *found)
        assert isinstance(body, collection.Collected)
        return body

    return world.desk.ask(read)


def ages_at(world: World, done: Finished) -> tuple[int, ...]:
    """The ages that were known when a parcel was handed over."""

    def read(view: View) -> tuple[int, ...]:
        found = view.journal.read(view.connection, done.op)
        assert found is not None
        return visits.ages_at(view, done.household, found[0].subject)

    return world.desk.ask(read)


def test_a_size_typed_on_a_visit_holds_from_now_on(world: World) -> None:
    stocked(world)
    home = world.household(2, 3)
    world.scan(home.card)
    was = world.visit().id
    outcome = came(world.type("1+1"))
    assert outcome.whole and Answer.TODAY_ONLY in outcome.answers
    assert world.visit().id == was and world.given() == {"beans": 2, "soup": 2}
    assert (kept(world, home).adults, kept(world, home).children) == (1, 1)
    body = collected(world, world.finish())
    assert (body.adults, body.children) == (1, 1)


def test_one_key_makes_it_for_today_only(world: World) -> None:
    stocked(world)
    home = world.household(2, 3)
    world.scan(home.card)
    world.type("1+1")
    world.desk.do(lives.today_only, world.visit().id)
    (party,) = world.visit().parties
    assert party.today_only and (kept(world, home).adults, kept(world, home).children) == (2, 3)
    body = collected(world, world.finish())
    assert (body.adults, body.children) == (1, 1)
    world.scan(home.card)
    assert world.visit().adults == 2


@pytest.mark.parametrize("only", [False, True])
def test_ctrl_z_gives_the_size_back(world: World, only: bool) -> None:
    stocked(world)
    home = world.household(2, 3)
    world.scan(home.card)
    world.type("1+1")
    if only:
        world.desk.do(lives.today_only, world.visit().id)
    assert world.desk.do(today.undo_last)
    assert (world.visit().adults, world.visit().children) == (2, 3)
    assert (kept(world, home).adults, kept(world, home).children) == (2, 3)
    assert world.given() == {"beans": 5, "soup": 2}


def test_what_was_scanned_and_typed_stays(world: World) -> None:
    stocked(world)
    world.scan(world.household(2, 3).card)
    world.type("4", world.row("soup").n)
    for _ in range(3):
        world.scan(BEANS)
    world.type("1+0")
    assert world.given() == {"beans": 3, "soup": 4}
    assert world.row("beans").ticked


def test_a_first_visit_changes_its_size_and_somebody_else_may_be_meant(world: World) -> None:
    stocked(world)
    world.type("2+3")
    first = world.visit().id
    outcome = came(world.type("1+1"))
    assert world.visit().id == first and world.given() == {"beans": 2, "soup": 2}
    assert Answer.ANOTHER_VISIT in outcome.answers and Answer.TODAY_ONLY not in outcome.answers
    world.desk.do(lives.another_visit, first, 1, 1, outcome.whole)
    assert world.visit().id != first and world.visit().adults == 1
    again = came(world.type("1+1"))
    assert not again.whole and again.answers == (Answer.ANOTHER_VISIT,)


def test_somebody_else_leaves_the_household_its_size(world: World) -> None:
    stocked(world)
    home = world.household(2, 3)
    world.scan(home.card)
    outcome = came(world.type("1+1"))
    world.desk.do(lives.another_visit, world.visit().id, 1, 1, outcome.whole)
    assert world.visit().household is None and kept(world, home).adults == 2
    world.scan(home.card)
    assert world.visit().adults == 2


def vegan_list(world: World) -> None:
    """A parcel whose soup is swapped for beans on a kettle-only day."""
    lines = {name: identity.named("line", name) for name in ("beans", "soup")}
    listed = [ListedLine(lines["beans"], [1]), ListedLine(lines["soup"], [2])]
    swap = Variant("kettle only", [Change(lines["soup"], None)])
    world.desk.do(lists.issue, lists.STANDARD, "Standard parcel", listed, [swap])


def test_a_chip_plans_the_parcel_anew_and_is_kept(world: World) -> None:
    stocked(world)
    vegan_list(world)
    home = world.household(2, 0)
    world.scan(home.card)
    assert world.given() == {"beans": 1, "soup": 2}
    assert world.desk.do(lives.toggle_chip, world.visit().id, "kettle only") == lives.Turned(True)
    assert world.given() == {"beans": 1} and kept(world, home).diet == ("kettle only",)
    assert world.desk.do(today.undo_last)
    assert world.given() == {"beans": 1, "soup": 2} and kept(world, home).diet == ()


def test_a_first_visits_chips_and_ages_go_to_its_new_card(world: World) -> None:
    stocked(world)
    vegan_list(world)
    world.type("1+2")
    world.desk.do(lives.toggle_chip, world.visit().id, "kettle only")
    assert world.given() == {"beans": 1}
    world.desk.do(lives.note_ages, world.visit().id, (1, 1, 0, 0))
    done = world.finish()
    found = world.desk.ask(households.by_id, done.household)
    assert found is not None and found.diet == ("kettle only",) and found.ages == (1, 1, 0, 0)
    assert ages_at(world, done) == (1, 1, 0, 0)


def test_ages_that_do_not_add_up_are_asked_about(world: World) -> None:
    stocked(world)
    home = world.household(2, 1)
    world.scan(home.card)
    asked = world.desk.do(lives.note_ages, world.visit().id, (1, 1, 0, 0))
    assert asked.result is Result.ASK and kept(world, home).ages == ()
    world.desk.do(lives.size_by_ages, world.visit().id, (1, 1, 0, 0))
    assert kept(world, home).children == 2 and kept(world, home).ages == (1, 1, 0, 0)
    assert ages_at(world, world.finish()) == (1, 1, 0, 0)
    assert world.desk.ask(today.figures).ages == (1, 1, 0, 0)
    with pytest.raises(Refused, match="0 to 30"):
        world.scan(home.card)
        world.desk.do(lives.note_ages, world.visit().id, (31, 0, 0, 0))


def test_ages_of_another_number_of_children_are_not_counted(world: World) -> None:
    stocked(world)
    home = world.household(2, 2)
    world.scan(home.card)
    world.desk.do(lives.note_ages, world.visit().id, (0, 2, 0, 0))
    outcome = came(world.type("2+3"))
    assert Answer.TYPE_AGES in outcome.answers
    assert ages_at(world, world.finish()) == ()


def test_details_keep_the_ages_too(world: World) -> None:
    home = world.household(2, 2)
    told = Details(ages=(0, 0, 1, 1))
    world.desk.do(households.note_details, home.id, told)
    assert kept(world, home).ages == (0, 0, 1, 1)
    assert world.desk.ask(households.details_of, home.id).ages == (0, 0, 1, 1)


@given(st.text(max_size=12), st.integers(0, 9))
def test_ages_of_a_newer_hubdesk_are_none(text: str, children: int) -> None:
    ages = recalled(text)
    assert len(ages) in (0, 4)
    assert sum(agreeing(ages, children)) in (0, children)


@settings(deadline=None, max_examples=25, suppress_health_check=FIXTURE)
@given(data=st.data())
def test_planning_anew_keeps_what_was_scanned_or_typed(world: World, data: st.DataObject) -> None:
    """Whatever the size becomes: scanned goods stay, typed numbers stay, no row is lost."""
    lines = [identity.named("line", name) for name in ("beans", "soup", "rice")]
    number = st.integers(0, 9)
    rows = []
    for n, line in enumerate(data.draw(st.lists(st.sampled_from(lines), unique=True)), start=1):
        scanned, more, by_hand = data.draw(number), data.draw(number), data.draw(st.booleans())
        in_hand = [InHand(bytes(16), scanned)] if scanned else []
        rows.append(DraftLine(n, line, scanned + more, in_hand, by_hand=by_hand))
    adults = data.draw(st.integers(1, 10))

    def anew(act: Act) -> Draft:
        return planning.anew(act, Draft(None, adults, 0, rows), ())

    def issue(act: Act) -> None:
        quantities = [data.draw(number) for _ in range(10)]
        lists.issue(act, lists.STANDARD, "List", [ListedLine(lines[0], quantities)])

    world.desk.do(issue)
    planned = world.desk.do(anew)
    by_line = {row.line: row for row in planned.lines}
    assert len(by_line) == len(planned.lines)
    for row in rows:
        now = by_line.get(row.line)
        assert (now.in_hand if now else []) == row.in_hand
        if row.by_hand and row.quantity:
            assert now is not None and now.quantity == row.quantity
        if now is not None:
            assert now.quantity >= now.scanned


def test_a_line_that_ran_out_stays_out(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    world.desk.do(serving.say_none_left, world.visit().id, world.row("soup").n)
    world.type("2+3")
    assert world.given() == {"beans": 5}
