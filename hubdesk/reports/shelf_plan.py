"""What the page of places and shelves shows, and the labels that it prints."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.journal.act import Act, View
from hubdesk.labels import second
from hubdesk.labels.contents import ShelfLabel
from hubdesk.stock import places, products, shelves
from hubdesk.stock.places import Place
from hubdesk.stock.shelves import Shelf


class OnShelf(Struct, frozen=True):
    """A line, and the shelf of this place on which it stands; none for the rest."""

    id: bytes
    name: str
    shelf: bytes | None


class Plan(Struct, frozen=True):
    """The places of the hub, and the shelves and lines of one of them."""

    places: tuple[Place, ...]
    place: bytes
    shelves: tuple[Shelf, ...]
    lines: tuple[OnShelf, ...]

    def on(self, shelf: bytes) -> tuple[OnShelf, ...]:
        """The lines on a shelf, in their order."""
        return tuple(each for each in self.lines if each.shelf == shelf)


def of(view: View, place: bytes | None = None) -> Plan:
    """The shelves of a place, the one served from unless another is named."""
    where = place or view.here
    known = shelves.of_place(view, where)
    on = {line: shelf.id for shelf in known for line in shelves.lines_on(view, shelf.id)}
    lines = tuple(OnShelf(each.id, each.name, on.get(each.id)) for each in products.lines(view))
    return Plan(tuple(places.all_(view)), where, tuple(known), lines)


def print_labels(act: Act, *ids: bytes) -> int:
    """The labels of shelves wait for the printer; returns how many. Second ones say so."""
    found = [each for each in (shelves.by_id(act, id_) for id_ in ids) if each is not None]
    for shelf in found:
        place = places.named(act, shelf.place)
        second.wait(act, ShelfLabel(shelf.code, shelf.name, place.name if place else ""))
    return len(found)
