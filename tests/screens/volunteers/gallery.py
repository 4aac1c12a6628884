"""Pictures of who is serving, of Today with filters, and of Set-up with volunteers:

python -m tests.screens.volunteers.gallery FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from hubdesk import desk as desks
from hubdesk.counter import turned_away
from hubdesk.counter.turned_away import Why
from hubdesk.reports import day_page
from hubdesk.volunteers import serving, volunteer
from tests.hub.counter.test_serving import stocked
from tests.screens.security.gallery import DRESSES
from tests.waiting import wait
from tests.world import KEY, World, open_world
from ui.around import Around
from ui.background import DeskLine
from ui.desk_window import OpenDesk
from ui.labels.outlines import QtOutlines
from ui.labels.painter import picture
from ui.labels.whole_page import PLAIN, WholePages
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale

NAMES = ("Amina", "Joe", "Wei", "Bartholomew", "نور", "Priya", "Siân", "Old Tom", "Zed")


def busy(folder: Path) -> World:
    """A Saturday with nine names on the list, two of them serving."""
    world = open_world(folder)
    stocked(world)
    made = [world.desk.do(volunteer.add, name) for name in NAMES]
    world.desk.do(volunteer.set_pin, made[2].id, "2468")
    world.serve(world.household(1, 0))
    for each in made[:2]:
        world.desk.do(serving.tapped, each.id)
    for adults, minutes in ((2, 20), (1, 40), (3, 70), (2, 10)):
        world.clock.forward(minutes=minutes)
        world.serve(world.household(adults, 2))
    world.desk.do(turned_away.turn_away, Why.RAN_OUT)
    return world


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(app, fonts.load())
    home = Path(tempfile.mkdtemp())
    world = busy(home / "hub")
    told = world.desk.ask(day_page.asked)
    page = day_page.day_page(told, WholePages.room())
    from hubdesk.labels import sheet_text as formats  # noqa: PLC0415
    from hubdesk.labels.pages import pages_of  # noqa: PLC0415

    for each in pages_of([page], formats.named(PLAIN)):
        picture(each, 100, QtOutlines()).save(str(folder / "day.png"))
    world.desk.close()
    for name, theme, percent, mirrored in DRESSES:
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        shoot(app, look, world, home, folder / name, Scale(percent), theme.value)


def shoot(
    app: QApplication, look: Look, world: World, home: Path, stem: Path, scale: Scale, theme: str
) -> None:
    """The desk in one dress: counter, who is serving, Today, Set-up."""
    line = DeskLine(lambda: desks.open_desk(world.folder, KEY, world.clock))
    from hubdesk import settings  # noqa: PLC0415

    line.do(settings.change, theme=theme, scale_percent=scale.percent)
    desk = OpenDesk(app, line, Around(look, world.clock, home / "labels"))
    window = desk.window
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    wait(400)
    window.grab().save(f"{stem}_counter.png")
    desk.volunteers.open_page()
    wait(200)
    window.grab().save(f"{stem}_serving.png")
    window.go_to(desk.places.today)
    wait(200)
    window.grab().save(f"{stem}_today.png")
    window.go_to(desk.places.set_up)
    wait(500)
    area = desk.places.set_up.pages.widget(0)
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(desk.places.set_up.cards.volunteers)
    wait(100)
    window.grab().save(f"{stem}_setup.png")
    desk.close()
    shiboken6.delete(window)


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
