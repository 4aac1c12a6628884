"""Waiting in a test while the window, the desk's own thread and the shared folder's go on.

``QTest.qWait`` lets no other thread of Python run for as long as it waits: what is waited for
does not come.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

TICK_MS = 5
LONGEST_MS = 60_000


def wait(ms: int) -> None:
    """Nobody does anything for so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop, loop.quit)
    loop.exec()


def until(done: Callable[[], bool]) -> None:
    """Nobody does anything before this is true; raises TimeoutError when it never is."""
    for _ in range(LONGEST_MS // TICK_MS):
        wait(TICK_MS)
        if done():
            return
    raise TimeoutError("what was waited for did not come")
