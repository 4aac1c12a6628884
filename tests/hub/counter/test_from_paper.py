"""Visits written on paper while no laptop could be used, entered at their true time."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubdesk import paper
from hubdesk.codes import own
from hubdesk.counter import (
    and_for,
    drafts,
    entering,
    finishing,
    from_paper,
    scanning,
    serving,
    turned_away,
)
from hubdesk.counter.finishing import Finished
from hubdesk.counter.from_paper import Pile
from hubdesk.counter.outcome import Answer
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.packing import pack
from hubdesk.reports import today
from hubdesk.stock import ledger
from tests.hub.counter.test_serving import stocked
from tests.hub.reports.test_today import _count_of
from tests.world import World

BEANS = "Baked beans 420 g"
SATURDAY = date(2026, 11, 21)


class Counter:
    """Somebody who enters a pile of sheets, as the screen does."""

    def __init__(self, world: World) -> None:
        self.world, self.pile = world, Pile()

    def do(self, command: Any, *args: Any, **named: Any) -> Any:
        return self.world.desk.do(from_paper.told, self.pile, command, *args, **named)

    def when(self, text: str) -> None:
        self.pile = self.world.desk.do(from_paper.said_when, text, self.pile)

    def sheet(self, code: str) -> Any:
        came = self.do(scanning.scanned, code).outcome
        if came.sheet:
            self.pile = Pile(self.pile.at_ms, came.sheet, came.sheet_again)
        return came

    def serve(self, typed: str) -> Finished:
        self.do(entering.entered, typed)
        return self.finish()

    def finish(self) -> Finished:
        done: Finished = self.do(finishing.finish, self.world.visit().id)
        self.pile = Pile(self.pile.at_ms)
        return done


@pytest.fixture
def monday(world: World) -> World:
    """A stocked hub, on the Monday after a Saturday whose afternoon was on paper."""
    stocked(world)
    world.type("1+0")
    world.finish()
    world.clock.forward(days=2)
    return world


@pytest.fixture
def counter(monday: World) -> Counter:
    made = Counter(monday)
    made.when("1430")
    return made


def at(world: World, done: Finished) -> datetime:
    found = world.desk.ask(lambda view: view.journal.read(view.connection, done.op))
    assert found is not None
    return datetime.fromtimestamp(found[0].at_ms / 1000, tz=world.clock.moment.tzinfo)


def test_the_time_alone_is_of_the_last_day_on_which_anyone_came(counter: Counter) -> None:
    done = counter.serve("2+3")
    assert f"{at(counter.world, done):%a %H:%M}" == "Sat 14:30"


def test_a_visit_from_paper_counts_on_its_own_day_and_prints_nothing(counter: Counter) -> None:
    world = counter.world
    done = counter.serve("2+3")
    assert done.jobs == () and done.card
    assert world.desk.ask(today.figures).visits == 0
    assert world.desk.ask(today.figures, SATURDAY).visits == 2
    event = world.desk.ask(today.events, SATURDAY)[0]
    assert event.entered_ms is not None
    assert world.clock.day_of(event.entered_ms) == date(2026, 11, 23)
    assert world.left(BEANS) == 16 - 1 - 5


def test_a_label_prints_if_somebody_asks(counter: Counter) -> None:
    counter.do(entering.entered, "2+3")
    done = counter.do(finishing.finish, counter.world.visit().id, label=True)
    assert len(done.jobs) == 2, "the parcel's label and the new card"


def test_a_pile_is_quick_and_each_visit_may_have_its_own_time(counter: Counter) -> None:
    first, second = counter.serve("2+3"), counter.serve("1+0")
    counter.when("1510")
    third = counter.serve("1+1")
    times = [f"{at(counter.world, done):%a %H:%M}" for done in (first, second, third)]
    assert times == ["Sat 14:30", "Sat 14:30", "Sat 15:10"]


def test_the_visit_that_is_there_becomes_one_from_paper_and_back(monday: World) -> None:
    counter = Counter(monday)
    monday.type("2+3")
    counter.when("sat 1430")
    assert monday.visit().told_ms == counter.pile.at_ms
    monday.desk.do(today.undo_last)
    assert monday.visit().told_ms is None
    counter.when("sat 1430")
    monday.desk.do(from_paper.happens_now, monday.visit().id)
    monday.finish()
    assert monday.desk.ask(today.figures).visits == 1


def test_a_later_count_has_absorbed_it(counter: Counter) -> None:
    """Saturday's sheet typed on Monday, after Sunday's count: the shelf was counted without."""
    world = counter.world
    world.clock.forward(days=-1)
    world.desk.do(_count_of, world.product_id(BEANS), 9)
    world.clock.forward(days=1)
    done = counter.serve("2+3")
    assert world.left(BEANS) == 9
    world.desk.do(today.undo, done.op)
    assert world.left(BEANS) == 9


def test_undo_and_opening_again_keep_the_true_time(counter: Counter) -> None:
    world = counter.world
    done = counter.serve("2+3")
    world.clock.forward(hours=1)
    world.desk.do(today.undo_last)
    shown = world.visit()
    assert shown.told_ms == counter.pile.at_ms
    world.type("3+3")
    again = world.desk.do(finishing.finish, shown.id)
    assert at(world, again) == at(world, done)
    assert world.desk.ask(today.figures, SATURDAY).visits == 2


def test_ctrl_z_never_reaches_behind_what_was_recorded_today(counter: Counter) -> None:
    world = counter.world
    counter.serve("2+3")
    world.clock.forward(days=1)
    assert not world.desk.do(today.undo_last), "the sheet was entered yesterday"


def test_dates_are_judged_by_the_day_on_which_it_was(monday: World) -> None:
    monday.product("Cream 200 ml", "soup")
    monday.shelf("5 Cream 200 ml, use by 2026-11-22")
    monday.type("1+0")
    assert monday.scan("Cream 200 ml").outcome.answers == (Answer.PUT_ASIDE, Answer.DISCARD)
    monday.desk.do(drafts.put_away, monday.visit().id)
    counter = Counter(monday)
    counter.when("sat 1430")
    counter.do(entering.entered, "1+0")
    came = counter.do(scanning.scanned, monday.barcodes["Cream 200 ml"])
    assert came.row is not None
    assert counter.finish().items


def test_a_use_by_past_on_that_day_already_is_stopped(monday: World) -> None:
    monday.product("Cream 200 ml", "soup")
    monday.shelf("5 Cream 200 ml, use by 2026-11-20")
    counter = Counter(monday)
    counter.when("sat 1430")
    counter.do(entering.entered, "1+0")
    came = counter.do(scanning.scanned, monday.barcodes["Cream 200 ml"])
    assert Answer.PUT_ASIDE in came.outcome.answers


def test_none_left_on_that_day_is_not_none_left_now(counter: Counter) -> None:
    world = counter.world
    counter.do(entering.entered, "2+3")
    counter.do(serving.say_none_left, world.visit().id, world.row("soup").n)
    counter.finish()
    world.type("1+0")
    assert "soup" in world.given()


def test_all_who_were_served_together_were_there_at_one_time(counter: Counter) -> None:
    world = counter.world
    home = world.household(1, 0)
    counter.do(entering.entered, "2+3")
    counter.do(and_for.scanned, home.card)
    done = counter.finish()
    assert at(world, done) == at(world, done.also[0])


def test_on_hold_it_keeps_its_time_over_a_restart(counter: Counter) -> None:
    world = counter.world
    counter.do(entering.entered, "2+3")
    counter.do(drafts.park)
    world.reopen()
    (held,) = world.desk.ask(drafts.on_hold)
    assert held.at_ms == counter.pile.at_ms
    world.desk.do(drafts.resume, held.id)
    assert f"{at(world, world.desk.do(finishing.finish, held.id)):%a %H:%M}" == "Sat 14:30"


def test_a_parcel_packed_after_that_time_was_not_given_then(monday: World) -> None:
    (made,) = monday.desk.do(pack.pack, 2).made
    counter = Counter(monday)
    counter.when("sat 1430")
    counter.do(scanning.scanned, made.code)
    counter.do(entering.entered, "2+0")
    with pytest.raises(Refused, match="packed after that time"):
        counter.finish()


@pytest.mark.parametrize("typed", ["today 1430", "0101 1200", "2561", "sat"])
def test_a_time_that_cannot_be_is_refused_and_nothing_changes(counter: Counter, typed: str) -> None:
    was = counter.pile
    with pytest.raises(Refused):
        counter.when(typed)
    assert counter.pile == was


# --- the code of the sheet ---


def test_a_sheet_is_bound_to_the_visit_that_follows(counter: Counter) -> None:
    code = own.draw(own.Kind.SHEET)
    assert counter.sheet(code).sheet == code
    counter.serve("2+3")
    (entry,) = counter.world.desk.ask(paper.entries, code)
    assert entry.at_ms == counter.pile.at_ms
    counter.serve("1+0")
    assert len(counter.world.desk.ask(paper.entries, code)) == 1


def test_the_same_sheet_again_says_what_was_entered_and_when(counter: Counter) -> None:
    code = own.draw(own.Kind.SHEET)
    counter.sheet(code)
    done = counter.serve("2+3")
    came = counter.sheet(code)
    assert came.answers == (Answer.ENTER_AGAIN,)
    assert str(came.lines[0]) == (
        f"{done.card}, {done.items} items for 2+3: 21 November, 14:30. Entered today, 10:00."
    )
    counter.pile = Pile(counter.pile.at_ms, code, again=True)
    counter.serve("1+0")
    assert len(counter.world.desk.ask(paper.entries, code)) == 2
    assert counter.world.desk.ask(from_paper.doubles) == [], "somebody said so"


def test_a_sheet_that_is_being_entered_comes_back(counter: Counter) -> None:
    code = own.draw(own.Kind.SHEET)
    counter.sheet(code)
    counter.do(entering.entered, "2+3")
    counter.do(drafts.park)
    counter.pile = Pile(counter.pile.at_ms)
    counter.sheet(code)
    assert counter.world.visit().sheets == (code,)


def test_an_undone_entry_frees_its_sheet(counter: Counter) -> None:
    code = own.draw(own.Kind.SHEET)
    counter.sheet(code)
    done = counter.serve("2+3")
    counter.world.desk.do(today.undo, done.op)
    assert counter.world.desk.ask(paper.entries, code) == []
    assert counter.sheet(code).sheet == code


def test_a_sheet_entered_meanwhile_is_not_entered_again_unasked(counter: Counter) -> None:
    code = own.draw(own.Kind.SHEET)
    counter.sheet(code)
    counter.do(entering.entered, "2+3")
    counter.do(drafts.park)
    counter.pile = Pile(counter.pile.at_ms, code)
    counter.serve("1+0")
    (held,) = counter.world.desk.ask(drafts.on_hold)
    counter.do(drafts.resume, held.id)
    with pytest.raises(Refused, match="entered meanwhile"):
        counter.finish()
    counter.do(from_paper.again, code)
    assert counter.finish().items


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["paper", "count"]), st.integers(0, 9), st.integers(0, 20)),
        max_size=8,
    ),
    st.integers(0, 2**32),
)
def test_in_whatever_order_they_come_the_latest_count_and_what_followed_is_the_balance(
    world: World, told: list[tuple[str, int, int]], salt: int
) -> None:
    product = identity.named("product", f"{salt} {told}")
    base_ms = world.clock.now_ms() - 10_000_000

    def write(act: Act, what: str, when: int, many: int) -> None:
        then = paper.at(act, base_ms + when)
        if what == "count":
            _counted(then, product, many)
        else:
            _moved(then, product, -many)

    for what, when, many in told:
        world.desk.do(partial(write, what=what, when=when, many=many))
    counts = [(when, many) for what, when, many in told if what == "count"]
    since, start = max(counts, default=(-1, 0))
    later = sum(many for what, when, many in told if what == "paper" and when > since)

    def left(view: View) -> int:
        return ledger.on_hand(view.connection, product, view.here)

    assert world.desk.ask(left) == start - later


def _counted(act: Act, product: bytes, many: int) -> None:
    _count_of(act, product, many)


def _moved(act: Act, product: bytes, many: int) -> None:
    op = turned_away.turn_away(act, turned_away.Why.OTHER)
    ledger.post(act.applying, op, [ledger.Moved(product, act.here, many)])
