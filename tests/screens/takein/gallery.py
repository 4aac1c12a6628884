"""Pictures of Take in, made on the practice hub:

python -m tests.screens.takein.gallery FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import desk as desks
from hubdesk import practice
from hubdesk.clock import SetClock
from tests.screens.look.sample import quiet_sounds
from tests.screens.security.gallery import DRESSES
from tests.waiting import wait
from tests.world import SATURDAY
from ui import keys, translation
from ui.background import DeskLine
from ui.counter.screen import CounterScreen
from ui.help.page import HelpPage
from ui.notices import Notices
from ui.screen import Place
from ui.takein.screen import TakeInScreen
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.window import Window

GOODS = ("9520000010010", "9520000010713", "9520000011062", "9520000011482")
NEW = "9529999999986"


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    translation.wear(app)
    look = Look(app, fonts.load())
    clock = SetClock(SATURDAY)
    notices = Notices(quiet_sounds())
    for name, theme, percent, mirrored in DRESSES:
        home = Path(tempfile.mkdtemp())
        practice.reset(home / "hub", clock).close()
        line = DeskLine(lambda home=home: desks.open_desk(home / "hub", practice.KEY, clock))  # type: ignore[misc]
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        screen, counter = TakeInScreen(look, line, notices), CounterScreen(look, line, notices)
        line.changed.connect(screen.changed)
        places = [
            Place("Counter", "hand-helping", keys.COUNTER, counter),
            Place("Take in", "package-plus", keys.TAKE_IN, screen),
        ]
        window = Window(look, notices, places, HelpPage(look))
        window.title.set_where("Saturday 21 November  ·  Counter")
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        wait(300)
        window.go_to(screen)
        wait(500)
        _work(window, screen, folder / name, to_do=percent > 100)
        shiboken6.delete(window)
        line.close()


def _work(window: Window, screen: TakeInScreen, folder: Path, *, to_do: bool) -> None:
    _picture(window, folder.with_name(f"{folder.name}_empty.png"))
    for code in GOODS:
        screen.scanned(code)
        wait(100)
    _type(screen, "24")
    _type(screen, "0327")
    _picture(window, folder.with_name(f"{folder.name}_taken.png"))
    screen.scanned(NEW)
    wait(200)
    QTest.keyClicks(screen.scan.field, "2711")
    wait(100)
    _picture(window, folder.with_name(f"{folder.name}_new.png"))
    screen.scan.clear()
    _type(screen, "0926")
    screen.scanned(GOODS[1])
    wait(100)
    _type(screen, "0926")
    _picture(window, folder.with_name(f"{folder.name}_past.png"))
    screen.switch.setChecked(to_do)
    screen.side.turn(True)
    wait(300)
    _picture(window, folder.with_name(f"{folder.name}_dates.png"))
    screen.side.turn(False)
    screen.switch.setChecked(False)
    _type(screen, "12.5kg")
    _picture(window, folder.with_name(f"{folder.name}_whose.png"))
    screen.switch.setChecked(to_do)
    wait(300)
    _picture(window, folder.with_name(f"{folder.name}_whose_list.png"))
    screen.switch.setChecked(False)
    screen._ask_name()
    wait(300)
    _picture(window, folder.with_name(f"{folder.name}_naming.png"))


def _type(screen: TakeInScreen, text: str) -> None:
    QTest.keyClicks(screen.scan.field, text)
    QTest.keyClick(screen.scan.field, Qt.Key.Key_Return)
    wait(300)


def _picture(window: QWidget, file: Path) -> None:
    window.grab().save(str(file))


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
