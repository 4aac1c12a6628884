"""The application itself, in the hub's fonts and colours."""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from ui import translation, window_first
from ui.imports import read_no_sources
from ui.theme import fonts
from ui.theme.look import Look

NAME = "Hubdesk"


def dressed() -> tuple[QApplication, Look]:
    """The application in the hub's fonts and colours; the one there is, if there is one."""
    read_no_sources()
    window_first.share_python()
    if sys.platform.startswith("linux") and not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication([NAME])
    app.setApplicationName(NAME)
    app.setQuitOnLastWindowClosed(True)
    translation.wear(app)
    look = Look(app, fonts.load())
    look.wear()
    return app, look


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
