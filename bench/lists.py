"""P11: a list of 100,000 products in and out, against the least that could do it."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.hub_key import KEY
from bench.hubs import Hubs
from bench.measuring import Line, Way, in_turn, ratio
from bench.opened import opened
from bench.sizes import SEED
from hubdesk.catalogue import dry_run, export, importing
from hubdesk.catalogue.dry_run import DryRun
from hubdesk.catalogue.packed import unpack
from hubdesk.codes import check_digit
from hubdesk.desk import FILE, Desk
from hubdesk.journal import identity
from hubdesk.sheets import written
from hubdesk.storage.connection import connect

ROWS = 100_000
BOOK_ROWS = 10_000
ROUNDS = 5
MADE = "CREATE TABLE bare (code INTEGER, op INTEGER, name TEXT NOT NULL, weight_g INTEGER,\
 allergens INTEGER NOT NULL, sort TEXT NOT NULL, PRIMARY KEY (code, op)) WITHOUT ROWID"
PUT = "INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)"
GET = "SELECT code, name, weight_g, allergens, sort FROM catalogue_entry ORDER BY code"
_BRANDS = ("Northgate", "Fairly's", "Green Hill", "Co-operative", "Harbour", "Old Mill")
_GOODS = ("Baked Beans in Tomato Sauce", "Chopped Tomatoes", "Cream of Chicken Soup", "Tea Bags")


def lines(hubs: Hubs) -> Iterator[Line]:
    """In without and with reading and checking, and out as text and as a workbook."""
    source = hubs.folder / "products.tsv"
    write_list(source, ROWS)
    hub = hubs.copy(hubs.small, "lists")
    desk = opened(hub)
    bare = Bare(hubs.copy(hubs.small, "bare-lists"), dry_run.read(source))
    ours = Ours(desk, source)
    ways = [
        Way(bare.put, before=bare.clear),
        Way(ours.take_in, before=ours.clear),
        Way(ours.read_and_take_in, before=ours.clear),
    ]
    floor, alone, checked = in_turn(ways, 1, ROUNDS)
    what = f"{ROWS:,} judged products into the journal and tables"
    yield Line("P11 in", what, 2.2, ratio(alone, floor).wall, note=_cpu(ratio(alone, floor).cpu))
    what = f"{ROWS:,} products read, judged and taken in"
    told = ratio(checked, floor)
    yield Line("P11 checked", what, 3.0, told.wall, note=_cpu(told.cpu))
    bare.close()
    yield from _out(hubs.folder, desk, hub)
    desk.close()


def _out(folder: Path, desk: Desk, hub: Path) -> Iterator[Line]:
    driver = connect(hub / FILE, KEY)
    ways = [
        Way(partial(_bare_text, driver, folder / "bare.csv")),
        Way(partial(_our_text, desk, folder / "ours.csv")),
    ]
    floor, ours = in_turn(ways, 1, ROUNDS)
    told = ratio(ours, floor)
    yield Line("P11 out", f"{ROWS:,} products written as CSV", 1.4, told.wall, note=_cpu(told.cpu))
    driver.close()
    rows: list[tuple[str | int, ...]] = [
        (f"50{n:011}", f"Product {n}", 400, "", "") for n in range(BOOK_ROWS)
    ]
    ways = [
        Way(partial(_bare_book, rows, folder / "bare.xlsx")),
        Way(partial(written.write, folder / "ours.xlsx", rows, export.PRODUCTS)),
    ]
    floor, ours = in_turn(ways, 1, ROUNDS)
    told = ratio(ours, floor)
    what = f"{BOOK_ROWS:,} products written as XLSX, words forced to text"
    yield Line("P11 book", what, 1.4, told.wall, note=_cpu(told.cpu))


class Bare:
    """The same rows through ``executemany`` alone, in one commit."""

    def __init__(self, hub: Path, run: DryRun) -> None:
        self._driver = connect(hub / FILE, KEY)
        self._rows = [
            (code, 1, name, weight_g or None, allergens, sort)
            for _, part in run.parts
            for code, name, weight_g, allergens, sort in unpack(part)
        ]
        random.Random(SEED).shuffle(self._rows)

    def clear(self) -> None:
        """An empty table."""
        self._driver.execute("DROP TABLE IF EXISTS bare").close()
        self._driver.execute(MADE).close()

    def put(self) -> None:
        """All rows."""
        self._driver.execute("BEGIN IMMEDIATE").close()
        self._driver.executemany(PUT, self._rows)
        self._driver.execute("COMMIT").close()

    def close(self) -> None:
        """Lets go of the file."""
        self._driver.close()


class Ours:
    """The list as the product takes it in, all at once."""

    def __init__(self, desk: Desk, source: Path) -> None:
        self._desk, self._source = desk, source
        self._run = dry_run.read(source)
        self._import = b""

    def clear(self) -> None:
        """Takes out what came in before."""
        while self._import and self._desk.do(importing.take_out, self._import).more:
            pass

    def take_in(self) -> None:
        """What was read and judged already."""
        self._import = identity.new_id()
        self._desk.do(importing.take_in_all, self._import, self._run.parts)

    def read_and_take_in(self) -> None:
        """All of it."""
        self._run = dry_run.read(self._source)
        self.take_in()


def write_list(path: Path, rows: int) -> None:
    """A made-up list: barcode, name, brand, weight and allergens, every code once."""
    draw = random.Random(SEED)
    codes = draw.sample(range(5_000_000_000_00, 5_099_999_999_99), rows)
    with path.open("w", encoding="utf-8") as file:
        file.write("code\tproduct_name\tbrands\tquantity\tallergens\n")
        for number in codes:
            code = f"{number}{check_digit.expected(f'{number}0')}"
            name, brand = draw.choice(_GOODS), draw.choice(_BRANDS)
            weight, stated = draw.randrange(100, 1000, 50), draw.choice(("", "", "en:milk"))
            file.write(f"{code}\t{name} {number % 977}\t{brand}\t{weight} g\t{stated}\n")


def _our_text(desk: Desk, path: Path) -> None:
    def pages() -> Iterator[export.Row]:
        after = -1
        while after:
            rows, after = desk.ask(export.product_rows, max(after, 0))
            yield from rows

    written.write(path, pages(), export.PRODUCTS)


def _bare_text(driver: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(driver.execute(GET))


def _bare_book(rows: Sequence[tuple[str | int, ...]], path: Path) -> None:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)


def _cpu(cpu: float) -> str:
    return f"{cpu:.2f} by the processor's own time"
