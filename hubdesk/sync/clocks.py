"""Whose clock differs, from what laptops say themselves. Nothing waits for a right clock.

A card's moment is its laptop's own. One that lies after this laptop's now is ahead: no delay
explains it. One that was written, by its clock, before something of ours that it says to hold
is behind. Both say "by so much at least", and neither says whose clock is wrong; where several
others agree that it is this one's, that is told as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hubdesk.sync.pace import MINUTE_MS
from hubdesk.sync.report import HeardOf

AGREE_MS: Final = 10 * MINUTE_MS
"""Clocks that differ by less are as right as a counter needs."""


def off_ms(said_ms: int, now_ms: int, ours_heard_ms: int) -> int:
    """How far another clock is ahead (above 0) or behind (below), at least.

    ``said_ms`` is when it wrote its card, ``ours_heard_ms`` when the newest of our operations
    that it held by then happened here, 0 for none.
    """
    if said_ms > now_ms:
        return said_ms - now_ms
    return min(0, said_ms - ours_heard_ms) if ours_heard_ms else 0


def differs(each: HeardOf) -> bool:
    """Whether a laptop's clock differs enough to be told."""
    return each.is_at_work and abs(each.clock_off_ms) >= AGREE_MS


def own_off_ms(heard: Sequence[HeardOf]) -> int:
    """How far this laptop's clock is off the others', 0 where they do not say so together.

    Two at least, and more than half of those that were ever heard of.
    """
    others = [each for each in heard if each.is_at_work and each.said_ms]
    off = [each.clock_off_ms for each in others if differs(each)]
    for side in ([ms for ms in off if ms > 0], [ms for ms in off if ms < 0]):
        if len(side) >= 2 and 2 * len(side) > len(others):
            return -min(side, key=abs)
    return 0
