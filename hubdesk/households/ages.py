"""How many children of which age: four bands and no birth date.

Asked so that what a baby or a teenager needs can be packed, and so that the hub can say whom it
feeds. Bands are optional, and may not be told for a household at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from hubdesk.errors import Refused
from hubdesk.wording import translate


class Band(StrEnum):
    """One band of ages, in whole years."""

    UNDER_1 = "under 1"
    FROM_1 = "1-4"
    FROM_5 = "5-11"
    FROM_12 = "12-17"


BANDS: Final = tuple(Band)
MOST_IN_ONE: Final = 30
FEWEST: Final = 5
"""Fewer people than this can be told apart: no count of them stays or leaves the hub."""

BAND_WORDS: dict[Band, str] = {
    Band.UNDER_1: translate("ages", "Under 1"),
    Band.FROM_1: translate("ages", "1 to 4"),
    Band.FROM_5: translate("ages", "5 to 11"),
    Band.FROM_12: translate("ages", "12 to 17"),
}
"""What each band is called."""

Ages = tuple[int, ...]
"""How many children in each band, in the order of ``BANDS``; empty when nobody told."""


def checked(ages: Sequence[int]) -> Ages:
    """The ages as they are kept: nought in every band is not told. Refuses what cannot be."""
    if len(ages) not in (0, len(BANDS)) or any(not 0 <= n <= MOST_IN_ONE for n in ages):
        raise Refused(translate("hub", "Type 0 to {most} children for each age."), most=MOST_IN_ONE)
    return tuple(ages) if any(ages) else ()


def kept(ages: Ages) -> str | None:
    """The ages as the journal holds them: "1,0,2,0"."""
    return ",".join(map(str, ages)) or None


def recalled(text: str | None) -> Ages:
    """The ages from the journal; of a newer Hubdesk with other bands, none."""
    parts = (text or "").split(",")
    if len(parts) != len(BANDS) or not all(part.isdigit() for part in parts):
        return ()
    return tuple(map(int, parts))


def agreeing(ages: Ages, children: int) -> Ages:
    """The ages as long as they are those of so many children, else none."""
    return ages if sum(ages) == children else ()
