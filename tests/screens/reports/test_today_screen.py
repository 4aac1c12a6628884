"""Today: what was done, and the way back from each of it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import day
from hubdesk.counter import finishing, scanning, turned_away, visit
from hubdesk.counter.turned_away import Why
from hubdesk.households.record import Household
from hubdesk.journal.act import Act
from hubdesk.reports import today, whole_day
from hubdesk.stall import trading
from hubdesk.stock import intake
from tests.hub.counter.test_serving import stocked
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.privacy import holds
from tests.world import World
from ui.labels.whole_page import WholePages
from ui.reports.today_screen import TodayScreen
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme
from ui.window import Window

NAME = "Amina O'Brien"


def served(world: World, home: Household) -> str:
    """Serves a household; the code of the label on its parcel."""
    world.clock.forward(minutes=7)
    world.desk.do(scanning.scanned, home.card)
    shown = world.desk.ask(visit.on_counter)
    assert shown is not None
    return world.desk.do(finishing.finish, shown.id).jobs[0].code


def saturday(world: World) -> list[str]:
    """Two parcels and one family turned away; yesterday one parcel. The labels, oldest first."""
    stocked(world)
    first, second = world.household(2, 3, name=NAME), world.household(1, 0)
    labels = [served(world, first)]
    world.clock.forward(days=1)
    labels += [served(world, first), served(world, second)]
    world.clock.forward(minutes=1)
    world.desk.do(turned_away.turn_away, Why.RAN_OUT)
    return labels


@pytest.fixture
def labels(screen_world: ScreenWorld) -> list[str]:
    return saturday(screen_world.world)


@pytest.fixture
def screen(labels: list[str], screen_world: ScreenWorld) -> TodayScreen:
    return shown(screen_world)


def shown(screen_world: ScreenWorld) -> TodayScreen:
    papers = WholePages(screen_world.world.folder / "papers", screen_world.world.clock, list)
    made = TodayScreen(screen_world.look, screen_world.line, screen_world.notices, papers)
    screen_world.show(made)
    return made


def rows(screen: TodayScreen) -> list[str]:
    model = screen.list.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def figures(screen: TodayScreen) -> list[str]:
    return [card.figure.text() for card in screen.figures.cards]


def left(screen_world: ScreenWorld) -> int:
    return int(screen_world.ask(_beans, screen_world.world))


def _beans(view: object, world: World) -> int:
    from hubdesk.stock import ledger  # noqa: PLC0415

    product = world.product_id("Baked beans 420 g")
    return ledger.on_hand(view.connection, product, view.here)  # type: ignore[attr-defined]


def press(screen: TodayScreen, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    handle = screen.window().windowHandle()
    QTest.keyClick(handle, key, held or Qt.KeyboardModifier.NoModifier)


def test_the_day_is_told_newest_first_with_its_figures_and_no_name(
    screen: TodayScreen,
) -> None:
    told = rows(screen)
    assert len(told) == 3
    assert "Turned away" in told[0] and "We had run out" in told[0]
    assert "Parcel for H" in told[1] and "1+0" in told[1]
    assert "Parcel for H" in told[2] and "2+3" in told[2]
    assert figures(screen) == ["2", "2", "3", "3", "4.0", "1"]
    assert screen.day.text() == "Sunday 22 November"
    assert holds(screen.window(), NAME) == []
    assert QApplication.focusWidget() is screen.list


def test_of_a_very_long_day_some_lines_are_shown_at_a_time(
    labels: list[str], screen_world: ScreenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_day, "MOST", 2)
    screen = shown(screen_world)
    newest, parcel, earlier = rows(screen)
    assert "Turned away" in newest and "1+0" in parcel
    assert "Earlier that day" in earlier and "Lines: 1" in earlier
    assert figures(screen) == ["2", "2", "3", "3", "4.0", "1"], "the sums are of all of it"
    press(screen, Qt.Key.Key_End)
    assert not screen.card.undo.isVisible()
    press(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(screen, Qt.Key.Key_Return)
    screen_world.settle()
    later, first = rows(screen)
    assert "Later that day" in later and "Lines: 2" in later
    assert "2+3" in first and screen.list.currentIndex().row() == 1
    press(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    screen_world.settle()
    assert rows(screen)[1].endswith("Undone"), "one stays where one was"
    press(screen, Qt.Key.Key_Home)
    press(screen, Qt.Key.Key_Return)
    screen_world.settle()
    assert rows(screen) == [newest, parcel, earlier]
    screen.scanned(labels[1])
    screen_world.settle()
    assert screen.list.currentIndex().row() == 1
    assert rows(screen)[1].endswith("Undone")


def test_undo_takes_one_key_and_the_line_stays_struck_through(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    press(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    screen_world.settle()
    assert rows(screen)[0].endswith("Undone")
    assert figures(screen)[-1] == "0"
    assert not screen.card.undo.isVisible() and screen.card.state.isVisible()
    assert screen_world.notices.recent[-1].headline == "Undone"
    assert QApplication.focusWidget() is screen.list


def test_a_parcel_that_was_never_handed_over_puts_its_goods_back(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    before = left(screen_world)
    press(screen, Qt.Key.Key_Down)
    screen.card.undo.click()
    screen_world.settle()
    assert left(screen_world) == before + 1
    assert figures(screen)[0] == "1"


def test_a_parcel_that_came_back_is_on_the_shelf_once_however_often_it_is_pressed(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    before = left(screen_world)
    press(screen, Qt.Key.Key_Down)
    screen.card.back.click()
    screen.card.back.click()
    screen_world.settle()
    assert left(screen_world) == before + 1
    assert "A parcel came back" in rows(screen)[0]
    back = next(row for row in rows(screen) if row.endswith("Came back"))
    screen.list.mark(rows(screen).index(back))
    assert not screen.card.back.isVisible() and not screen.card.undo.isVisible()


def test_opening_a_parcel_again_brings_its_visit_back_to_the_counter(
    screen: TodayScreen, screen_world: ScreenWorld, labels: list[str]
) -> None:
    reopened: list[bytes] = []
    screen.visit_reopened.connect(reopened.append)
    screen.list.mark(2)
    screen.card.reopen.click()
    screen_world.settle()
    on_counter = screen_world.ask(visit.on_counter)
    assert on_counter is not None and reopened == [on_counter.id]
    assert on_counter.replaces == labels[1]
    assert any("Undone" in row for row in rows(screen))


def test_any_earlier_day_can_be_undone_too(screen: TodayScreen, screen_world: ScreenWorld) -> None:
    screen.before.click()
    screen_world.settle()
    assert screen.day.text() == "Saturday 21 November"
    assert len(rows(screen)) == 6 and figures(screen)[0] == "1"
    screen.card.undo.click()
    screen_world.settle()
    assert rows(screen)[0].endswith("Undone") and figures(screen)[0] == "0"
    assert screen.day.text() == "Saturday 21 November"
    screen.after.click()
    screen_world.settle()
    assert len(rows(screen)) == 3 and not screen.after.isEnabled()


def test_what_a_clock_that_was_ahead_dated_later_is_found_and_undone(
    screen_world: ScreenWorld,
) -> None:
    world = screen_world.world
    stocked(world)
    world.clock.forward(days=10)
    served(world, world.household(2, 3))
    world.clock.forward(days=-9)
    world.desk.do(day.confirm, date(2026, 11, 22), on_purpose=True)
    before = left(screen_world)
    screen = shown(screen_world)
    assert screen.day.text() == "Sunday 22 November" and screen.after.isEnabled()
    screen.after.click()
    screen_world.settle()
    assert screen.day.text() == "Tuesday 1 December" and not screen.after.isEnabled()
    screen.card.undo.click()
    screen_world.settle()
    assert rows(screen)[0].endswith("Undone") and left(screen_world) > before


def test_a_day_on_which_nothing_happened_says_so(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    for _ in range(2):
        screen.before.click()
        screen_world.settle()
    assert screen.empty.isVisible() and not screen.list.isVisible()
    assert screen.empty.headline.text() == "Nothing happened on Friday 20 November"
    screen.now.click()
    screen_world.settle()
    assert len(rows(screen)) == 3 and not screen.now.isVisible()


def test_an_empty_today_says_how_to_start(screen_world: ScreenWorld) -> None:
    screen = shown(screen_world)
    assert screen.empty.isVisible() and "F2" in screen.empty.hint.text()


def test_a_scanned_label_finds_its_line_on_its_own_day(
    screen: TodayScreen, screen_world: ScreenWorld, labels: list[str]
) -> None:
    screen.scanned(labels[0])
    screen_world.settle()
    assert screen.day.text() == "Saturday 21 November"
    screen.scanned(labels[1])
    screen_world.settle()
    assert screen.list.currentIndex().row() == 2


def test_a_code_of_no_parcel_is_not_for_here(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    passed_on: list[str] = []
    screen.not_for_here.connect(passed_on.append)
    screen.scanned("9520000000011")
    screen_world.settle()
    assert passed_on == ["9520000000011"]


def test_what_happens_meanwhile_appears_and_the_mark_stays_on_its_line(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    press(screen, Qt.Key.Key_Down)
    marked = screen.list.marked().ref
    screen_world.do(turned_away.turn_away, Why.CLOSED)
    assert len(rows(screen)) == 4
    assert screen.list.marked().ref == marked


def test_two_refusals_are_said_and_nothing_is_lost(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    event = screen.list.marked()
    screen_world.do(today.undo, event.ref)
    screen.list.records.hold((event,))
    screen.list.mark(0)
    screen._undo()
    screen_world.settle()
    assert "undone already" in screen_world.notices.recent[-1].headline
    assert len(rows(screen)) == 3


def test_enter_goes_to_what_can_be_done_and_tab_reaches_everything(
    screen: TodayScreen,
) -> None:
    press(screen, Qt.Key.Key_Down)
    press(screen, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.card.reopen
    wanted = list(audit.controls(screen.window()))
    reached = audit.tab_walk(screen.window(), len(wanted) + 4)
    assert [each for each in wanted if each not in reached] == []


def test_2000_events_are_a_handful_of_widgets_and_quick_to_show(
    screen_world: ScreenWorld, benchmark_ms: int = 4000
) -> None:
    stocked(screen_world.world)
    product = screen_world.world.product_id("Baked beans 420 g")

    def many(act: Act) -> None:
        for _ in range(2000):
            intake.take_in(act, product, 1, dated=None)

    screen_world.world.desk.do(many)
    screen = shown(screen_world)
    screen_world.qtbot.waitUntil(
        lambda: screen.list.records.rowCount() >= 2000, timeout=benchmark_ms
    )
    assert len(screen.findChildren(QWidget)) < 120
    press(screen, Qt.Key.Key_End)
    assert screen.list.currentIndex().row() == screen.list.records.rowCount() - 1


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(
    screen: TodayScreen, screen_world: ScreenWorld, theme: Theme
) -> None:
    screen_world.look.wear(theme)
    judge(screen, screen_world)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    screen: TodayScreen,
    screen_world: ScreenWorld,
    qapp: QApplication,
    percent: int,
    direction: Qt.LayoutDirection,
) -> None:
    qapp.setLayoutDirection(direction)
    screen_world.look.wear(scale=Scale(percent))
    judge(screen, screen_world)


def judge(screen: TodayScreen, screen_world: ScreenWorld) -> None:
    """A family turned away, a parcel, something undone, and an empty day."""
    window = screen.window()
    assert isinstance(window, Window)
    problems = audited(window, screen_world)
    screen.list.mark(1)
    problems += audited(window, screen_world)
    screen.card.undo.click()
    screen_world.settle()
    problems += audited(window, screen_world)
    for _ in range(2):
        screen.before.click()
        screen_world.settle()
    problems += audited(window, screen_world)
    assert problems == []


def audited(window: Window, screen_world: ScreenWorld) -> list[str]:
    for _ in range(4):
        QApplication.processEvents()
    return audit.everything(window, screen_world.look)


def test_an_hour_of_swaps_is_one_row_that_enter_opens(screen_world: ScreenWorld) -> None:
    world = screen_world.world
    session = world.desk.do(trading.start)
    for out in (3, 2, 5):
        world.desk.do(trading.swapped, session, out, 1)
    screen = shown(screen_world)
    window = screen.window().windowHandle()
    assert [row for row in rows(screen) if "wap" in row] == rows(screen)
    assert len(rows(screen)) == 1 and "People 3, out 10, in 3" in rows(screen)[0]
    assert not screen.card.undo.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert len(rows(screen)) == 4 and "2 out, 1 in" in rows(screen)[2]
    QTest.keyClick(window, Qt.Key.Key_Down)
    QTest.keyClick(window, Qt.Key.Key_Down)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    screen_world.settle()
    assert "People 2, out 8, in 2" in rows(screen)[0]
    assert "Undone" in rows(screen)[2] and len(rows(screen)) == 4
    screen.list.mark(0)
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert len(rows(screen)) == 1
    assert audit.everything(screen.window(), screen_world.look) == []
