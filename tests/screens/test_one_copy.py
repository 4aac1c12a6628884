"""A second start of the same hub brings the first window forward, and ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.one_copy import LOCK_NAME, OneCopy, bring_forward

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.one_copy import OneCopy
app = QCoreApplication([])
sys.exit(0 if OneCopy(Path(sys.argv[1])).take() else 3)
"""


def second_start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND, str(folder)])


def test_a_second_start_raises_the_first_window_and_ends(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    first = OneCopy(tmp_path / "hub")
    assert first.take()
    with qtbot.waitSignal(first.wanted, timeout=10_000):
        second = second_start(tmp_path / "hub")
    assert second.wait(10) == 3
    first.release()


def test_a_start_after_a_crash_takes_over(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """The lock of a process that is gone holds nobody up."""
    gone = second_start(tmp_path / "hub")
    assert gone.wait(10) == 0
    lock = tmp_path / "hub" / LOCK_NAME
    lock.write_text(f"{gone.pid}\npython\nhere\n")
    after = OneCopy(tmp_path / "hub")
    assert after.take()
    after.release()


def test_two_hubs_run_side_by_side(qapp: QApplication, tmp_path: Path) -> None:
    one, other = OneCopy(tmp_path / "one"), OneCopy(tmp_path / "other")
    assert one.take() and other.take()
    one.release()
    assert OneCopy(tmp_path / "one").take()
    other.release()


def test_a_minimised_window_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_forward(window)
    assert window.isVisible() and not window.isMinimized()
