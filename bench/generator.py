"""Builds a hub of any size in seconds, the same one every time.

The journal and the tables that follow from it are filled with plain SQL, in exactly the
shape that the reducers leave; ``hubdesk check`` finds the result sound (tests/hub/test_bench).
Lines, the parcel list and the settings are made by the desk's own commands first.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench import goods, people, sizes
from bench.goods import HERE, Stock
from bench.hub_key import KEY, NOW
from bench.rows import Rows
from bench.sizes import Size
from bench.writing import Writer
from hubdesk import desk as desks
from hubdesk import settings
from hubdesk.clock import SetClock
from hubdesk.desk import FILE
from hubdesk.journal.act import Act
from hubdesk.parcels import lists
from hubdesk.parcels.contents import ListedLine
from hubdesk.stock import products, records
from hubdesk.storage import derived
from hubdesk.storage.connection import connect
from hubdesk.storage.versions import HEAD

A_COLLECTION = sizes.LISTED + 1
"""Movements of one collection, with what came in for it."""
IN_MEMORY = (
    "journal_mode = DELETE",
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = -1500000",
    "foreign_keys = OFF",
)


def build(folder: Path, size: Size) -> Path:
    """A hub of a size in a folder of its own, built unless it is there already."""
    days = -(-size.movements // A_COLLECTION // sizes.COLLECTIONS_A_DAY)
    first = NOW.replace(hour=0) - timedelta(days=days - 1)
    return grown(folder, size.name, first, partial(_fill, size=size, first=first, days=days))


def grown(folder: Path, name: str, first: datetime, fill: Callable[[Writer], None]) -> Path:
    """A hub that began before its first day and holds what ``fill`` writes, unless it is there."""
    # An older schema, or another shape of the tables, would be mended at each opening of a copy.
    hub = folder / f"{name}-{HEAD}-{derived.shape()[:8]}"
    if hub.exists():
        return hub
    growing = folder / f"{name}.part"
    shutil.rmtree(growing, ignore_errors=True)
    _found(growing, first - timedelta(days=1))
    driver = connect(growing / FILE, KEY)
    for setting in IN_MEMORY:
        driver.execute(f"PRAGMA {setting}").close()
    driver.execute("BEGIN")
    writer = _writer(driver)
    fill(writer)
    writer.rows.finish()
    driver.execute("COMMIT")
    driver.execute("PRAGMA journal_mode = DELETE").close()
    driver.close()
    growing.rename(hub)
    return hub


def copied(hub: Path, name: str) -> Path:
    """The same hub once more, for another way of doing the same work."""
    twin = hub.with_name(f"{hub.name}-{name}")
    shutil.rmtree(twin, ignore_errors=True)
    return Path(shutil.copytree(hub, twin))


def _found(folder: Path, moment: datetime) -> None:
    desk = desks.found(folder, KEY, SetClock(moment))
    ids = goods.line_ids()

    def begin(act: Act) -> None:
        records.name_place(act, HERE, "Counter")
        settings.change(act, here=HERE)
        for n, id_ in enumerate(ids):
            values = {"name": f"Line {n}", "weight_g": 400, "date_kind": "best before"}
            products.note_line(act, id_, **values, tile=n >= len(ids) - 12)
        listed = [ListedLine(id_, [goods.GIVEN]) for id_ in ids[: sizes.LISTED]]
        lists.issue(act, lists.STANDARD, "Standard parcel", listed)

    desk.do(begin)
    desk.close()


def _writer(driver: Any) -> Writer:
    (position,) = driver.execute("SELECT max(position) FROM operation").fetchone()
    (stream_no,) = driver.execute("SELECT max(no) FROM stream").fetchone()
    return Writer(Rows(driver), random.Random(sizes.SEED), position, stream_no)


def _fill(writer: Writer, size: Size, first: datetime, days: int) -> None:
    writer.begin_day(first)
    stock = Stock(writer, size.products)
    households = [people.add(writer, n) for n in range(1, size.households + 1)]
    stock.open(first.date())
    for day in range(days):
        morning = first + timedelta(days=day)
        if day:
            writer.begin_day(morning)
        stock.fill(morning.date())
        for _ in range(sizes.COLLECTIONS_A_DAY):
            stock.give(writer.rng.choice(households))
    stock.close()
