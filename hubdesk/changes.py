"""What a command touched, so that only the screens that show it ask again."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Touched(StrEnum):
    """Kinds of thing a screen may be showing."""

    VISIT = "visit"
    HOLD = "hold"
    COLLECTION = "collection"
    HOUSEHOLD = "household"
    STOCK = "stock"
    PRODUCT = "product"
    PARCEL_LIST = "parcel list"
    PACKED = "packed"
    LABEL = "label"
    EVENT = "event"
    SETTING = "setting"
    DAY = "day"
    VOLUNTEER = "volunteer"
    CATALOGUE = "catalogue"
    STALL = "stall"
    COUNT = "count"
    TRUST = "trust"
    SHARED = "shared"
    FORGOTTEN = "forgotten"


class Changes(Struct, frozen=True):
    """The kinds of thing, and the ids (16 bytes each), that one command touched."""

    kinds: frozenset[Touched] = frozenset()
    ids: frozenset[bytes] = frozenset()

    def touches(self, *kinds: Touched) -> bool:
        """True when any of these kinds changed."""
        return not self.kinds.isdisjoint(kinds)
