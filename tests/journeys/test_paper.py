"""Sheets of paper entered at the real window, and visits on hold from an earlier day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from hubdesk.codes import own
from hubdesk.counter import drafts, finishing, from_paper, hold, reopening, serving
from hubdesk.counter.collection import COLLECTED
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.reports import today
from tests.journeys.meter import Meter
from tests.world import World

Opened = Callable[[World], Meter]
SATURDAY = date(2026, 11, 21)


def on_monday(world: World) -> World:
    """A Saturday was served, and it is Monday now."""
    world.type("1+0")
    world.finish()
    world.clock.forward(days=2)
    return world


def test_a_pile_of_sheets_is_a_time_once_and_then_as_quick_as_ever(
    opened: Opened, world: World
) -> None:
    card = world.household(2, 3).card
    meter = opened(on_monday(world))
    strip = meter.desk.counter.paper.strip
    printed = list(meter.printer.printed)
    before = meter.count.keys
    meter.press("Ctrl+G")
    assert strip.asking and strip.field.hasFocus()
    meter.step(meter.type_, "1430\r")
    assert meter.count.keys - before == 6, "one key and a time"
    assert "Saturday 21 November, 14:30" in strip.words.text()
    meter.step(meter.scan, card)
    before = meter.count.keys
    meter.step(meter.press, "F12")
    meter.step(meter.type_, "1+1\r")
    meter.step(meter.press, "F12")
    assert meter.count.keys - before == 6, "F12, then 1+1, Enter and F12"
    assert meter.printer.printed == printed, "a parcel that is gone needs no label"
    meter.step(meter.click, strip.leave)
    assert strip.isHidden()
    meter.step(meter.type_, "2+0\r")
    meter.step(meter.press, "F12")
    meter.close()
    world.reopen()
    assert world.desk.ask(today.figures, SATURDAY).visits == 3
    assert world.desk.ask(today.figures).visits == 1


def test_the_visit_that_is_there_becomes_one_from_paper(opened: Opened, world: World) -> None:
    meter = opened(on_monday(world))
    meter.step(meter.type_, "2+3\r")
    meter.press("Ctrl+G")
    meter.press("F12")
    meter.settle()
    assert meter.headline.startswith("Type first when it was"), "nothing is dated by a guess"
    meter.type_("sat 1610\r")
    meter.wait(lambda: meter.visit is not None and meter.visit.told_ms is not None)
    assert meter.desk.counter.card.finish.text() == "Finish, from paper"
    meter.step(meter.press, "Ctrl+Z")
    assert meter.visit is not None and meter.visit.told_ms is None
    assert meter.desk.counter.paper.strip.isHidden()
    assert meter.desk.counter.card.finish.text() == "Finish and print label"


def test_a_wrong_time_says_why_and_esc_leaves(opened: Opened, world: World) -> None:
    meter = opened(on_monday(world))
    strip = meter.desk.counter.paper.strip
    meter.press("Ctrl+G")
    meter.type_("today 2330\r")
    meter.wait(lambda: "has not come yet" in meter.headline)
    assert strip.field.hasFocus()
    meter.step(meter.press, "Esc")
    assert strip.isHidden()


def test_what_was_opened_again_from_paper_goes_back_there_and_nothing_stays(
    opened: Opened, world: World
) -> None:
    meter = opened(on_monday(world))
    strip = meter.desk.counter.paper.strip
    meter.press("Ctrl+G")
    meter.step(meter.type_, "1430\r")
    meter.step(meter.type_, "2+3\r")
    meter.step(meter.press, "F12")
    meter.step(meter.click, strip.leave)
    meter.step(meter.press, "Ctrl+Z")
    assert "14:30" in strip.words.text()
    meter.step(meter.press, "F12")
    meter.wait(strip.isHidden)
    meter.step(meter.type_, "1+0\r")
    assert meter.visit is not None and meter.visit.told_ms is None


def test_a_sheet_s_code_begins_its_visit_and_says_when_it_was_entered_before(
    opened: Opened, world: World
) -> None:
    sheet, other = own.draw(own.Kind.SHEET), own.draw(own.Kind.SHEET)
    meter = opened(on_monday(world))
    strip = meter.desk.counter.paper.strip
    meter.scan(sheet)
    meter.wait(lambda: strip.asking)
    assert sheet[-4:] in strip.sheet.text()
    meter.step(meter.type_, "1430\r")
    meter.step(meter.type_, "2+3\r")
    meter.step(meter.press, "F12")
    meter.step(meter.scan, sheet)
    assert meter.headline == "Entered already"
    meter.step(meter.scan, other)
    assert meter.headline == f"Sheet {other[-4:]}"
    meter.step(meter.type_, "1+0\r")
    meter.step(meter.press, "F12")
    meter.step(meter.scan, sheet)
    meter.step(meter.press, "Ctrl+F")
    meter.step(meter.type_, "1+1\r")
    meter.step(meter.press, "F12")
    meter.close()
    world.reopen()
    assert world.desk.ask(today.figures, SATURDAY).visits == 4


def test_a_sheet_entered_twice_elsewhere_is_asked_about(opened: Opened, world: World) -> None:
    on_monday(world)
    for minute in ("1430", "1431"):
        pile = world.desk.do(from_paper.said_when, minute, from_paper.Pile(sheet="S1"))
        visit = world.desk.do(from_paper.told, pile, serving.first_visit, 2, 3)
        world.desk.do(_entered_elsewhere, visit)
    meter = opened(world)
    strip = meter.desk.counter.left_over.sheets
    meter.wait(strip.isVisible)
    assert "14:30" in strip.lines[0].text() and "14:31" in strip.lines[1].text()
    meter.step(meter.press, "Alt+S")
    meter.wait(strip.isHidden)
    meter.close()
    world.reopen()
    assert world.desk.ask(today.figures, SATURDAY).visits == 2


def _entered_elsewhere(act: Act, visit: bytes) -> None:
    """Finished by somebody who cannot have heard of the other entry."""
    code = drafts.load(act, visit).sheet
    drafts.keep(act, visit, msgspec.structs.replace(drafts.load(act, visit), sheet="S0"))
    done = finishing.finish(act, visit)
    op, body = reopening.take_back(act, done.op)
    assert body.told is not None
    told = msgspec.structs.replace(body.told, sheet=code)
    again = msgspec.structs.replace(body, told=told)
    act.record(COLLECTED, again, identity.new_id(), at_ms=op.at_ms)


# --- on hold ---


def test_a_ticket_is_typed_before_the_key_and_brings_the_visit_back(
    opened: Opened, world: World
) -> None:
    meter = opened(world)
    meter.step(meter.type_, "2+3\r")
    before = meter.count.keys
    meter.step(meter.type_, "234")
    meter.step(meter.press, "Ctrl+K")
    assert meter.count.keys - before == 4, "three digits and one key"
    assert (meter.headline, meter.visit) == ("On hold: 234", None)
    assert meter.desk.counter.scan.text() == ""
    meter.step(meter.type_, "1+0\r")
    meter.step(meter.press, "Ctrl+K")
    meter.step(meter.type_, "234\r")
    assert meter.visit is not None and meter.visit.adults == 2


def test_two_words_are_refused_and_stay_in_the_box(opened: Opened, world: World) -> None:
    meter = opened(world)
    meter.step(meter.type_, "2+3\r")
    meter.step(meter.type_, "Ann Lee")
    meter.step(meter.press, "Ctrl+K")
    assert meter.headline.startswith("Type the ticket")
    assert meter.visit is not None and meter.desk.counter.scan.text() == "Ann Lee"


def test_what_waits_from_before_is_asked_about_one_key_each(opened: Opened, world: World) -> None:
    for size in ("2+3", "1+0", "1+1"):
        world.type(size)
        world.desk.do(hold.park_as, "blue" if size == "1+0" else "")
    world.clock.forward(days=2)
    meter = opened(world)
    strip = meter.desk.counter.left_over.held
    meter.wait(strip.isVisible)
    assert strip.headline.text() == "Still on hold from before: 3"
    assert "blue" in strip.lines[1].text()
    meter.step(meter.press, "Alt+Y")
    meter.wait(lambda: len(meter.desk.counter.left_over.left) == 2)
    meter.step(meter.press, "Alt+N")
    meter.wait(lambda: len(meter.desk.counter.left_over.left) == 1)
    meter.step(meter.press, "Alt+W")
    meter.wait(strip.isHidden)
    meter.reopen()
    meter.settle()
    assert meter.desk.counter.left_over.held.isHidden(), "asked once a day"
    meter.close()
    world.reopen()
    assert world.desk.ask(today.figures, SATURDAY).visits == 1
    assert [each.adults for each in world.desk.ask(hold.waiting)] == [1]


def test_one_key_more_answers_for_all(opened: Opened, world: World) -> None:
    for size in ("2+3", "1+0", "1+1"):
        world.type(size)
        world.desk.do(drafts.park)
    world.clock.forward(days=2)
    meter = opened(world)
    strip = meter.desk.counter.left_over.held
    meter.wait(strip.isVisible)
    meter.step(meter.press, "Alt+A")
    meter.step(meter.press, "Alt+Y")
    meter.wait(strip.isHidden)
    meter.close()
    world.reopen()
    assert world.desk.ask(today.figures, SATURDAY).visits == 3


def test_what_needs_a_look_comes_to_the_counter_from_paper(opened: Opened, world: World) -> None:
    world.scan(world.household(1, 0, allergies=("celery",)).card)
    world.desk.do(drafts.park)
    world.clock.forward(days=2)
    meter = opened(world)
    strip = meter.desk.counter.left_over.held
    meter.wait(strip.isVisible)
    meter.press("Alt+Y")
    meter.wait(lambda: meter.visit is not None and meter.visit.told_ms is not None)
    assert meter.headline.startswith("Allergy")
    while meter.headline.startswith(("Allergy", "Read")):
        meter.step(meter.press, "Space")
    meter.step(meter.press, "F12")
    meter.close()
    world.reopen()
    assert world.desk.ask(today.figures, SATURDAY).visits == 1


def test_serving_goes_on_while_it_is_asked(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    world.type("1+0")
    world.desk.do(drafts.park)
    world.clock.forward(days=2)
    meter = opened(world)
    meter.wait(meter.desk.counter.left_over.held.isVisible)
    meter.step(meter.scan, card)
    assert meter.desk.counter.left_over.held.isHidden(), "whoever stands there comes first"
    meter.step(meter.press, "F12")
    meter.wait(meter.desk.counter.left_over.held.isVisible)
    assert meter.printer.printed == [1]
    assert meter.desk.counter.left_over.held.isVisible()
