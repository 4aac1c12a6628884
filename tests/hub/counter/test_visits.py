"""Visits: opened, changed, held, finished, opened again, and what the book says of it."""

from __future__ import annotations

import pytest

from hubdesk import check
from hubdesk.counter import drafts, reopening, scanning, serving, visit
from hubdesk.counter.outcome import Answer, Result
from hubdesk.counter.scanning import Scanned
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households.record import Details
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.labels import queue
from hubdesk.parcels import lists
from hubdesk.parcels.contents import ListedLine
from hubdesk.reports import today
from hubdesk.stock import ledger, products
from hubdesk.stock.dates import DateState
from tests.hub.counter.test_serving import stocked
from tests.world import World

BEANS, SOUP = "Baked beans 420 g", "Lentil soup 400 g"


def test_a_scan_ticks_what_the_list_asks_for_and_adds_what_it_does_not(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 1).card)
    assert world.given() == {"beans": 2, "soup": 2}
    for _ in range(2):
        world.scan(BEANS)
    assert world.row("beans").ticked and world.row("beans").quantity == 2
    world.scan(BEANS)
    assert world.row("beans").quantity == 3
    world.finish()
    assert world.left(BEANS) == 13


def test_digits_after_a_scan_are_how_many(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    row = world.scan(BEANS).row
    assert row is not None
    typed = world.type("12", row.n)
    assert isinstance(typed, Scanned) and typed.row is not None and typed.row.quantity == 12
    with pytest.raises(Refused):
        world.desk.do(serving.set_quantity, world.visit().id, row.n, 1000)
    world.finish()
    assert world.left(BEANS) == 4


def test_a_tile_plus_and_minus_change_the_parcel(world: World) -> None:
    stocked(world)
    bread = world.line("bread", weight_g=800, tile=True)
    world.scan(world.household(1, 0).card)
    world.desk.do(serving.add_line, world.visit().id, bread)
    world.desk.do(serving.add_line, world.visit().id, bread)
    n = world.row("bread").n
    world.desk.do(serving.change_quantity, world.visit().id, n, 1)
    assert world.row("bread").quantity == 3 and world.row("bread").weight_g == 2400
    for _ in range(5):
        world.desk.do(serving.change_quantity, world.visit().id, n, -1)
    assert world.row("bread").quantity == 0
    world.finish()


def test_every_step_goes_back_to_the_first_scan(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    before = world.visit()
    row = world.scan(SOUP).row
    assert row is not None
    world.type("5", row.n)
    world.type("011226", row.n)
    world.desk.do(serving.say_none_left, before.id, world.row("beans").n)
    for _ in range(4):
        assert world.desk.do(today.undo_last)
    assert world.visit() == before
    assert world.desk.do(today.undo_last), "the visit itself goes"
    assert world.desk.ask(visit.on_counter) is None
    assert check.check(world.desk).sound


def test_another_card_parks_the_visit_and_it_survives_a_restart(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(2, 0)
    world.scan(one.card)
    world.scan(BEANS)
    waiting = world.visit().id
    world.scan(other.card)
    (held,) = world.desk.ask(drafts.on_hold)
    assert held.id == waiting and held.household == one.id
    world.reopen()
    assert world.visit().household == other
    world.desk.do(drafts.resume, waiting)
    assert world.visit().household == one and world.row("beans").ticked
    assert [each.household for each in world.desk.ask(drafts.on_hold)] == [other.id]


def test_the_same_card_twice_opens_one_visit(world: World) -> None:
    stocked(world)
    home = world.household(1, 0)
    world.scan(home.card)
    world.scan(BEANS)
    first = world.visit().id
    world.scan(home.card)
    assert world.visit().id == first and world.row("beans").ticked
    world.scan(world.household(2, 0).card)
    world.scan(home.card)
    assert world.visit().id == first
    assert len(world.desk.ask(drafts.on_hold)) == 1


def test_a_visit_that_is_put_away_is_finished_with(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    gone = world.visit().id
    world.desk.do(drafts.put_away, gone)
    with pytest.raises(Refused, match="finished"):
        world.desk.do(serving.set_quantity, gone, 1, 1)
    assert world.desk.ask(visit.on_counter) is None


def test_a_first_visit_gets_a_card_and_becomes_a_household_later(world: World) -> None:
    stocked(world)
    world.type("2+3")
    assert world.visit().household is None and world.given() == {"beans": 5, "soup": 2}
    done = world.finish()
    assert done.card.startswith("H") and [job.kind for job in done.jobs] == ["parcel", "card"]
    told = Details(name="Amina O<Brien", postcode="sw1a1aa", diet=("halal",))
    world.desk.do(households.note_details, done.household, told)
    card = next(job.code for job in done.jobs if job.kind == "card")
    world.clock.forward(days=7)
    world.scan(card)
    home = world.visit().household
    assert home is not None and (home.adults, home.children) == (2, 3)
    assert home.has_name and home.district == "SW1A" and home.diet == ("halal",)
    assert world.desk.ask(households.details_of, home.id).postcode == "SW1A 1AA"


def test_no_label_means_that_none_waits(world: World) -> None:
    stocked(world)
    world.type("1 1")
    done = world.finish(label=False)
    assert [job.kind for job in done.jobs] == ["card"]
    assert [job.kind for job in world.desk.ask(queue.waiting)] == ["card"]
    world.scan(world.household(1, 0).card)
    assert world.finish(label=False).jobs == ()


def test_a_household_of_nobody_or_of_a_whole_street_is_refused(world: World) -> None:
    for size in ((0, 0), (40, 2), (-1, 3)):
        with pytest.raises(Refused, match="1 to 30"):
            world.desk.do(serving.first_visit, *size)


def test_an_empty_parcel_is_not_a_collection(world: World) -> None:
    world.scan(world.household(1, 0).card)
    with pytest.raises(Refused, match="empty"):
        world.finish()


def test_a_tin_that_the_book_does_not_have_is_served_and_marked(world: World) -> None:
    world.line("beans")
    world.product(BEANS, "beans")
    world.shelf(f"1 {BEANS}")
    world.parcel(beans=1)
    world.scan(world.household(1, 0).card)
    world.scan(BEANS)
    assert not world.row("beans").count_me
    second = world.scan(BEANS)
    assert second.outcome.result is Result.ADDED and second.row is not None
    assert second.row.count_me
    assert "count me" in str(second.outcome.lines[-1])
    world.finish()
    assert world.left(BEANS) == -1
    assert check.check(world.desk).sound


def test_a_line_that_the_book_does_not_have_is_served_and_marked(world: World) -> None:
    bread = world.line("bread")
    world.parcel(bread=2)
    home = world.household(1, 0)
    world.scan(home.card)
    assert world.row("bread").count_me
    world.finish()
    world.clock.forward(days=7)
    world.serve(home)

    def of_bread(view: View) -> int:
        return ledger.on_hand(view.connection, identity.unspecified_product(bread), view.here)

    assert world.desk.ask(of_bread) == -4
    assert check.check(world.desk).sound


def test_none_left_drops_the_line_here_and_from_later_parcels_today(world: World) -> None:
    stocked(world)
    world.line("peas", instead="")
    world.line("beans", instead="peas")
    one, other = world.household(1, 0), world.household(1, 0)
    world.scan(one.card)
    instead = world.desk.do(serving.say_none_left, world.visit().id, world.row("beans").n)
    assert [line.name for line in instead] == ["peas"]
    world.desk.do(serving.add_line, world.visit().id, instead[0].id)
    assert world.given() == {"soup": 2, "peas": 1}
    world.finish()
    assert world.left(BEANS) == 16, "nothing of it was recorded as given"
    world.scan(other.card)
    assert world.row("beans").gone == "none left"
    world.scan(BEANS)
    assert world.given() == {"beans": 1, "soup": 2}, "a tin that is found is given"
    world.finish()
    world.clock.forward(days=1)
    world.scan(other.card)
    assert world.row("beans").gone == ""


def test_none_left_after_some_were_scanned_gives_those(world: World) -> None:
    stocked(world)
    world.scan(world.household(2, 3).card)
    world.scan(BEANS)
    world.desk.do(serving.say_none_left, world.visit().id, world.row("beans").n)
    assert world.given() == {"beans": 1, "soup": 2}


def test_a_list_that_names_a_line_twice_promises_no_tin_twice(world: World) -> None:
    line = world.line("beans")
    world.product(BEANS, "beans")
    world.shelf(f"3 {BEANS}")
    twice = [ListedLine(line, [2], "tins"), ListedLine(line, [2], "for the dog")]
    world.desk.do(lists.issue, lists.STANDARD, "Standard parcel", twice)
    world.scan(world.household(1, 0).card)
    (row,) = world.visit().rows
    assert (row.quantity, row.count_me, row.unit) == (4, True, "tins")
    world.finish()
    assert world.left(BEANS) == 0
    assert check.check(world.desk).sound


def test_tins_in_the_hand_of_another_date_leave_fewer_to_be_chosen(world: World) -> None:
    world.line("beans")
    world.product(BEANS, "beans")
    world.shelf(f"3 {BEANS}, best before 2027-03")
    world.parcel(beans=4)
    world.scan(world.household(1, 0).card)
    row = world.scan(BEANS).row
    assert row is not None
    world.type("150427", row.n)
    assert world.row("beans").count_me, "three in the book, four in the parcel"
    world.finish()
    assert world.left(BEANS) == 0


def test_a_reopened_parcel_is_as_it_was_and_its_old_label_is_dead(world: World) -> None:
    stocked(world)
    bread = world.line("bread")
    rows = [
        ListedLine(identity.named("line", "beans"), [3], "tins", "1 decanted"),
        ListedLine(bread, [1], "", "as required"),
    ]
    world.desk.do(lists.issue, lists.STANDARD, "Standard parcel", rows)
    world.product("Loose biscuits", "no line at all")
    world.shelf("2 Loose biscuits, best before 2026-12", "2 Loose biscuits, best before 2027-12")
    world.scan(world.household(1, 0).card)
    for name in (BEANS, "Loose biscuits", "Loose biscuits", "Loose biscuits"):
        world.scan(name)
    before = world.visit()
    done = world.finish()
    (label,) = world.desk.ask(queue.waiting)
    world.desk.do(reopening.reopen_parcel, label.code)
    after = world.visit()
    assert after.rows == before.rows and after.replaces == label.code
    assert world.desk.ask(queue.waiting) == []
    assert not world.desk.do(today.undo_last), "a parcel is not lost by one key too many"
    dead = world.scan(label.code).outcome
    assert dead.result is Result.STOP and str(dead.title) == "Replaced"
    with pytest.raises(Refused):
        world.desk.do(reopening.reopen_parcel, label.code)
    again = world.finish()
    assert again.number != done.number or again.op != done.op
    fresh = world.scan(world.desk.ask(queue.waiting)[0].code).outcome
    assert fresh.answers == (Answer.REOPEN,)
    assert world.desk.ask(today.figures).visits == 1
    assert check.check(world.desk).sound


def test_a_parcel_that_came_back_is_on_the_shelf_once(world: World) -> None:
    stocked(world)
    done = world.serve(world.household(2, 0))
    assert world.left(BEANS) == 14
    world.desk.do(reopening.came_back, done.op)
    assert world.left(BEANS) == 16
    for again in (reopening.came_back, reopening.reopen, today.undo):
        with pytest.raises(Refused):
            world.desk.do(again, done.op)
    assert world.left(BEANS) == 16
    assert world.desk.do(today.undo_last), "the last event is the coming back"
    assert world.left(BEANS) == 14
    world.desk.do(today.undo, done.op)
    assert world.left(BEANS) == 16
    with pytest.raises(Refused):
        world.desk.do(reopening.came_back, done.op)
    assert check.check(world.desk).sound


def test_a_size_that_changes_while_a_visit_waits_does_not_change_its_parcel(
    world: World,
) -> None:
    stocked(world)
    home = world.household(1, 0)
    world.scan(home.card)
    world.desk.do(lambda act: act.note(households.SIZED, home.id, {"children": 4}))
    assert world.given()["beans"] == 1
    world.finish()
    figures = world.desk.ask(today.figures)
    assert (figures.adults, figures.children) == (1, 0), "what the parcel was packed for"
    world.clock.forward(days=7)
    world.scan(home.card)
    assert world.given()["beans"] == 5


def test_a_repeat_visit_is_told_and_never_judged(world: World) -> None:
    stocked(world)
    home = world.household(1, 0)
    world.serve(home)
    world.clock.forward(days=3)
    world.serve(home)
    world.clock.forward(days=3)
    opened = world.scan(home.card)
    assert opened.outcome.result is Result.NOTED and opened.outcome.answers == ()
    shown = world.visit()
    assert shown.visits_this_month == 2
    assert shown.last_visit is not None and shown.last_visit.isoformat() == "2026-11-24"


def test_a_new_barcode_adds_nothing_until_it_is_named(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    code = "5000157024671"
    new = world.scan(code).outcome
    assert new.result is Result.NEW and world.given() == {"beans": 1, "soup": 2}
    world.desk.do(products.name_product, code, "Peas", None)
    assert world.scan(code).outcome.result is Result.ADDED
    assert world.given()["Peas"] == 1


def test_a_wrong_check_digit_is_asked_about_and_used_only_when_somebody_says_so(
    world: World,
) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    asked = world.scan("5000157024672").outcome
    assert asked.result is Result.ASK and Answer.USE_CODE in asked.answers
    used = world.desk.do(scanning.use_code, asked.code).outcome
    assert used.result is Result.NEW and used.code == "5000157024672"


def test_a_code_that_two_laptops_gave_to_two_households_is_asked_about(world: World) -> None:
    stocked(world)
    home = world.household(1, 0)
    clash = identity.named("household", "elsewhere")
    world.desk.do(lambda act: act.record(households.OPENED, households.Opened(home.card), clash))
    asked = world.scan(home.card).outcome
    assert asked.result is Result.ASK and world.desk.ask(visit.on_counter) is None


def test_near_dated_goods_are_called_out(world: World) -> None:
    stocked(world)
    world.shelf(f"1 {BEANS}, best before 2026-11-22")
    world.scan(world.household(1, 0).card)
    row = world.row("beans")
    assert row.state is DateState.SOON and row.days_left == 1
    assert world.scan(BEANS).outcome.result is Result.SOON
