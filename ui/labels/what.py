"""The kinds of label that the Labels screen prints, and what each of them is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from hubdesk.codes.own import Kind
from hubdesk.counter.reprinting import Labelled
from hubdesk.labels.contents import (
    BatchLabel,
    CrateLabel,
    FrozenLabel,
    PackedLabel,
    ParcelLabel,
    ProductLabel,
    ShelfLabel,
)
from hubdesk.stock.shelves import Shelf
from hubdesk.wording import translate
from ui.reports.wording import time
from ui.wording import inside, shelf, translated

NEW, ALL, FRESH = "new", "all", "fresh"


class What(StrEnum):
    """The kinds of label that can be asked for here."""

    AGAIN = "again"
    DELIVERY = "delivery"
    SHELF = "shelf"
    PRODUCT = "product"
    CRATE = "crate"
    BATCH = "batch"
    OPENED = "opened"
    FROZEN = "frozen"
    FOOD = "food"
    CARD = "card"
    UNUSED = "unused"


class Stands(Struct, frozen=True):
    """What the hub has that a label can be for."""

    parcels: tuple[Labelled, ...]
    """Those of today and those that are packed."""
    again: Labelled | None
    """What bears the label that was scanned here."""
    shelves: tuple[Shelf, ...]
    shelves_out: frozenset[str]
    """Codes of shelves whose labels were printed before: another one says so."""
    lines: tuple[tuple[bytes, str], ...]
    hub_name: str
    place_name: str
    today: date


PARTS: dict[What, tuple[str, ...]] = {
    What.AGAIN: ("which",),
    What.DELIVERY: ("which", "address", "note"),
    What.SHELF: ("which",),
    What.PRODUCT: ("which",),
    What.CRATE: ("name",),
    What.BATCH: ("name", "date"),
    What.OPENED: ("name", "date", "allergens", "keep"),
    What.FROZEN: ("name", "allergens"),
    What.FOOD: ("name", "ingredients", "date", "keep", "by"),
    What.CARD: (),
    What.UNUSED: ("which",),
}


def kinds() -> list[tuple[str, str]]:
    say = QCoreApplication.translate
    return [
        (say("Labels", "Shelves"), What.SHELF.value),
        (say("Labels", "A label again"), What.AGAIN.value),
        (say("Labels", "Parcels for the driver"), What.DELIVERY.value),
        (say("Labels", "Goods without a bar code"), What.PRODUCT.value),
        (say("Labels", "Crates"), What.CRATE.value),
        (say("Labels", "Goods with a date"), What.BATCH.value),
        (say("Labels", "Opened or decanted food"), What.OPENED.value),
        (say("Labels", "Food frozen today"), What.FROZEN.value),
        (say("Labels", "Food packed here"), What.FOOD.value),
        (say("Labels", "Household cards, not used yet"), What.CARD.value),
        (say("Labels", "Codes, not used yet"), What.UNUSED.value),
    ]


UNUSED = {
    Kind.CRATE: translate("labels", "Crate"),
    Kind.SHELF: translate("labels", "Shelf"),
    Kind.PARCEL: translate("labels", "Parcel"),
    Kind.PRODUCT: translate("labels", "Goods without a bar code"),
    Kind.BATCH: translate("labels", "Goods with a date"),
}


def choices(what: What, stands: Stands) -> Sequence[tuple[str, str]]:
    """What "which" offers, as (words, value)."""
    say = QCoreApplication.translate
    if what is What.AGAIN:
        return [_again(each) for each in labelled(stands)]
    if what is What.DELIVERY:
        fresh = say("Labels", "A parcel that has no label yet")
        return [(fresh, FRESH), *(_again(each) for each in parcels(stands))]
    if what is What.SHELF:
        named = [(each.name, each.id.hex()) for each in stands.shelves]
        every = say("Labels", "All {number} shelves here").format(number=len(named))
        return [
            (say("Labels", "New ones, to name later"), NEW),
            *([(every, ALL)] if named else []),
            *named,
        ]
    if what is What.PRODUCT:
        return [(name, line.hex()) for line, name in stands.lines]
    if what is What.UNUSED:
        return [(translated(word), kind.value) for kind, word in UNUSED.items()]
    return []


def labelled(stands: Stands) -> tuple[Labelled, ...]:
    """What can be labelled again: what was scanned, then the parcels of today."""
    scanned = stands.again
    if scanned is None:
        return stands.parcels
    code = scanned.label.code
    return (scanned, *(each for each in stands.parcels if each.label.code != code))


def parcels(stands: Stands) -> list[Labelled]:
    """The parcels among them."""
    return [each for each in labelled(stands) if isinstance(each.label, ParcelLabel | PackedLabel)]


def _again(each: Labelled) -> tuple[str, str]:
    """A thing in the list, by what its label says."""
    say, label = QCoreApplication.translate, each.label
    number = label.code[-4:]
    match label:
        case ParcelLabel():
            words = say("Labels", "{number}, given out {time}, for {people}")
            people = label.adults + label.children
            told = words.format(number=number, time=time(each.at_ms), people=people)
        case PackedLabel():
            words = say("Labels", "{number}, packed, for {people}")
            told = words.format(number=number, people=label.people)
        case CrateLabel():
            told = say("Labels", "Crate {number}").format(number=number)
        case ShelfLabel():
            told = shelf(label.name)
        case BatchLabel() | FrozenLabel() | ProductLabel():
            told = say("Labels", "{name}, {number}").format(name=inside(label.name), number=number)
        case _:
            told = number
    return told, label.code
