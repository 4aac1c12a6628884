"""A journal of a hub's year as it is sent to the others: operations only, no tables that follow.

The goods, lines and households are as many as in the practice hub. Of 100 operations 70 move
goods (60 come in, 6 go to another place, 4 go to waste), 15 are collections and 15 set fields (8
of products, 5 of households, 2 of people's own details, each under its key).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from bench import goods
from bench.goods import HERE
from bench.hub_key import KEY, NOW
from bench.rows import Rows
from bench.writing import Writer
from hubdesk import desk as desks
from hubdesk.clock import SetClock
from hubdesk.codes import own
from hubdesk.counter.collection import COLLECTED, Collected, GivenLine
from hubdesk.desk import FILE
from hubdesk.households.kinds import NOTED, SIZED
from hubdesk.journal import identity
from hubdesk.journal.fields import FieldsNoted, Setting
from hubdesk.journal.operations import Klass, OperationKind, Ref, encode
from hubdesk.stock.dates import DateKind
from hubdesk.stock.intake import DISCARDED, TAKEN_IN, Discarded, TakenIn
from hubdesk.stock.moving import MOVED, Goods, MovedTo
from hubdesk.stock.records import PRODUCT
from hubdesk.storage.connection import connect

SEED: Final = 20261122
A_DAY: Final = 5_000
"""Operations between two launches: a multiple of a segment, so that segments are full."""
PRODUCTS: Final = 150
LINES: Final = 44
HOUSEHOLDS: Final = 200
"""As many of each as the practice hub has, goods that nobody scans among them."""
STORE: Final = identity.named("place", "bench store")


class Year:
    """Writes one operation after another."""

    def __init__(self, writer: Writer, lines_given: int) -> None:
        self._writer, self._rng = writer, writer.rng
        self._lines_given = lines_given
        self._products = [
            identity.product_of_code(goods.barcode(number)) for number in range(PRODUCTS)
        ]
        self._lines = goods.line_ids()[:LINES]
        self._households = [self._rng.randbytes(16) for _ in range(HOUSEHOLDS)]
        self._last: dict[tuple[bytes, str], Ref] = {}
        self._deck: list[Callable[[], None]] = [
            *[self._taken_in] * 60,
            *[self._moved] * 6,
            *[self._discarded] * 4,
            *[self._collected] * 15,
            *[self._product] * 8,
            *[self._sized] * 5,
            *[self._noted] * 2,
        ]

    def write(self, many: int) -> None:
        """So many operations, a day at a time."""
        first = NOW - timedelta(days=many // A_DAY)
        for number in range(many):
            if number % A_DAY == 0:
                self._writer.begin_day(
                    (first + timedelta(days=number // A_DAY)).replace(hour=0, minute=0)
                )
            if number % len(self._deck) == 0:
                self._rng.shuffle(self._deck)
            self._writer.at_ms += self._rng.randrange(2_000, 8_000)
            self._deck[number % len(self._deck)]()

    def _taken_in(self) -> None:
        product = self._some_product()
        body = TakenIn(HERE, self._rng.choice((1, 1, 1, 2, 6, 12)), *self._dated(product))
        self._writer.operation(TAKEN_IN, body, product)

    def _moved(self) -> None:
        product = self._some_product()
        body = MovedTo(HERE, STORE, [Goods(product, self._batch(product), 6)])
        self._writer.operation(MOVED, body, self._rng.randbytes(16))

    def _discarded(self) -> None:
        product = self._some_product()
        body = Discarded(HERE, 1, self._batch(product), "damaged", 400)
        self._writer.operation(DISCARDED, body, product)

    def _collected(self) -> None:
        given = []
        for _ in range(self._lines_given):
            product = self._some_product()
            line = self._lines[product[0] % LINES]
            given.append(GivenLine(line, product, self._batch(product), 2, False))
        size = (self._rng.randint(1, 3), self._rng.randint(0, 4), "ZZ2", HERE)
        parcel = own.draw(own.Kind.PARCEL, self._rng)
        items = 2 * self._lines_given
        body = Collected(
            self._rng.choice(self._households), *size, parcel, given, items, 400 * items
        )
        self._writer.operation(COLLECTED, body, self._rng.randbytes(16))

    def _product(self) -> None:
        self._fields(PRODUCT, self._some_product(), {"weight_g": self._rng.randrange(100, 900)})

    def _sized(self) -> None:
        size = {"adults": self._rng.randint(1, 3), "children": self._rng.randint(0, 4)}
        self._fields(SIZED, self._rng.choice(self._households), size)

    def _noted(self) -> None:
        note = {"note": f"Made-up note {self._rng.randrange(100)}"}
        self._fields(NOTED, self._rng.choice(self._households), note)

    def _fields(self, kind: OperationKind[Any], subject: bytes, values: dict[str, Any]) -> None:
        settings = [
            Setting(name, msgspec.Raw(encode(value)), self._seen(subject, name))
            for name, value in values.items()
        ]
        stamp = (self._writer.at_ms + 1) << 16
        ref = self._writer.operation(kind, FieldsNoted(settings), subject, stamp)
        self._last |= {(subject, name): ref for name in values}

    def _seen(self, subject: bytes, name: str) -> list[tuple[bytes, int]]:
        last = self._last.get((subject, name))
        return [] if last is None else [(last.stream, last.seq)]

    def _some_product(self) -> bytes:
        """Some are had much more often than others."""
        return self._products[int(self._rng.random() ** 2 * PRODUCTS)]

    def _dated(self, product: bytes) -> tuple[str, str]:
        day = NOW.date() + timedelta(days=60 * (1 + product[0] % 6 + self._rng.randrange(2)))
        return day.isoformat(), DateKind.BEST_BEFORE.value

    def _batch(self, product: bytes) -> bytes:
        return identity.batch_of(product, *self._dated(product), None)


def journal_of(folder: Path, many: int, lines_given: int = 1) -> Path:
    """A hub whose journal holds a year; the tables that follow from it are left empty."""
    desks.found(folder, KEY, SetClock(NOW)).close()
    driver = connect(folder / FILE, KEY)
    for setting in ("synchronous = OFF", "foreign_keys = OFF"):
        driver.execute(f"PRAGMA {setting}").close()
    driver.execute("BEGIN")
    rows = Rows(driver)
    (position,) = driver.execute("SELECT ifnull(max(position), 0) FROM operation").fetchone()
    (stream_no,) = driver.execute("SELECT ifnull(max(no), 0) FROM stream").fetchone()
    Year(Writer(rows, random.Random(SEED), position, stream_no), lines_given).write(many)
    rows.finish()
    driver.execute("COMMIT")
    driver.close()
    return folder


def stock_alone(hub: Path, many: int) -> list[tuple[Any, ...]]:
    """Some of its stock operations, as rows to be sent one by one."""
    driver = connect(hub / FILE, KEY)
    found = driver.execute(
        "SELECT o.type, o.version, o.actor, o.at_ms, o.stamp, o.subject, o.body FROM operation o"
        " JOIN stream s ON s.no = o.stream_no WHERE s.klass = ? ORDER BY o.position LIMIT ?",
        (Klass.STOCK.value, many),
    ).fetchall()
    driver.close()
    return list(found)
