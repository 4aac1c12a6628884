"""Finding a household without its card."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.codes import own
from hubdesk.households import looking
from hubdesk.households.household import note_details
from hubdesk.households.record import Details
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.privacy import holds
from ui.households.find_screen import FindScreen
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme
from ui.window import Window

NAMES = ("Amina O'Brien", "Aminata Diallo", "Benjamin Carter")
Leaving = Callable[[FindScreen, Window], None]


@pytest.fixture
def find(screen_world: ScreenWorld) -> FindScreen:
    """Three households and the screen that finds them, shown in the window."""
    world = screen_world.world
    world.household(2, 3, name=NAMES[0], street="12 Mill Lane", postcode="B14 7XY")
    world.household(1, 2, name=NAMES[1], street="4 Mill Lane", postcode="B14 7XY")
    world.household(1, 0, name=NAMES[2], street="7 The Green", postcode="CV1 2AB")
    return shown(screen_world)


def shown(screen_world: ScreenWorld, idle_ms: int = 60_000) -> FindScreen:
    made = FindScreen(screen_world.look, screen_world.line, screen_world.notices, idle_ms)
    screen_world.show(made)
    return made


def window_of(find: FindScreen) -> Window:
    found = find.window()
    assert isinstance(found, Window)
    return found


def typed(find: FindScreen, text: str, screen_world: ScreenWorld) -> None:
    QTest.keyClicks(find.scan.field, text)
    screen_world.qtbot.waitUntil(lambda: not find.found.searching._typed.isActive())
    screen_world.settle()


def press(find: FindScreen, key: Qt.Key) -> None:
    QTest.keyClick(find.window().windowHandle(), key)


def found_names(find: FindScreen) -> list[str]:
    return [hit.name for hit in find.found.hits.list.records.records]


def wanted(find: FindScreen) -> list[bytes]:
    heard: list[bytes] = []
    find.visit_wanted.connect(heard.append)
    return heard


def test_the_empty_screen_says_what_to_do_and_holds_no_name(find: FindScreen) -> None:
    assert (
        find.found.empty.isVisible()
        and find.found.empty.headline.text() == "Type a name or goods to start"
    )
    assert holds(window_of(find), *NAMES) == []
    assert QApplication.focusWidget() is find.scan.field


def test_a_name_spelled_roughly_is_found_and_enter_opens_the_visit(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    opened = wanted(find)
    typed(find, "amena obrian", screen_world)
    assert found_names(find)[0] == NAMES[0]
    first = find.found.hits.list.records.records[0].household.id
    press(find, Qt.Key.Key_Return)
    assert opened == [first]
    assert holds(window_of(find), *NAMES) == []


def test_whoever_is_opened_by_name_was_looked_at_and_a_scanned_card_was_not(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    typed(find, "mill lane", screen_world)
    first, second = (hit.household for hit in find.found.hits.list.records.records)
    press(find, Qt.Key.Key_Return)
    screen_world.settle()
    assert len(screen_world.ask(looking.looks, first.id)) == 1
    assert screen_world.ask(looking.looks, second.id) == [], "it was only listed"
    find.scanned(second.card)
    screen_world.settle()
    assert screen_world.ask(looking.looks, second.id) == []


def test_a_street_or_a_postcode_finds_everybody_there(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    typed(find, "mill lane", screen_world)
    assert set(found_names(find)) == {NAMES[0], NAMES[1]}
    find.found.wipe()
    typed(find, "cv1", screen_world)
    assert found_names(find)[0] == NAMES[2]


@pytest.mark.parametrize("letter", ["", "h", "H "])
def test_the_last_four_of_a_card_find_its_household(
    find: FindScreen, screen_world: ScreenWorld, letter: str
) -> None:
    typed(find, "benjamin", screen_world)
    number = find.found.hits.list.records.records[0].household.number
    find.found.wipe()
    typed(find, letter + number[1:], screen_world)
    assert NAMES[2] in found_names(find)


def test_down_chooses_the_second_and_enter_opens_it(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    opened = wanted(find)
    typed(find, "mill lane", screen_world)
    second = find.found.hits.list.records.records[1].household.id
    press(find, Qt.Key.Key_Down)
    press(find, Qt.Key.Key_Return)
    assert opened == [second]


def test_enter_before_the_answer_opens_the_only_one_but_never_chooses_unseen(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    opened = wanted(find)
    QTest.keyClicks(find.scan.field, "mill lane")
    press(find, Qt.Key.Key_Return)
    screen_world.settle()
    assert opened == [] and len(found_names(find)) == 2
    number = find.found.hits.list.records.records[1].household.number
    press(find, Qt.Key.Key_Return)
    assert len(opened) == 1
    QTest.keyClicks(find.scan.field, number)
    press(find, Qt.Key.Key_Return)
    screen_world.settle()
    assert len(opened) == 2


def test_two_enters_from_a_scanner_open_one_visit(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    opened = wanted(find)
    typed(find, "benjamin carter", screen_world)
    press(find, Qt.Key.Key_Return)
    press(find, Qt.Key.Key_Return)
    screen_world.settle()
    assert len(opened) == 1


def leave(find: FindScreen, window: Window) -> None:
    window.go(1)


def hide(find: FindScreen, window: Window) -> None:
    window.cover.hide_desk()


def escape(find: FindScreen, window: Window) -> None:
    press(find, Qt.Key.Key_Escape)


def rub_out(find: FindScreen, window: Window) -> None:
    for _ in range(len("amina")):
        press(find, Qt.Key.Key_Backspace)


def fall_idle(find: FindScreen, window: Window) -> None:
    find.found.searching._idle.timeout.emit()


@pytest.mark.parametrize("leaving", [leave, hide, escape, rub_out, fall_idle])
def test_names_go_when_the_search_ends(
    find: FindScreen, screen_world: ScreenWorld, leaving: Leaving
) -> None:
    window = window_of(find)
    typed(find, "amina", screen_world)
    assert holds(window, *NAMES) != []
    leaving(find, window)
    screen_world.settle()
    assert holds(window, *NAMES, "amina") == []
    assert find.found.hits.list.records.records == ()


def test_a_screen_that_nobody_touches_forgets_by_itself(screen_world: ScreenWorld) -> None:
    screen_world.world.household(1, 0, name=NAMES[2])
    find = shown(screen_world, idle_ms=400)
    typed(find, "benjamin", screen_world)
    assert found_names(find)
    screen_world.qtbot.waitUntil(lambda: not found_names(find))
    assert holds(window_of(find), *NAMES) == []


def test_an_answer_that_comes_too_late_shows_no_name(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    window = window_of(find)
    QTest.keyClicks(find.scan.field, "amina")
    find.found.searching.seek()
    window.go(1)
    screen_world.settle()
    assert holds(window, *NAMES) == []


def test_a_scanned_card_opens_its_visit_whatever_is_on_show(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    opened = wanted(find)
    typed(find, "aminata", screen_world)
    home = find.found.hits.list.records.records[0].household
    find.ways.see_for_another(home.id)
    screen_world.settle()
    window_of(find).scanned(home.card)
    screen_world.settle()
    assert opened == [home.id]
    assert find.pages.currentWidget() is find.found.nothing


def test_other_scans_are_answered_in_words_and_do_nothing(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    opened, passed_on = wanted(find), list[str]()
    find.not_for_here.connect(passed_on.append)
    find.scanned(own.draw(own.Kind.HOUSEHOLD))
    find.scanned("5000157024671")
    screen_world.settle()
    said = [result.headline for result in screen_world.notices.recent]
    assert said == ["This card is not known here"] and passed_on == ["5000157024671"]
    assert opened == []


def test_nobody_found_says_what_else_to_do(find: FindScreen, screen_world: ScreenWorld) -> None:
    typed(find, "zzqqxx", screen_world)
    assert find.found.empty.isVisible() and find.found.empty.headline.text() == "Nobody found"
    assert "2+3" in find.found.empty.hint.text()


def test_a_name_that_was_just_changed_reads_anew(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    typed(find, "benjamin", screen_world)
    home = find.found.hits.list.records.records[0].household.id
    screen_world.do(note_details, home, Details(name="Benjamin Carter-Wu"))
    assert found_names(find)[0] == "Benjamin Carter-Wu"


def test_tab_reaches_the_list_and_both_buttons(find: FindScreen, screen_world: ScreenWorld) -> None:
    typed(find, "mill lane", screen_world)
    reached = audit.tab_walk(window_of(find), 14)
    assert {find.found.hits.list, find.found.hits.see, find.found.hits.open_visit} <= set(reached)


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(
    find: FindScreen, screen_world: ScreenWorld, theme: Theme
) -> None:
    screen_world.look.wear(theme)
    judge(find, screen_world)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    find: FindScreen,
    screen_world: ScreenWorld,
    qapp: QApplication,
    percent: int,
    direction: Qt.LayoutDirection,
) -> None:
    qapp.setLayoutDirection(direction)
    screen_world.look.wear(scale=Scale(percent))
    judge(find, screen_world)


def judge(find: FindScreen, screen_world: ScreenWorld) -> None:
    """Empty, with households found, details hidden, and details open."""
    window = window_of(find)
    problems = audited(window, screen_world)
    typed(find, "mill lane", screen_world)
    problems += audited(window, screen_world)
    find.ways.see_for_another(find.found.hits.list.records.records[0].household.id)
    screen_world.settle()
    problems += audited(window, screen_world)
    find.pages.details.show_button.click()
    screen_world.settle()
    find.pages.details.form.name.box.setText("Somebody Else")
    find.pages.details._go_back()
    problems += audited(window, screen_world)
    assert problems == []


def audited(window: Window, screen_world: ScreenWorld) -> list[str]:
    for _ in range(4):
        QApplication.processEvents()
    return audit.everything(window, screen_world.look)


@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.parametrize("somebody", [True, False])
def test_goods_below_people_pass_every_audit(
    screen_world: ScreenWorld, percent: int, somebody: bool
) -> None:
    world = screen_world.world
    world.line("Mill flour")
    for name in ("Mill flour", "Mill oats", "Mill bran"):
        world.product(name, "Mill flour")
        world.shelf(f"4 {name}, best before 2027-03")
    if somebody:
        world.household(2, 3, name=NAMES[0], street="12 Mill Lane", postcode="B14 7XY")
    screen_world.look.wear(scale=Scale(percent))
    find = shown(screen_world)
    typed(find, "mill", screen_world)
    assert (
        find.found.goods.list.records.rowCount() == 3 and find.found.hits.is_empty() is not somebody
    )
    assert audited(window_of(find), screen_world) == []
