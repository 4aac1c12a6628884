"""The book against a plain model: the latest count and what moved after it."""

from __future__ import annotations

import random
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hubdesk import check
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.stock import intake, ledger
from tests.hub.journal.laptops import COUNTED, Counted, laptop, pristine, reopened

PLACES = [identity.named("place", name) for name in ("counter", "store")]
PRODUCTS = [identity.product_of_code(code) for code in "123"]
START_MS = 1_795_200_000_000


@dataclass
class Entry:
    """One thing in the plain model: a movement or a count, at a moment, perhaps taken back."""

    ref: Ref
    product: bytes
    place: bytes
    at_ms: int
    moved: int = 0
    counted: int | None = None
    undone: bool = False


@dataclass
class Book:
    """The plain model: it forgets nothing and sums everything, every time."""

    entries: list[Entry] = field(default_factory=list)

    def balance(self, product: bytes, place: bytes) -> int:
        about = [
            e for e in self.entries if (e.product, e.place) == (product, place) and not e.undone
        ]
        counts = [(e.at_ms, e.counted) for e in about if e.counted is not None]
        since_ms, start = max(counts, default=(-1, 0))
        return start + sum(e.moved for e in about if e.at_ms > since_ms)


def move(act: Act, product: bytes, place: bytes, quantity: int, at_ms: int) -> Operation:
    if quantity >= 0:
        body = intake.TakenIn(place, quantity, "2027-03", "best before")
        return act.record(intake.TAKEN_IN, body, product, at_ms=at_ms)
    gone = intake.Discarded(place, -quantity, None, "burst")
    return act.record(intake.DISCARDED, gone, product, at_ms=at_ms)


def count(act: Act, product: bytes, place: bytes, quantity: int, at_ms: int) -> Operation:
    return act.record(COUNTED, Counted(place, quantity), product, at_ms=at_ms)


def balances(view: View) -> dict[tuple[bytes, bytes], int]:
    return {
        (product, place): ledger.on_hand(view.connection, product, place)
        for product in PRODUCTS
        for place in PLACES
    }


def expected(book: Book) -> dict[tuple[bytes, bytes], int]:
    return {(prod, place): book.balance(prod, place) for prod in PRODUCTS for place in PLACES}


class Crash(Exception):
    """The laptop died before the command was done."""


_template: list[Path] = []


@pytest.fixture(scope="module", autouse=True)
def _pristine(tmp_path_factory: pytest.TempPathFactory) -> None:
    _template[:] = [pristine(tmp_path_factory.mktemp("pristine") / "hub")]


class Week(RuleBasedStateMachine):
    """A hub's days: goods come and go, are counted late, undone; the laptop restarts."""

    products = st.sampled_from(PRODUCTS)
    places = st.sampled_from(PLACES)
    moments = st.integers(START_MS, START_MS + 12)

    @initialize()
    def open_hub(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.desk = laptop(_template[0], self.folder / "hub")
        self.book = Book()

    @rule(product=products, place=places, quantity=st.integers(-9, 9), at_ms=moments)
    def goods_move(self, product: bytes, place: bytes, quantity: int, at_ms: int) -> None:
        op = self.desk.do(move, product, place, quantity, at_ms)
        self.book.entries.append(Entry(op.ref, product, place, at_ms, moved=quantity))

    @rule(product=products, place=places, quantity=st.integers(0, 30), at_ms=moments)
    def somebody_counts(self, product: bytes, place: bytes, quantity: int, at_ms: int) -> None:
        op = self.desk.do(count, product, place, quantity, at_ms)
        self.book.entries.append(Entry(op.ref, product, place, at_ms, counted=quantity))

    @precondition(lambda self: any(not e.undone for e in self.book.entries))
    @rule(pick=st.integers(0, 10**6))
    def it_did_not_happen(self, pick: int) -> None:
        standing = [e for e in self.book.entries if not e.undone]
        entry = standing[pick % len(standing)]
        self.desk.do(lambda act: act.undo(entry.ref))
        entry.undone = True

    @rule(product=products, place=places)
    def the_laptop_dies_in_the_middle(self, product: bytes, place: bytes) -> None:
        def die(act: Act) -> None:
            move(act, product, place, 500, START_MS + 13)
            count(act, product, place, 500, START_MS + 14)
            raise Crash

        with pytest.raises(Crash):
            self.desk.do(die)

    @rule()
    def the_hub_is_opened_again(self) -> None:
        self.desk.close()
        self.desk = reopened(self.folder / "hub")

    @invariant()
    def the_book_is_true(self) -> None:
        if hasattr(self, "book"):
            assert self.desk.ask(balances) == expected(self.book)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            assert check.check(self.desk).sound
            self.desk.close()
            shutil.rmtree(self.folder)


TestWeek = Week.TestCase
TestWeek.settings = settings(max_examples=8, stateful_step_count=40)


def test_the_book_is_true_after_thousands_of_entries_with_late_counts(tmp_path: Path) -> None:
    desk = laptop(_template[0], tmp_path / "hub")
    draw = random.Random(20261121)
    book = Book()
    for _ in range(25):
        desk.do(_busy_hour, draw, book)
        assert desk.ask(balances) == expected(book)
    assert len(book.entries) > 1500
    assert check.check(desk).sound
    desk.close()


def _busy_hour(act: Act, draw: random.Random, book: Book) -> None:
    for _ in range(100):
        product, place = draw.choice(PRODUCTS), draw.choice(PLACES)
        at_ms = START_MS + draw.randint(0, 500)
        chance = draw.random()
        if chance < 0.1:
            quantity = draw.randint(0, 60)
            op = count(act, product, place, quantity, at_ms)
            book.entries.append(Entry(op.ref, product, place, at_ms, counted=quantity))
        elif chance < 0.3 and any(not e.undone for e in book.entries):
            entry = draw.choice([e for e in book.entries if not e.undone])
            act.undo(entry.ref)
            entry.undone = True
        else:
            quantity = draw.randint(-9, 9)
            op = move(act, product, place, quantity, at_ms)
            book.entries.append(Entry(op.ref, product, place, at_ms, moved=quantity))
