"""What the book says of goods here, each thing read once while a command looks around."""

from __future__ import annotations

from hubdesk.journal.act import View
from hubdesk.stock import held_back, ledger, measures, products, shelf
from hubdesk.stock.batch import Batch
from hubdesk.stock.measures import Measure
from hubdesk.stock.products import Line, Product
from hubdesk.stock.shelf import Stocked


class Book:
    """Products, lines and shelves as they stood when they were first asked for.

    It holds for as long as nothing about goods is recorded: a command that moves goods opens
    another one afterwards.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._products: dict[bytes, Product] = {}
        self._lines: dict[bytes, Line | None] = {}
        self._shelves: dict[bytes, list[Stocked]] = {}
        self._quantities: dict[bytes, int] = {}
        self._batches: dict[bytes, tuple[Batch, ...]] = {}

    def carrying(self, code: str) -> Product | None:
        """The product that a barcode stands for; None when nobody has named it."""
        found = products.carrying(self._view, code)
        if found is None:
            return None
        product = found.product
        self._products[product.id] = product
        self._quantities[product.id] = found.quantity
        if product.line is not None:
            self._lines[product.line] = found.line
        return product

    def product(self, product_id: bytes) -> Product:
        """A product."""
        if product_id not in self._products:
            self._products[product_id] = products.product_by_id(self._view, product_id)
        return self._products[product_id]

    def line(self, line_id: bytes) -> Line | None:
        """A line; None when this laptop has not heard of it yet."""
        if line_id not in self._lines:
            self._lines[line_id] = products.line_by_id(self._view, line_id)
        return self._lines[line_id]

    def measure(self, product: Product) -> Measure:
        """How a product is counted."""
        return measures.of(None if product.line is None else self.line(product.line), product)

    def shelf(self, line_id: bytes) -> list[Stocked]:
        """Every product of a line that the book says is here."""
        if line_id not in self._shelves:
            found = shelf.of_line(self._view, line_id, self.line(line_id))
            self._shelves[line_id] = found
            for each in found:
                self._quantities[each.product] = each.quantity
                self._batches[each.product] = each.batches
        return self._shelves[line_id]

    @property
    def held(self) -> frozenset[bytes]:
        """The batches and products that are held back."""
        return held_back.held(self._view)

    def sound(self, product_id: bytes) -> tuple[Batch, ...]:
        """The batches of a product here that are not held back, earliest date first."""
        there, held = self.batches(product_id), self.held
        if not held:
            return there
        if product_id in held:
            return ()
        return tuple(each for each in there if each.id not in held)

    def quantity(self, product_id: bytes) -> int:
        """How many of a product there are; below nothing means count me."""
        if product_id not in self._quantities:
            here = self._view.here
            on_hand = ledger.on_hand(self._view.connection, product_id, here)
            self._quantities[product_id] = on_hand
        return self._quantities[product_id]

    def batches(self, product_id: bytes) -> tuple[Batch, ...]:
        """The batches of a product here, earliest date first."""
        if self.quantity(product_id) <= 0:
            return ()
        line_id = self.product(product_id).line
        if product_id not in self._batches and line_id is not None:
            self.shelf(line_id)
        if product_id not in self._batches:
            quantity = self.quantity(product_id)
            self._batches[product_id] = shelf.batches_here(self._view, product_id, quantity)
        return self._batches[product_id]
