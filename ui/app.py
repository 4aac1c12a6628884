"""Builds the program: fonts, look, crash hook, and the desk in its window."""

from __future__ import annotations

from pathlib import Path

from hubdesk import folders, practice
from hubdesk.clock import LaptopClock
from hubdesk.folders import Folders
from ui.background import DeskLine
from ui.crash import CrashHook
from ui.desk_window import Around, OpenDesk
from ui.dressed import dressed

USUAL_SIZE = (1366, 728)


def run(hub: Path | None, *, practise: bool = False) -> int:
    """Opens Hubdesk and stays until its window is closed."""
    app, look = dressed()
    where = folders.found(hub)
    hook = _crash_hook(where)
    clock = LaptopClock()
    line = DeskLine(lambda: practice.open_(where.practice, clock))
    desk = OpenDesk(app, line, Around(look, clock, where.papers, practice=True))
    hook.crashed.connect(desk.notices.broke)
    desk.window.resize(*USUAL_SIZE)
    desk.window.show()
    ended = app.exec()
    desk.close()
    hook.close()
    return ended


def _crash_hook(where: Folders) -> CrashHook:
    where.log.mkdir(parents=True, exist_ok=True, mode=0o700)
    hook = CrashHook(where.log)
    hook.install()
    return hook
