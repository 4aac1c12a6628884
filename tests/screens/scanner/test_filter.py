from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.scanner.keystrokes import Scan
from hubdesk.scanner.setup import GS, ScannerSetup
from tests.screens.scanner.conftest import Desk, Heard, modal_over
from tests.screens.scanner.keyboard import ENTER, play, play_stamped, settle, strike, window_of
from ui.scanner.filter import ScanFilter

TIN = "5000157024671"
PLACES = ["notes", "more", "people", "finish", "shelf"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("gap_ms", [0.5, 10.0])
def test_a_scan_serves_wherever_the_focus_is_and_leaks_nothing(
    desk: Desk, heard: Heard, place: str, gap_ms: float
) -> None:
    focus: QWidget = getattr(desk, place)
    focus.setFocus()
    before = desk.contents()
    play(desk, TIN + ENTER, gap_ms)
    settle()
    assert heard.scans == [TIN]
    assert desk.contents() == before
    assert heard.clicks == []
    assert desk.focusWidget() is focus


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("gap_ms", [1, 25, 40, 45])
def test_a_slow_scanner_leaks_nothing_either(
    desk: Desk, heard: Heard, place: str, gap_ms: int
) -> None:
    focus: QWidget = getattr(desk, place)
    focus.setFocus()
    before = desk.contents()
    play_stamped(desk, TIN + ENTER, gap_ms)
    settle()
    assert (heard.scans, heard.clicks, desk.contents()) == ([TIN], [], before)


def test_keys_further_apart_than_the_gap_are_typing_even_when_they_come_at_once(
    desk: Desk, heard: Heard
) -> None:
    """The app was busy for a second while a volunteer typed: that is no scan."""
    desk.notes.setFocus()
    play_stamped(desk, TIN + ENTER, 80)
    settle()
    assert (heard.scans, desk.notes.text()) == ([], TIN)


@pytest.mark.parametrize("ending", ["\r", "\n", "\t", ""])
def test_however_the_code_ends(desk: Desk, heard: Heard, ending: str) -> None:
    desk.finish.setFocus()
    play(desk, TIN + ending)
    settle()
    assert (heard.scans, heard.clicks) == ([TIN], [])
    assert desk.focusWidget() is desk.finish


@pytest.mark.parametrize("in_field", [True, False])
def test_a_dialog_stays_open(desk: Desk, heard: Heard, qtbot: QtBot, in_field: bool) -> None:
    dialog, close, why = modal_over(desk, qtbot)
    (why if in_field else close).setFocus()
    play(dialog, TIN + ENTER)
    settle()
    assert heard.scans == [TIN]
    assert dialog.isVisible()
    assert why.text() == ""


def test_the_first_key_after_a_dialog_opens_is_held_too(
    desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    dialog = QDialog(desk)
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    play(dialog, TIN + ENTER)
    settle()
    assert heard.scans == [TIN]
    assert dialog.isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_an_open_menu_neither_moves_nor_closes(desk: Desk, heard: Heard) -> None:
    menu = QMenu(desk)
    chosen: list[object] = []
    menu.triggered.connect(chosen.append)
    menu.addAction("5 tins")
    menu.addAction("1 bag")
    menu.popup(desk.mapToGlobal(QPoint(5, 5)))
    settle()
    play(desk, TIN + ENTER)
    settle()
    assert (heard.scans, chosen, menu.isVisible()) == ([TIN], [], True)
    menu.close()


def test_twenty_scans_back_to_back_lose_none(desk: Desk, heard: Heard) -> None:
    desk.notes.setFocus()
    codes = [f"50001570{number:05d}" for number in range(20)]
    play(desk, "".join(code + ENTER for code in codes), 0.5)
    settle()
    assert heard.scans == codes
    assert desk.notes.text() == ""


def test_scans_while_busy_wait_in_line_and_are_counted(
    desk: Desk, heard: Heard, scan_filter: ScanFilter
) -> None:
    scan_filter.busy(True)
    play(desk, "11111111112\r22222222223\r33333333334\r")
    settle()
    assert (heard.scans, heard.waiting) == ([], [1, 2, 3])
    scan_filter.busy(False)
    settle()
    assert heard.scans == ["11111111112", "22222222223", "33333333334"]
    assert heard.waiting[-1] == 0


def test_a_screen_that_is_busy_after_each_scan_gets_them_one_by_one(
    desk: Desk, heard: Heard, scan_filter: ScanFilter
) -> None:
    class Slow:
        def work(self, _: str) -> None:
            scan_filter.busy(True)

    slow = Slow()
    scan_filter.scanned.connect(slow.work)
    play(desk, "11111111112\r22222222223\r")
    settle()
    assert (heard.scans, heard.waiting) == (["11111111112"], [1])
    scan_filter.busy(False)
    settle()
    assert heard.scans == ["11111111112", "22222222223"]


@pytest.mark.parametrize("text", ["beans 400 g", "Zoë Łuk ü £5", "O'Brien & Sons"])
def test_typing_arrives_whole_and_in_order(desk: Desk, heard: Heard, text: str) -> None:
    desk.notes.setFocus()
    play(desk, text, 60.0)
    settle()
    assert desk.notes.text() == text
    assert heard.scans == []


def test_typing_at_a_steady_pace_with_enter_presses_enter(desk: Desk, heard: Heard) -> None:
    entered: list[str] = []
    desk.notes.returnPressed.connect(lambda: entered.append(desk.notes.text()))
    desk.notes.setFocus()
    play(desk, "2+3\r", 150.0)
    settle()
    assert entered == ["2+3"]


def test_a_fast_short_burst_is_given_back_before_its_enter(desk: Desk, heard: Heard) -> None:
    """Three keys of a quick volunteer: all arrive, and the Enter comes after them."""
    entered: list[str] = []
    desk.notes.returnPressed.connect(lambda: entered.append(desk.notes.text()))
    desk.notes.setFocus()
    play(desk, "2+3\r", 5.0)
    settle()
    assert (entered, heard.scans) == (["2+3"], [])


def test_keys_go_to_the_field_they_were_typed_in(desk: Desk, heard: Heard) -> None:
    desk.notes.setFocus()
    strike(window_of(desk), "a")
    desk.more.setFocus()
    settle()
    assert (desk.notes.text(), desk.more.toPlainText()) == ("a", "")


class Recorder(QWidget):
    """Writes down each key event it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[tuple[str, str, Qt.KeyboardModifier]] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.got.append(("down", event.text(), event.modifiers()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.got.append(("up", event.text(), event.modifiers()))


def test_keys_rolled_over_each_other_come_back_as_they_were(
    scan_filter: ScanFilter, qtbot: QtBot
) -> None:
    recorder = Recorder()
    qtbot.addWidget(recorder)
    recorder.show()
    recorder.activateWindow()
    QTest.qWaitForWindowActive(recorder)
    recorder.setFocus()
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    rolled = [("down", "a", none), ("down", "B", shift), ("up", "a", none), ("up", "B", shift)]
    for what, text, modifiers in rolled:
        kind = QEvent.Type.KeyPress if what == "down" else QEvent.Type.KeyRelease
        event = QKeyEvent(kind, ord(text.upper()), modifiers, text)
        QCoreApplication.sendEvent(window_of(recorder), event)
    assert recorder.got == []
    settle()
    assert recorder.got == rolled


def test_what_an_input_method_writes_is_left_alone(desk: Desk, heard: Heard) -> None:
    desk.notes.setFocus()
    written = QInputMethodEvent()
    written.setCommitString("বাংলা 中文")
    QCoreApplication.sendEvent(desk.notes, written)
    assert desk.notes.text() == "বাংলা 中文"


def test_a_field_that_is_gone_gets_nothing_and_nothing_breaks(desk: Desk, heard: Heard) -> None:
    desk.notes.setFocus()
    strike(window_of(desk), "a")
    shiboken6.delete(desk.notes)
    settle()
    assert heard.scans == []


def test_a_click_gives_typing_back_first(desk: Desk, heard: Heard) -> None:
    desk.notes.setFocus()
    strike(window_of(desk), "a")
    QTest.mouseClick(window_of(desk), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert desk.notes.text() == "a"


def test_space_presses_a_button_once(desk: Desk, heard: Heard) -> None:
    desk.finish.setFocus()
    play(desk, " ")
    settle()
    assert heard.clicks == [True]


def test_a_dialog_opened_by_a_typed_space_is_listened_to(
    desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    """The space is given back, the button opens a dialog, and a scan comes while it is open."""
    seen: list[object] = []

    def scan_into_it() -> None:
        dialog = desk.findChild(QDialog)
        assert dialog is not None
        play(dialog, TIN + ENTER)
        settle()
        seen.extend([*heard.scans, dialog.isVisible()])
        dialog.reject()

    def ask() -> None:
        dialog = QDialog(desk)
        QPushButton("Yes", dialog).setDefault(True)
        QTimer.singleShot(50, scan_into_it)
        dialog.exec()

    desk.finish.clicked.connect(ask)
    desk.finish.setFocus()
    play(desk, " ")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [TIN, True]


def test_a_key_held_down_repeats(desk: Desk, heard: Heard) -> None:
    desk.notes.setFocus()
    window = window_of(desk)
    strike_only = QEvent.Type.KeyPress
    none = Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(window, QKeyEvent(strike_only, Qt.Key.Key_A, none, "a"))
    settle()
    for _ in range(12):
        again = QKeyEvent(strike_only, Qt.Key.Key_A, none, "a", True)
        QCoreApplication.sendEvent(window, again)
        QTest.qWait(3)
    assert desk.notes.text() == "a" * 13
    assert heard.scans == []


@pytest.fixture
def shortcut(desk: Desk, heard: Heard) -> Callable[[str], None]:
    def add(keys: str) -> None:
        made = QShortcut(QKeySequence(keys), desk)
        made.activated.connect(lambda: heard.shortcuts.append(keys))

    return add


def test_no_shortcut_takes_a_key_out_of_a_code(
    desk: Desk, heard: Heard, shortcut: Callable[[str], None]
) -> None:
    for keys in ("1", "Return", "Tab"):
        shortcut(keys)
    desk.shelf.setFocus()
    play(desk, TIN + ENTER)
    settle()
    assert (heard.scans, heard.shortcuts) == ([TIN], [])


def test_f_keys_and_commands_pass_untouched(
    desk: Desk, heard: Heard, shortcut: Callable[[str], None]
) -> None:
    for keys in ("F12", "Ctrl+Z", "Ctrl+Return", "Alt+S", "Esc"):
        shortcut(keys)
    desk.finish.setFocus()
    window = window_of(desk)
    QTest.keyClick(window, Qt.Key.Key_F12)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert heard.shortcuts == ["F12", "Ctrl+Z", "Ctrl+Return", "Alt+S", "Esc"]


def test_a_command_after_typing_finds_the_typing_done(
    desk: Desk, heard: Heard, shortcut: Callable[[str], None]
) -> None:
    found: list[str] = []
    finish = QShortcut(QKeySequence("F12"), desk)
    finish.activated.connect(lambda: found.append(desk.notes.text()))
    desk.notes.setFocus()
    play(desk, "23")
    QTest.keyClick(window_of(desk), Qt.Key.Key_F12)
    assert found == ["23"]


def test_commands_inside_a_burst_do_nothing(
    desk: Desk, heard: Heard, shortcut: Callable[[str], None]
) -> None:
    """Some scanners send a GS as Ctrl and ]; their Ctrl keys are data, not commands."""
    shortcut("Ctrl+]")
    desk.notes.setFocus()
    play(desk, "010505")
    window = window_of(desk)
    control = Qt.KeyboardModifier.ControlModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(window, QKeyEvent(kind, Qt.Key.Key_BracketRight, control, GS))
    play(desk, "17\r")
    settle()
    assert heard.scans == [f"010505{GS}17"]
    assert (heard.shortcuts, desk.notes.text()) == ([], "")


def test_gs_by_alt_and_the_number_pad(desk: Desk, heard: Heard) -> None:
    desk.notes.setFocus()
    window = window_of(desk)
    pad = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    play(desk, "010505")
    QTest.keyPress(window, Qt.Key.Key_Alt)
    for digit in (Qt.Key.Key_0, Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_9):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(window, QKeyEvent(kind, digit, pad, chr(digit)))
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    play(desk, "17\r")
    settle()
    assert (heard.scans, desk.notes.text()) == ([f"010505{GS}17"], "")


def test_a_learned_gap_is_used(desk: Desk, heard: Heard, scan_filter: ScanFilter) -> None:
    scan_filter.use(ScannerSetup(gap_ms=120))
    desk.notes.setFocus()
    play(desk, TIN + ENTER, 80.0)
    settle(120)
    assert (heard.scans, desk.notes.text()) == ([TIN], "")


def test_while_teaching_scans_go_to_the_lesson(
    desk: Desk, heard: Heard, scan_filter: ScanFilter
) -> None:
    lessons: list[Scan] = []
    scan_filter.heard.connect(lessons.append)
    scan_filter.teach(True)
    play(desk, TIN + ENTER, 60.0)
    assert [lesson.text for lesson in lessons] == [TIN]
    assert 55 <= lessons[0].widest_gap_ms <= 120
    assert heard.scans == []
    scan_filter.teach(False)


def test_keys_that_waited_behind_slow_work_are_still_one_scan(desk: Desk, heard: Heard) -> None:
    """The laptop's stamps count, not the moment at which the app got round to them."""
    desk.notes.setFocus()
    window = window_of(desk)
    for number, digit in enumerate(TIN + ENTER):
        named = Qt.Key.Key_Return if digit == ENTER else Qt.Key(ord(digit))
        key = QKeyEvent(QEvent.Type.KeyPress, named, Qt.KeyboardModifier.NoModifier, digit)
        key.setTimestamp(1000 + 3 * number)
        if number == 5:
            QTest.qSleep(200)
        QCoreApplication.sendEvent(window, key)
    settle()
    assert (heard.scans, desk.notes.text()) == ([TIN], "")


class Unclaiming(ScanFilter):
    """The bug that this harness must see: shortcuts are not claimed."""

    def _on_override(self, event: QKeyEvent, at_ms: float) -> bool:
        return False


def test_the_harness_sees_a_filter_that_claims_no_shortcuts(
    desk: Desk, qapp: QCoreApplication, shortcut: Callable[[str], None], heard: Heard
) -> None:
    for known in qapp.findChildren(ScanFilter):
        window_of(desk).removeEventFilter(known)
    scans: list[str] = []
    bad = Unclaiming(qapp, ScannerSetup())  # type: ignore[arg-type]
    bad.scanned.connect(scans.append)
    shortcut("1")
    desk.shelf.setFocus()
    play(desk, TIN + ENTER)
    settle()
    assert heard.shortcuts == ["1", "1"]
    assert scans != [TIN]
    bad.deleteLater()
