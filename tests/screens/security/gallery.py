"""Pictures of the pages before the desk, in the themes, scales and directions that differ most:

python -m tests.screens.security.gallery FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.clock import SetClock
from hubdesk.errors import Refused
from hubdesk.security import recovery
from tests.world import SATURDAY
from ui.labels.whole_page import WholePages
from ui.security.first_run import FirstRun
from ui.security.open_hub import OpenHub
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

DRESSES = (
    ("light", Theme.LIGHT, 100, False),
    ("sun", Theme.SUNLIGHT, 100, False),
    ("dark", Theme.DARK, 100, False),
    ("big", Theme.LIGHT, 150, False),
    ("rtl", Theme.LIGHT, 100, True),
)
CODE = "7KQ2-M0XD-94TB-Z1RE-5HNA-J3WC-8PVF-G6SY-2D7K-QX04"


def pages_of(made: FirstRun) -> dict[str, QWidget]:
    """Each page as it looks half way through."""
    made.names.hub.entry.setText("High Street Hub")
    made.phrase.first.entry.setText("kettle orchard seven")
    made.sheet.offer(CODE, ["Office printer"])
    made.sheet._show_code()
    made.sheet.printed(Path("Documents/Hubdesk/recovery-sheet-2026-11-21-0001.pdf"))
    made.type_back.typed.entry.setText("-".join(recovery.draw().split("-")[:4]) + "-abcd")
    return {str(at): page for at, page in enumerate(made.steps)}


def show(made: QWidget) -> None:
    made.resize(1366, 728)
    made.show()
    made.activateWindow()
    for _ in range(5):
        QApplication.processEvents()


def states(look: Look, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Each page before the desk, by its name."""
    clock = SetClock(SATURDAY)
    papers = WholePages(home, clock, lambda: ["Office printer"])
    made = FirstRun(look, home / "hub", clock, papers)
    show(made)
    for page, widget in pages_of(made).items():
        made.turn_to(widget) if page not in ("2", "3") else made.pages.setCurrentWidget(widget)
        show(made)
        yield f"first-{page}", made
    shiboken6.delete(made)
    door = OpenHub(look, home / "hub", clock)
    show(door)
    door.focus_home()
    door._refused(
        Refused("The key file hub.keys is damaged. Copy it back from a backup of this hub.")
    )
    show(door)
    yield "open", door
    shiboken6.delete(door)


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(app, fonts.load())
    for name, theme, percent, mirrored in DRESSES:
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        for what, page in states(look, Path(tempfile.mkdtemp())):
            page.grab().save(str(folder / f"{name}_{what}.png"))


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
