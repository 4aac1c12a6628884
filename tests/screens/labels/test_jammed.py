"""A jammed printer on a Saturday: nothing twice, nothing late, and a way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from hubdesk import settings
from hubdesk.counter import finishing, serving
from hubdesk.labels import queue, runs
from hubdesk.labels.layout import Label, Words
from hubdesk.reports import today
from hubdesk.stock import shelves
from tests.screens.conftest import ScreenWorld
from tests.screens.labels.test_labels_screen import ALT, Tray, done, press, shown
from ui.labels.screen import LabelsScreen
from ui.labels.what import What
from ui.widgets.result import Result

KEY = Qt.Key


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def screen(screen_world: ScreenWorld, tray: Tray, tmp_path: Path) -> Iterator[LabelsScreen]:
    world = screen_world.world
    world.line("Beans")
    world.product("Tinned beans", "Beans")
    world.shelf("9 Tinned beans")
    world.parcel(Beans=1)
    world.desk.do(settings.change, labels_on="l7159")
    world.desk.do(shelves.make, "A1")
    made = shown(screen_world, tray, tmp_path)
    yield made
    made.printer.close()


def five(world: ScreenWorld, screen: LabelsScreen) -> None:
    press(screen, KEY.Key_5, KEY.Key_Return, KEY.Key_Return)
    done(world, screen)


def test_a_second_try_says_that_the_printer_may_still_hold_the_first(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    five(screen_world, screen)
    press(screen, KEY.Key_N, held=ALT)
    screen_world.qtbot.waitUntil(lambda: len(tray.jobs) == 2)
    done(screen_world, screen)
    assert [chosen.alone for chosen in tray.chosen] == [False, True]
    press(screen, KEY.Key_Y, held=ALT)
    screen_world.settle()
    five(screen_world, screen)
    assert not tray.chosen[-1].alone, "other labels are no second try"


def test_a_second_try_that_fails_is_a_second_try_still(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    five(screen_world, screen)
    tray.off = True
    press(screen, KEY.Key_N, held=ALT)
    screen_world.qtbot.waitUntil(lambda: screen.after.card.headline.text() == "5 labels wait")
    done(screen_world, screen)
    tray.off = False
    press(screen, KEY.Key_P, held=ALT)
    screen_world.qtbot.waitUntil(lambda: len(tray.jobs) == 2)
    assert tray.chosen[-1].alone


def test_print_pressed_again_after_a_jam_says_what_waits(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    tray.off = True
    five(screen_world, screen)
    tray.off = False
    heard: list[Result] = []
    screen_world.notices.noticed.connect(heard.append)
    press(screen, KEY.Key_F12)
    screen_world.settle()
    assert any("wait still" in each.aloud() for each in heard)
    assert tray.jobs == [] and screen.after.card.headline.text() == "5 labels wait"


def test_whoever_cannot_mend_the_printer_skips_it(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    five(screen_world, screen)
    press(screen, KEY.Key_D, held=ALT)
    screen_world.settle()
    assert screen.after.isHidden() and screen_world.ask(runs.unsettled) is None
    assert screen.how_many.start.text() == "1", "the places are free still"
    assert len(tray.jobs) == 1
    assert screen.how_many.count.entry.hasFocus()


def test_the_label_of_a_parcel_that_was_undone_meanwhile_is_dead(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    visit = screen_world.do(serving.first_visit, 1, 0)
    screen_world.do(finishing.finish, visit)
    (job,) = [each for each in screen_world.ask(queue.waiting) if each.kind == "parcel"]
    screen.scanned(job.code)
    screen_world.settle()
    tray.off = True
    press(screen, KEY.Key_F12)
    done(screen_world, screen)
    assert screen.after.card.headline.text() == "1 label waits"
    screen_world.do(today.undo_last)
    screen.shown()
    screen_world.settle()
    assert screen.after.isHidden()
    tray.off = False
    press(screen, KEY.Key_P, held=ALT)
    screen_world.settle()
    assert tray.jobs == []


def test_a_shelfs_second_label_says_so_in_the_picture_and_on_paper(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    (shelf,) = screen_world.ask(shelves.of_place, screen_world.ask(settings.asked).here)
    for is_second in (False, True):
        screen.form.choose(What.SHELF, shelf.id.hex())
        made = screen.seen.preview._label
        assert made is not None and _says_again(made) is is_second
        press(screen, KEY.Key_F12)
        done(screen_world, screen)
        assert _says_again(tray.pages[-1].placed[0].label) is is_second
        press(screen, KEY.Key_Y, held=ALT)
        screen_world.settle()


def _says_again(label: Label) -> bool:
    return any("printed again" in mark.text for mark in label.marks if isinstance(mark, Words))
