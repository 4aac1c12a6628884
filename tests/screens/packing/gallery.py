"""Pictures of packing ahead, made on the practice hub:

python -m tests.screens.packing.gallery FOLDER
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
from hubdesk.counter import packed, serving
from hubdesk.households.diet import Chip
from hubdesk.packing import pack
from tests.screens.look.sample import quiet_sounds
from tests.screens.security.gallery import DRESSES
from tests.waiting import wait
from tests.world import SATURDAY
from ui import keys, translation
from ui.background import DeskLine
from ui.counter.screen import CounterScreen
from ui.help.page import HelpPage
from ui.notices import Notices
from ui.packing.screen import PackScreen
from ui.screen import Place
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.window import Window


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    translation.wear(app)
    look = Look(app, fonts.load())
    clock = SetClock(SATURDAY)
    home = Path(tempfile.mkdtemp())
    made = practice.reset(home / "hub", clock)
    made.do(pack.pack, 1, (Chip.KETTLE_ONLY, Chip.NO_PORK), 2)
    parcel = made.do(pack.pack, 5, (), 1).made[0]
    made.do(serving.first_visit, 2, 2)
    made.do(packed.give_anyway, parcel.code)
    made.close()
    clock.forward(days=3)
    line = DeskLine(lambda: desks.open_desk(home / "hub", practice.KEY, clock))
    notices = Notices(quiet_sounds())
    for name, theme, percent, mirrored in DRESSES:
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        screen, counter = PackScreen(look, line, notices), CounterScreen(look, line, notices)
        line.changed.connect(screen.changed)
        places = [
            Place("Pack", "package-plus", keys.PACK, screen),
            Place("Counter", "hand-helping", keys.COUNTER, counter),
        ]
        window = Window(look, notices, places, HelpPage(look))
        window.title.set_where("Saturday 21 November  ·  Counter")
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        wait(500)
        _picture(window, folder / f"{name}_pack.png")
        QTest.keyClicks(screen.make.people.entry, "3")
        for _ in range(2):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
            wait(700)
        _picture(window, folder / f"{name}_packed.png")
        if percent > 100:
            screen.switch.setChecked(True)
            wait(400)
            _picture(window, folder / f"{name}_list.png")
        window.go_to(counter)
        wait(400)
        _picture(window, folder / f"{name}_counter.png")
        shiboken6.delete(window)
    line.close()


def _picture(window: QWidget, file: Path) -> None:
    window.grab().save(str(file))


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
