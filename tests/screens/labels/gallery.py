"""Pictures of the Labels screen:

python -m tests.screens.labels.gallery FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import practice, settings
from hubdesk.clock import SetClock
from hubdesk.labels.pages import Page
from hubdesk.stock import shelves
from tests.screens.look.sample import quiet_sounds
from tests.screens.security.gallery import DRESSES
from tests.waiting import wait
from tests.world import SATURDAY
from ui import keys, translation
from ui.background import DeskLine
from ui.help.page import HelpPage
from ui.labels.screen import LabelsScreen
from ui.labels.what import What
from ui.notices import Notices
from ui.screen import Place
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.window import Window


class Tray:
    """A printer that takes everything."""

    def made(self, _: object) -> Tray:
        return self

    def print_(self, pages: Iterable[Page]) -> None:
        list(pages)


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    translation.wear(app)
    look = Look(app, fonts.load())
    clock = SetClock(SATURDAY)
    for name, theme, percent, mirrored in DRESSES:
        home = Path(tempfile.mkdtemp())
        made = practice.reset(home / "hub", clock)
        for shelf in ("A1", "A2", "Fridge"):
            made.do(shelves.make, shelf)
        made.do(settings.change, labels_on="l7159", sheet_starts={"l7159": 7})
        made.close()
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        opened = home / "hub"
        line = DeskLine(lambda opened=opened: desks.open_desk(opened, practice.KEY, clock))
        notices = Notices(quiet_sounds())
        screen = LabelsScreen(look, line, notices, home, clock, Tray().made)
        line.changed.connect(screen.changed)
        places = [Place("Labels", "tag", keys.LABELS, screen)]
        window = Window(look, notices, places, HelpPage(look))
        window.title.set_where("Saturday 21 November  ·  Counter")
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        wait(600)
        QTest.keyClicks(screen.how_many.count.entry, "24")
        wait(200)
        window.grab().save(str(folder / f"{name}_labels.png"))
        for _ in range(2):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        wait(1500)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        wait(200)
        window.grab().save(str(folder / f"{name}_after.png"))
        _type_food(screen)
        window.grab().save(str(folder / f"{name}_food.png"))
        _type_delivery(screen)
        window.grab().save(str(folder / f"{name}_delivery.png"))
        screen.setting_up.setChecked(True)
        screen.set_up.own_sheet.name.entry.setText("Blue labels")
        wait(300)
        window.grab().save(str(folder / f"{name}_printer.png"))
        screen.printer.close()
        shiboken6.delete(window)
        line.close()


def _type_food(screen: LabelsScreen) -> None:
    screen.form.what.set_value(What.FOOD.value)
    screen.form.what.picked.emit(What.FOOD.value)
    screen.form.name.entry.setText("Vegetable chilli with rice")
    screen.form.ingredients.entry.setPlainText(
        "Kidney beans, tomatoes\nrice\nonions\nstock (celery, barley), butter (milk), salt"
    )
    screen.form.date.entry.setText("231126")
    wait(300)


def _type_delivery(screen: LabelsScreen) -> None:
    screen.form.choose(What.DELIVERY, "")
    screen.form.address.entry.setText("12 High Street, Leeds, LS1 4AP")
    screen.form.note.entry.setText("Ring twice")
    wait(300)


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
