"""Pictures of the stall, made on the practice hub:

python -m tests.screens.stall.gallery FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import practice
from hubdesk.clock import SetClock
from hubdesk.codes import own
from hubdesk.parcels import starter
from hubdesk.stall import loading, trading, wasting
from hubdesk.stall.outcome import Way
from tests.screens.look.sample import quiet_sounds
from tests.screens.security.gallery import DRESSES
from tests.waiting import until, wait
from tests.world import SATURDAY
from ui import keys, translation
from ui.background import DeskLine
from ui.help.page import HelpPage
from ui.notices import Notices
from ui.screen import Place
from ui.stall.screen import StallScreen
from ui.stall.steps import DAY, IN, OUT, TRADE, WASTE
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.window import Window

STEPS = {"load-out": OUT, "swaps": TRADE, "load-in": IN, "day": DAY, "waste": WASTE}


def main(folder: Path) -> None:
    """Draws every step in every dress."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(app, fonts.load())
    translation.wear(app)
    with tempfile.TemporaryDirectory() as hub:
        clock = SetClock(SATURDAY)
        practice.open_(Path(hub), clock).close()
        line = DeskLine(lambda: desks.open_desk(Path(hub), practice.KEY, clock))
        notices = Notices(quiet_sounds())
        screen = StallScreen(look, line, notices)
        line.changed.connect(screen.changed)
        place = Place("Stall", "store", keys.STALL, screen)
        window = Window(
            look, notices, [place], HelpPage(look), practice="Practice hub: nothing here is real"
        )
        window.title.set_where("Saturday 21 November  ·  Stall")
        window.resize(1366, 728)
        look.wear()
        window.show()
        window.activateWindow()
        settle(line)
        begin(screen, line)
        for name, theme, percent, mirrored in DRESSES:
            side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
            app.setLayoutDirection(side)
            look.wear(theme, Scale(percent))
            for step, number in STEPS.items():
                screen.go(number)
                settle(line)
                play(screen, line, number)
                window.grab().save(str(folder / f"stall-{step}-{name}.png"))
        line.close()
        shiboken6.delete(window)


def begin(screen: StallScreen, line: DeskLine) -> None:
    """Crates out, an hour of swaps, some waste."""
    codes = [each.code for each in practice.practice_sheet() if own.read(each.code) is None]

    def load(act):  # type: ignore[no-untyped-def]
        session = trading.start(act)
        for key, many in (("baked-beans", 48), ("soup", 36), ("cereal", 12), ("rice", 20)):
            loading.load_line(act, session, Way.OUT, starter.line_id(key), many)
        wasting.waste_line(act, session, starter.line_id("soup"), 2, "damaged")

    line.do(load, refused=print)
    line.do(
        lambda act: [loading.scanned(act, trading.of_today(act), Way.OUT, c, 6) for c in codes[:4]]
    )
    screen.service.read()
    settle(line)
    screen.service.clock_ms = beat
    for sign in "3 2 0 4 5 + 3 x 2 c 2 3".replace(" ", ""):
        screen.service.press(sign)
        settle(line)


_beats = iter(range(1000, 10_000_000, 1000))


def beat() -> int:
    return next(_beats)


def play(screen: StallScreen, line: DeskLine, step: int) -> None:
    if step == TRADE:
        screen.service.press("3")
        settle(line)
    elif step in (OUT, IN):
        page = screen.pages.currentWidget()
        QTest.keyClicks(page.scan.field, "bean")
        QTest.keyClick(page.scan.field, Qt.Key.Key_Return)
        QTest.keyClicks(page.scan.field, "6")
        QTest.keyClick(page.scan.field, Qt.Key.Key_Return)
        settle(line)


def settle(line: DeskLine) -> None:
    for _ in range(6):
        wait(20)
        until(lambda: not line.waiting)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
