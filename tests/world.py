"""A small vocabulary for building a hub in a test: ``shelf("24 beans, best before 2026-12")``."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from hubdesk import desk as desks
from hubdesk import settings
from hubdesk.clock import SetClock
from hubdesk.counter import entering, finishing, scanning, visit
from hubdesk.counter.scanning import Scanned
from hubdesk.counter.visit import ShownRow, ShownVisit
from hubdesk.desk import Desk
from hubdesk.households import household as households
from hubdesk.households.record import Details, Household
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.parcels import lists
from hubdesk.parcels.contents import ListedLine
from hubdesk.stock import intake, ledger, products, records
from hubdesk.stock.allergens import UNKNOWN, Stated
from hubdesk.stock.dates import Dated, DateKind

SATURDAY = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/London"))
KEY = bytes(range(32))
_SHELF = re.compile(
    r"(?P<n>\d+) (?P<name>[\w ]+?)(?:, (?P<kind>use by|best before) (?P<day>[\d-]+))?"
)


@dataclass
class World:
    """One hub in a test: its desk, its clock, and words to put things in it."""

    desk: Desk
    clock: SetClock
    folder: Path
    barcodes: dict[str, str] = field(default_factory=dict)

    def line(
        self,
        name: str,
        *,
        weight_g: int = 400,
        instead: str = "",
        tile: bool = False,
        date_kind: str = "best before",
        allergens: str | None = None,
        food: str | None = "cans",
    ) -> bytes:
        """A line of goods, by its name; it keeps like tins."""
        id_ = identity.named("line", name)
        values: dict[str, object] = {"name": name, "weight_g": weight_g, "date_kind": date_kind}
        values |= {"tile": tile, "allergens": allergens, "food": food}
        values["substitutes"] = [identity.named("line", instead)] if instead else []
        self.desk.do(products.note_line, id_, **values)
        return id_

    def product(self, name: str, line: str, stated: Stated = UNKNOWN) -> str:
        """A product with a barcode, which is returned."""
        body = f"952{len(self.barcodes):09}"
        code = body + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10)
        self.barcodes[name] = code
        self.desk.do(products.name_product, code, name, identity.named("line", line), stated=stated)
        return code

    def product_id(self, name: str) -> bytes:
        """The id of a product made by ``product``."""
        return identity.product_of_code(self.barcodes[name])

    def shelf(self, *goods: str) -> None:
        """Goods on the shelf here, as "24 beans, best before 2026-12"."""
        for each in goods:
            found = _SHELF.fullmatch(each)
            assert found, each
            self.desk.do(
                intake.take_in,
                self.product_id(found["name"]),
                int(found["n"]),
                dated=_dated(found["day"], found["kind"]),
            )

    def parcel(self, **quantities: int | list[int]) -> None:
        """The standard parcel: so many of each line for every size, or a list by size."""
        listed = [
            ListedLine(
                identity.named("line", name.replace("_", " ")),
                quantity if isinstance(quantity, list) else [quantity],
            )
            for name, quantity in quantities.items()
        ]
        self.desk.do(lists.issue, lists.STANDARD, "Standard parcel", listed)

    def household(
        self,
        adults: int = 2,
        children: int = 3,
        *,
        name: str = "",
        diet: tuple[str, ...] = (),
        allergies: tuple[str, ...] = (),
        street: str = "",
        postcode: str = "",
    ) -> Household:
        """A household with a card."""

        def make(act: Act) -> Household:
            made = households.open_household(act, adults, children)
            told = Details(name, street, postcode, "", diet, allergies)
            if told != Details():
                households.note_details(act, made.id, told)
            return made

        return self.desk.do(make)

    def scan(self, what: str) -> Scanned:
        """A scan at the counter: of a product by its name, else of a code."""
        return self.desk.do(scanning.scanned, self.barcodes.get(what, what))

    def type(self, text: str, row: int | None = None) -> Scanned | entering.Search | None:
        """Something typed into the scan box, with a row picked or not."""
        return self.desk.do(entering.entered, text, row)

    def visit(self) -> ShownVisit:
        """The visit on the counter; there must be one."""
        shown = self.desk.ask(visit.on_counter)
        assert shown is not None
        return shown

    def row(self, name: str) -> ShownRow:
        """The one row of the visit with that name."""
        (row,) = [each for each in self.visit().rows if each.name == name]
        return row

    def given(self) -> dict[str, int]:
        """What the visit on the counter gives, by name."""
        return {row.name: row.quantity for row in self.visit().rows if not row.gone}

    def finish(self, *, label: bool = True) -> finishing.Finished:
        """F12."""
        return self.desk.do(finishing.finish, self.visit().id, label=label)

    def serve(self, home: Household) -> finishing.Finished:
        """One scan and F12."""
        self.scan(home.card)
        return self.finish()

    def left(self, name: str) -> int:
        """What the book says is left of a product here."""

        def on_hand(view: View) -> int:
            return ledger.on_hand(view.connection, self.product_id(name), view.here)

        return self.desk.ask(on_hand)

    def reopen(self, opener: str = "") -> None:
        """Closes the hub and opens it again, as after a restart, by somebody's phrase."""
        self.desk.close()
        self.desk = desks.open_desk(self.folder, KEY, self.clock, opener)


def _dated(day: str | None, kind: str | None) -> Dated | None:
    if day is None:
        return None
    if len(day) == len("2026-12"):
        year, month = map(int, day.split("-"))
        last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        return Dated(date.fromordinal(last), DateKind(kind), month_only=True)
    return Dated(date.fromisoformat(day), DateKind(kind))


def open_world(folder: Path, moment: datetime = SATURDAY) -> World:
    """A new, empty hub in a folder, serving from one place."""
    shutil.copytree(_pristine(moment), folder)
    clock = SetClock(moment)
    return World(desks.open_desk(folder, KEY, clock), clock, folder)


@cache
def _pristine(moment: datetime) -> Path:
    """One such hub, made once for all tests of a worker: to make a file takes four openings."""
    scratch = tempfile.mkdtemp(prefix="hubdesk-world-")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    folder = Path(scratch) / "hub"
    desk = desks.found(folder, KEY, SetClock(moment))
    here = identity.named("place", "counter")

    def found(act: Act) -> None:
        records.name_place(act, here, "Counter")
        settings.change(act, here=here, hub_name="High Street Hub")

    desk.do(found)
    desk.close()
    return folder
