"""Rice by the kilo at the stall: every card speaks of it as it is weighed."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.errors import Refused
from hubdesk.reports import today
from hubdesk.stall import crates, loading, trading, wasting
from hubdesk.stall.outcome import Outcome, Way
from hubdesk.stock import intake, measures, products
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.measures import Much
from tests.hub.stall.stalls import at, line, load, of_today, stocked
from tests.world import World


@pytest.fixture
def stall(world: World) -> World:
    """36 kg of long rice in packs of 500 g, and 2 kg of it that is near its date."""
    stocked(world)
    world.line("rice", weight_g=500)
    world.desk.do(products.note_line, line("rice"), measure="g")
    world.product("long rice", "rice")
    rice = world.product_id("long rice")
    for _ in range(4):
        world.desk.do(intake.take_in, rice, 9_000)
    soon = Dated(date(2026, 11, 25), DateKind.BEST_BEFORE)
    world.desk.do(intake.take_in, rice, 2_000, dated=soon)
    return world


def first(came: Outcome) -> str:
    return str(came.lines[0])


def test_a_scan_a_number_and_a_weight_say_how_much_went(stall: World) -> None:
    came = load(stall, "long rice")
    assert first(came) == "500 g of long rice"
    again = stall.desk.do(loading.again, of_today(stall), Way.OUT, came, Much(750, "g"))
    assert first(again) == "750 g of long rice"
    more = stall.desk.do(loading.again, of_today(stall), Way.OUT, again, 6)
    assert (first(more), at(stall, "long rice")) == ("3 kg of long rice", 3_000)
    back = stall.desk.do(loading.load_line, of_today(stall), Way.IN, line("rice"), 2)
    assert (first(back), at(stall, "long rice")) == ("1 kg of rice", 2_000)


def test_a_line_by_weight_goes_as_it_is_weighed(stall: World) -> None:
    many = Much(12_250, "g")
    came = stall.desk.do(loading.load_line, of_today(stall), Way.OUT, line("rice"), many)
    assert [str(each) for each in came.lines] == ["12.25 kg of rice"]
    assert at(stall, "long rice") == 12_250
    (crate,) = [e for e in stall.desk.ask(crates.shown, of_today(stall)).crates if e.name == "rice"]
    assert str(crate.measure.said(crate.stall)) == "12.25 kg"
    assert str(crate.measure.said(crate.home)) == "25.75 kg"


def test_more_than_the_book_has_is_said_in_kilos(stall: World) -> None:
    many = Much(38_400, "g")
    came = stall.desk.do(loading.load_line, of_today(stall), Way.OUT, line("rice"), many)
    assert "400 g too few: count me" in str(came.lines[-1])


def test_all_that_is_near_its_date_is_no_more_than_that(stall: World) -> None:
    (near,) = [e for e in stall.desk.ask(loading.near) if e.name == "long rice"]
    all_ = Much(near.quantity, near.measure.of)
    came = stall.desk.do(loading.load_near, of_today(stall), near, all_)
    assert (first(came), at(stall, "long rice")) == ("2 kg of long rice", 2_000)


def test_waste_and_the_closing_speak_of_kilos_and_packs(stall: World) -> None:
    load(stall, "long rice", 6)
    session = of_today(stall)
    came = stall.desk.do(wasting.waste_line, session, line("rice"), Much(250, "g"), "opened")
    assert first(came) == "250 g of rice"
    code = stall.barcodes["long rice"]
    came = stall.desk.do(wasting.waste_scanned, session, code, 1, "opened")
    assert first(came) == "500 g of long rice"
    assert at(stall, "long rice") == 2_250
    stall.desk.do(trading.close, session)
    told = [str(each.detail) for each in stall.desk.ask(today.events)]
    assert "Items taken: 4" in told


@pytest.mark.parametrize("text", ["1000000000g", "999*2000kg", "1000000000ml", "10000000000kg"])
def test_what_no_table_can_bear_is_refused(stall: World, text: str) -> None:
    with pytest.raises(Refused, match="between 1 g and 2000 kg"):
        measures.read(text)


def test_litres_of_rice_and_grams_of_tins_are_refused(stall: World) -> None:
    with pytest.raises(Refused, match="These are weighed"):
        load(stall, "long rice", Much(750, "ml"))
    with pytest.raises(Refused, match="counted in ones"):
        load(stall, "tomato soup", Much(750, "g"))
    with pytest.raises(Refused, match="up to"):
        load(stall, "long rice", 99_999)
    assert (at(stall, "long rice"), at(stall, "tomato soup")) == (0, 0)
