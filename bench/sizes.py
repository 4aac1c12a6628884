"""How large the hubs are that are measured."""

from __future__ import annotations

from msgspec import Struct

SEED = 20261121
LINES = 200
LISTED = 30
PRODUCTS = 10_000
COLLECTIONS_A_DAY = 80


class Size(Struct, frozen=True):
    """One hub: how many movements of goods, households and products it knows."""

    movements: int
    households: int
    products: int = PRODUCTS

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.movements}-{self.households}-{self.products}"


TINY = Size(2_000, 60, 400)
"""Small enough to be checked operation by operation in a test."""
SMALL = Size(10_000, 1_000)
USUAL = Size(1_000_000, 100_000)
LONG = Size(10_000_000, 1_000_000)
