"""Goods in hand at Stock: a crate is opened, a pack is opened, packs are frozen, dates are seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.scanner import in_stock
from hubdesk.scanner.in_stock import Leads
from hubdesk.stock import ledger, near_dated, whereabouts
from hubdesk.stock.batch import Batch
from hubdesk.stock.near_dated import For
from hubdesk.takein import crates, entering, packs, sources
from hubdesk.takein.sources import Source
from tests.journeys.meter import Meter
from tests.world import World
from ui.dates.screen import DatesScreen
from ui.stock.screen import StockScreen
from ui.takein.screen import TakeInScreen

Opened = Callable[[World], Meter]
COUNTER = identity.named("place", "counter")


@pytest.fixture
def crate(world: World) -> str:
    """The label of a crate of 12 kg from the corner shop."""
    world.desk.do(entering.entered, "12kg")
    world.desk.do(sources.say, Source.SUPERMARKET, "Corner Shop")
    return world.desk.ask(crates.waiting)[0].code


def stock(meter: Meter) -> StockScreen:
    here = meter.desk.window.here()
    assert isinstance(here, StockScreen)
    return here


def choose(meter: Meter, code: str) -> None:
    """Scans goods on Stock; their first batch is in hand."""
    meter.press("Alt+K")
    meter.scan(code)
    meter.wait(lambda: stock(meter).goods.about.lot() is not None)


def here(meter: Meter, product: bytes) -> int:
    def asked(view: View) -> int:
        return ledger.on_hand(view.connection, product, view.here)

    answers: list[int] = []
    meter.desk._line.ask(asked, then=answers.append)
    meter.wait(lambda: bool(answers))
    return answers[0]


def said(meter: Meter, headline: str) -> None:
    result = stock(meter).goods.result
    meter.wait(lambda: result.result is not None and result.result.headline == headline)


def test_a_crates_label_leads_to_the_crate(world: World, crate: str) -> None:
    assert world.desk.ask(in_stock.meant, crate).leads is Leads.CRATE


def test_a_crate_scanned_on_stock_opens_and_its_kilos_become_items(
    opened: Opened, world: World, crate: str
) -> None:
    meter = opened(world)
    meter.press("Alt+K")
    meter.scan(crate)
    page = stock(meter).crate
    meter.wait(page.sort.isVisible)
    assert page.name.text() == f"Crate {crate[-4:]}"
    assert page.said.text() == "12.0 kg  ·  today  ·  from Corner Shop"
    meter.press("Return")
    meter.settle()
    take_in = meter.desk.window.here()
    assert isinstance(take_in, TakeInScreen)
    meter.wait(take_in.last.crate.isVisible)
    meter.scan(world.barcodes["Green peas 300 g"])
    meter.press("Alt+K")
    meter.scan(crate)
    meter.wait(lambda: page.list.records.rowCount() == 1)
    assert str(page.list.records.data(page.list.records.index(0))) == "1, Green peas 300 g"
    page.sort.click()
    meter.wait(lambda: meter.desk.window.here() is take_in)
    meter.settle()
    assert take_in.last.crate.isVisible(), "going on does not end the sorting"


def test_a_pack_is_opened_with_one_key_once_somebody_said_how_many(
    opened: Opened, world: World
) -> None:
    nappies = world.product("Nappies 48", "Bread")
    world.shelf("3 Nappies 48")
    meter = opened(world)
    choose(meter, nappies)
    form = stock(meter).goods.about.form
    meter.press("Alt+O")
    meter.wait(form.isVisible)
    meter.type_("48\r")
    said(meter, "Pack opened")
    product = identity.product_of_code(nappies)
    assert here(meter, product) == 2
    assert here(meter, identity.pieces_of(product)) == 48
    meter.wait(stock(meter).goods.about.open_pack.isVisible)
    meter.press("Alt+O")
    meter.wait(lambda: here(meter, product) == 1)
    meter.settle()
    meter.press("Ctrl+Z")
    meter.wait(lambda: here(meter, product) == 2)


def test_a_pack_past_its_use_by_is_not_opened(world: World) -> None:
    product = world.product_id("Old yoghurt 150 g")
    (standing,) = world.desk.ask(whereabouts.of, product).standing
    batch: Batch = standing.batches[0]

    def open_(act: Act) -> None:
        packs.open_one(act, product, COUNTER, batch, 4)

    with pytest.raises(Refused, match="too old"):
        world.desk.do(open_)


def test_packs_in_hand_are_frozen_with_one_key(opened: Opened, world: World) -> None:
    meter = opened(world)
    choose(meter, world.barcodes["Fresh milk 1 l"])
    assert stock(meter).goods.about.freeze.isVisible()
    meter.press("Alt+F")
    form = stock(meter).goods.about.form
    meter.wait(form.isVisible)
    meter.type_("2\r")
    said(meter, "Frozen")
    meter.press("Ctrl+Z")
    said(meter, "Taken back")


def test_goods_in_hand_show_on_dates_with_one_key(opened: Opened, world: World) -> None:
    meter = opened(world)
    choose(meter, world.barcodes["Baked beans 420 g"])
    meter.press("Alt+D")
    dates = meter.desk.window.here()
    assert isinstance(dates, DatesScreen)
    meter.wait(lambda: dates.goods.goods is not None)
    assert dates.parts.value() == For.STALL
    assert "Baked beans 420 g" in dates.goods.name.text()
    assert dates.goods.goods is not None and dates.goods.goods.dated.day == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("name", "list_"),
    [
        ("Fresh milk 1 l", For.PARCELS),
        ("Old yoghurt 150 g", For.WASTE),
        ("Green peas 300 g", None),
        ("Lentil soup 400 g", "no date"),
    ],
)
def test_a_scan_on_dates_marks_the_goods_on_their_list(
    opened: Opened, world: World, name: str, list_: For | str | None
) -> None:
    found = world.desk.ask(near_dated.of_product, world.product_id(name))
    assert ("no date" if found is None else found.list_) == list_
    meter = opened(world)
    meter.press("Alt+C")
    dates = meter.desk.window.here()
    assert isinstance(dates, DatesScreen)
    meter.scan(world.barcodes[name])
    if found is None:
        meter.wait(lambda: dates.result.result is not None)
        return
    meter.wait(lambda: dates.goods.goods is not None and name in dates.goods.name.text())
    if list_ is not None:
        assert dates.parts.value() == list_ and dates.list.marked() == found.goods
