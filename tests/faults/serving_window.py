"""A whole window that serves first visits for ever, to be killed at any moment.

Started as a process of its own with the hub's folder; says a line for each parcel once the
card on the screen says that it is done.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from hubdesk import desk as desks
from hubdesk.clock import LaptopClock
from tests.world import KEY
from ui.around import Around
from ui.background import DeskLine
from ui.desk_window import OpenDesk
from ui.dressed import dressed
from ui.saturday.hands import Hands
from ui.sounds import Sounds


def serve(folder: Path) -> None:
    """Opens the window and serves until the process is killed."""
    app, look = dressed()
    clock = LaptopClock()
    line = DeskLine(partial(desks.open_desk, folder, KEY, clock))
    sounds = Sounds(player=_silent)
    desk = OpenDesk(app, line, Around(look, clock, folder / "labels", sounds=sounds))
    desk.window.show()
    desk.window.activateWindow()
    hands = Hands(desk, line)
    shown = desk.counter.result
    while True:
        # What an earlier life left on the counter is finished first.
        if desk.counter.service.visit is None:
            hands.type_("2+3\r")
        desk.counter.service.on_show.clear()
        hands.press_on("F12")
        hands.wait(lambda: shown.result is not None and shown.result.headline.startswith("Done"))
        served = desk.counter.service.served
        assert served is not None
        sys.stdout.write(f"{served.number}\n")
        sys.stdout.flush()
        hands.settle()


def _silent(_: Path) -> None:
    """Nobody is there to hear."""


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
