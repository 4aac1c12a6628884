"""Pictures of the Stock screen, made on the practice hub:

python -m tests.screens.stock.gallery FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import practice
from hubdesk.clock import SetClock
from tests.screens.look.sample import quiet_sounds
from tests.screens.security.gallery import DRESSES
from tests.screens.stock.world import furnish
from tests.world import SATURDAY
from ui import keys, translation
from ui.background import DeskLine
from ui.help.page import HelpPage
from ui.notices import Notices
from ui.screen import Place
from ui.stock.screen import StockScreen
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
    made.do(furnish)
    made.close()
    line = DeskLine(lambda: desks.open_desk(home / "hub", practice.KEY, clock))
    notices = Notices(quiet_sounds())
    for name, theme, percent, mirrored in DRESSES:
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        screen = StockScreen(look, line, notices)
        line.changed.connect(screen.changed)
        window = Window(
            look, notices, [Place("Stock", "box", keys.STOCK, screen)], lambda: HelpPage(look)
        )
        window.title.set_where("Saturday 21 November  ·  Counter")
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        _wait(600)
        for what in _shown(window, screen):
            _wait(500)
            window.grab().save(str(folder / f"{name}_{what}.png"))
        shiboken6.delete(window)
    line.close()


def _shown(window: Window, screen: StockScreen) -> Iterator[str]:
    yield "stock"
    screen.goods.listed.list.mark(3)
    screen.goods.listed.opened.emit(screen.goods.listed.list.marked())
    yield "chosen"
    screen.goods.acting.ask("move")
    yield "move"
    screen.goods.acting.ask("waste")
    yield "waste"
    screen.goods.acting.leave()
    for number, name in enumerate(("way", "short", "shelves")):
        screen.tools()[number].click()  # type: ignore[attr-defined]
        yield name
    screen.goods._history()
    yield "history"


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
