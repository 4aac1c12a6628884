"""Pictures of the screen of dates:

python -m tests.screens.dates.gallery FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk.journal.act import Act
from hubdesk.stock import held_back, shelves
from hubdesk.stock.foods import Food
from hubdesk.stock.near_dated import For
from tests.screens.dates.test_dates_screen import near_goods
from tests.screens.look.sample import quiet_sounds
from tests.screens.security.gallery import DRESSES
from tests.world import KEY, World, open_world
from ui import keys, translation
from ui.background import DeskLine
from ui.dates.screen import HELD, LINES, WINDOWS, DatesScreen
from ui.help.page import HelpPage
from ui.labels.whole_page import WholePages
from ui.notices import Notices
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
    home = Path(tempfile.mkdtemp())
    world = open_world(home / "hub")
    near_goods(world)
    _more(world)
    world.desk.close()
    line = DeskLine(lambda: desks.open_desk(home / "hub", KEY, world.clock))
    notices = Notices(quiet_sounds())
    papers = WholePages(home, world.clock, list)
    for name, theme, percent, mirrored in DRESSES:
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        screen = DatesScreen(look, line, notices, papers)
        window = Window(
            look, notices, [Place("Dates", "calendar", keys.DATES, screen)], HelpPage(look)
        )
        window.title.set_where("Saturday 21 November  ·  Counter")
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        _wait(500)
        for what in (For.STALL, For.MEALS, HELD, WINDOWS, LINES):
            screen.parts.buttons[what].click()
            _wait(300)
            if what == WINDOWS:
                screen.list.mark(list(Food).index(Food.CANS))
                _wait(200)
            window.grab().save(str(folder / f"{name}_{what}.png"))
            if screen.switch.isVisible():
                screen.switch.click()
                _wait(300)
                window.grab().save(str(folder / f"{name}_{what}_card.png"))
                screen.switch.click()
        shiboken6.delete(window)
    line.close()


def _more(world: World) -> None:
    def put(act: Act) -> None:
        from hubdesk.journal import identity  # noqa: PLC0415

        for name, line in (("A1", "Soup"), ("Fridge", "Milk")):
            made = shelves.make(act, name)
            shelves.put_line(act, identity.named("line", line), made.id)
        held_back.hold(act, world.product_id("Honey"), "Called back by its maker")

    world.desk.do(put)


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
