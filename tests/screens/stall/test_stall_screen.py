"""The stall's screen under real keys: one key a swap, gloves, scans, and every audit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.reports import stall_day
from hubdesk.stall import lines, loading, trading
from hubdesk.stall.outcome import Way
from hubdesk.stall.trading import Trade
from hubdesk.stock import intake, products
from tests.hub.stall.stalls import line, stocked
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from ui.stall.screen import StallScreen
from ui.stall.steps import DAY, IN, OUT, TRADE, WASTE
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme, Tone

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(screen_world: ScreenWorld) -> Iterator[StallScreen]:
    """The stall at its first step, on a stocked hub."""
    world = screen_world.world
    stocked(world)
    world.desk.do(lines.give_key, line("cereal"), "c")
    made = StallScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(made)
    made.service.clock_ms = beat()
    yield made


def beat():  # type: ignore[no-untyped-def]
    """A clock that goes on a second at each key."""
    ticks = iter(range(0, 10**9, 1000))
    return lambda: next(ticks)


@pytest.fixture
def trade(screen: StallScreen, screen_world: ScreenWorld) -> StallScreen:
    """The same, trading."""
    press(screen, KEY.Key_F12)
    screen_world.settle()
    assert screen.stage == TRADE
    return screen


def press(screen: StallScreen, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    window = screen.window().windowHandle()
    for key in keys:
        QTest.keyClick(window, key, held or Qt.KeyboardModifier.NoModifier)


def type_(screen: StallScreen, screen_world: ScreenWorld, text: str) -> None:
    """Signs one after the other, each answered."""
    window = screen.window().windowHandle()
    for sign in text:
        if sign == "\r":
            QTest.keyClick(window, KEY.Key_Return)
        else:
            QTest.keyClick(window, sign)
        screen_world.settle()


def shown(screen_world: ScreenWorld) -> Trade:
    return screen_world.ask(trading.shown)


def headline(screen: StallScreen) -> str:
    return screen.pages.trade.last.result.headline


def test_one_digit_is_one_swap(trade: StallScreen, screen_world: ScreenWorld) -> None:
    type_(trade, screen_world, "325")
    sums = shown(screen_world).sums
    assert (sums.people, sums.out, sums.tins) == (3, 10, 3)
    assert headline(trade) == "5 out, 1 in"
    assert trade.pages.trade.people.figure.text() == "3"
    assert trade.pages.trade.five.places[0].figure.text() == "5 out, 1 in"


def test_nought_first_and_several_tins_and_ten_more(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    type_(trade, screen_world, "0")
    assert "brought nothing" in trade.pages.trade.hint.text()
    type_(trade, screen_world, "3+2x4c1")
    sums = shown(screen_world).sums
    assert (sums.people, sums.out, sums.tins, sums.nothing) == (4, 3 + 2 + 14 + 2, 4, 1)
    assert dict(sums.counted) == {line("cereal"): 1}


def test_a_key_that_is_held_down_counts_once(trade: StallScreen, screen_world: ScreenWorld) -> None:
    window = trade.window().windowHandle()
    none = Qt.KeyboardModifier.NoModifier
    for repeat in (False, True, True, True):
        QApplication.sendEvent(
            window, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_4, none, "4", repeat)
        )
        screen_world.settle()
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyRelease, KEY.Key_4, none, "4"))
    assert shown(screen_world).sums.people == 1


def test_a_glove_on_two_keys_is_one_swap_and_says_so(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    times = iter([0, 90, 5000, 5100])
    trade.service.clock_ms = lambda: next(times)
    press(trade, KEY.Key_2, KEY.Key_3)
    screen_world.settle()
    assert shown(screen_world).sums.out == 2
    said = [each.headline for each in screen_world.notices.recent]
    assert "Two keys at once" in said
    press(trade, KEY.Key_2, KEY.Key_2)
    screen_world.settle()
    assert shown(screen_world).sums.out == 4
    assert "Pressed twice, counted once" in [e.headline for e in screen_world.notices.recent]


def test_a_wrong_key_counts_nothing(trade: StallScreen, screen_world: ScreenWorld) -> None:
    type_(trade, screen_world, "q-")
    press(trade, KEY.Key_Return, KEY.Key_Space, KEY.Key_Backspace)
    screen_world.settle()
    assert shown(screen_world).sums.people == 0
    assert headline(trade) == "- is no key here"


def test_esc_forgets_what_was_begun(trade: StallScreen, screen_world: ScreenWorld) -> None:
    type_(trade, screen_world, "0x")
    press(trade, KEY.Key_Escape)
    type_(trade, screen_world, "2")
    assert (shown(screen_world).sums.out, shown(screen_world).sums.nothing) == (2, 0)


def test_ctrl_z_takes_back_any_number(trade: StallScreen, screen_world: ScreenWorld) -> None:
    type_(trade, screen_world, "325")
    for left in (2, 1, 0, 0):
        press(trade, KEY.Key_Z, held=CTRL)
        screen_world.settle()
        assert shown(screen_world).sums.people == left
    assert headline(trade) == "There is nothing to take back here"


def test_the_pad_does_what_the_keys_do(trade: StallScreen, screen_world: ScreenWorld) -> None:
    pad = trade.pages.trade.pad
    for button in (
        pad.more,
        pad.digits[2],
        pad.nothing,
        pad.digits[0],
        pad.keyed[0],
        pad.digits[0],
    ):
        button.click()
        screen_world.settle()
    sums = shown(screen_world).sums
    assert (sums.people, sums.out, sums.tins, sums.nothing) == (3, 3 + 1 + 2, 3, 1)


def test_a_scanned_tin_is_the_tin_of_the_next_digit(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    trade.scanned(screen_world.world.barcodes["tomato soup"])
    screen_world.settle()
    assert "1 tin in" in trade.pages.trade.hint.text() and headline(trade) == "Tin in"
    type_(trade, screen_world, "3")
    told = shown(screen_world)
    assert (told.tins, told.sums.people, told.sums.tins) == (1, 1, 0)
    assert headline(trade) == "3 out, 1 in"


def test_a_digit_right_behind_a_scan_is_for_its_tin(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    trade.scanned(screen_world.world.barcodes["tomato soup"])
    press(trade, KEY.Key_3)
    screen_world.settle()
    told = shown(screen_world)
    assert (told.tins, told.waiting) == (1, 0)


def test_formula_is_refused_aloud_and_the_next_key_counts(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    trade.scanned(screen_world.world.barcodes["First infant milk"])
    screen_world.settle()
    assert trade.pages.trade.last.result.tone is Tone.STOP
    assert screen_world.notices.recent[-1].tone is Tone.STOP
    type_(trade, screen_world, "2")
    assert (shown(screen_world).sums.people, shown(screen_world).tins) == (1, 1)


def test_a_card_goes_to_the_counter(trade: StallScreen, screen_world: ScreenWorld) -> None:
    wanted: list[str] = []
    trade.code_wanted.connect(wanted.append)
    home = screen_world.do(_household)
    trade.scanned(home.card)
    screen_world.settle()
    assert wanted == [home.card] and shown(screen_world).tins == 0


def _household(act):  # type: ignore[no-untyped-def]
    from hubdesk.households import household  # noqa: PLC0415

    return household.open_household(act, 2, 0)


def test_a_crate_by_line_and_count(screen: StallScreen, screen_world: ScreenWorld) -> None:
    type_(screen, screen_world, "be\r24\r")
    assert screen.pages.load_out.sum.text() == "24 items at the stall"
    assert screen.pages.load_out.result.result is not None
    assert screen.pages.load_out.result.result.lines == ("24 × beans",)
    type_(screen, screen_world, "so\r6.1kg\r")
    assert screen.pages.load_out.sum.text() == "36 items at the stall"


def test_a_number_first_is_for_the_next_scan_and_after_it_for_that(
    screen: StallScreen, screen_world: ScreenWorld
) -> None:
    soup = screen_world.world.barcodes["tomato soup"]
    type_(screen, screen_world, "12\r")
    screen.scanned(soup)
    screen_world.settle()
    assert screen.pages.load_out.sum.text() == "12 items at the stall"
    type_(screen, screen_world, "10\r")
    assert screen.pages.load_out.sum.text() == "10 items at the stall"
    press(screen, KEY.Key_Z, held=CTRL)
    screen_world.settle()
    assert screen.pages.load_out.sum.text() == "0 items at the stall"


@pytest.mark.parametrize("text", ["zebra\r", "99999\r", "3kg\r", "be\r1e5\r", "0\r"])
def test_wrong_input_gets_a_sentence(
    screen: StallScreen, screen_world: ScreenWorld, text: str
) -> None:
    type_(screen, screen_world, text)
    assert shown(screen_world).sums.people == 0
    assert screen.pages.load_out.sum.text() == "0 items at the stall"


def test_waste_is_one_key_and_a_reason(trade: StallScreen, screen_world: ScreenWorld) -> None:
    screen_world.do(_load_soup)
    press(trade, KEY.Key_W, held=CTRL)
    screen_world.settle()
    assert trade.stage == WASTE
    trade.pages.waste.reasons.buttons["opened"].click()
    trade.scanned(screen_world.world.barcodes["tomato soup"])
    screen_world.settle()
    told = screen_world.ask(stall_day.stall_day)
    assert told.total.wasted == 1
    press(trade, KEY.Key_F12)
    assert trade.stage == TRADE


def _load_soup(act):  # type: ignore[no-untyped-def]
    loading.load_line(act, trading.of_today(act), Way.OUT, line("soup"), 10)


def test_f12_goes_from_step_to_step_and_closes(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    screen_world.do(_load_soup)
    type_(trade, screen_world, "3")
    press(trade, KEY.Key_F12)
    screen_world.settle()
    assert trade.stage == IN
    type_(trade, screen_world, "so\r4\r")
    press(trade, KEY.Key_F12)
    screen_world.settle()
    assert trade.stage == DAY
    assert trade.pages.day.sum.text() == "out 10 + tins in 1 − back 4 = 7 taken"
    press(trade, KEY.Key_F12)
    screen_world.settle()
    assert shown(screen_world).closed and not shown(screen_world).here
    assert trade.pages.day.notes.text().startswith("Closed at")


def test_a_tally_and_a_clicker_are_typed(trade: StallScreen, screen_world: ScreenWorld) -> None:
    press(trade, KEY.Key_D, held=ALT)
    screen_world.settle()
    type_(trade, screen_world, "9\r40\r95\r38\r")
    assert shown(screen_world).sums.keyed == 40
    assert trade.pages.day.tally.hour.text() == "10"
    trade.pages.day.tally.clicker.entry.setFocus()
    type_(trade, screen_world, "83+60\r")
    assert shown(screen_world).sums.people == 143


def test_f12_enters_what_is_typed_and_closes_only_then(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    """The last hour of the sheet, and the clicker, with no Enter behind them."""
    press(trade, KEY.Key_D, held=ALT)
    screen_world.settle()
    type_(trade, screen_world, "9\r25\r60\r")
    press(trade, KEY.Key_F12)
    screen_world.settle()
    assert not shown(screen_world).closed
    assert said(trade) == "Type a number in each field: 0 for none."
    assert QApplication.focusWidget() is trade.pages.day.tally.tins.entry
    type_(trade, screen_world, "30")
    press(trade, KEY.Key_F12)
    screen_world.settle()
    assert shown(screen_world).sums.keyed == 25
    assert (said(trade), shown(screen_world).closed) == ("That hour is in", False)
    trade.pages.day.tally.clicker.entry.setFocus()
    type_(trade, screen_world, "31")
    trade.pages.day.close_.click()
    screen_world.settle()
    assert (shown(screen_world).sums.people, shown(screen_world).closed) == (31, False)
    press(trade, KEY.Key_F12)
    screen_world.settle()
    assert shown(screen_world).closed


def said(screen: StallScreen) -> str:
    """The headline on the page of the day."""
    return screen.pages.day.result.result.headline


def test_another_day_is_told(trade: StallScreen, screen_world: ScreenWorld) -> None:
    press(trade, KEY.Key_D, held=ALT)
    screen_world.settle()
    trade.pages.day.before.click()
    screen_world.settle()
    assert trade.pages.day.day.text() == "Friday 20 November"
    trade.pages.day.after.click()
    screen_world.settle()
    assert trade.pages.day.day.text() == "Saturday 21 November"


def test_the_days_page_is_todays_again_after_the_swaps(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    """A clicker's total typed on the way out must not land on the day looked at before."""
    press(trade, KEY.Key_D, held=ALT)
    screen_world.settle()
    trade.pages.day.before.click()
    screen_world.settle()
    press(trade, KEY.Key_T, held=ALT)
    screen_world.settle()
    press(trade, KEY.Key_D, held=ALT)
    screen_world.settle()
    assert trade.pages.day.day.text() == "Saturday 21 November"
    trade.pages.day.tally.clicker.entry.setFocus()
    type_(trade, screen_world, "60\r")
    assert shown(screen_world).sums.people == 60


def test_it_comes_back_to_the_swaps_after_a_restart(
    trade: StallScreen, screen_world: ScreenWorld
) -> None:
    type_(trade, screen_world, "3")
    again = StallScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(again)
    assert again.stage == TRADE and again.pages.trade.people.figure.text() == "1"


def everything(screen: StallScreen, screen_world: ScreenWorld) -> list[str]:
    found = []
    for stage in (OUT, TRADE, IN, DAY, WASTE):
        screen.go(stage)
        screen_world.settle()
        found += [
            f"{stage}: {each}" for each in audit.everything(screen.window(), screen_world.look)
        ]
    return found


@pytest.mark.parametrize("theme", Theme, ids=str)
def test_every_step_passes_every_audit_in_every_theme(
    trade: StallScreen, screen_world: ScreenWorld, theme: Theme
) -> None:
    screen_world.do(_load_soup)
    type_(trade, screen_world, "3")
    screen_world.look.wear(theme)
    screen_world.settle()
    assert everything(trade, screen_world) == []


@pytest.mark.parametrize("percent", STEPS, ids=str)
@pytest.mark.parametrize("side", ["ltr", "rtl"])
def test_every_step_passes_every_audit_at_every_scale_and_direction(
    trade: StallScreen, screen_world: ScreenWorld, percent: int, side: str
) -> None:
    if side == "rtl":
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen_world.look.wear(Theme.LIGHT, Scale(percent))
    screen_world.do(_load_soup)
    type_(trade, screen_world, "3")
    assert everything(trade, screen_world) == []


def test_what_is_near_its_date_goes_to_the_stall_first(
    screen: StallScreen, screen_world: ScreenWorld
) -> None:
    page = screen.pages.load_out
    page.near.click()
    screen_world.settle()
    (row,) = page.list.records.records
    assert (row.name, row.quantity) == ("tinned beans", 10)
    press(screen, KEY.Key_Down)
    type_(screen, screen_world, "4\r")
    assert page.sum.text() == "4 items at the stall"
    press(screen, KEY.Key_Space)
    screen_world.settle()
    assert page.sum.text() == "10 items at the stall"
    assert not page.list.records.records


def test_a_line_is_given_a_key_and_kept_out_of_swaps(
    screen: StallScreen, screen_world: ScreenWorld
) -> None:
    rules = screen.pages.load_out.rules
    assert not rules.isVisible()
    type_(screen, screen_world, "soup\r")
    assert rules.isVisible() and rules.letter.text() == ""
    rules.letter.entry.setFocus()
    type_(screen, screen_world, "s\r")
    assert [each.letter for each in shown(screen_world).keyed] == ["c", "s"]
    rules.never.click()
    screen_world.settle()
    assert [each.letter for each in shown(screen_world).keyed] == ["c"]
    assert rules.never.isChecked()
    screen.pages.load_out.focus_home()
    type_(screen, screen_world, "baby\r")
    assert rules.never.isChecked()  # by its name, until somebody says otherwise
    assert audit.everything(screen.window(), screen_world.look) == []


@pytest.fixture
def rice(screen_world: ScreenWorld) -> StallScreen:
    """A hub with 12 kg of rice in packs of 500 g."""
    world = screen_world.world
    world.line("rice", weight_g=500)
    world.desk.do(products.note_line, line("rice"), measure="g")
    world.product("long rice", "rice")
    for _ in range(2):
        world.desk.do(intake.take_in, world.product_id("long rice"), 6_000)
    made = StallScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(made)
    screen_world.settle()
    return made


def test_rice_is_loaded_and_shown_by_the_kilo(rice: StallScreen, screen_world: ScreenWorld) -> None:
    screen = rice
    type_(screen, screen_world, "ri\r1.5kg\r")
    result = screen.pages.load_out.result.result
    assert result is not None and result.lines == ("1.5 kg of rice",)
    (crate,) = [e for e in screen.pages.load_out._crates if e.name == "rice"]
    read = screen.pages.load_out._reads(crate)
    assert (read.detail, read.end) == ("1.5 kg at the stall", "10.5 kg to load")
    press(screen, KEY.Key_Escape)
    type_(screen, screen_world, "750g\r")
    assert "750 g" in screen.pages.load_out._hint("")
    screen.scanned(screen_world.world.barcodes["long rice"])
    screen_world.settle()
    result = screen.pages.load_out.result.result
    assert result is not None and result.lines == ("750 g of long rice",)
    type_(screen, screen_world, "1000000000g\r")
    result = screen.pages.load_out.result.result
    assert result is not None and "between 1 g and 2000 kg" in result.headline
