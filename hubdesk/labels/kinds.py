"""The kinds of label by name: as they are kept in a hub's file, and chosen on a command line."""

from __future__ import annotations

from typing import Any

import msgspec

from hubdesk.labels.contents import (
    BatchLabel,
    Content,
    CrateLabel,
    DeliveryLabel,
    FoodLabel,
    FrozenLabel,
    HouseholdCard,
    OpenedLabel,
    PackedLabel,
    ParcelLabel,
    ProductLabel,
    ShelfLabel,
    ThankYou,
    UnusedLabel,
    VolunteerCard,
)

KINDS: dict[str, type[Content]] = {
    "parcel": ParcelLabel,
    "packed": PackedLabel,
    "card": HouseholdCard,
    "volunteer": VolunteerCard,
    "shelf": ShelfLabel,
    "product": ProductLabel,
    "crate": CrateLabel,
    "batch": BatchLabel,
    "opened": OpenedLabel,
    "frozen": FrozenLabel,
    "food": FoodLabel,
    "delivery": DeliveryLabel,
    "unused": UnusedLabel,
    "thank you": ThankYou,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def name_of(content: Content) -> str:
    """The name of a label's kind."""
    return _NAMES[type(content)]


def packed(content: Content) -> tuple[str, Any]:
    """A label as plain values."""
    return name_of(content), msgspec.to_builtins(content)


def unpacked(name: str, told: Any) -> Content:
    """The label that was told in plain values; raises msgspec.ValidationError for others."""
    return msgspec.convert(told, KINDS[name], strict=False)
