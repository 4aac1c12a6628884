"""When keys were made, by a clock that only goes on."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtGui import QKeyEvent

_TICK_MS: Final = 16.0


class KeyTimes:
    """Tells the moment of each key, in the order they come.

    ``made_ms`` is the last one's. The moment that ``of`` tells is for the pause between two
    keys that follow one another: it takes the shorter of what the stamps and what our own
    clock say, and over many keys that had to wait for us it falls behind.
    """

    def __init__(self) -> None:
        self.made_ms = 0.0
        self._now_ms = 0.0
        self._last_stamp = 0
        self._last_real_ms = 0.0

    def of(self, event: QKeyEvent) -> float:
        """When the key was made, by the laptop's own stamps: it may have waited for us.

        Windows stamps in ticks, so a step can look up to one tick longer than it was.
        Events without a stamp (made by a program) count from when they came.
        """
        stamp, real_ms = event.timestamp(), time.monotonic() * 1000
        step, real_step = float(stamp - self._last_stamp), real_ms - self._last_real_ms
        if not stamp or not self._last_stamp or step < 0:
            step = real_step
        self.made_ms += step
        self._now_ms += real_step if 0 < step - real_step <= _TICK_MS else step
        self._last_stamp, self._last_real_ms = stamp, real_ms
        return self._now_ms
