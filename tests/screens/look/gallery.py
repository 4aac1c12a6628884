"""Pictures of the sample counter in every theme, scale and direction:

python -m tests.screens.look.gallery FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.screens.look.sample import RESULTS, counter_of, window
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme
from ui.window import Window

SHOTS = (
    ("light_ok", Theme.LIGHT, 100, False, "ok", ""),
    ("light_new", Theme.LIGHT, 100, False, "new", ""),
    ("dark_stop", Theme.DARK, 100, False, "stop", ""),
    ("sun_soon", Theme.SUNLIGHT, 100, False, "soon", ""),
    ("sun_stop", Theme.SUNLIGHT, 100, False, "stop", ""),
    ("light_rtl", Theme.LIGHT, 100, True, "ok", ""),
    ("light_125", Theme.LIGHT, 125, False, "new", "Practice: nothing here is real"),
    ("light_150", Theme.LIGHT, 150, False, "ok", ""),
    ("dark_150_stop", Theme.DARK, 150, False, "stop", ""),
    ("light_rtl_150", Theme.LIGHT, 150, True, "stop", ""),
)


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(app, fonts.load())
    for name, theme, percent, mirrored, result, practice in SHOTS:
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        made = window(look, practice)
        made.resize(1366, 728)
        made.show()
        made.activateWindow()
        counter = counter_of(made)
        counter.result.show_result(RESULTS[result])
        counter.result.set_waiting(2 if result == "stop" else 0)
        counter.focus_home()
        for _ in range(5):
            app.processEvents()
        made.grab().save(str(folder / f"{name}.png"))
        if name in ("light_ok", "dark_stop", "light_150"):
            others(app, made, folder, name)
        shiboken6.delete(made)


def others(app: QApplication, made: Window, folder: Path, name: str) -> None:
    """The same window with an empty screen, a notice, help, and hidden."""

    def snap(what: str) -> None:
        for _ in range(5):
            app.processEvents()
        made.grab().save(str(folder / f"{name}_{what}.png"))

    made.go(2)
    made.notice.show_result(RESULTS["soon"])
    snap("find")
    made.notice.clear()
    made.go(3)
    snap("today")
    made.show_help()
    snap("help")
    made.cover.hide_desk()
    snap("hidden")


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
