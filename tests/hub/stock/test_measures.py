"""Rice by the kilo: what is typed, shown and moved of goods that are weighed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hubdesk.counter import reopening, serving
from hubdesk.counter import typed as typed_at_counter
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.packing import pack, waiting
from hubdesk.parcels import editing, lists, saving
from hubdesk.parcels.contents import ListedLine
from hubdesk.stock import found, intake, ledger, measures, measuring, moving, places, sending
from hubdesk.stock.listing import Level, Wanted
from hubdesk.stock.measures import Measure, Much
from hubdesk.stock.moving import Goods
from hubdesk.stock.records import PRODUCT
from hubdesk.stocktake import counting, spots, takes, variance
from hubdesk.takein import typed as typed_at_take_in
from tests.world import World

RICE = identity.named("line", "rice")
BY_KILO = Measure("g", 500)


@pytest.fixture
def hub(world: World) -> World:
    """Rice by weight, in bags of 500 g and sacks of 5 kg; tins beside it."""
    world.line("beans")
    world.product("tin", "beans")
    world.line("rice", food=None)
    world.desk.do(measuring.say, RICE, BY_KILO)
    world.product("bag", "rice")
    world.product("sack", "rice")
    world.desk.do(lambda act: act.note(PRODUCT, world.product_id("sack"), {"weight_g": 5000}))
    listed = [
        ListedLine(RICE, [750], measure="g"),
        ListedLine(identity.named("line", "beans"), [2]),
    ]
    world.desk.do(lists.issue, lists.STANDARD, "Parcel", listed)
    return world


def here(world: World, name: str) -> int:
    return world.left(name)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3", 1500),
        ("3*24+5", 38_500),
        ("750g", 750),
        ("1.5kg", 1500),
        ("1,5 kg", 1500),
        ("12k", 12_000),
        ("3*500g+1.2kg", 2700),
        ("0", 0),
        ("0kg", 0),
    ],
)
def test_a_quantity_of_what_is_weighed_is_typed_in_packs_or_kilos(typed: str, meant: int) -> None:
    assert BY_KILO.read(typed) == meant


@pytest.mark.parametrize("typed", ["2l", "500ml", "1kg+1l", "1.5", "9999kg", "500g+2", "kg"])
def test_what_is_no_weight_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(Refused):
        BY_KILO.read(typed)


@pytest.mark.parametrize("typed", ["1000000000g", "9999999kg", "1000000000 ml", "3*1000000l"])
def test_what_no_van_carries_is_refused_wherever_it_is_typed(typed: str) -> None:
    """At F5 and on Stock, at the counter, at F4: it is no code, and no name."""
    day = date(2026, 11, 21)
    routes: list[Callable[[], object]] = [
        lambda: BY_KILO.read(typed),
        lambda: typed_at_counter.read(typed, True, day),
        lambda: typed_at_take_in.read(typed, day),
    ]
    for route in routes:
        with pytest.raises(Refused, match="between 1 g and 2000 kg"):
            route()


def test_a_sum_of_packs_is_typed_at_take_in_as_anywhere_else() -> None:
    meant = typed_at_take_in.read("3*500g+1.2kg", date(2026, 11, 21))
    assert meant == typed_at_take_in.Measured(2_700, "g")


def test_tins_are_never_typed_in_kilos() -> None:
    assert Measure().read("3*24+5") == 77
    with pytest.raises(Refused, match="counted in ones"):
        Measure().read("1.5kg")


@pytest.mark.parametrize(
    ("measure", "many", "said"),
    [
        ("g", 1500, "1.5 kg"),
        ("g", 750, "750 g"),
        ("g", -1500, "-1.5 kg"),
        ("ml", 2000, "2 l"),
        ("g", 1_234_567, "1234.567 kg"),
        ("each", 1500, "1500"),
    ],
)
def test_quantities_are_shown_as_people_say_them(measure: str, many: int, said: str) -> None:
    assert str(Measure(measure).said(many)) == said


def test_a_scan_gives_the_pack_in_the_hand_and_typing_sets_how_much(hub: World) -> None:
    hub.shelf("5000 bag, best before 2027-03", "10000 sack")
    hub.scan(hub.household(2, 0).card)
    assert hub.row("rice").quantity == 750
    came = hub.scan("bag")
    assert str(came.outcome.lines[0]) == "500 g of bag"
    assert came.row is not None and came.row.quantity == 750
    assert hub.scan("bag").row.quantity == 1000  # type: ignore[union-attr]
    n = hub.row("rice").n
    hub.type("1.5kg", n)
    assert (hub.row("rice").quantity, hub.visit().weight_g) == (1500, 1500 + 2 * 400)
    hub.type("3", n)
    assert hub.row("rice").quantity == 1500
    assert hub.visit().items == 3 + 2
    with pytest.raises(Refused):
        hub.type("2l", n)
    done = hub.finish()
    assert (done.items, here(hub, "bag")) == (5, 3500)


def test_plus_and_minus_step_by_a_pack(hub: World) -> None:
    hub.scan(hub.household(2, 0).card)
    visit, n = hub.visit().id, hub.row("rice").n
    assert hub.desk.do(serving.change_quantity, visit, n, 1).quantity == 1250
    assert hub.desk.do(serving.change_quantity, visit, n, -1).quantity == 750
    for _ in range(2):
        hub.desk.do(serving.change_quantity, visit, n, -1)
    assert hub.row("rice").quantity == 0


def test_a_sack_is_its_own_weight_and_a_batch_goes_out_by_its_date(hub: World) -> None:
    hub.shelf("300 bag, best before 2027-01", "700 bag, best before 2027-06")
    hub.scan("bag")
    hub.scan(hub.household(2, 0).card)
    finished = hub.finish()
    assert here(hub, "bag") == 250
    hub.desk.do(reopening.reopen, finished.op)
    assert (here(hub, "bag"), hub.row("rice").quantity) == (1000, 750)
    hub.scan("sack")
    assert hub.row("rice").quantity == 5000


def test_a_parcel_packed_ahead_holds_grams_and_says_few_items(hub: World) -> None:
    hub.shelf("400 bag", "40 tin")
    run = hub.desk.do(pack.pack, 2)
    assert run.items == 2 + 2
    assert [(each.name, str(each.measure.said(each.missing))) for each in run.short] == [
        ("rice", "350 g")
    ]
    (told,) = hub.desk.ask(waiting.window, 0, 5)
    assert (told.items, told.weight_g) == (4, 750 + 800)
    hub.desk.do(pack.unpack, run.made[0].id)
    assert here(hub, "bag") == 400


def test_more_than_9999_grams_are_taken_in_moved_sent_and_thrown_away(hub: World) -> None:
    bag = hub.product_id("bag")
    hub.desk.do(intake.take_in, bag, 25_000)
    store = hub.desk.do(places.open_place, "Store", places.Use.STORE).id
    site = hub.desk.do(places.open_place, "Annexe", places.Use.SITE).id
    at = hub.desk.ask(lambda view: view.here)
    hub.desk.do(moving.move, at, store, [Goods(bag, None, 12_000)])
    hub.desk.do(sending.send, at, site, [Goods(bag, None, 11_000)])
    hub.desk.do(intake.discard, bag, 1_500, None, "damaged")
    assert here(hub, "bag") == 500
    with pytest.raises(Refused, match=r"9999 kg"):
        hub.desk.do(intake.take_in, bag, 10_000_000)
    with pytest.raises(Refused, match="9999"):
        hub.desk.do(intake.take_in, hub.product_id("tin"), 10_000)


def test_a_count_in_kilos_and_its_variance(hub: World) -> None:
    hub.desk.do(intake.take_in, hub.product_id("bag"), 25_000)
    (spot,) = hub.desk.ask(spots.all_)
    on = hub.desk.ask(spots.on_shelf, spot)
    (row,) = on.rows
    many = row.target.measure.read("40*500g+4.5kg")
    done = hub.desk.do(counting.count, spot, row.target, many)
    assert isinstance(done, counting.Done) and here(hub, "bag") == 24_500
    take = hub.desk.ask(lambda view: takes.going_on(view, spot.place.id))
    assert take is not None
    told = hub.desk.ask(variance.of, take.id)
    (line,) = told.lines
    assert str(line.figures.measure.signed(line.figures.more)) == "-500 g"
    assert (line.figures.weight_g, line.figures.percent) == (-500, -2.0)
    assert (told.all_.counted, told.all_.book) == (49, 50)


def test_a_line_counted_as_one_figure_is_typed_in_kilos(hub: World) -> None:
    hub.shelf("3000 bag", "5000 sack")
    (spot,) = hub.desk.ask(spots.all_)
    on = hub.desk.ask(spots.on_shelf, spot, by_line=True)
    (row,) = on.rows
    assert row.target.measure == BY_KILO
    hub.desk.do(counting.count, spot, row.target, row.target.measure.read("10kg"))
    rice = identity.unspecified_product(RICE)

    def all_of_it(view: View) -> int:
        ids = (hub.product_id("bag"), hub.product_id("sack"), rice)
        return sum(ledger.on_hand(view.connection, each, view.here) for each in ids)

    assert hub.desk.ask(all_of_it) == 10_000


def test_the_list_of_stock_says_kilos(hub: World) -> None:
    hub.shelf("1500 bag", "24 tin")
    for level in (Level.PRODUCT, Level.LINE):
        rows = hub.desk.ask(found.window, Wanted(level=level), 0, 10)
        assert [str(each.measure.said(each.quantity)) for each in rows] in (
            ["1.5 kg", "24"],
            ["24", "1.5 kg"],
        )


def test_a_line_is_counted_another_way_only_before_it_is_in_the_book(hub: World) -> None:
    hub.desk.do(measuring.say, RICE, Measure("g", 1000))
    hub.shelf("1000 bag")
    hub.desk.do(measuring.say, RICE, Measure("g", 250))
    with pytest.raises(Refused, match="in the book already"):
        hub.desk.do(measuring.say, RICE, Measure("each", 500))
    with pytest.raises(Refused, match="one pack holds"):
        hub.desk.do(measuring.say, identity.named("line", "beans"), Measure("g", None))


def test_a_list_is_saved_in_kilos_and_its_old_version_comes_back_in_them(world: World) -> None:
    rice = world.line("rice", weight_g=500)
    world.parcel(rice=2)
    known = world.desk.ask(saving.to_edit)
    assert known.now is not None
    told = editing.measured(known.now.contents, rice, BY_KILO)
    assert told.lines[0].quantities == [1000]
    world.desk.do(saving.save, told, known.now.ref, None, {rice: 500})
    loose = identity.unspecified_product(rice)
    assert world.desk.ask(measures.of_product, loose) == BY_KILO
    world.scan(world.household(2, 0).card)
    assert world.row("rice").quantity == 1000
    world.desk.do(lists.go_back, known.now.ref)
    listed = world.desk.ask(lists.for_people, 2)
    assert listed is not None and listed.wanted[0].quantity == 1000


def test_nothing_is_weighed_in_packs_and_pieces_at_once() -> None:
    assert Measure("g", 500).meant(Much(2)) == 1000
    assert Measure("g").of_packs(2) == 2000
    assert Measure("g", 500).packs(750) == 2
    assert Measure("g", 500).packs(100) == 1
    assert Measure("g", 500).packs(-1500) == -3
