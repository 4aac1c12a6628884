"""Whatever else Hubdesk is busy with, its window comes first (docs/decisions/063)."""

from __future__ import annotations

import os
import sys
import threading
from typing import Final

SWITCH_S: Final = 0.0005
"""So long a thread may keep Python to itself while another wants it; usually it is ten times that,
and whoever looks at the window would see each of them."""
LESS: Final = 5
"""So much nicer is whatever works beside the window: about a third of its share."""

LEAST: Final = 19
"""Nicer nothing can be."""


def share_python() -> None:
    """Has every thread that keeps Python busy hand it on soon."""
    sys.setswitchinterval(SWITCH_S)


def step_back() -> None:
    """The thread that calls this leaves the processor to the window when both want it.

    Where nothing else is wanted of the processor it works as fast as ever. Only Linux knows
    shares of single threads; elsewhere a thread that steps back could get nothing at all.
    """
    if sys.platform.startswith("linux"):
        window = os.getpriority(os.PRIO_PROCESS, os.getpid())
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), min(window + LESS, LEAST))
