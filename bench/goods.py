"""The made-up goods of a benchmark hub: products, what came in, what went out."""

from __future__ import annotations

from collections import Counter, deque
from datetime import date, timedelta

from bench import sizes
from bench.people import Made
from bench.writing import Writer
from hubdesk.binding import CODE_BOUND, BoundKind, CodeBound
from hubdesk.codes import own
from hubdesk.counter.collection import COLLECTED, Collected, GivenLine
from hubdesk.journal import identity
from hubdesk.stock.dates import DateKind
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.ledger import NEVER_MS
from hubdesk.stock.records import PRODUCT

HERE = identity.named("place", "counter")
CASE = 144
ENOUGH = 3 * sizes.COLLECTIONS_A_DAY
AT_FIRST = 5
"""Products of each line that the hub opens with; the rest are known by name only."""
GIVEN = 2


def line_ids() -> list[bytes]:
    """The lines of the hub; the first 30 stand on the parcel list."""
    return [identity.named("line", f"bench {n}") for n in range(sizes.LINES)]


def barcode(number: int) -> str:
    """The barcode of a product; 952 is kept for demonstrations."""
    body = f"952{number:09}"
    return body + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10)


class Stock:
    """The shelf while history goes by."""

    def __init__(self, writer: Writer, products: int) -> None:
        self._writer, self._rows = writer, writer.rows
        self.lines = line_ids()
        self._of_line: dict[bytes, list[bytes]] = {line: [] for line in self.lines}
        self._there: dict[bytes, deque[list[object]]] = {line: deque() for line in self.lines}
        self._left: Counter[bytes] = Counter()
        self._balance: Counter[bytes] = Counter()
        self._sums: Counter[tuple[bytes, bytes]] = Counter()
        self._batches: set[bytes] = set()
        self.moved = 0
        for number in range(products):
            self._product(number)

    def open(self, today: date) -> None:
        """What the hub begins with: some products of every line."""
        for line in self.lines:
            for product in self._of_line[line][:AT_FIRST]:
                self._take_in(line, product, CASE, today)

    def fill(self, today: date) -> None:
        """Goods come in until every listed line has enough for some days."""
        for line in self.lines[: sizes.LISTED]:
            while self._left[line] < ENOUGH:
                product = self._writer.rng.choice(self._of_line[line])
                self._take_in(line, product, CASE, today)

    def give(self, to: Made) -> None:
        """One collection of the standard parcel, the oldest goods first."""
        writer, visit = self._writer, self._writer.rng.randbytes(16)
        given = [g for line in self.lines[: sizes.LISTED] for g in self._from(line)]
        parcel = own.draw(own.Kind.PARCEL, writer.rng)
        items = sum(each.quantity for each in given)
        size = (to.adults, to.children, None, HERE)
        body = Collected(to.id, *size, parcel, given, items, items * 400)
        writer.at_ms += 120_000
        writer.operation(COLLECTED, body, visit)
        at = (writer.at_ms, writer.position)
        for n, each in enumerate(given):
            assert each.batch is not None
            self._move(each.product, *at, n, each.batch, -each.quantity)
        op = writer.position
        row = (op, visit, to.id, *size, writer.at_ms, parcel, items, items * 400)
        self._rows.add("collection", *row, False, False, None, False, None)
        self._rows.add("bound_code", parcel, visit, op, BoundKind.PARCEL)

    def close(self) -> None:
        """The balances and batches that all the movements come to."""
        for product, quantity in self._balance.items():
            self._rows.add("balance", HERE, product, quantity, NEVER_MS)
        for (product, batch), quantity in self._sums.items():
            if quantity:
                self._rows.add("batch_sum", HERE, product, batch, quantity)

    def _product(self, number: int) -> None:
        code, line = barcode(number), self.lines[number % sizes.LINES]
        id_ = identity.product_of_code(code)
        name = f"Product {number} of the benchmark"
        stated = "" if number % 3 else None
        values = {"name": name, "line": line, "weight_g": 400}
        values |= {} if stated is None else {"allergens": stated}
        self._writer.fields(PRODUCT, id_, values)
        self._rows.add("product", id_, line, name, 400, stated, None)
        kind = BoundKind.PRODUCT
        self._writer.operation(CODE_BOUND, CodeBound(code, kind), id_)
        self._rows.add("bound_code", code, id_, self._writer.position, kind)
        self._of_line[line].append(id_)

    def _take_in(self, line: bytes, product: bytes, quantity: int, today: date) -> None:
        writer = self._writer
        day = (today + timedelta(days=200 + writer.rng.randrange(200))).isoformat()
        kind = DateKind.BEST_BEFORE
        writer.operation(TAKEN_IN, TakenIn(HERE, quantity, day, kind), product)
        batch = identity.batch_of(product, day, kind, None)
        if batch not in self._batches:
            self._batches.add(batch)
            self._rows.add("batch", batch, product, day, kind, None)
        self._move(product, writer.at_ms, writer.position, 0, batch, quantity)
        self._there[line].append([product, batch, quantity])
        self._left[line] += quantity

    def _from(self, line: bytes) -> list[GivenLine]:
        wanted, found = GIVEN, []
        there = self._there[line]
        while wanted:
            product, batch, held = there[0]
            assert isinstance(product, bytes)
            assert isinstance(batch, bytes)
            assert isinstance(held, int)
            take = min(wanted, held)
            found.append(GivenLine(line, product, batch, take, False))
            there[0][2] = held - take
            if held == take:
                there.popleft()
            wanted -= take
            self._left[line] -= take
        return found

    def _move(
        self, product: bytes, at_ms: int, op: int, n: int, batch: bytes, quantity: int
    ) -> None:
        self._rows.add("movement", product, HERE, at_ms, op, n, batch, quantity, quantity, 0)
        self._balance[product] += quantity
        self._sums[product, batch] += quantity
        self.moved += 1
