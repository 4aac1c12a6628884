"""On hold under a ticket or a word, over a crash, and asked about on a later day."""

from __future__ import annotations

import pytest

from hubdesk.codes import own
from hubdesk.counter import drafts, finishing, hold
from hubdesk.counter.outcome import Answer, Result
from hubdesk.errors import Refused
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.hub.test_nothing_personal import dump, said
from tests.world import World


@pytest.fixture
def hub(world: World) -> World:
    return stocked(world)


def code() -> str:
    return own.draw(own.Kind.TICKET)


def waiting(hub: World) -> list[str]:
    return [each.ticket for each in hub.desk.ask(hold.waiting)]


def test_nothing_typed_holds_a_visit_as_ever(hub: World) -> None:
    hub.type("2+3")
    assert hub.desk.do(hold.park_as, "") is None
    assert waiting(hub) == [""]


def test_a_ticket_holds_a_visit_and_brings_it_back(hub: World) -> None:
    hub.type("2+3")
    came = hub.desk.do(hold.park_as, "234")
    assert came is not None and str(came.title) == "On hold: 234"
    hub.type("1+0")
    hub.type("234")
    assert (hub.visit().adults, hub.visit().children) == (2, 3)
    assert waiting(hub) == [""], "who was there is on hold instead"
    hub.desk.do(hold.park_as, "")
    assert waiting(hub) == ["234", ""], "a ticket stays with its visit"


def test_a_printed_ticket_is_one_scan_each_way(hub: World) -> None:
    ticket = code()
    hub.type("2+3")
    hub.scan(ticket)
    assert waiting(hub) == [ticket[-4:]]
    hub.scan(ticket)
    assert hub.visit().adults == 2
    hub.finish()
    came = hub.scan(ticket).outcome
    assert (came.result, came.answers) == (Result.ASK, (Answer.SKIP,))


def test_a_first_word_is_held_with_the_visit_and_nowhere_else(hub: World) -> None:
    hub.type("2+3")
    hub.desk.do(hold.park_as, "Zephyrine")
    assert "Zephyrine" in said(dump(hub))
    hub.type("ZEPHYRINE")
    hub.scan("Baked beans 420 g")
    hub.finish()
    assert "zephyrine" not in said(dump(hub)).casefold()
    hub.type("2+3")
    hub.desk.do(hold.park_as, "Zephyrine")
    (held,) = hub.desk.ask(hold.waiting)
    hub.desk.do(drafts.put_away, held.id)
    assert "zephyrine" not in said(dump(hub)).casefold()


def test_a_step_back_takes_no_ticket_away(hub: World) -> None:
    hub.type("2+3")
    hub.scan("Baked beans 420 g")
    hub.desk.do(hold.park_as, "blue")
    hub.type("blue")
    hub.desk.do(today.undo_last)
    hub.desk.do(hold.park_as, "")
    assert waiting(hub) == ["blue"]


@pytest.mark.parametrize(
    "typed", ["Ann Lee", "2+3", "1234567", "x" * 21, "27/11", "5000157024671", "a_b", "<b>"]
)
def test_more_than_a_ticket_or_a_word_is_refused(hub: World, typed: str) -> None:
    hub.type("2+3")
    with pytest.raises(Refused, match="ticket or one short word"):
        hub.desk.do(hold.park_as, typed)
    assert hub.visit().adults == 2, "it was not put on hold"


@pytest.mark.parametrize("typed", ["Łucja", "O'Neil", "Mary-Ann", "#7", "A123", "अमिता", "محمد"])
def test_words_of_any_script_and_raffle_tickets_will_do(hub: World, typed: str) -> None:
    hub.type("2+3")
    hub.desk.do(hold.park_as, typed)
    hub.type(typed.upper())
    assert hub.visit().adults == 2


def test_two_visits_do_not_wait_under_one_ticket(hub: World) -> None:
    hub.type("2+3")
    hub.desk.do(hold.park_as, "7")
    hub.type("1+0")
    with pytest.raises(Refused, match="Another visit waits under 7"):
        hub.desk.do(hold.park_as, "7")


def test_a_number_typed_for_goods_is_how_many_and_no_ticket(hub: World) -> None:
    hub.type("1+0")
    hub.desk.do(hold.park_as, "7")
    hub.type("2+3")
    hub.scan("Baked beans 420 g")
    hub.type("7", hub.row("beans").n)
    assert hub.row("beans").quantity == 7


def test_parked_visits_survive_a_restart_and_are_asked_about_on_a_later_day(hub: World) -> None:
    hub.type("2+3")
    hub.scan("Baked beans 420 g")
    hub.desk.do(hold.park_as, "7")
    hub.type("1+0")
    hub.reopen()
    assert hub.desk.ask(hold.left_over) == []
    hub.desk.do(hold.set_aside_left_open)
    assert hub.visit().adults == 1, "of the same day, it stays where it was"
    hub.clock.forward(days=2)
    hub.reopen()
    hub.desk.do(hold.set_aside_left_open)
    left = hub.desk.ask(hold.left_over)
    assert [(each.ticket, each.adults) for each in left] == [("7", 2), ("", 1)]
    assert hub.left("Baked beans 420 g") == 16, "nothing was taken from the book"


def test_it_was_given_enters_it_on_its_own_day(hub: World) -> None:
    hub.type("2+3")
    hub.desk.do(drafts.park)
    saturday = hub.clock.day_of(hub.clock.now_ms())
    hub.clock.forward(days=2)
    (left,) = hub.desk.ask(hold.left_over)
    done = hub.desk.do(hold.was_given, left.id)
    assert done.jobs == (), "nothing prints for what is gone long since"
    assert hub.desk.ask(today.figures).visits == 0
    assert hub.desk.ask(today.figures, saturday).visits == 1
    assert hub.left("Baked beans 420 g") == 11
    assert hub.desk.ask(hold.left_over) == []


def test_it_still_waits_is_asked_again_on_the_next_day_only(hub: World) -> None:
    hub.type("2+3")
    hub.desk.do(drafts.park)
    hub.clock.forward(days=1)
    (left,) = hub.desk.ask(hold.left_over)
    hub.desk.do(hold.still_waits, left.id)
    assert hub.desk.ask(hold.left_over) == []
    assert len(hub.desk.ask(drafts.on_hold)) == 1
    hub.clock.forward(days=1)
    assert len(hub.desk.ask(hold.left_over)) == 1


def test_what_cannot_be_entered_unseen_comes_to_the_counter_at_its_time(hub: World) -> None:
    home = hub.household(1, 0, allergies=("celery",))
    hub.scan(home.card)
    then_ms = hub.clock.now_ms()
    hub.desk.do(drafts.park)
    hub.clock.forward(days=2)
    (left,) = hub.desk.ask(hold.left_over)
    with pytest.raises(finishing.NotSettled):
        hub.desk.do(hold.was_given, left.id)
    assert len(hub.desk.ask(hold.left_over)) == 1, "it waits as it did"
    hub.desk.do(hold.to_counter, left.id)
    told_ms = hub.visit().told_ms
    assert told_ms is not None and abs(told_ms - then_ms) < 1000
    assert hub.visit().conflicts
