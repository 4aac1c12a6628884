"""From a stick to serving on a new laptop, through the real window, with every click counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.backups import places
from hubdesk.clock import SetClock
from hubdesk.folders import FILE, found
from hubdesk.security import put_back
from tests.hub.backups.kept import PHRASE, Kept, flip, kept_world
from tests.screens import audit
from tests.screens.look.conftest import look
from tests.world import SATURDAY
from ui.backups.bring_back import BringBack
from ui.crash import CrashHook
from ui.frame import Frame
from ui.program import Program
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

__all__ = ["look"]

WAIT_MS = 20_000


class Clicks:
    """Counts what a volunteer presses with the mouse."""

    def __init__(self) -> None:
        self.count = 0

    def click(self, widget: QWidget) -> None:
        """One click."""
        self.count += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "STICK"
    made.mkdir()
    return made


@pytest.fixture
def kept(tmp_path: Path, stick: Path) -> Kept:
    """A Saturday's work on a laptop, backed up on a stick twice."""
    made = kept_world(tmp_path / "old")
    made.serve(made.household(name="Ada Lovelace"))
    made.on_stick(stick)
    made.serve(made.household())
    made.on_stick(stick)
    made.desk.close()
    return made


@pytest.fixture
def program(
    qapp: QApplication,
    look: Look,
    tmp_path: Path,
    stick: Path,
    kept: Kept,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """A start on a laptop that has no hub; the stick is in."""
    monkeypatch.setattr(BringBack.__init__, "__defaults__", (lambda: [stick], None))
    where = found(tmp_path / "new")
    where.log.mkdir(parents=True)
    hook, frame = CrashHook(where.log), Frame()
    made = Program(qapp, frame, look, where, SetClock(SATURDAY), hook)
    frame.resize(*audit.SCREEN)
    frame.show()
    made.door.focus_home()
    yield made
    made.close_down()
    hook.close()
    shiboken6.delete(frame)


def listed(page: BringBack, many: int) -> bool:
    shown = page.list.records.records
    return len(shown) == many and all(each.is_whole is not None for each in shown)


def test_a_new_laptop_serves_from_a_stick_in_two_clicks_beside_the_phrase(
    program: Program, qtbot: QtBot, kept: Kept
) -> None:
    clicks = Clicks()
    clicks.click(program.door.first_run.names.backups)
    page = program.door.bring_back
    qtbot.waitUntil(lambda: listed(page, 2), timeout=WAIT_MS)
    assert all(each.is_whole for each in page.list.records.records)
    QTest.keyClicks(page.phrase.entry, PHRASE)
    clicks.click(page.page.next)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=WAIT_MS)

    assert clicks.count == 2
    assert program.desk is not None
    assert program.frame.currentWidget() is program.desk.window
    assert program.desk.counter.isVisible()


def test_a_wrong_passphrase_is_said_in_the_page(program: Program, qtbot: QtBot) -> None:
    program.door.to_backups()
    page = program.door.bring_back
    qtbot.waitUntil(lambda: listed(page, 2), timeout=WAIT_MS)
    QTest.keyClicks(page.phrase.entry, "wrong wrong wrong words")
    QTest.keyClick(page.phrase.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in page.page.strip.words.text(), timeout=WAIT_MS)
    assert program.desk is None


def test_a_damaged_backup_is_shown_as_such_and_not_offered_first(
    program: Program, qtbot: QtBot, stick: Path, kept: Kept
) -> None:
    flip(places.under(stick)[0].file, 9000)
    program.door.to_backups()
    page = program.door.bring_back
    qtbot.waitUntil(lambda: listed(page, 2), timeout=WAIT_MS)
    assert [each.is_whole for each in page.list.records.records] == [False, True]
    page.list.mark(0)
    QTest.keyClicks(page.phrase.entry, PHRASE)
    QTest.keyClick(page.phrase.entry, Qt.Key.Key_Return)
    assert "not whole" in page.page.strip.words.text()


def test_escape_leads_back_to_the_first_run(program: Program, qtbot: QtBot) -> None:
    program.door.to_backups()
    QTest.keyClick(program.door.bring_back.phrase.entry, Qt.Key.Key_Escape)
    assert program.door.currentWidget() is program.door.first_run


@pytest.mark.parametrize("theme", list(Theme))
def test_every_theme_passes_every_audit(
    program: Program, qtbot: QtBot, look: Look, theme: Theme
) -> None:
    look.wear(theme=theme)
    assert problems(program, qtbot, look) == []


@pytest.mark.parametrize("percent", [125, 150])
@pytest.mark.parametrize("side", list(Qt.LayoutDirection)[:2])
def test_every_scale_and_direction_passes_every_audit(
    program: Program,
    qtbot: QtBot,
    look: Look,
    qapp: QApplication,
    percent: int,
    side: Qt.LayoutDirection,
) -> None:
    qapp.setLayoutDirection(side)
    look.wear(scale=Scale(percent))
    try:
        assert problems(program, qtbot, look) == []
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def problems(program: Program, qtbot: QtBot, look: Look) -> list[str]:
    program.door.to_backups()
    page = program.door.bring_back
    qtbot.waitUntil(lambda: listed(page, 2), timeout=WAIT_MS)
    page._timer.stop()
    qtbot.wait(100)
    return audit.everything(page, look)


def test_a_damaged_hub_goes_on_from_the_newest_good_copy_in_one_click(
    program: Program, qtbot: QtBot, kept: Kept, tmp_path: Path
) -> None:
    kept.open()
    kept.back_up()
    kept.serve(kept.household())
    operations = kept.report().operations
    kept.desk.close()
    flip(kept.folder / FILE, (kept.folder / FILE).stat().st_size - 5000)
    program.behind.open_own(kept.folder, kept.key)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=WAIT_MS)
    desk = program.desk
    assert desk is not None
    notice = desk.window.notice
    qtbot.waitUntil(lambda: notice.told is not None, timeout=WAIT_MS)
    assert notice.told is not None and "damaged" in notice.told.headline

    (button,) = notice.findChildren(QAbstractButton)
    qtbot.waitUntil(button.isVisible)
    assert audit.clipped(notice) == []
    clicks = Clicks()
    clicks.click(button)
    qtbot.waitUntil(lambda: program.desk not in (None, desk), timeout=WAIT_MS)
    program.close_down()

    assert (kept.folder / put_back.ASIDE).is_dir()
    kept.open()
    assert kept.report().sound
    assert kept.report().operations >= operations - 3
    kept.desk.close()
