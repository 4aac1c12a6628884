"""What is where on the screen: found by a few keys, moved, thrown away, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.journal import identity
from hubdesk.stock import found, places, sending, shelves
from hubdesk.stock.listing import Level, Order, Wanted
from hubdesk.stock.places import Use
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.world import World
from ui.stock.act_form import WHOLE
from ui.stock.screen import StockScreen
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme, Tone

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def fill(world: World) -> None:
    """Beans of two makes, rice and milk at the counter; a store, and a second site."""
    for line in ("Beans", "Rice", "Milk"):
        world.line(line, date_kind="use by" if line == "Milk" else "best before")
    for name, line in (("Own beans", "Beans"), ("Other beans", "Beans"), ("Rice 1 kg", "Rice")):
        world.product(name, line)
    world.product("Milk", "Milk")
    world.shelf("8 Own beans, best before 2027-03", "4 Own beans, best before 2026-12")
    world.shelf("6 Other beans", "9 Rice 1 kg, best before 2028-01", "2 Milk, use by 2026-11-22")
    world.desk.do(places.open_place, "Store", Use.STORE)
    world.desk.do(places.open_place, "Annex", Use.SITE)
    cold = world.desk.do(shelves.make, "Fridge")
    world.desk.do(shelves.put_line, identity.named("line", "Milk"), cold.id)


@pytest.fixture
def screen(screen_world: ScreenWorld) -> StockScreen:
    fill(screen_world.world)
    return shown(screen_world)


def shown(screen_world: ScreenWorld) -> StockScreen:
    made = StockScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(made)
    return made


def press(screen: StockScreen, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    handle = screen.window().windowHandle()
    for key in keys:
        QTest.keyClick(handle, key, held or Qt.KeyboardModifier.NoModifier)


def type_(screen: StockScreen, text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def rows(screen: StockScreen) -> list[str]:
    model = screen.goods.listed.list.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def lots(screen: StockScreen) -> list[str]:
    model = screen.goods.about.list.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def settle(screen_world: ScreenWorld) -> None:
    screen_world.qtbot.wait(120)
    screen_world.settle()


def choose(screen: StockScreen, screen_world: ScreenWorld, name: str) -> None:
    """Types a name and opens the first row."""
    screen.goods.scan.setFocus()
    type_(screen, name)
    settle(screen_world)
    press(screen, KEY.Key_Return)
    settle(screen_world)


def said(screen: StockScreen) -> str:
    result = screen.goods.result.result
    return "" if result is None else result.headline


def many(screen_world: ScreenWorld) -> dict[tuple[str, str], int]:
    found_ = screen_world.ask(found.window, Wanted(), 0, 99)
    return {(row.name, row.place_name): row.quantity for row in found_}


def test_everything_is_listed_by_name(screen: StockScreen) -> None:
    assert rows(screen) == [
        "2, Milk, Use by tomorrow  ·  Counter, Fridge, 1 day left",
        "6, Other beans, Counter",
        "12, Own beans, Best before December 2026  ·  Counter",
        "9, Rice 1 kg, Best before January 2028  ·  Counter",
    ]


def test_a_few_keys_find_it_and_enter_opens_it(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    choose(screen, screen_world, "own")
    assert len(rows(screen)) == 1
    assert lots(screen) == [
        "4, Best before December 2026, Counter",
        "8, Best before March 2027, Counter",
    ]
    assert QApplication.focusWidget() is screen.goods.about.list


def test_goods_are_moved_in_a_few_keys_and_taken_back(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    choose(screen, screen_world, "own")
    screen.goods.about.move_button.click()
    assert QApplication.focusWidget() is screen.goods.about.form.many.entry
    assert screen.goods.about.form.choice.currentText() == "Store"
    type_(screen, "3")
    press(screen, KEY.Key_Return)
    settle(screen_world)
    assert said(screen) == "Moved"
    assert many(screen_world)["Own beans", "Store"] == 3
    assert "3, Best before December 2026, Store" in lots(screen)
    press(screen, KEY.Key_Z, held=CTRL)
    settle(screen_world)
    assert said(screen) == "Taken back"
    assert many(screen_world)["Own beans", "Counter"] == 12
    assert ("Own beans", "Store") not in many(screen_world)


def test_what_goes_to_another_site_is_sent(screen: StockScreen, screen_world: ScreenWorld) -> None:
    choose(screen, screen_world, "rice")
    screen.goods.about.move_button.click()
    choice = screen.goods.about.form.choice
    choice.setCurrentIndex(choice.findText("Annex (send)"))
    press(screen, KEY.Key_Return)
    settle(screen_world)
    assert said(screen) == "Sent"
    (load,) = screen_world.ask(sending.all_on_the_way)
    assert ("Rice 1 kg", "Counter") not in many(screen_world)
    assert load.number


def test_what_is_past_goes_to_waste_with_its_weight(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    choose(screen, screen_world, "own")
    press(screen, KEY.Key_W, held=CTRL)
    form = screen.goods.about.form
    assert form.choice.currentText() == "Damaged"
    type_(screen, "2")
    form.words.entry.setFocus()
    type_(screen, "800 g")
    press(screen, KEY.Key_Return)
    settle(screen_world)
    assert said(screen) == "Thrown away"
    assert many(screen_world)["Own beans", "Counter"] == 10


def test_a_number_that_is_none_is_said_and_what_was_typed_stays(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    choose(screen, screen_world, "own")
    screen.goods.about.move_button.click()
    type_(screen, "99999")
    press(screen, KEY.Key_Return)
    settle(screen_world)
    result = screen.goods.result.result
    assert result is not None and result.tone is Tone.SOON
    assert screen.goods.about.is_asking
    assert screen.goods.about.form.many.text() == "99999"
    press(screen, KEY.Key_Escape)
    assert not screen.goods.about.is_asking


def test_a_wrong_date_is_corrected(screen: StockScreen, screen_world: ScreenWorld) -> None:
    choose(screen, screen_world, "milk")
    screen.goods.about.redate.click()
    screen.goods.about.form.words.entry.setFocus()
    type_(screen, "2511")
    press(screen, KEY.Key_Return)
    settle(screen_world)
    assert said(screen) == "Date corrected"
    assert lots(screen) == ["2, Use by 25 November, Counter, Fridge"]
    assert many(screen_world)["Milk", "Counter"] == 2


def test_what_is_held_back_is_marked_and_released(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    choose(screen, screen_world, "rice")
    screen.goods.about.hold.click()
    form = screen.goods.about.form
    form.choice.set_value(WHOLE)
    type_(screen, "Called back")
    press(screen, KEY.Key_Return)
    settle(screen_world)
    assert said(screen) == "Held back"
    assert "Called back" in screen.goods.about.held.text()
    assert rows(screen) == ["9, Rice 1 kg, Best before January 2028  ·  Counter, Held back"]
    assert screen.goods.about.hold.text() == "Release"
    screen.goods.about.hold.click()
    settle(screen_world)
    assert said(screen) == "Released"
    assert screen.goods.about.held.isHidden()


def test_a_scan_shows_where_a_product_is(screen: StockScreen, screen_world: ScreenWorld) -> None:
    screen.scanned(screen_world.world.barcodes["Rice 1 kg"])
    settle(screen_world)
    assert screen.goods.about.name.text() == "Rice 1 kg"
    assert len(rows(screen)) == 4


def test_a_shelf_label_shows_what_stands_on_the_shelf(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    here = identity.named("place", "counter")
    (fridge,) = screen_world.ask(shelves.of_place, here)
    screen.scanned(fridge.code)
    settle(screen_world)
    assert [each.split(",")[1] for each in rows(screen)] == [" Milk"]
    assert "Fridge" in screen.goods.scan.hint.text()
    press(screen, KEY.Key_Escape)
    settle(screen_world)
    assert len(rows(screen)) == 4


def test_a_code_that_nobody_named_is_not_for_here(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    passed_on: list[str] = []
    screen.not_for_here.connect(passed_on.append)
    screen.scanned("5000157024671")
    settle(screen_world)
    assert passed_on == ["5000157024671"]


def test_lines_dates_and_orders_are_chosen(screen: StockScreen, screen_world: ScreenWorld) -> None:
    listed = screen.goods.listed
    listed.level.set_value(Level.LINE.value)
    listed.level.picked.emit(Level.LINE.value)
    settle(screen_world)
    assert [each.split(",")[1] for each in rows(screen)] == [" Beans", " Milk", " Rice"]
    press(screen, KEY.Key_Return)
    listed.opened.emit(listed.list.marked())
    settle(screen_world)
    assert [each.split(",")[1] for each in rows(screen)] == [" Other beans", " Own beans"]
    listed.level.set_value(Level.BATCH.value)
    listed.order.set_value(Order.DATE.value)
    listed.order.picked.emit(Order.DATE.value)
    settle(screen_world)
    assert [each.split(",")[0] for each in rows(screen)] == ["4", "8"]


def test_nothing_found_says_what_to_do(screen: StockScreen, screen_world: ScreenWorld) -> None:
    type_(screen, "zzz")
    settle(screen_world)
    assert rows(screen) == []
    assert screen.goods.listed.empty.headline.text() == "Nothing here is called so"
    press(screen, KEY.Key_Escape)
    settle(screen_world)
    assert len(rows(screen)) == 4


@pytest.mark.parametrize("asking", ["", "move", "waste", "redate", "hold"])
@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.parametrize("right_to_left", [False, True])
def test_audits(screen_world: ScreenWorld, percent: int, right_to_left: bool, asking: str) -> None:
    fill(screen_world.world)
    if right_to_left:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen_world.look.wear(Theme.LIGHT, Scale(percent))
    screen = shown(screen_world)
    if asking:
        choose(screen, screen_world, "own")
        screen.goods.acting.ask(asking)
        settle(screen_world)
    assert audit.everything(screen.window(), screen_world.look) == []


@pytest.mark.parametrize("theme", [Theme.SUNLIGHT, Theme.DARK])
def test_audits_of_other_themes(screen_world: ScreenWorld, theme: Theme) -> None:
    fill(screen_world.world)
    screen_world.look.wear(theme, Scale(100))
    screen = shown(screen_world)
    choose(screen, screen_world, "own")
    assert audit.everything(screen.window(), screen_world.look) == []
