"""A Saturday at the counter: what comes between the card and the label, and how it ends well."""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.check import check
from hubdesk.reports import today
from hubdesk.stock.allergens import Stated
from tests.journeys.meter import Meter
from tests.world import World

Opened = Callable[[World], Meter]


def served(world: World) -> int:
    """How many collections stand, by the hub's own figures; the program is closed first."""
    world.reopen()
    assert check(world.desk).sound
    return world.desk.ask(today.figures).visits


def test_a_picked_parcel_ticks_scans_and_takes_a_typed_quantity(
    opened: Opened, world: World
) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    meter.step(meter.scan, world.barcodes["Baked beans 420 g"])
    assert meter.headline == "Added"
    meter.step(meter.type_, "7\r")
    assert meter.rows()[0] == ("Beans", 7)
    beans = meter.desk.counter.card.rows
    meter.step(meter.click, beans.fewer)
    meter.step(meter.click, beans.fewer)
    meter.step(meter.click, beans.more)
    assert meter.rows()[0] == ("Beans", 6)


def test_bread_has_a_tile(opened: Opened, world: World) -> None:
    card = world.household(1, 0).card
    meter = opened(world)
    meter.step(meter.scan, card)
    meter.step(meter.click, meter.desk.counter.side.tiles.tiles[0])
    assert meter.rows()[-1] == ("Bread", 1)
    meter.step(meter.press, "Ctrl+Z")
    assert ("Bread", 1) not in meter.rows()


def test_another_card_parks_this_visit_and_on_hold_brings_it_back(
    opened: Opened, world: World
) -> None:
    first, second = world.household(2, 3), world.household(1, 0)
    meter = opened(world)
    meter.step(meter.scan, first.card)
    meter.step(meter.scan, world.barcodes["Green peas 300 g"])
    was = meter.rows()
    meter.step(meter.scan, second.card)
    counter = meter.desk.counter
    meter.wait(lambda: counter.hold_button.text() == "On hold: 1")
    meter.step(meter.press, "F12")
    meter.step(meter.click, counter.hold_button)
    meter.step(meter.click, counter.held.buttons[0])
    assert meter.rows() == was
    assert meter.visit is not None and meter.visit.household is not None
    assert meter.visit.household.number == first.number


def test_what_was_picked_in_one_visit_is_not_picked_in_the_next(
    opened: Opened, world: World
) -> None:
    first, second = world.household(2, 3).card, world.household(1, 0).card
    meter = opened(world)
    meter.scan(first)
    meter.scan(world.barcodes["Baked beans 420 g"])
    meter.scan(second)
    was = meter.rows()
    meter.step(meter.type_, "7\r")
    assert meter.rows() == was


def test_a_past_use_by_date_is_stopped_and_nothing_goes_in(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    was = meter.rows()
    meter.step(meter.scan, world.barcodes["Old yoghurt 150 g"])
    assert meter.headline == "Do not give out"
    meter.step(meter.press, "F12")
    assert meter.headline == "Do not give out", "a stop is not finished away"
    meter.step(meter.press, "Space")
    assert meter.headline == ""
    assert meter.rows() == was


def test_a_stopped_pack_may_go_to_waste(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    meter.step(meter.scan, world.barcodes["Old yoghurt 150 g"])
    meter.step(meter.press, "Ctrl+W")
    assert meter.headline == ""
    meter.close()
    world.reopen()
    assert world.left("Old yoghurt 150 g") == 2


def test_a_newer_pack_lifts_the_stop_by_the_date_on_it(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    meter.step(meter.scan, world.barcodes["Old yoghurt 150 g"])
    meter.step(meter.type_, "3\r")
    assert meter.headline == "Do not give out", "a number is no date"
    meter.step(meter.type_, "1911\r")
    assert meter.headline == "Do not give out", "that date has passed too"
    meter.step(meter.type_, "2711\r")
    assert meter.headline in ("Added", "Added, use soon")


def test_a_past_best_before_asks_and_may_be_given(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    meter.step(meter.scan, world.barcodes["Old crackers 200 g"])
    assert meter.headline == "Past its best before"
    meter.step(meter.press, "Space")
    assert meter.rows()[-1] == ("Peas", 1)


def test_a_newer_pack_of_goods_past_their_date_is_given_by_typing_its_date(
    opened: Opened, world: World
) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    meter.step(meter.scan, world.barcodes["Old crackers 200 g"])
    meter.step(meter.type_, "0627\r")
    assert meter.headline == "Added"
    assert meter.rows()[-1] == ("Peas", 1)


def test_a_new_barcode_is_named_once_and_goes_in(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    meter.step(meter.scan, "9524000000002")
    assert meter.headline == "New barcode"
    meter.press("Ctrl+N")
    naming = meter.desk.counter.naming
    meter.wait(naming.name.hasFocus)
    meter.type_("\r")
    meter.wait(naming.name.hasFocus)
    meter.type_("Rice pudding 400 g")
    assert naming.name.text() == "Rice pudding 400 g"
    meter.step(meter.type_, "\r")
    assert meter.headline == "Added"
    assert meter.rows()[-1] == ("Rice pudding 400 g", 1)


def test_a_name_is_given_up_with_escape(opened: Opened, world: World) -> None:
    meter = opened(world)
    meter.type_("2+3\r")
    meter.scan("9524000000002")
    meter.press("Ctrl+N")
    meter.wait(meter.desk.counter.naming.name.hasFocus)
    meter.step(meter.press, "Esc")
    assert not meter.desk.counter.naming.isVisible()


def test_a_wrong_check_digit_is_asked_about(opened: Opened, world: World) -> None:
    meter = opened(world)
    meter.type_("1+0\r")
    was = meter.rows()
    meter.step(meter.scan, "9520000000001")
    assert meter.headline == "Is this code right?"
    assert meter.rows() == was
    meter.step(meter.click, meter.answer("Skip"))
    assert meter.headline == ""


def test_a_finished_parcel_is_reopened_and_its_label_is_dead(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    meter.step(meter.press, "F12")
    served_ = meter.desk.counter.service.served
    assert served_ is not None
    label = served_.jobs[0].code
    meter.step(meter.press, "Ctrl+Z")
    assert meter.headline == "Taken back"
    assert meter.rows() == [("Beans", 5), ("Soup", 2), ("Milk", 1)]
    meter.step(meter.press, "F12")
    meter.step(meter.scan, label)
    assert meter.headline == "Replaced"
    meter.step(meter.press, "Space")
    meter.close()
    assert served(world) == 1


def test_a_failing_printer_shows_the_number_and_the_label_comes_later(
    opened: Opened, world: World
) -> None:
    cards = [world.household(n, 0).card for n in (1, 2, 3)]
    meter = opened(world)
    meter.printer.failing = True
    numbers = []
    for card in cards[:2]:
        meter.step(meter.scan, card)
        meter.step(meter.press, "F12")
        numbers.append(meter.headline.removeprefix("Done: parcel "))
        notice = meter.desk.window.notice.result
        assert notice is not None and notice.headline == f"Write {numbers[-1]} on the bag"
    assert meter.printer.printed == []
    meter.printer.failing = False
    meter.step(meter.scan, cards[2])
    meter.step(meter.press, "F12")
    assert meter.printer.printed == [1, 1, 1], "each label once"
    assert meter.desk.window.notice.result is None
    meter.close()
    assert served(world) == 3


def test_the_number_of_a_bag_stands_again_after_a_refusal_on_another_page(
    opened: Opened, world: World
) -> None:
    card = world.household(1, 0).card
    meter = opened(world)
    meter.printer.failing = True
    meter.scan(card)
    meter.press("F12")
    number = meter.headline.removeprefix("Done: parcel ")
    meter.press("F7")
    meter.type_("5\r999\r")
    meter.settle()
    notice = meter.desk.window.notice
    assert notice.result is not None and "places 1 to" in notice.result.headline
    assert f"Write {number} on the bag" in notice.lines.text()
    meter.click(notice.buttons[0])
    assert notice.headline.text() == f"Write {number} on the bag"
    meter.close()


def test_to_do_stands_on_take_in_alone_however_large_the_text(opened: Opened, world: World) -> None:
    meter = opened(world)
    meter.press("F4")
    meter.settle()
    switch = meter.desk.places.take_in.switch
    meter.press("F2")
    for _ in range(4):
        meter.press("Ctrl++")
    meter.settle()
    for key in ("F3", "F9", "F2"):
        assert not switch.isVisible(), "it is no tool of this page"
        meter.press(key)
        meter.settle()
    meter.press("F4")
    meter.settle()
    assert switch.isVisible()
    assert switch.parentWidget() is meter.desk.window.title.tools
    for _ in range(4):
        meter.press("Ctrl+-")
    meter.settle()
    assert not switch.isVisible()
    meter.close()


def test_a_visit_survives_closing_the_program(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.scan(card)
    meter.scan(world.barcodes["Green peas 300 g"])
    was = meter.rows()
    meter.reopen()
    assert meter.rows() == was
    meter.step(meter.press, "F12")
    meter.close()
    assert served(world) == 1


def test_a_wrong_clock_is_asked_about_before_any_date_rule_and_then_all_goes_on(
    opened: Opened, world: World
) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.scan(card)
    was = meter.rows()
    world.clock.forward(days=-400)
    meter.press("F12")
    cover = meter.desk.window.cover
    meter.wait(lambda: cover.currentWidget() is cover.day_question)
    assert meter.printer.printed == []
    meter.scan(world.barcodes["Green peas 300 g"])
    meter.click(cover.day_question.other)
    meter.type_("21/11/2026\r")
    meter.wait(cover.is_open)
    meter.settle()
    assert meter.headline == "Green peas 300 g", "F12 was done first, then the scan"
    assert meter.visit is None and was
    assert meter.printer.printed == [1]
    meter.check_home()


def test_a_wrong_clock_at_the_start_brings_the_visit_back_once_answered(
    opened: Opened, world: World
) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.scan(card)
    was = meter.rows()
    world.clock.forward(days=60)
    meter.reopen()
    cover = meter.desk.window.cover
    meter.wait(lambda: cover.currentWidget() is cover.day_question)
    assert meter.desk.window.notice.result is None
    meter.wait(cover.day_question.yes.hasFocus)
    meter.type_("\r")
    meter.wait(cover.is_open)
    # It is of another day now: the desk asks what came of it, and it is there to be brought back.
    left = meter.desk.counter.left_over
    meter.wait(left.held.isVisible)
    meter.step(meter.click, meter.desk.counter.hold_button)
    meter.step(meter.click, meter.desk.counter.held.buttons[0])
    assert meter.rows() == was
    meter.check_home()


def test_a_refusal_leaves_the_visit_as_it_was(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.scan(card)
    meter.scan(world.barcodes["Fresh milk 1 l"])
    was = meter.visit
    for typed in ("1000\r", "99+99\r", "12345\r", "12:30\r"):
        meter.step(meter.type_, typed)
        assert meter.visit == was, typed


def test_a_typed_use_by_that_has_passed_stops_the_pack_and_takes_it_out(
    opened: Opened, world: World
) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.scan(card)
    meter.scan(world.barcodes["Fresh milk 1 l"])
    meter.step(meter.type_, "1811\r")
    assert meter.headline == "Do not give out"
    meter.step(meter.press, "Space")
    assert not any(row.ticked for row in meter.visit.rows) if meter.visit else False


def test_a_date_that_has_passed_takes_the_pack_out_again_and_asks(
    opened: Opened, world: World
) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.scan(card)
    was = meter.visit
    meter.scan(world.barcodes["Baked beans 420 g"])
    meter.step(meter.type_, "1811\r")
    assert meter.visit == was
    assert meter.headline == "Past its best before"


def test_the_hint_says_what_enter_will_do(opened: Opened, world: World) -> None:
    meter = opened(world)
    hint = meter.desk.counter.scan.hint
    for typed, said in (
        ("2+3", "A visit for 2 adults, 3 children"),
        ("0427", "Last four of a card"),
        ("okafor", "Find by name"),
    ):
        meter.type_(typed)
        meter.wait(lambda said=said: hint.text() == said)  # type: ignore[misc]
        meter.press("Esc")
    meter.type_("2+3\r")
    meter.scan(world.barcodes["Baked beans 420 g"])
    for typed, said in (("7", "Set to 7"), ("0427", "Best before")):
        meter.type_(typed)
        meter.wait(lambda said=said: hint.text().startswith(said))  # type: ignore[misc]
        meter.press("Esc")


def test_midnight_brings_the_new_date_and_the_clock_is_the_hubs(
    opened: Opened, world: World
) -> None:
    meter = opened(world)
    meter.wait(lambda: "21 November" in meter.desk.window.title.where.text())
    world.clock.forward(days=1, hours=1)
    meter.desk.status.tick()
    meter.wait(lambda: "22 November" in meter.desk.window.title.where.text())
    assert meter.desk.window.status.clock.text().endswith(":00")


def test_midnight_with_a_visit_open_keeps_it_and_refuses_what_has_passed(
    opened: Opened, world: World
) -> None:
    world.line("Cream", date_kind="use by")
    world.product("Single cream 150 ml", "Cream", Stated())
    world.shelf("4 Single cream 150 ml, use by 2026-11-21")
    card = world.household(2, 3).card
    meter = opened(world)
    world.clock.forward(hours=13, minutes=50)
    meter.scan(card)
    meter.scan(world.barcodes["Single cream 150 ml"])
    was = meter.rows()
    world.clock.forward(minutes=20)
    meter.desk.status.tick()
    meter.wait(lambda: "22 November" in meter.desk.window.title.where.text())
    assert meter.rows() == was
    meter.step(meter.press, "F12")
    assert "use by has passed" in meter.headline
    assert meter.printer.printed == []
    meter.step(meter.press, "Ctrl+Z")
    meter.step(meter.press, "F12")
    assert meter.headline.startswith("Done")
