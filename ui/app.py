"""The program from start to end: one copy, a window at once, and then what stands in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtWidgets import QApplication

from hubdesk import folders
from hubdesk.clock import Clock, LaptopClock
from hubdesk.folders import Folders
from ui.crash import CrashHook
from ui.dressed import dressed
from ui.frame import Frame
from ui.one_copy import OneCopy, bring_forward
from ui.theme.look import Look
from ui.tidy import Tidying

if TYPE_CHECKING:
    from ui.program import Program


class Begun(Struct, frozen=True):
    """A start so far: the window stands, and nothing is in it yet."""

    app: QApplication
    look: Look
    where: Folders
    copy: OneCopy
    hook: CrashHook
    tidying: Tidying
    frame: Frame

    def filled(self, clock: Clock) -> Program:
        """What stands in the window; loaded only now, for the window must not wait for that."""
        from ui.program import Program  # noqa: PLC0415

        return Program(self.app, self.frame, self.look, self.where, clock, self.hook)

    def end(self) -> None:
        """Gives back what a start took."""
        self.tidying.stop()
        self.hook.close()
        self.copy.release()


def run(hub: Path | None, *, practise: bool = False) -> int:
    """Opens Hubdesk and stays until its window is closed."""
    begun = begin(hub)
    if begun is None:
        return 0
    program = begun.filled(LaptopClock())
    begun.copy.wanted.connect(partial(bring_forward, begun.frame))
    if practise:
        program.practise()
    else:
        program.door.focus_home()
    ended = begun.app.exec()
    program.close_down()
    begun.end()
    return ended


def begin(hub: Path | None) -> Begun | None:
    """Shows the window at once; None when another copy has this hub and was called to the front."""
    app, look = dressed()
    where = folders.found(hub)
    copy = OneCopy(where.hub)
    if not copy.take():
        return None
    hook = CrashHook(where.log)
    hook.install()
    tidying = Tidying()
    frame = Frame()
    frame.show_at_once()
    return Begun(app, look, where, copy, hook, tidying, frame)
