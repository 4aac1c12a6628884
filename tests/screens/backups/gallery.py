"""Pictures of the page that brings a hub back, and of the card in Set-up:

python -m tests.screens.backups.gallery FOLDER
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

from hubdesk.backups import places, state
from tests.hub.backups.kept import flip, kept_world
from tests.screens.security.gallery import DRESSES
from tests.waiting import wait
from ui.backups.bring_back import BringBack
from ui.backups.card import BackupsCard
from ui.backups.keeper import Standing
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale


def states(look: Look, home: Path) -> Iterator[tuple[str, QWidget]]:
    """The page with four backups on a stick, one of them damaged, and the card when it nags."""
    stick = home / "BLUE STICK"
    stick.mkdir()
    kept = kept_world(home / "hub")
    for _ in range(4):
        kept.serve(kept.household())
        kept.clock.forward(hours=5)
        kept.on_stick(stick)
    flip(places.under(stick)[1].file, 9000)
    made = BringBack(look, home / "new", kept.clock, lambda: [stick])
    made.resize(1366, 728)
    made.show()
    made.activateWindow()
    made.open_()
    wait(1500)
    yield "bring-back", made
    made.close_down()
    shiboken6.delete(made)
    card = BackupsCard(look)
    card.show_folders(["/media/hub/BLUE STICK"])
    nagging = kept.now_ms + 50 * state.HOUR_MS
    card.show_standing(Standing(state.read(kept.folder), nagging))
    card.setFixedWidth(look.px(640))
    card.show()
    wait(100)
    card.setFixedHeight(card.heightForWidth(look.px(640)))
    wait(100)
    yield "backups-card", card
    shiboken6.delete(card)


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
