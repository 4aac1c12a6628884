"""The frame: places, keys, hiding, help, scans to the screen in front, focus coming home."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.changes import Changes, Touched
from hubdesk.day_answers import Doubt
from hubdesk.errors import Refused
from tests.screens.look.sample import RESULTS, SampleEmpty, counter_of, quiet_sounds
from ui import keys
from ui.crash import CrashHook
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Tone
from ui.widgets.result import Result
from ui.window import NAME, Window


def press(window: Window, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= each
    QTest.keyClick(window.windowHandle(), key, modifiers)
    QApplication.processEvents()


CTRL = Qt.KeyboardModifier.ControlModifier
EVERY_KEY = sorted(
    {
        each
        for jobs in (keys.EVERYWHERE, keys.ON_SEVERAL, *keys.ON_SCREEN.values())
        for key in jobs
        for each in key.all_
    }
)


def titles(window: Window) -> str:
    return window.here().title


def test_the_rail_shows_only_the_places_it_is_given(window: Window) -> None:
    words = [button.text() for button in window.rail.buttons]
    assert words == ["Counter", "Labels", "Find", "Today"]


@pytest.mark.parametrize(
    ("key", "held", "title"),
    [
        (Qt.Key.Key_F8, (), "Find"),
        (Qt.Key.Key_8, (CTRL,), "Find"),
        (Qt.Key.Key_F9, (), "Today"),
        (Qt.Key.Key_9, (CTRL,), "Today"),
        (Qt.Key.Key_F7, (), "Labels"),
        (Qt.Key.Key_7, (CTRL,), "Labels"),
    ],
)
def test_every_place_opens_by_its_f_key_and_by_its_ctrl_twin(
    window: Window, key: Qt.Key, held: tuple[Qt.KeyboardModifier, ...], title: str
) -> None:
    press(window, key, *held)
    assert titles(window) == title
    assert [b.text() for b in window.rail.buttons if b.isChecked()] == [title]
    press(window, Qt.Key.Key_F2)
    assert titles(window) == "Counter"


@pytest.mark.parametrize("screen", keys.ON_SCREEN)
def test_no_two_jobs_of_a_screen_share_a_key(screen: str) -> None:
    working = (*keys.EVERYWHERE, *keys.ON_SEVERAL, *keys.ON_SCREEN[screen])
    used = [each for key in working for each in key.all_]
    assert len(used) == len(set(used))


def test_no_key_is_a_plain_letter_or_digit_and_each_f_key_has_a_twin() -> None:
    begins = ("F", "Shift+F", "Ctrl+", "Alt+")
    assert all(each == "Del" or each.startswith(begins) for each in EVERY_KEY)
    assert all(key.twins for key in keys.EVERYWHERE if key.shown.startswith("F"))


def test_a_scan_goes_to_the_screen_in_front(window: Window) -> None:
    window.scanned("5000157024671")
    assert counter_of(window).heard == ["5000157024671"]
    press(window, Qt.Key.Key_F8)
    window.scanned("H123456789012")
    find = window.places[2].widget
    assert isinstance(find, SampleEmpty)
    assert find.heard == ["H123456789012"]


def test_only_the_screen_in_front_hears_of_changes(window: Window) -> None:
    window.changed(Changes(frozenset({Touched.STOCK})))
    assert counter_of(window).heard == ["changed"]
    find = window.places[2].widget
    assert isinstance(find, SampleEmpty)
    assert find.heard == []


@pytest.mark.parametrize("key", [(Qt.Key.Key_F11,), (Qt.Key.Key_H, CTRL)])
def test_hiding_blanks_everything_and_keeps_scans_in_order(
    window: Window, key: tuple[Qt.Key, ...]
) -> None:
    press(window, *key)  # type: ignore[arg-type]
    assert window.cover.is_hidden()
    assert not counter_of(window).isVisible()
    assert not window.title.isVisible()
    window.scanned("one")
    window.scanned("two")
    assert "2" in window.cover.hidden.waiting.text()
    assert counter_of(window).heard == []
    press(window, Qt.Key.Key_A)
    assert not window.cover.is_hidden()
    assert counter_of(window).heard == ["one", "two"]
    assert counter_of(window).scan.field.hasFocus()
    assert counter_of(window).scan.text() == ""


def test_a_touch_brings_the_screen_back(window: Window, qtbot: QtBot) -> None:
    window.title.hide_button.click()
    assert window.cover.is_hidden()
    qtbot.mouseClick(window.cover.hidden, Qt.MouseButton.LeftButton)
    assert not window.cover.is_hidden()


def test_while_hidden_no_place_key_shows_anything(window: Window) -> None:
    press(window, Qt.Key.Key_F11)
    assert not window.desk.isVisible()
    assert window.windowTitle() == NAME


def test_the_focus_comes_home_from_every_place(window: Window) -> None:
    for key in (Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F2):
        press(window, key)
        screen = window.here()
        assert isinstance(screen, QWidget)
        assert screen.isAncestorOf(QApplication.focusWidget())
    assert counter_of(window).scan.field.hasFocus()


def test_help_opens_for_the_screen_in_front_and_goes_back(window: Window) -> None:
    press(window, Qt.Key.Key_F1)
    assert window.here() is window.help_page
    assert "Serve one household" in window.help_page.text.toPlainText()
    assert "0113 496 0000" in window.help_page.text.toPlainText()
    press(window, Qt.Key.Key_Escape)
    assert titles(window) == "Counter"
    press(window, Qt.Key.Key_8, CTRL)
    press(window, Qt.Key.Key_1, CTRL)
    assert "part of a name" in window.help_page.text.toPlainText()
    press(window, Qt.Key.Key_F1)
    assert titles(window) == "Find"


def test_a_scan_while_reading_help_is_not_lost(window: Window) -> None:
    press(window, Qt.Key.Key_F1)
    window.scanned("5000157024671")
    assert titles(window) == "Counter"
    assert counter_of(window).heard == ["5000157024671"]


def test_ctrl_plus_makes_the_text_larger_and_the_desk_one_column(window: Window) -> None:
    press(window, Qt.Key.Key_Plus, CTRL)
    press(window, Qt.Key.Key_Plus, CTRL)
    assert window.look.scale == Scale(150)
    assert not window.title.isVisible()
    assert window.title.tools.isVisible()
    press(window, Qt.Key.Key_Minus, CTRL)
    press(window, Qt.Key.Key_Minus, CTRL)
    assert window.look.scale == Scale(100)
    assert window.title.isVisible()


def test_a_refusal_that_nobody_took_stands_across_the_top(look: Look, window: Window) -> None:
    notices = Notices(quiet_sounds())
    notices.noticed.connect(window.notice.show_result)
    notices.said(Refused("Only {left} left. Type a smaller number.", left=2))
    assert window.notice.isVisible()
    assert window.notice.headline.text() == "Only 2 left. Type a smaller number."
    window.notice.buttons[0].click()
    assert not window.notice.isVisible()


def test_a_number_for_a_bag_outlasts_the_notices_after_it(window: Window) -> None:
    """A refusal, then a second bag: neither number is lost before it is put away."""
    notice = window.notice
    first = Result(Tone.SOON, "Write 7997 on the bag", ("No paper.",), pinned=True)
    second = Result(Tone.SOON, "Write 8001 on the bag", ("No paper.",), pinned=True)
    notice.show_result(first)
    notice.show_result(Result(Tone.SOON, "This sheet has places 1 to 21."))
    assert notice.headline.text() == "This sheet has places 1 to 21."
    assert "Write 7997 on the bag" in notice.lines.text()
    notice.buttons[0].click()
    assert (notice.headline.text(), notice.lines.text()) == ("Write 7997 on the bag", "No paper.")
    notice.show_result(second)
    assert "Write 7997 on the bag" in notice.lines.text()
    notice.put_away(first)
    assert (notice.headline.text(), notice.lines.text()) == ("Write 8001 on the bag", "No paper.")
    notice.show_result(first)
    notice.buttons[0].click()
    assert notice.headline.text() == "Write 8001 on the bag"
    notice.buttons[0].click()
    assert not notice.isVisible()


def test_everything_told_can_be_listened_to_at_one_door() -> None:
    played: list[str] = []
    sounds = quiet_sounds()
    sounds._player = lambda wav: played.append(wav.name)
    notices = Notices(sounds)
    notices.result(Result(Tone.OK, "Added"))
    notices.result(Result(Tone.STOP, "Do not give out"))
    notices.notice(Result(Tone.INFO, "Saved"))
    assert [each.headline for each in notices.recent] == ["Added", "Do not give out", "Saved"]
    assert played == ["ok.wav", "stop.wav"]


def test_no_class_of_the_frame_grows_past_twenty_methods() -> None:
    for kind in (Window, Notices, SampleEmpty):
        own = [name for name, what in vars(kind).items() if callable(what)]
        assert len(own) <= 20, kind.__name__


def test_a_click_on_any_button_leaves_the_focus_in_the_scan_box(
    window: Window, qtbot: QtBot
) -> None:
    counter = counter_of(window)
    counter.rows.pick(counter.rows.lines[0].id_)
    for button in (counter.tiles.tiles[0], counter.rows.more, counter.park):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert counter.scan.field.hasFocus()


def test_a_button_pressed_by_key_gives_the_focus_back(window: Window, qtbot: QtBot) -> None:
    counter = counter_of(window)
    counter.tiles.tiles[0].setFocus()
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(counter.scan.field.hasFocus)


def test_a_button_that_opened_a_field_leaves_the_focus_there(window: Window, qtbot: QtBot) -> None:
    counter = counter_of(window)
    counter.park.clicked.connect(counter.no_label.setFocus)
    counter.park.setFocus()
    press(window, Qt.Key.Key_Space)
    qtbot.wait(20)
    assert counter.no_label.hasFocus()


def test_a_result_that_is_replaced_while_its_button_has_the_focus_sends_it_home(
    window: Window,
) -> None:
    counter = counter_of(window)
    counter.result.show_result(RESULTS["ok"])
    counter.result.buttons[0].setFocus()
    counter.result.show_result(RESULTS["new"])
    assert counter.scan.field.hasFocus()


@pytest.mark.parametrize("key", EVERY_KEY)
def test_every_key_of_the_desk_works_while_the_scan_box_has_the_focus(
    window: Window, key: str
) -> None:
    """A text field claims many Ctrl keys for itself, Ctrl+Z among them."""
    heard: list[str] = []
    counter = counter_of(window)
    if key in [each for shortcut in window.findChildren(QShortcut) for each in names(shortcut)]:
        return
    QShortcut(QKeySequence(key), counter).activated.connect(partial(heard.append, key))
    assert counter.scan.field.hasFocus()
    pressed = QKeySequence(key)[0]
    press(window, pressed.key(), pressed.keyboardModifiers())
    assert heard == [key]


def names(shortcut: QShortcut) -> list[str]:
    return [shortcut.key().toString()]


def test_while_something_is_typed_ctrl_z_is_about_the_typing(window: Window) -> None:
    heard: list[str] = []
    counter = counter_of(window)
    QShortcut(QKeySequence("Ctrl+Z"), counter).activated.connect(partial(heard.append, "undo"))
    QTest.keyClicks(counter.scan.field, "27")
    press(window, Qt.Key.Key_Z, CTRL)
    assert heard == []


def test_a_bug_is_told_in_one_plain_sentence(window: Window, tmp_path: Path) -> None:
    notices = Notices(quiet_sounds())
    notices.noticed.connect(window.notice.show_result)
    hook = CrashHook(tmp_path)
    hook.crashed.connect(notices.broke)
    hook.take(KeyError, KeyError("Amina"), None)
    hook.close()
    assert "went wrong" in window.notice.headline.text()
    assert "Amina" not in notices.recent[-1].aloud()


def test_a_key_that_the_screen_hears_itself_still_works_while_a_result_shows_it(
    window: Window,
) -> None:
    heard: list[str] = []
    counter = counter_of(window)
    QShortcut(QKeySequence("Ctrl+Z"), counter).activated.connect(partial(heard.append, "screen"))
    counter.result.chosen.connect(heard.append)
    for _ in range(3):
        counter.result.show_result(RESULTS["ok"])
        press(window, Qt.Key.Key_Z, CTRL)
    assert heard == ["screen"] * 3


def test_hiding_the_screen_does_not_answer_the_question_about_the_day(window: Window) -> None:
    window.cover.ask_day(Doubt(date(2026, 11, 21), 1_795_260_000_000))
    window.cover.hide_desk()
    press(window, Qt.Key.Key_A)
    assert window.cover.currentWidget() is window.cover.day_question
    window.scanned("5000157024671")
    assert counter_of(window).heard == []
    window.cover.day_known()
    assert window.cover.is_open()
    assert counter_of(window).heard == ["5000157024671"]


def test_an_answer_that_comes_late_cannot_take_the_keys_from_the_hidden_screen(
    window: Window,
) -> None:
    field = QApplication.focusWidget()
    assert field is not None
    window.cover.hide_desk()
    field.setFocus()
    assert QApplication.focusWidget() is window.cover.hidden
    press(window, Qt.Key.Key_A)
    assert window.cover.is_open()
