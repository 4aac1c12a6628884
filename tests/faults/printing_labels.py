"""Labels on their way to paper, in a process of its own, to be killed at any moment.

    python -m tests.faults.printing_labels HUB MODE

MODE is "queue" (labels of the counter) or "run" (the run of the Labels screen), then "pdf" or
"slow": a printer that notes each label in ``tray.txt`` once it is out. Says "ready" when it
begins, and "done" when all is printed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from hubdesk import desk as desks
from hubdesk import settings
from hubdesk.clock import LaptopClock
from hubdesk.labels.layout import Bars, Squares, Words
from hubdesk.labels.pages import Page
from tests.waiting import wait
from tests.world import KEY
from ui.background import DeskLine
from ui.dressed import dressed
from ui.labels.label_queue import LabelQueue
from ui.labels.screen import LabelsScreen
from ui.notices import Notices
from ui.sounds import Sounds

SLOW_S = 0.04


class SlowPrinter:
    """Every label takes a while, and is noted when it is out."""

    def __init__(self, tray: Path) -> None:
        self._tray = tray

    def print_(self, pages: Iterable[Page]) -> None:
        """Prints them, one by one."""
        for page in pages:
            for placed in page.placed:
                time.sleep(SLOW_S)
                marks = placed.label.marks
                code = next(mark.text for mark in marks if isinstance(mark, Bars | Squares))
                words = " ".join(mark.text for mark in marks if isinstance(mark, Words))
                with self._tray.open("a") as out:
                    out.write(f"{code} {'again' if 'again' in words else 'first'}\n")
                    out.flush()
                    os.fsync(out.fileno())


def work(hub: Path, what: str, printer: str) -> None:
    """Prints what waits until it is killed, or all is out."""
    _, look = dressed()
    clock = LaptopClock()
    line = DeskLine(partial(desks.open_desk, hub, KEY, clock))
    folder = hub / "labels"
    slow = SlowPrinter(hub / "tray.txt")
    make = (lambda _: slow) if printer == "slow" else None
    notices = Notices(Sounds(player=_silent))
    _say("ready")
    if what == "queue":
        labels = LabelQueue(line, notices, folder, clock, make)
        labels.send_left()
        line.ask(settings.asked, then=labels.use)
        wait(400)
        while not labels.at_rest:
            wait(50)
    else:
        screen = LabelsScreen(look, line, notices, folder, clock, make)
        screen.shown()
        wait(300)
        screen.acts.send()
        wait(100)
        while screen.acts.is_busy:
            wait(50)
    wait(200)
    line.close()
    _say("done")


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def _silent(_: Path) -> None:
    """Nobody is there to hear."""


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    os._exit(0)
