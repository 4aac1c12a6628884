"""What the book must come to, told as plainly as it can be: a list of what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from hubdesk.journal.operations import Ref

Which = tuple[bytes, bytes | None]
"""A product and its batch."""


@dataclass(frozen=True)
class Moved:
    """Goods came to a place (+) or left it (-)."""

    place: bytes
    product: bytes
    batch: bytes | None
    quantity: int


@dataclass(frozen=True)
class Counted:
    """Somebody saw so many of a product at a place."""

    place: bytes
    product: bytes
    quantity: int


@dataclass
class Plain:
    """Everything that happened and still stands, oldest first, and what is held back.

    ``last_day`` is a batch's last day; one that is not there has none.
    """

    happened: list[tuple[Ref, list[Moved | Counted]]] = field(default_factory=list)
    held: set[bytes] = field(default_factory=set)
    last_day: dict[bytes, date] = field(default_factory=dict)

    def add(self, ref: Ref, what: Iterable[Moved | Counted]) -> None:
        """Something happened."""
        self.happened.append((ref, list(what)))

    def drop(self, ref: Ref) -> None:
        """It did not happen."""
        self.happened = [each for each in self.happened if each[0] != ref]

    def events(self) -> Iterator[Moved | Counted]:
        """One after the other."""
        return (each for _, what in self.happened for each in what)

    def balances(self) -> dict[tuple[bytes, bytes], int]:
        """What there is of each product at each place, by the latest count and what followed."""
        found: dict[tuple[bytes, bytes], int] = {}
        for each in self.events():
            where = (each.place, each.product)
            before = 0 if isinstance(each, Counted) else found.get(where, 0)
            found[where] = before + each.quantity
        return {where: many for where, many in found.items() if many}

    def sums(self) -> dict[tuple[bytes, bytes, bytes], int]:
        """What the movements alone say of each batch."""
        found: dict[tuple[bytes, bytes, bytes], int] = {}
        for each in self.events():
            if isinstance(each, Moved) and each.batch is not None:
                where = (each.place, each.product, each.batch)
                found[where] = found.get(where, 0) + each.quantity
        return {where: many for where, many in found.items() if many}

    def packs(self, place: bytes, product: bytes) -> list[Which]:
        """Every single pack of a product at a place, the earliest date first, undated last."""
        many = max(self.balances().get((place, product), 0), 0)
        there: list[Which] = [
            (product, batch)
            for (at, of, batch), number in self.sums().items()
            if (at, of) == (place, product)
            for _ in range(number)
        ]
        there.sort(key=self._order)
        there = there[max(len(there) - many, 0) :]
        return [*there, *[(product, None)] * (many - len(there))]

    def picked(self, packs: Iterable[Which], quantity: int, today: date) -> list[Which]:
        """Pack by pack, the earliest that may go: neither past its date nor held back."""
        left = [each for each in packs if self.may_go(each, today)]
        chosen = []
        while left and len(chosen) < quantity:
            first = min(left, key=self._order)
            left.remove(first)
            chosen.append(first)
        return chosen

    def may_go(self, which: Which, today: date) -> bool:
        """True for a pack that the book may choose for somebody."""
        product, batch = which
        if self.held.intersection(filter(None, which)):
            return False
        return batch is None or product is None or self.last_day.get(batch, today) >= today

    def _order(self, which: Which) -> tuple[date, bytes, bytes]:
        product, batch = which
        day = date.max if batch is None else self.last_day.get(batch, date.max)
        return day, product, batch or b""
