"""Cuts the story of a seed short: fewer steps that still end wrong in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from simulator.play import MOST

PATIENCE_S: Final = 60.0


class Ended(Protocol):
    """How a story ended; see ``simulator.__main__.Played``."""

    @property
    def says(self) -> str: ...
    @property
    def wrong(self) -> str: ...
    @property
    def without(self) -> frozenset[int]: ...


E = TypeVar("E", bound=Ended)


def shrunk(found: E, again: Callable[[frozenset[int]], E], patience_s: float = PATIENCE_S) -> E:
    """The shortest story found in so many seconds: halves are left out, then less and less.

    ``again`` plays the seed without some of its steps.
    """
    until, size = time.monotonic() + patience_s, MOST // 2
    while size:
        for start in range(0, MOST, size):
            less = found.without | set(range(start, min(start + size, MOST)))
            if time.monotonic() > until:
                return found
            if less == found.without:
                continue
            tried = again(less)
            if tried.wrong and _kind(tried) == _kind(found):
                found = tried
        size //= 2
    return found


def _kind(ended: Ended) -> list[str]:
    """What is wrong, without the names of laptops and the figures, which may change."""
    return [word for word in ended.says.split() if word.isalpha() and len(word) > 1]
