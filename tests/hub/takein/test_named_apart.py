"""A bare code turns out to be rice by the kilo, while laptops are apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk import check
from hubdesk.desk import Desk
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import ledger, products
from hubdesk.takein import entering, naming, scanning, showing
from tests.hub.journal.laptops import hear, laptop, pristine, sent, tables

NEW = "9529999999986"
GOODS = identity.product_of_code(NEW)
RICE = identity.named("line", "Rice")
TINS = identity.named("line", "Tins")
PACK = 500


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Desk]]:
    """Laptops that know rice by the kilo, and tins, and have met."""
    template = pristine(tmp_path / "empty")
    desks = [laptop(template, tmp_path / name) for name in ("one", "two", "three")]
    desks[0].do(products.note_line, RICE, name="Rice", measure="g", weight_g=PACK)
    desks[0].do(products.note_line, TINS, name="Tins")
    meet(*desks)
    yield desks
    for desk in desks:
        desk.close()


def meet(*desks: Desk) -> None:
    """Each hears all that the others did; their tables are alike, and follow from the journal."""
    said = [sent(desk) for desk in desks]
    for desk, operations in itertools.product(desks, said):
        hear(desk, operations)
    for desk in desks:
        assert tables(desk) == tables(desks[0])
        assert check.check(desk).sound


def here(desk: Desk, product: bytes = GOODS) -> int:
    def on_hand(view: View) -> int:
        return ledger.on_hand(view.connection, product, view.here)

    return desk.ask(on_hand)


def scan(desk: Desk, times: int = 1) -> None:
    for _ in range(times):
        desk.do(scanning.scanned, NEW)


def name(desk: Desk, line: bytes = RICE, words: str = "Basmati") -> None:
    desk.do(naming.name_it, NEW, words, line)


def test_two_laptops_that_name_the_same_code_apart_weigh_each_scan_once(three: list[Desk]) -> None:
    one, two, _ = three
    scan(one, 3)
    meet(*three)
    name(one)
    name(two)
    assert (here(one), here(two)) == (3 * PACK, 3 * PACK)
    meet(*three)
    assert [here(desk) for desk in three] == [3 * PACK] * 3


def test_what_another_laptop_scanned_before_it_heard_the_name_is_weighed_too(
    three: list[Desk],
) -> None:
    one, two, _ = three
    scan(one)
    name(one)
    scan(two)
    two.do(entering.entered, "24")
    meet(*three)
    assert [here(desk) for desk in three] == [25 * PACK] * 3
    (row,) = [row for row in two.ask(showing.take_in).rows if row.name == "Basmati"]
    assert str(row.many) == "12 kg"
