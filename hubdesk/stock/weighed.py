"""What a number in an operation is in the book, whoever knew what when it was written.

A laptop that has not heard what goods are counts them in ones; another one weighs them. So an
operation says what one pack was in its numbers (``pack``), and the tables turn them into what
the line of the goods is counted in, as far as it is known here. Nothing is recorded for that:
the same operations make the same tables, in whatever order they arrive, and undoing a name
undoes what followed from it. ``hubdesk.stock.remeasured`` turns what stands here already.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select

from hubdesk.stock.tables import weighed
from hubdesk.storage.prepared import Prepared

USUAL_PACK = 1000
"""A pack of which nobody said what it holds is one kilo or one litre: it is seen at once."""


class Told(Protocol):
    """Some of a product, as an operation says it."""

    @property
    def product(self) -> bytes:
        """Which."""
        ...

    @property
    def quantity(self) -> int:
        """How many, in the measure that whoever wrote it knew of."""
        ...

    @property
    def pack(self) -> int:
        """What one pack is in that; see ``hubdesk.stock.weighed``."""
        ...


Goods = TypeVar("Goods", bound=Told)


_step = Prepared(select(weighed.c.step).where(weighed.c.product == bindparam("product")))


def step_of(connection: Connection, product: bytes) -> int | None:
    """What one pack of a weighed product is taken to hold, in g or ml; None: counted in ones."""
    found = _step.one(connection, product=product)
    return None if found is None else int(found[0])


def in_book(connection: Connection, product: bytes, many: int, pack: int) -> int:
    """A number of an operation as the ledger counts the product now.

    ``pack`` is what one pack was in that number: 1 for what was counted in ones, what it held
    for what was weighed, and 0 where nobody said, which is never turned.
    """
    return many if pack == 0 else turned(many, pack, step_of(connection, product))


def known(connection: Connection, goods: Iterable[Goods]) -> list[Goods]:
    """Goods of an operation with their numbers as the ledger counts them now."""
    return [each if each.pack == 0 else _known(connection, each) for each in goods]


def _known(connection: Connection, each: Goods) -> Goods:
    many = in_book(connection, each.product, each.quantity, each.pack)
    # A protocol cannot say that what has it is a Struct.
    return replace(each, quantity=many)  # type: ignore[type-var]


def turned(many: int, pack: int, step: int | None) -> int:
    """The same, of a product of which one pack holds ``step``; None: it is counted in ones."""
    if pack == 0 or (pack == 1) == (step is None):
        return many
    if step is not None:
        return many * step
    # Somebody took it for rice by the kilo, and it is tins: a handful is one.
    packs = max(1, round(abs(many) / pack)) if many else 0
    return packs if many >= 0 else -packs
