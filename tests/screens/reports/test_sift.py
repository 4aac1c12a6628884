"""Today, sifted: one sort of event, or what one person did; and the day as one page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.counter import turned_away
from hubdesk.counter.turned_away import Why
from hubdesk.volunteers import serving, volunteer
from tests.hub.counter.test_serving import stocked
from tests.hub.labels.paper import texts
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.reports.test_today_screen import NAME, rows, served, shown
from ui.reports.sift import NOBODY, Sift
from ui.reports.today_screen import TodayScreen
from ui.theme.scale import STEPS, Scale
from ui.widgets.pick import Pick


@pytest.fixture
def labels(screen_world: ScreenWorld) -> list[str]:
    """One parcel by nobody named, one by Amina, one by Amina and Joe; one family turned away."""
    world = screen_world.world
    stocked(world)
    amina, joe = (world.desk.do(volunteer.add, name) for name in ("Amina", "Joe"))
    made = [served(world, world.household(2, 3, name=NAME))]
    world.desk.do(serving.tapped, amina.id)
    made.append(served(world, world.household(1, 0)))
    world.desk.do(serving.tapped, joe.id)
    made.append(served(world, world.household(1, 1)))
    world.desk.do(turned_away.turn_away, Why.RAN_OUT)
    return made


@pytest.fixture
def screen(labels: list[str], screen_world: ScreenWorld) -> TodayScreen:
    return shown(screen_world)


def choose(pick: Pick, words: str) -> None:
    """Opens nothing: goes down the list by keys, as somebody without a mouse does."""
    pick.setFocus()
    QTest.keyClick(pick, Qt.Key.Key_Home)
    for _ in range(pick.count()):
        if words in pick.currentText():
            return
        QTest.keyClick(pick, Qt.Key.Key_Down)
    raise AssertionError(words)


def test_each_line_says_who_did_it(screen: TodayScreen) -> None:
    told = rows(screen)
    assert "Amina" in told[0] and "Joe" in told[0]
    assert "Amina" in told[2] and "Joe" not in told[2]
    assert "Amina" not in told[3]
    assert "Joe" in screen.card.more.text()


def test_one_sort_shows_alone_and_the_figures_stay_the_days(screen: TodayScreen) -> None:
    everything = len(rows(screen))
    choose(screen.sift.sort, "Visits")
    assert len(rows(screen)) == 3 and all("Parcel for H" in row for row in rows(screen))
    choose(screen.sift.sort, "Turned away")
    assert len(rows(screen)) == 1
    choose(screen.sift.sort, "Stock")
    assert all("Taken in" in row for row in rows(screen))
    assert screen.figures.cards[0].figure.text() == "3"
    choose(screen.sift.sort, "Everything")
    assert len(rows(screen)) == everything


def test_what_one_person_did_shows_alone_also_in_a_pair(screen: TodayScreen) -> None:
    choose(screen.sift.who, "Joe")
    assert len(rows(screen)) == 2
    choose(screen.sift.sort, "Visits")
    assert len(rows(screen)) == 1 and "1+1" in rows(screen)[0]
    choose(screen.sift.who, "Nobody named")
    assert len(rows(screen)) == 1 and "2+3" in rows(screen)[0]
    choose(screen.sift.sort, "Turned away")
    assert screen.empty.isVisible() and "Nothing of this kind" in screen.empty.headline.text()
    assert not screen.card.isVisible()


def test_a_choice_outlives_an_undo_and_is_gone_on_coming_back(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    choose(screen.sift.who, "Joe")
    choose(screen.sift.sort, "Visits")
    screen.card.undo.click()
    screen_world.settle()
    assert len(rows(screen)) == 1 and rows(screen)[0].endswith("Undone")
    screen.shown()
    screen_world.settle()
    assert screen.sift.sort.value() == "" and len(rows(screen)) > 3


def test_a_scanned_label_is_found_whatever_was_chosen(
    screen: TodayScreen, screen_world: ScreenWorld, labels: list[str]
) -> None:
    choose(screen.sift.sort, "Stock")
    screen.scanned(labels[0])
    screen_world.settle()
    assert "2+3" in str(screen.list.records.data(screen.list.currentIndex()))


def test_with_nobody_named_there_is_nobody_to_choose(
    screen_world: ScreenWorld,
) -> None:
    stocked(screen_world.world)
    assert not shown(screen_world).sift.who.isVisible()


def test_a_person_of_another_day_is_nobody_on_this_one(screen: TodayScreen) -> None:
    screen.sift.who.set_value("Joe")
    screen.sift.offer(())
    assert screen.sift.who.value() == "" and isinstance(screen.sift, Sift)
    assert NOBODY not in [screen.sift.who.itemData(n) for n in range(screen.sift.who.count())]


def test_the_day_is_printed_as_one_page_without_a_name(
    screen: TodayScreen, screen_world: ScreenWorld
) -> None:
    screen.print_day.click()
    folder = screen_world.world.folder / "papers"
    screen_world.qtbot.waitUntil(lambda: len(list(folder.glob("*.pdf"))) == 1, timeout=15_000)
    assert screen._papers is not None
    screen._papers.close()
    screen_world.settle()
    (file,) = folder.glob("day-2026-11-21-*.pdf")
    (text,) = texts(file.read_bytes())
    assert NAME not in text and "Amina" in text
    assert screen_world.notices.recent[-1].headline == "Saved as a PDF"


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
    for _ in range(4):
        QApplication.processEvents()
    assert audit.everything(screen.window(), screen_world.look) == []
