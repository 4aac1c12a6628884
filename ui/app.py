"""The program from start to end: one copy, a window at once, and then what stands in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from hubdesk import folders
from hubdesk.clock import LaptopClock
from ui.crash import CrashHook
from ui.dressed import dressed
from ui.frame import Frame
from ui.one_copy import OneCopy, bring_forward
from ui.tidy import Tidying


def run(hub: Path | None, *, practise: bool = False) -> int:
    """Opens Hubdesk and stays until its window is closed."""
    app, look = dressed()
    where = folders.found(hub)
    copy = OneCopy(where.hub)
    if not copy.take():
        return 0
    hook = CrashHook(where.log)
    hook.install()
    tidying = Tidying()
    frame = Frame()
    frame.show_at_once()
    # Only now, for it loads everything else: the window must not wait for that.
    from ui.program import Program  # noqa: PLC0415

    program = Program(app, frame, look, where, LaptopClock(), hook)
    copy.wanted.connect(partial(bring_forward, frame))
    if practise:
        program.practise()
    else:
        program.door.focus_home()
    ended = app.exec()
    program.close_down()
    tidying.stop()
    hook.close()
    copy.release()
    return ended
