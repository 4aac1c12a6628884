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
copy = OneCopy(Path(sys.argv[1]))
if not copy.take():
    sys.exit(3)
print("taken", flush=True)
app.exec()
"""


def second_start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", SECOND, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def test_a_second_start_raises_the_first_window_and_ends(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    first = OneCopy(tmp_path / "hub")
    assert first.take()
    with qtbot.waitSignal(first.wanted, timeout=10_000), second_start(tmp_path / "hub") as second:
        pass
    assert second.returncode == 3
    first.release()


def test_a_start_after_a_crash_takes_over(qapp: QApplication, tmp_path: Path) -> None:
    """The lock of a process that was killed holds nobody up."""
    with second_start(tmp_path / "hub") as crashed:
        assert crashed.stdout is not None
        assert crashed.stdout.readline().strip() == b"taken"
        crashed.kill()
    assert (tmp_path / "hub" / LOCK_NAME).exists()
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


def test_a_folder_that_takes_no_lock_still_gets_its_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    """The front door then says what is wrong; ending here would say nothing at all."""
    (tmp_path / "file").write_bytes(b"")
    barred = OneCopy(tmp_path / "file" / "hub")
    assert barred.take()
    barred.release()


def test_a_first_copy_that_does_not_answer_is_not_waited_for_in_silence(
    qapp: QApplication, tmp_path: Path
) -> None:
    first, second = OneCopy(tmp_path / "hub"), OneCopy(tmp_path / "hub")
    assert first.take()
    first._server.close()
    assert second.take()
    first.release()
