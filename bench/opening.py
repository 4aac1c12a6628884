"""A program of its own that opens Hubdesk, as its user does, and ends when it got so far.

``python -m bench.opening bare|window|door|ready [FOLDER]``. What it takes from start to end is
timed from outside.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hubdesk.leaving import leave
from hubdesk.stand_ins import load_hashes

if TYPE_CHECKING:
    from ui.app import Begun

PATIENCE_MS = 60_000
LIGHT = {"PYTHONOPTIMIZE": "2"}
"""What ``hub.py run`` adds to the environment of Hubdesk (``hub.LIGHT``)."""


def bare() -> None:
    """A window of Qt with nothing in it, until it is painted."""
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415 - the others need more

    app = QApplication([])
    window = QWidget()
    window.resize(1366, 728)
    window.show()
    _painted(window, app.quit)
    app.exec()


def hubdesk(folder: Path, until: str) -> None:
    """Hubdesk until its window is painted, its door, or, the passphrase typed, it can scan.

    All that ``hub.py run`` does, in the same order.
    """
    import hubdesk.__main__  # noqa: F401, PLC0415 - a start loads it first

    gc.disable()
    load_hashes()
    from ui.app import begin  # noqa: PLC0415

    begun = begin(folder)
    assert begun is not None, "another copy has this hub"
    if until != "window":
        _filled(begun, folder, until)
    begun.end()


def _filled(begun: Begun, folder: Path, until: str) -> None:
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    from bench.hub_key import KEY, NOW  # noqa: PLC0415
    from hubdesk.clock import SetClock  # noqa: PLC0415

    program = begun.filled(SetClock(NOW))
    program.door.focus_home()
    watch = QTimer()

    def look_again() -> None:
        desk = program.desk
        if desk is not None and not desk._line.waiting:
            watch.stop()
            _painted(begun.frame, begun.app.quit)

    if until == "door":
        _painted(begun.frame, begun.app.quit)
    else:
        program.door.hub_ready.emit(folder, KEY, "")
        watch.timeout.connect(look_again)
        watch.start(2)
    QTimer.singleShot(PATIENCE_MS, begun.app.quit)
    begun.app.exec()
    program.close_down()


def _painted(window: object, then: Callable[[], None]) -> None:
    """Calls back once the window has painted from now on."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    assert isinstance(window, QWidget)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, then)
            return False

    watch = Watch(window)
    window.installEventFilter(watch)
    window.update()


def main(words: list[str]) -> None:
    """Opens what was asked for."""
    what, *where = words
    if what == "bare":
        bare()
    else:
        hubdesk(Path(where[0]), what)


if __name__ == "__main__":
    main(sys.argv[1:])
    leave(0)
