"""An afternoon in the store through the real window: moved, thrown away, sent, received, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk.journal.act import View
from hubdesk.reports import today
from hubdesk.stock import found, intake, places, sending
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.listing import Wanted
from hubdesk.stock.places import Use
from tests.journeys.meter import Meter
from tests.world import World
from ui.stock.screen import StockScreen
from ui.widgets.record_list import RecordList

Opened = Callable[[World], Meter]


@pytest.fixture
def sites(world: World) -> World:
    """The stocked hub, with a store and a second site."""
    world.desk.do(places.open_place, "Store", Use.STORE)
    world.desk.do(places.open_place, "Mill Lane", Use.SITE)
    return world


def screen(meter: Meter) -> StockScreen:
    here = meter.desk.window.here()
    assert isinstance(here, StockScreen)
    return here


def rows(list_: RecordList) -> list[str]:
    model = list_.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def choose(meter: Meter, name: str) -> None:
    """Types part of a name and opens the one row that is left."""
    meter.type_(name)
    meter.wait(lambda: len(rows(screen(meter).goods.listed.list)) == 1)
    meter.type_("\r")
    goods = screen(meter).goods
    meter.wait(lambda: goods.about.about is not None and goods.about.list.hasFocus())
    meter.settle()


def said(meter: Meter, headline: str) -> None:
    results = (screen(meter).goods.result, screen(meter).way.result)
    meter.wait(lambda: headline in [r.result.headline for r in results if r.result is not None])


def clear(meter: Meter) -> None:
    """Esc in the box shows everything again."""
    meter.wait(screen(meter).goods.scan.field.hasFocus)
    meter.press("Esc")


def test_an_afternoon_of_moving_throwing_away_and_sending(opened: Opened, sites: World) -> None:
    meter = opened(sites)
    meter.press("Alt+K")
    meter.count.keys = meter.count.clicks = 0
    choose(meter, "green")
    meter.click(screen(meter).goods.about.move_button)
    meter.type_("12\r")
    said(meter, "Moved")
    assert (meter.count.keys, meter.count.clicks) == (9, 1), "green, Enter, a click, 12, Enter"

    clear(meter)
    choose(meter, "yoghurt")
    meter.press("Ctrl+W")
    assert screen(meter).goods.about.form.choice.currentText() == "Past its date"
    meter.type_("\r")
    said(meter, "Thrown away")

    clear(meter)
    choose(meter, "baked")
    meter.click(screen(meter).goods.about.move_button)
    choice = screen(meter).goods.about.form.choice
    choice.setCurrentIndex(choice.findText("Mill Lane (send)"))
    meter.type_("6\r")
    said(meter, "Sent")
    assert meter.printer.printed, "its slip"

    clear(meter)
    meter.close()
    sites.reopen()
    assert where(sites)["Green peas 300 g", "Store"] == 12
    assert ("Old yoghurt 150 g", "Counter") not in where(sites)
    (load,) = sites.desk.ask(sending.all_on_the_way)
    receive(opened(sites), sites, load.code)


def receive(meter: Meter, world: World, slip: str) -> None:
    """At the other end: the slip is scanned, some is scanned in, then all of the rest came."""
    meter.press("Alt+K")
    meter.scan(slip)
    way = screen(meter).way
    meter.wait(lambda: screen(meter).pages.currentWidget() is way and len(rows(way.parts)) == 1)
    for _ in range(2):
        meter.scan(world.barcodes["Baked beans 420 g"])
        meter.settle()
        meter.desk.route.twice = type(meter.desk.route.twice)()
    meter.wait(lambda: rows(way.parts)[0].startswith("2 / 6"))
    meter.click(way.some)
    said(meter, "Received")
    meter.wait(lambda: "4 items" in rows(way.loads)[0])
    meter.click(way.all)
    meter.wait(lambda: rows(way.loads) == [])
    meter.press("Ctrl+Z")
    said(meter, "Taken back")
    meter.wait(lambda: len(rows(way.loads)) == 1)
    assert meter.count.modals == 0
    meter.close()
    world.reopen()
    assert where(world)["Baked beans 420 g", "Mill Lane"] == 2
    titles = [str(each.title) for each in world.desk.ask(today.events)]
    for title in (
        "Moved from Counter to Store",
        "Thrown away",
        "Sent from Counter to Mill Lane",
        "Received at Mill Lane",
    ):
        assert title in titles


def where(world: World) -> dict[tuple[str, str], int]:
    def listed(view: View) -> dict[tuple[str, str], int]:
        rows_ = found.window(view, Wanted(), 0, 200)
        return {(row.name, row.place_name): row.quantity for row in rows_}

    return world.desk.ask(listed)


def test_what_another_does_meanwhile_leaves_the_form_and_what_is_typed_in_it(
    opened: Opened, sites: World
) -> None:
    meter = opened(sites)
    meter.press("Alt+K")
    choose(meter, "green")
    goods = screen(meter).goods
    meter.press("Ctrl+W")
    green = sites.product_id("Green peas 300 g")
    sooner = Dated(date(2026, 12, 31), DateKind.BEST_BEFORE)
    meter._line.do(partial(intake.take_in, product=green, quantity=5, dated=sooner))
    meter.wait(lambda: len(rows(goods.about.list)) == 2)
    assert goods.about.form.many.entry.hasFocus()
    meter.type_("9\r")
    said(meter, "Thrown away")
    meter.wait(lambda: "31, Best before August 2027, Counter" in rows(goods.about.list))


def test_a_form_whose_goods_are_gone_lets_the_focus_go_home(opened: Opened, sites: World) -> None:
    meter = opened(sites)
    meter.press("Alt+K")
    choose(meter, "crackers")
    goods = screen(meter).goods
    meter.press("Ctrl+W")
    batch = goods.about.lot().batch.id  # type: ignore[union-attr]
    gone = partial(
        intake.discard,
        product=sites.product_id("Old crackers 200 g"),
        quantity=3,
        batch_id=batch,
        reason="past",
    )
    meter._line.do(gone)
    meter.wait(lambda: not goods.about.is_asking)
    assert goods.scan.field.hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_an_open_list_keeps_no_key_of_the_desk(opened: Opened, sites: World) -> None:
    meter = opened(sites)
    meter.press("Alt+K")
    choose(meter, "green")
    meter.press("Ctrl+W")
    meter.press("Tab")
    meter.press("Space")
    assert QApplication.activePopupWidget() is not None
    meter.press("F2")
    assert QApplication.activePopupWidget() is None
    meter.check_home()


@pytest.mark.parametrize(
    "screen_key", ["F3", "F4", "F5", "Alt+K", "Alt+C", "Ctrl+P", "F7", "F8", "F9", "F10"]
)
def test_ctrl_z_on_another_screen_leaves_the_visit_at_the_counter(
    opened: Opened, world: World, screen_key: str
) -> None:
    card = world.household(1, 0).card
    meter = opened(world)
    meter.scan(card)
    meter.scan(world.barcodes["Baked beans 420 g"])
    meter.press(screen_key)
    meter.press("Ctrl+Z")
    meter.press("F2")
    meter.press("Ctrl+Z")
    assert meter.visit is not None
