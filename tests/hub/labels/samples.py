"""One label of every design, as a hub prints them, and the sheets they go on."""

from __future__ import annotations

from datetime import date

from hubdesk.labels import sheet_text
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

SATURDAY = date(2026, 11, 21)
LATER = date(2026, 12, 21)
NAMES = tuple(name for name in sheet_text.names() if name != sheet_text.PAGE)
SMALL = {"l7651", "dymo-99010", "roll-57x32"}
"""Too small for what packed food must say."""

PARCEL = ParcelLabel("P123456789012", "0417", 2, 3, SATURDAY, 18, 7420, "No pork")
FOOD = FoodLabel(
    "Vegetable chilli with rice",
    "Kidney beans (36 %), tomatoes, rice, onions, vegetable stock (celery, barley), butter "
    "(milk), garlic, soya sauce (soya, wheat), chilli, salt",
    ("celery", "gluten", "milk", "soya"),
    date(2026, 11, 23),
    "St Mary's Community Hub, High Street",
    keep="Keep in a fridge, below 5 °C. Heat until it steams.",
    code="B222222222222",
)
SAMPLES: dict[str, Content] = {
    "parcel": PARCEL,
    "packed": PackedLabel("P123456789012", 4, SATURDAY, 18, 7420, "Kettle only"),
    "card": HouseholdCard("St Mary's Community Hub", "4821", "H123456784821"),
    "volunteer": VolunteerCard("St Mary's Community Hub", "0007", "V123456780007"),
    "shelf": ShelfLabel("L123456789012", "Beans and pulses", "Store"),
    "shelf-unnamed": ShelfLabel("L123456789012"),
    "product": ProductLabel("D123456789012", "Nappies, size 4", "Bag of 24"),
    "crate": CrateLabel("C123456789012", "Tins, mixed vegetables", SATURDAY),
    "batch": BatchLabel("B123456789012", "Oat drink, long life", LATER, "best before"),
    "opened": OpenedLabel(
        "Plain flour",
        ("gluten",),
        SATURDAY,
        date(2027, 1, 31),
        "best before",
        keep="Keep dry and closed.",
        code="B123456789012",
    ),
    "frozen": FrozenLabel("Chicken pieces", SATURDAY, LATER, code="B123456789012"),
    "food": FOOD,
    "delivery": DeliveryLabel(
        "P123456789012",
        ("Flat 3, 17 Church Street", "Leeds", "LS1 4AB"),
        1,
        2,
        "Side door. Ring twice.",
    ),
    "crate-weighed": CrateLabel("C123456789012", "Not sorted yet", SATURDAY, 12_500),
    "thank-you": ThankYou("", "St Mary's Community Hub", SATURDAY, 128, 61_400),
    "unused": UnusedLabel("C123456789012", "Crate, not used yet"),
}
