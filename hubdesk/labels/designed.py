"""From what a label says to a laid-out label: one design for each kind of content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hubdesk.labels import delivery, designs, food, goods
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
from hubdesk.labels.draft import Room
from hubdesk.labels.layout import Label

_DESIGNS: dict[type[Content], Callable[[Any, Room], Label]] = {
    ParcelLabel: designs.parcel_label,
    PackedLabel: designs.packed_label,
    HouseholdCard: designs.household_card,
    VolunteerCard: designs.volunteer_card,
    ShelfLabel: goods.shelf_label,
    ProductLabel: goods.product_label,
    CrateLabel: goods.crate_label,
    BatchLabel: goods.batch_label,
    OpenedLabel: food.opened_label,
    FrozenLabel: food.frozen_label,
    FoodLabel: food.food_label,
    DeliveryLabel: delivery.delivery_label,
    UnusedLabel: goods.unused_label,
    ThankYou: designs.thank_you,
}


def designed(content: Content, room: Room) -> Label:
    """The label. Raises Refused, in words, when what may not be cut does not fit."""
    return _DESIGNS[type(content)](content, room)
