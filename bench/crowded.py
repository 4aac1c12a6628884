"""A hub in which every list that can grow is long: as many rows in each as are asked for.

So many households are known. So many products came in this morning, each near its date and
written differently by two laptops; one of them came in as often again the day before.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bench import generator, goods, people
from bench.goods import HERE
from bench.hub_key import NOW
from bench.writing import Writer
from hubdesk.journal import identity
from hubdesk.stock.dates import DateKind
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.ledger import NEVER_MS
from hubdesk.stock.records import PRODUCT

GOOD_FOR: Final = timedelta(days=5)
CASE: Final = 6
KIND: Final = DateKind.BEST_BEFORE
OFTEN: Final = identity.product_of_code(goods.barcode(0))
"""The product with a long history."""


def build(folder: Path, rows: int) -> Path:
    """A hub with so many rows in each list, built unless it is there already."""
    first = NOW.replace(hour=0) - timedelta(days=1)
    return generator.grown(folder, f"crowded-{rows}", first, partial(_fill, rows=rows))


def _fill(writer: Writer, rows: int) -> None:
    morning = NOW.replace(hour=0)
    writer.begin_day(morning - timedelta(days=1))
    for number in range(rows):
        people.add(writer, number + 1)
        _take_in(writer, OFTEN)
    writer.begin_day(morning)
    for number in range(rows):
        _product(writer, number, CASE * (rows + 1) if number == 0 else CASE)


def _product(writer: Writer, number: int, held: int) -> None:
    """One product, named by two laptops, that came in today."""
    id_, line = identity.product_of_code(goods.barcode(number)), goods.line_ids()[number % 30]
    name, rows = f"Product {number} of the benchmark", writer.rows
    writer.fields(PRODUCT, id_, {"name": f"Tin {number}", "line": line, "weight_g": 400})
    writer.fields(PRODUCT, id_, {"name": name})
    rows.add("field_clash", id_, "name")
    rows.add("product", id_, line, name, 400, None, None)
    rows.add("batch", _batch(id_), id_, _until(), KIND, None)
    rows.add("balance", HERE, id_, held, NEVER_MS)
    rows.add("batch_sum", HERE, id_, _batch(id_), held)
    _take_in(writer, id_)


def _take_in(writer: Writer, product: bytes) -> None:
    writer.operation(TAKEN_IN, TakenIn(HERE, CASE, _until(), KIND), product)
    at = (writer.at_ms, writer.position, 0)
    writer.rows.add("movement", product, HERE, *at, _batch(product), CASE, CASE, 0)


def _until() -> str:
    return (NOW.date() + GOOD_FOR).isoformat()


def _batch(product: bytes) -> bytes:
    return identity.batch_of(product, _until(), KIND, None)
