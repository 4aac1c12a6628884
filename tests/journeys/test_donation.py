"""A donation afternoon through the real window: keys, scans and dialogs counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk.codes import check_digit
from hubdesk.households import household
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.scanner.twice import AGAIN_MS
from hubdesk.stock import ledger, products, shelf
from hubdesk.takein import crates, gaps, naming, showing
from hubdesk.takein.showing import TakeIn
from tests.hub.takein.hands import stocked
from tests.journeys.meter import Meter
from tests.world import World

Opened = Callable[[World], Meter]
KNOWN, UNKNOWN = 10, 4


class Afternoon:
    """Hands at Take in, and what the book says there."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self._last, self._since = "", 0.0
        meter.press("F4")
        meter.count.keys = 0

    def scan(self, code: str) -> None:
        """No hand scans one tin after another of its kind sooner than the scanner reads twice."""
        since = self._since
        if code == self._last:
            self.meter.wait(lambda: time.monotonic() - since > AGAIN_MS / 1000 + 0.02)
        self.meter.scan(code)
        self._last, self._since = code, time.monotonic()
        self.check_home()

    def type_(self, text: str) -> None:
        self.meter.type_(text + "\r")
        self.check_home()

    def check_home(self) -> None:
        field = self.meter.desk.places.take_in.scan.field
        self.meter.wait(lambda: QApplication.focusWidget() is field)
        assert self.meter.count.modals == 0

    def ask(self, question: Callable[..., Any], *args: Any) -> Any:
        answers: list[Any] = []
        self.meter._line.ask(question, *args, then=answers.append)
        self.meter.wait(lambda: bool(answers))
        return answers[0]

    @property
    def stands(self) -> TakeIn:
        shown: TakeIn = self.ask(showing.take_in)
        return shown

    def here(self, code: str) -> int:
        def on_hand(view: View) -> int:
            return ledger.on_hand(view.connection, identity.product_of_code(code), view.here)

        found: int = self.ask(on_hand)
        return found


def ean(number: int) -> str:
    body = f"952777{number:06}"
    return body + check_digit.expected(body + "0")


@pytest.fixture
def goods(world: World) -> list[str]:
    """Fourteen products, of which the hub knows ten."""
    stocked(world)
    line = identity.named("line", "Peas")
    for number in range(KNOWN):
        world.desk.do(products.name_product, ean(number), f"Peas {number}", line)
    return [ean(number) for number in range(KNOWN + UNKNOWN)]


@pytest.fixture
def afternoon(goods: list[str], opened: Opened, world: World) -> Afternoon:
    return Afternoon(opened(world))


def mixed(goods: list[str]) -> list[str]:
    """Forty items as they come out of a bag: some of a kind together, and some again later."""
    order = [code for code in goods for _ in range(2)] + goods[:KNOWN] + goods[:2]
    assert len(order) == 40 and len(set(order)) == 14
    return order


def test_forty_mixed_items_need_no_key_when_dates_are_left_for_later(
    afternoon: Afternoon, goods: list[str]
) -> None:
    for code in mixed(goods):
        afternoon.scan(code)
    assert afternoon.meter.count.scans == 40
    assert (afternoon.meter.count.keys, afternoon.meter.count.modals) == (0, 0)
    told = afternoon.stands.figures
    assert (told.items, told.kinds) == (40, 14)
    assert sum(each.quantity for each in afternoon.ask(gaps.undated)) == 40
    assert len(afternoon.ask(naming.nameless)) == UNKNOWN


def test_forty_mixed_items_all_dated_and_named_need_at_most_94_keys(
    afternoon: Afternoon, goods: list[str]
) -> None:
    dates = [f"{1 + n % 12:02}27" for n in range(len(goods))]
    dated = set[str]()
    order = mixed(goods)
    for at, code in enumerate(order):
        afternoon.scan(code)
        goes_on = at + 1 < len(order) and order[at + 1] == code
        if code in dated or goes_on:
            continue
        if code in goods[KNOWN:]:
            afternoon.type_("peas")
        afternoon.type_(dates[goods.index(code)])
        dated.add(code)
    count = afternoon.meter.count
    assert count.scans == 40
    assert count.keys <= 94, count
    assert count.modals == 0
    assert afternoon.ask(gaps.undated) == []
    assert afternoon.ask(naming.nameless) == []
    for number, code in enumerate(goods):
        assert afternoon.here(code) == order.count(code)
        assert held(afternoon, code) == {(f"2027-{1 + number % 12:02}", order.count(code))}


def held(afternoon: Afternoon, code: str) -> set[tuple[str, int]]:
    """The days of what the book has of a code, and how many of each."""

    def batches(view: View) -> set[tuple[str, int]]:
        product = identity.product_of_code(code)
        many = ledger.on_hand(view.connection, product, view.here)
        found = shelf.batches_here(view, product, many)
        return {(b.dated.day.isoformat()[:7], b.quantity) for b in found if b.dated}

    found: set[tuple[str, int]] = afternoon.ask(batches)
    return found


def test_forty_items_of_one_date_need_five_keys(afternoon: Afternoon, goods: list[str]) -> None:
    afternoon.type_("0327")
    for code in mixed(goods):
        afternoon.scan(code)
    assert (afternoon.meter.count.keys, afternoon.meter.count.modals) == (5, 0)
    assert afternoon.ask(gaps.undated) == []


def test_a_drop_off_by_weight_alone_is_five_keys_and_a_label(afternoon: Afternoon) -> None:
    afternoon.type_("12kg")
    assert afternoon.meter.count.keys == 5
    assert afternoon.meter.printer.printed == [1]
    assert afternoon.stands.figures.weight_g == 12_000


def test_two_hundred_blind_scans_faster_than_two_a_second_lose_none(
    afternoon: Afternoon, goods: list[str]
) -> None:
    codes = [goods[number % 14] for number in range(200)]
    for code in codes:
        afternoon.meter.scan_on(code)
    afternoon.meter.settle()
    assert afternoon.meter.count.scans == 200
    assert sum(afternoon.here(code) for code in goods) == 200
    assert afternoon.stands.figures.items == 200


def test_a_card_parks_the_take_in_and_it_stands_as_it_was(
    afternoon: Afternoon, goods: list[str]
) -> None:
    home: list[Any] = []
    afternoon.meter._line.do(household.open_household, 2, 3, then=home.append)
    afternoon.meter.wait(lambda: bool(home))
    afternoon.scan(goods[0])
    afternoon.meter.scan(home[0].card)
    assert afternoon.meter.desk.window.front.is_at(afternoon.meter.desk.counter)
    assert afternoon.meter.visit is not None
    afternoon.meter.press("F4")
    afternoon.check_home()
    afternoon.type_("24")
    assert afternoon.here(goods[0]) == 24
    assert afternoon.meter.count.modals == 0


def test_a_crate_is_sorted_and_its_kilos_count_once(afternoon: Afternoon, goods: list[str]) -> None:
    afternoon.type_("12kg")
    (crate,) = afternoon.ask(crates.waiting)
    afternoon.meter.press("F12")
    afternoon.scan(crate.code)
    for code in goods[:3]:
        afternoon.scan(code)
    told = afternoon.stands.figures
    assert (told.items, told.weight_g) == (3, 12_000)
    afternoon.scan(crate.code)
    assert afternoon.ask(crates.waiting) == []
    afternoon.scan(goods[0])
    assert afternoon.stands.figures.items == 1, "and what comes next is another drop-off"


def test_the_afternoon_survives_a_restart(afternoon: Afternoon, goods: list[str]) -> None:
    afternoon.scan(goods[0])
    afternoon.type_("24")
    afternoon.meter.reopen()
    afternoon.meter.press("F4")
    afternoon.type_("0327")
    assert held(afternoon, goods[0]) == {("2027-03", 24)}
