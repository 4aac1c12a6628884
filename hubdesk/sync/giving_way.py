"""The thread of the shared folder lets whoever serves go first."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

REST_S: Final = 0.002
LONGEST_REST_S: Final = 0.2


def stand_back(somebody_waits: Callable[[], bool]) -> None:
    """Rests while a screen waits for an answer; not for ever.

    To be called before each step that crosses to the desk, and before what keeps Python busy:
    the two threads would take turns, and whoever serves would wait for both.
    """
    left_s = LONGEST_REST_S
    while left_s > 0 and somebody_waits():
        time.sleep(REST_S)
        left_s -= REST_S
