"""Scans reach the desk whatever has the focus and whatever it is doing: none lost, none leaked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.journeys.meter import Meter
from tests.screens.audit import controls
from tests.world import World

Opened = Callable[[World], Meter]
GAPS_MS = (0.5, 1, 2, 5, 10, 20, 30, 40)


@pytest.fixture
def lost_and_leaked(meter: Meter) -> Callable[[QWidget, float], list[str]]:
    """Scans a card and beans with the focus somewhere; tells what went wrong."""
    beans = meter.world.barcodes["Baked beans 420 g"]

    def try_(place: QWidget, gap_ms: float) -> list[str]:
        place.setFocus()
        before = _typed_into(meter.desk.window)
        pressed: list[str] = []
        if isinstance(place, QAbstractButton):
            place.clicked.connect(lambda: pressed.append(place.text()))
        heard: list[str] = []
        meter.desk.listening.scanned.connect(heard.append)
        meter.scan_on(beans, gap_ms=gap_ms)
        meter.wait(lambda: bool(heard))
        meter.settle()
        meter.desk.listening.scanned.disconnect(heard.append)
        problems = [] if heard == [beans] else [f"heard {heard}"]
        problems += [f"pressed {each}" for each in pressed]
        # What the scan opened has fields of its own; a leak is the code in one of them.
        known = dict(before)
        now = [a for a in _typed_into(meter.desk.window) if a not in before]
        problems += [f"leaked {a!r}" for a in now if a[0] in known or set(beans) & set(a[1])]
        return problems

    return try_


def _typed_into(window: QWidget) -> list[tuple[int, str]]:
    """What stands in everything that can be typed into."""
    found = []
    for each in window.findChildren(QWidget):
        if isinstance(each, QLineEdit):
            found.append((id(each), each.text()))
        elif isinstance(each, QPlainTextEdit):
            found.append((id(each), each.toPlainText()))
        elif isinstance(each, QComboBox):
            found.append((id(each), each.currentText()))
    return found


def _places(meter: Meter) -> Iterator[QWidget]:
    """Every place on show where the focus can be."""
    return controls(meter.desk.window)


def _try_all(meter: Meter, try_: Callable[[QWidget, float], list[str]]) -> list[str]:
    """Every place on show, each at one of the gaps; the screen may change under the scan."""
    problems = []
    names = [_name(each) for each in _places(meter)]
    for at, name in enumerate(names):
        place = next((each for each in _places(meter) if _name(each) == name), None)
        if place is not None:
            gap_ms = GAPS_MS[at % len(GAPS_MS)]
            problems += [f"{name} at {gap_ms} ms: {each}" for each in try_(place, gap_ms)]
    return problems


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"


Try = Callable[[QWidget, float], list[str]]


@pytest.mark.parametrize("gap_ms", GAPS_MS)
def test_a_scan_in_the_scan_box_is_never_typed_at_any_gap(
    meter: Meter, lost_and_leaked: Try, gap_ms: float
) -> None:
    assert lost_and_leaked(meter.desk.counter.scan.field, gap_ms) == []


def test_every_place_of_the_empty_counter(meter: Meter, lost_and_leaked: Try) -> None:
    assert _try_all(meter, lost_and_leaked) == []


def test_every_place_of_a_visit(meter: Meter, lost_and_leaked: Try) -> None:
    meter.type_("2+3\r")
    assert _try_all(meter, lost_and_leaked) == []


@pytest.mark.parametrize("gap_ms", GAPS_MS)
def test_the_name_and_line_of_a_new_barcode(
    meter: Meter, lost_and_leaked: Try, gap_ms: float
) -> None:
    naming = meter.desk.counter.naming
    for place in (naming.name, naming.line, naming.save):
        meter.type_("2+3\r")
        meter.scan("9524000000002")
        meter.press("Ctrl+N")
        meter.wait(naming.isVisible)
        assert lost_and_leaked(place, gap_ms) == []


@pytest.mark.parametrize("key", ["F8", "F9", "F10", "F1"])
def test_every_place_of_the_other_screens(meter: Meter, lost_and_leaked: Try, key: str) -> None:
    meter.type_("2+3\r")
    meter.press("F2")
    problems = []
    meter.press(key)
    for name in [_name(each) for each in _places(meter)]:
        meter.press("F2")
        meter.press(key)
        place = next((each for each in _places(meter) if _name(each) == name), None)
        if place is not None:
            problems += [f"{name}: {each}" for each in lost_and_leaked(place, 2)]
    assert problems == []


def test_twenty_scans_back_to_back_lose_none(opened: Opened, world: World) -> None:
    for number in range(20):
        world.product(f"Tin {number}", "Beans")
    meter = opened(world)
    meter.type_("2+3\r")
    items = sum(quantity for _, quantity in meter.rows())
    for number in range(20):
        meter.scan_on(world.barcodes[f"Tin {number}"])
    meter.settle()
    assert meter.rows()[0] == ("Beans", 20)
    assert sum(quantity for _, quantity in meter.rows()) == items + 15
    meter.check_home()


def test_a_card_and_f12_in_one_breath_serve_the_parcel(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.scan_on(card)
    meter.press_on("F12")
    meter.press_on("F12")
    meter.settle()
    assert meter.headline.startswith("Done: parcel ")
    assert meter.printer.printed == [1], "two F12 make one collection"


def test_scans_behind_a_stop_are_counted_and_then_served_in_order(
    opened: Opened, world: World
) -> None:
    card, other = world.household(2, 3).card, world.household(1, 0).card
    meter = opened(world)
    meter.scan(card)
    meter.scan_on(world.barcodes["Old yoghurt 150 g"])
    meter.scan_on(world.barcodes["Green peas 300 g"])
    meter.scan_on(other)
    meter.settle()
    result = meter.desk.counter.result
    assert meter.headline == "Do not give out"
    assert result.waiting.isVisible() and result.waiting.text() == "2 waiting"
    assert ("Peas", 1) not in meter.rows()
    meter.step(meter.press, "Space")
    assert meter.rows() == [("Beans", 1), ("Soup", 2), ("Milk", 1)], "the other card is open"
    meter.step(meter.scan, card)
    assert ("Peas", 1) in meter.rows(), "and the peas went into the first parcel"


def test_the_same_item_read_twice_in_a_moment_counts_once(opened: Opened, world: World) -> None:
    meter = opened(world)
    meter.type_("2+3\r")
    code = world.barcodes["Green peas 300 g"]
    meter.scan_on(code)
    meter.scan_on(code)
    meter.settle()
    assert meter.headline == "Read twice, counted once"
    assert meter.rows()[-1] == ("Peas", 1)
    meter.step(meter.press, "Space")
    assert meter.headline == "Added"
    assert meter.rows()[-1] == ("Peas", 2)


def test_scans_while_the_screen_is_hidden_are_kept(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.press("F11")
    assert meter.desk.window.cover.is_hidden()
    meter.scan(card)
    meter.scan(world.barcodes["Green peas 300 g"])
    assert meter.visit is None
    meter.step(meter.press, "Space")
    assert meter.rows()[-1] == ("Peas", 1)


def test_the_focus_is_home_after_every_button_of_a_visit(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    names = _button_names(meter, card)
    assert len(names) >= 8
    for name in names:
        meter.scan(card)
        button = next((b for b in _buttons(meter) if _name(b) == name), None)
        if button is None:
            continue
        meter.click(button)
        if meter.desk.counter.parts.change.hasFocus():
            # Its keys are one letter each, so it has the focus until Esc.
            meter.press("Esc")
        if meter.desk.window.front.is_at(meter.desk.counter):
            meter.check_home()
        else:
            meter.press("F2")


def _buttons(meter: Meter) -> list[QAbstractButton]:
    pages = meter.desk.counter
    return [each for each in controls(pages) if isinstance(each, QAbstractButton)]


def _button_names(meter: Meter, card: str) -> list[str]:
    meter.scan(card)
    meter.scan(meter.world.barcodes["Baked beans 420 g"])
    return [_name(each) for each in _buttons(meter)]


def test_enter_on_a_button_comes_home_as_well(meter: Meter) -> None:
    meter.type_("2+3\r")
    meter.press("Down")
    meter.desk.counter.card.rows.more.setFocus()
    meter.step(meter.press, "Space")
    assert meter.rows()[0] == ("Beans", 6)
    assert QApplication.focusWidget() is meter.desk.counter.scan.field


@pytest.mark.parametrize("key", ["Alt+K", "Alt+C", "F7"])
def test_a_card_opens_its_visit_from_the_screens_of_goods(
    opened: Opened, world: World, key: str
) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.press(key)
    meter.scan(card)
    assert meter.desk.window.front.is_at(meter.desk.counter)
    meter.wait(lambda: meter.visit is not None)
