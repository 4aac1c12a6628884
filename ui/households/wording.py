"""How a household is said: its size, its place. Names are never part of it."""

from __future__ import annotations

from hubdesk.households.household import Household
from ui import counted


def size(household: Household) -> str:
    """How many a parcel is for: "2 adults, 3 children"."""
    return counted.people(household.adults, household.children)
