"""A program of its own that opens Hubdesk, as its user does, and ends when it got so far.

``python -m bench.opening bare|window|door|ready|memory [FOLDER]``. What it takes from start to end
is timed from outside; ``memory`` tells what it took on the way, as JSON.
"""

from __future__ import annotations

import gc
import json
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
SCANS = 300


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


def memory(folder: Path) -> dict[str, float]:
    """MiB in use when idle and after everything; references to None lost by 300 scans."""
    from ui.dressed import dressed  # noqa: PLC0415 - first, as in every start (ui/app.py)
    from ui.imports import load_database_library  # noqa: PLC0415

    load_hashes()
    dressed()
    load_database_library()
    from bench.seen import Seen  # noqa: PLC0415

    seen = Seen(folder, folder / "papers")
    seen.rest()
    took = {"idle": _mib()}
    from bench.opened import cards  # noqa: PLC0415
    from bench.scan import CODES  # noqa: PLC0415 - no part of Hubdesk at rest

    known: list[list[str]] = []
    seen.line.ask(cards, then=known.append)
    seen.until(lambda: bool(known))
    seen.parcel(known[0][0])
    for code in CODES:
        seen.type(code)
        seen.enter()
    seen.desk.counter.service.acts.finish()
    seen.rest()
    seen.until(lambda: seen.desk.labels.at_rest)
    for number in range(len(seen.window.places)):
        seen.window.go(number)
        seen.rest()
    seen.window.show_help()
    seen.rest()
    took["everything"] = _mib()
    seen.window.go(0)
    took["none"] = _none_lost(seen, known[0][1], CODES)
    took["scans"] = _mib()
    seen.close()
    return took


def _none_lost(seen: object, card: str, codes: list[str]) -> float:
    from bench.seen import Seen  # noqa: PLC0415

    assert isinstance(seen, Seen)
    seen.parcel(card)
    held = []
    for _ in range(2):
        for n in range(SCANS // 2):
            seen.type(codes[n % len(codes)])
            seen.enter()
        seen.rest()
        gc.collect()  # what waits to be tidied up is no leak, and no gain when it goes
        held.append(sys.getrefcount(None))
    return float(abs(held[1] - held[0]))


def _mib() -> float:
    """Resident memory of this process."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text("ascii").split()[1]) * 4096 / 2**20
    return 0.0


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
    elif what == "memory":
        print(json.dumps(memory(Path(where[0]))))
    else:
        hubdesk(Path(where[0]), what)


if __name__ == "__main__":
    main(sys.argv[1:])
    leave(0)
