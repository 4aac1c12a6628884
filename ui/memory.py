"""Memory that long work has left behind goes back to the computer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache

LONG_S = 0.1
"""What takes longer has read a lot: a scan takes a twentieth of it."""


def give_back() -> bool:
    """Hands back what the C library keeps for later, some 20 MiB after 100,000 rows were read.

    Whether there was anything. Only the C library of Linux can be asked to.
    """
    return bool(_trim()(0))


@cache
def _trim() -> Callable[[int], int]:
    import ctypes  # noqa: PLC0415 - with the first long work

    known = ctypes.CDLL(None) if sys.platform.startswith("linux") else None
    found: Callable[[int], int] = getattr(known, "malloc_trim", _keep)
    return found


def _keep(_: int) -> int:
    return 0
