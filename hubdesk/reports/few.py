"""Counts of people on what leaves the hub: fewer than five are not told apart.

A page on a wall that says "Children under 2: 1" tells of one child. So a count of people from 1
to 4 reads "fewer than 5" (docs/privacy.md). Where only one of several parts of a sum is so few,
the sum would give it away: the next smallest is not told either. Screens of the hub itself show
what is so.
"""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.households.ages import FEWEST as FEWEST
from hubdesk.wording import translate


def is_few(count: int) -> bool:
    """True for a count that could be told from one person."""
    return 0 < count < FEWEST


def told(count: int) -> str:
    """A count as it may leave the hub."""
    return translate("hub", "fewer than 5") if is_few(count) else str(count)


def parts(counts: Sequence[int]) -> list[str]:
    """The parts of a sum that is told beside them, as they may leave the hub."""
    shown = [told(count) for count in counts]
    others = [at for at, count in enumerate(counts) if count >= FEWEST]
    if others and sum(map(is_few, counts)) == 1:
        shown[min(others, key=lambda at: counts[at])] = translate("hub", "not told")
    return shown
