"""Pictures of the parcel list: python -m tests.screens.parcels.gallery FOLDER"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import starting
from hubdesk.clock import SetClock
from tests.screens.look.sample import quiet_sounds
from tests.screens.security.gallery import DRESSES
from tests.waiting import wait
from tests.world import KEY, SATURDAY
from ui import keys
from ui.background import DeskLine
from ui.help.page import HelpPage
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.parcels import lists_page
from ui.screen import Place
from ui.settings.screen import SetUpScreen
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.window import Window


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(app, fonts.load())
    clock = SetClock(SATURDAY)
    home = Path(tempfile.mkdtemp())
    begun = desks.found(home / "hub", KEY, clock)
    begun.do(starting.name_hub, starting.Names("High Street Hub", "Laptop 1", "Counter"))
    begun.do(starting.put_starter)
    begun.close()
    line = DeskLine(lambda: desks.open_desk(home / "hub", KEY, clock))
    notices = Notices(quiet_sounds())
    papers = WholePages(home, clock, lambda: ["Office printer"])
    for name, theme, percent, mirrored in DRESSES:
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        screen = SetUpScreen(look, line, notices, papers)
        made = Window(
            look,
            notices,
            [Place("Set-up", "settings", keys.SET_UP, screen)],
            HelpPage(look),
        )
        made.resize(1366, 728)
        made.show()
        made.activateWindow()
        screen.cards.parcels.wanted.emit()
        wait(300)
        page = screen.pages.lists.page
        page.lines.table.mark(8, 4)
        for part in (lists_page.LINES, lists_page.FOR_WHOM, lists_page.EARLIER):
            page.parts.buttons[part].click()
            wait(120)
            made.grab().save(str(folder / f"{name}_{part}.png"))
        page.parts.buttons[lists_page.LINES].click()
        for part in (lists_page.THIS_LINE, lists_page.A_PARCEL):
            page.beside.buttons[part].click()
            wait(120)
            made.grab().save(str(folder / f"{name}_{part}.png"))
        shiboken6.delete(made)
    line.close()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
