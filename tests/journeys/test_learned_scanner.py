"""What the scanner set-up learned holds on every screen that takes codes."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import pytest

from hubdesk import settings
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import places, sending, shelves
from hubdesk.stock.moving import Goods
from hubdesk.stock.places import Use
from tests.journeys.meter import Meter
from tests.world import World
from ui.screen import Reads
from ui.stock.screen import StockScreen
from ui.stocktake.screen import CountScreen

Opened = Callable[[World], Meter]
FRENCH = dict(zip("à&é\"'(-è_ç", "0123456789", strict=True))
LEARNED = ScannerSetup(prefix="~~", layout=MappingProxyType(FRENCH))
BACKWARDS = {printed: sent for sent, printed in FRENCH.items()}


def learn(act: Act) -> None:
    """The set-up page keeps what it learned."""
    settings.change(act, scanner=LEARNED.plain())


def sent(code: str) -> str:
    """A code as this scanner sends it: marked, and through a French keyboard."""
    return LEARNED.prefix + "".join(BACKWARDS.get(each, each) for each in code)


@pytest.fixture
def fridge(world: World) -> str:
    """The label of the fridge, where the milk stands; the scanner was set up."""
    shelf = world.desk.do(shelves.make, "Fridge")
    world.desk.do(shelves.put_line, identity.named("line", "Milk"), shelf.id)
    world.desk.do(learn)
    return shelf.code


@pytest.fixture
def meter(opened: Opened, world: World, fridge: str) -> Meter:
    """The hub at its window."""
    return opened(world)


def scan(meter: Meter, code: str) -> None:
    meter.desk.listening.scanned.emit(sent(code))
    meter.settle()


def test_every_screen_that_takes_codes_is_told_of_the_scanner(meter: Meter) -> None:
    for number, place in enumerate(meter.desk.window.places):
        meter.desk.window.go(number)
        assert isinstance(place.widget, Reads), place.name


def test_a_shelf_opens_to_be_counted_and_one_pull_does_not_end_it(
    meter: Meter, fridge: str
) -> None:
    meter.press("F5")
    scan(meter, fridge)
    here = meter.desk.window.here()
    assert isinstance(here, CountScreen)
    assert here.service.spot is not None and here.service.spot.name == "Fridge"
    scan(meter, fridge)
    assert here.service.spot is not None


def test_goods_are_asked_for_by_their_own_number(meter: Meter, fridge: str) -> None:
    meter.press("F5")
    scan(meter, fridge)
    scan(meter, meter.world.barcodes["Fresh milk 1 l"])
    here = meter.desk.window.here()
    assert isinstance(here, CountScreen)
    assert here.service.target is not None and here.service.target.name == "Fresh milk 1 l"


def test_goods_show_on_stock(meter: Meter) -> None:
    meter.press("Alt+K")
    scan(meter, meter.world.barcodes["Fresh milk 1 l"])
    here = meter.desk.window.here()
    assert isinstance(here, StockScreen)
    meter.wait(lambda: here.goods.about.about is not None)
    assert here.goods.about.name.text() == "Fresh milk 1 l"


def test_the_label_of_a_shelf_is_chosen_to_print_again(meter: Meter, fridge: str) -> None:
    meter.press("F7")
    scan(meter, fridge)
    form = meter.desk.window.here().form  # type: ignore[attr-defined]
    meter.wait(lambda: form.what.value() == "again")


@pytest.mark.parametrize("key", ["F8", "Ctrl+P", "Alt+K", "Alt+C", "F7", "F5"])
def test_a_card_opens_its_visit(opened: Opened, world: World, key: str) -> None:
    card = world.household(2, 0).card
    world.desk.do(learn)
    meter = opened(world)
    meter.press(key)
    scan(meter, card)
    meter.wait(lambda: meter.visit is not None)


def test_a_load_that_is_received_counts_what_is_read_twice_once(
    opened: Opened, world: World
) -> None:
    site = world.desk.do(places.open_place, "Mill Lane", Use.SITE)
    here = identity.named("place", "counter")
    peas = world.product_id("Green peas 300 g")
    world.desk.do(sending.send, here, site.id, [Goods(peas, None, 3)])
    meter = opened(world)
    meter.press("Alt+K")
    stock = meter.desk.window.here()
    assert isinstance(stock, StockScreen)
    stock.tools()[0].click()  # type: ignore[attr-defined]
    meter.settle()
    code = world.barcodes["Green peas 300 g"]
    meter.scan_on(code)
    meter.scan_on(code)
    meter.settle()
    result = stock.way.result
    meter.wait(lambda: result.result is not None)
    assert result.result is not None and result.result.headline == "Read twice, counted once"
    assert str(stock.way.parts.records.data(stock.way.parts.records.index(0))).startswith("1 / 3")
    result.chosen.emit("again")
    assert str(stock.way.parts.records.data(stock.way.parts.records.index(0))).startswith("2 / 3")
