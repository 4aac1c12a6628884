"""A Saturday at the stall: what is loaded, swapped, refused, and left when it is over."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk import check
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.reports import today
from hubdesk.stall import lines, loading, swap, trading, wasting
from hubdesk.stall.crates import shown as loadable
from hubdesk.stall.outcome import Result, Way
from hubdesk.stock import freezing, held_back, intake, places, records, shelf, shelves
from hubdesk.stock.batch import day_text
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.measures import Much
from hubdesk.takein import crates
from hubdesk.takein import scanning as takein
from tests.hub.stall.stalls import at, bring, line, load, of_today, stocked, sums, swaps
from tests.world import World


@pytest.fixture
def stall(world: World) -> World:
    stocked(world)
    return world


def here(world: World) -> bytes:
    return world.desk.ask(_here)


def _here(view: View) -> bytes:
    return view.here


def test_a_scanned_crate_moves_from_the_shelf_to_the_stall(stall: World) -> None:
    came = load(stall, "tomato soup", 12)
    assert came.result is Result.DONE and str(came.lines[0]) == "12 × tomato soup"
    assert (at(stall, "tomato soup"), stall.left("tomato soup")) == (12, 18)


def test_a_crate_by_line_takes_the_earliest_date_first(stall: World) -> None:
    stall.desk.do(loading.load_line, of_today(stall), Way.OUT, line("beans"), 14)
    stall.desk.do(trading.start)
    rows = stall.desk.ask(lambda v: _batches(v, stall))
    assert rows == {"2026-11-25": 10, "2027-06-30": 4}


def _batches(view: View, world: World) -> dict[str, int]:
    from hubdesk.stock import shelf  # noqa: PLC0415

    found = shelf.batches_at(view, places.STALL, world.product_id("tinned beans"), 14)
    return {each.dated.day.isoformat(): each.quantity for each in found if each.dated}


def test_a_crate_by_weight_is_so_many_items(stall: World) -> None:
    came = stall.desk.do(
        loading.load_line, of_today(stall), Way.OUT, line("soup"), Much(6_100, "g")
    )
    assert came.quantity == 12 and "6.1 kg" in str(came.lines[1])


def test_a_weight_needs_to_know_what_one_weighs(stall: World) -> None:
    stall.line("toys", weight_g=0)
    with pytest.raises(Refused, match="what one of toys weighs"):
        stall.desk.do(loading.load_line, of_today(stall), Way.OUT, line("toys"), Much(900, "g"))


def test_more_than_the_book_has_is_count_me_and_never_blocks(stall: World) -> None:
    came = stall.desk.do(loading.load_line, of_today(stall), Way.OUT, line("soup"), 33)
    assert "3 too few: count me" in str(came.lines[-1])


def test_how_many_of_what_was_scanned_last(stall: World) -> None:
    came = load(stall, "tomato soup")
    stall.desk.do(loading.again, of_today(stall), Way.OUT, came, 24)
    assert at(stall, "tomato soup") == 24


def test_past_its_use_by_goes_no_way_over_the_stall(stall: World) -> None:
    stall.line("milk", date_kind="use by")
    stall.product("fresh milk", "milk")
    stall.shelf("4 fresh milk, use by 2026-11-20")
    assert load(stall, "fresh milk").result is Result.STOP
    old = Dated(stall.desk.ask(_today).replace(day=20), DateKind.USE_BY)
    session = of_today(stall)
    came = stall.desk.do(loading.load, session, Way.IN, stall.product_id("fresh milk"), 1, old)
    assert came.result is Result.STOP
    code = f"01{stall.barcodes['fresh milk'].zfill(14)}17261120"
    assert bring(stall, code).result is Result.STOP
    assert at(stall, "fresh milk") == 0
    with pytest.raises(Refused):
        stall.desk.do(_moved, stall)


def _moved(act, world: World) -> None:  # type: ignore[no-untyped-def]
    from hubdesk.stock import moving  # noqa: PLC0415

    goods = moving.chosen(act, act.here, world.product_id("fresh milk"), 1)
    moving.move(act, act.here, places.stall(act), goods)


def _today(view: View):  # type: ignore[no-untyped-def]
    return view.today


def test_past_its_best_before_is_looked_at_first(stall: World) -> None:
    stall.line("rice")
    stall.product("old rice", "rice")
    stall.desk.do(
        intake.take_in,
        stall.product_id("old rice"),
        5,
        dated=Dated(stall.desk.ask(_today).replace(day=20), DateKind.BEST_BEFORE),
    )
    asked = load(stall, "old rice")
    assert asked.result is Result.ASK and at(stall, "old rice") == 0
    assert asked.product is not None
    stall.desk.do(
        loading.load, of_today(stall), Way.OUT, asked.product, 1, asked.dated, looked=True
    )
    assert at(stall, "old rice") == 1


def test_formula_travels_for_the_counter_and_is_in_no_swap(stall: World) -> None:
    came = load(stall, "First infant milk", 2)
    assert came.result is Result.DONE and "counter alone" in str(came.lines[1])
    refused = bring(stall, "First infant milk")
    assert refused.result is Result.STOP and "not in a swap" in str(refused.title)
    assert at(stall, "First infant milk") == 2


def test_a_line_that_somebody_looked_at_is_no_formula(stall: World) -> None:
    stall.desk.do(lines.never_swap, line("baby milk"), False)
    assert bring(stall, "First infant milk").result is Result.DONE
    stall.desk.do(lines.never_swap, line("soup"), True)
    assert bring(stall, "tomato soup").result is Result.STOP


def test_what_is_held_back_is_not_loaded(stall: World) -> None:
    stall.desk.do(held_back.hold, stall.product_id("tomato soup"), "recalled")
    with pytest.raises(Refused, match="held back"):
        load(stall, "tomato soup")


def test_a_swap_is_one_number(stall: World) -> None:
    swaps(stall, 3, 2, 5)
    swaps(stall, 4, tins_in=0)
    assert (sums(stall).people, sums(stall).out, sums(stall).tins) == (4, 14, 3)
    assert sums(stall).nothing == 1


def test_a_scanned_tin_is_the_tin_of_the_next_swap(stall: World) -> None:
    bring(stall, "tomato soup")
    bring(stall, "a new barcode")
    shown = stall.desk.ask(trading.shown)
    assert (shown.waiting, shown.tins) == (2, 2)
    swaps(stall, 3, tins_in=0)
    shown = stall.desk.ask(trading.shown)
    assert (shown.waiting, shown.tins, shown.sums.people) == (0, 2, 1)
    assert shown.last[0].came == 2 and shown.sums.nothing == 0


def test_tins_that_were_scanned_wait_over_a_restart(stall: World) -> None:
    bring(stall, "tomato soup")
    stall.reopen()
    assert stall.desk.ask(trading.shown).waiting == 1


def test_an_unknown_barcode_at_the_stall_is_kept(stall: World) -> None:
    came = bring(stall, "5000157024671")
    assert came.result is Result.NEW
    assert stall.desk.ask(trading.shown).tins == 1


def test_cereal_is_counted_by_its_key(stall: World) -> None:
    stall.desk.do(lines.give_key, line("cereal"), "C")
    stall.desk.do(trading.swapped, of_today(stall), 3, 1, {"c": 2})
    assert dict(sums(stall).counted) == {line("cereal"): 2}


@pytest.mark.parametrize("letter", ["x", "5", "ab", "+"])
def test_a_key_of_a_line_is_one_letter(stall: World, letter: str) -> None:
    with pytest.raises(Refused):
        stall.desk.do(lines.give_key, line("cereal"), letter)


def test_one_letter_counts_one_line(stall: World) -> None:
    stall.desk.do(lines.give_key, line("cereal"), "c")
    with pytest.raises(Refused, match="another line"):
        stall.desk.do(lines.give_key, line("soup"), "c")
    stall.desk.do(lines.give_key, line("cereal"), "")
    stall.desk.do(lines.give_key, line("soup"), "c")


def test_ctrl_z_takes_back_the_last_any_number_of_times(stall: World) -> None:
    load(stall, "tomato soup", 5)
    bring(stall, "tinned beans")
    swaps(stall, 3, 2, tins_in=0)
    session = of_today(stall)
    undone = [type(stall.desk.do(trading.undo_last, session)).__name__ for _ in range(5)]
    assert undone == ["Swapped", "Swapped", "TakenIn", "MovedTo", "NoneType"]
    assert (sums(stall).people, at(stall, "tomato soup"), at(stall, "tinned beans")) == (0, 0, 0)


def test_what_a_swap_held_is_for_the_next_once_it_is_taken_back(stall: World) -> None:
    bring(stall, "tinned beans")
    swaps(stall, 3, tins_in=0)
    stall.desk.do(trading.undo_last, of_today(stall))
    assert stall.desk.ask(trading.shown).waiting == 1


def test_from_the_start_this_laptop_serves_from_the_stall(stall: World) -> None:
    counter = here(stall)
    stall.desk.do(trading.start)
    assert here(stall) == places.STALL
    assert stall.desk.ask(records.place_name, places.STALL) == "Stall"
    stall.desk.do(trading.leave)
    assert here(stall) == counter


def test_on_another_day_the_laptop_is_at_its_own_place_again(stall: World) -> None:
    counter = here(stall)
    stall.desk.do(trading.start)
    stall.clock.forward(days=1)
    assert here(stall) == counter


def test_a_parcel_served_at_the_stall_comes_from_there(stall: World) -> None:
    stall.parcel(beans=2)
    home = stall.household(1, 0)
    load(stall, "tinned beans", 6)
    stall.desk.do(trading.start)
    stall.serve(home)
    assert (at(stall, "tinned beans"), stall.left("tinned beans")) == (4, 4)


def test_closing_empties_the_stall_in_the_book(stall: World) -> None:
    load(stall, "tomato soup", 10)
    stall.desk.do(trading.start)
    swaps(stall, 3, 4)
    load(stall, "tomato soup", 3, Way.IN)
    stall.desk.do(trading.close, of_today(stall))
    assert at(stall, "tomato soup") == 0
    assert stall.desk.ask(trading.shown).closed
    assert stall.left("tomato soup") == 23  # 30 - 10 + 3, and the laptop is home again
    with pytest.raises(Refused, match="closed"):
        stall.desk.do(trading.close, of_today(stall))
    stall.desk.do(trading.undo_last, of_today(stall))
    assert at(stall, "tomato soup") == 7


def test_what_comes_in_late_of_a_closed_day_can_be_closed_again(stall: World) -> None:
    load(stall, "tomato soup", 10)
    stall.desk.do(trading.close, of_today(stall))
    bring(stall, "tinned beans")
    stall.desk.do(trading.close, of_today(stall))
    assert at(stall, "tinned beans") == 0


def test_a_day_is_closed_on_monday_as_of_its_own_end(stall: World) -> None:
    load(stall, "tomato soup", 10)
    saturday = of_today(stall)
    stall.clock.forward(days=2)
    stall.desk.do(loading.load, saturday, Way.IN, stall.product_id("tomato soup"), 4)
    stall.desk.do(trading.close, saturday)
    assert at(stall, "tomato soup") == 0 and stall.left("tomato soup") == 24
    assert stall.desk.ask(trading.shown, saturday.day).closed


def test_goods_at_the_stall_are_thrown_away_there(stall: World) -> None:
    load(stall, "tomato soup", 10)
    stall.desk.do(wasting.waste, of_today(stall), stall.product_id("tomato soup"), 2, "damaged")
    assert (at(stall, "tomato soup"), stall.left("tomato soup")) == (8, 20)


def test_one_undo_takes_back_the_whole_waste_of_a_line(stall: World) -> None:
    """Of several dates and makes, and more than the book has: it was one deed all the same."""
    stall.product("leek soup", "soup")
    stall.shelf("3 tomato soup, best before 2027-02", "4 tomato soup, best before 2027-09")
    stall.shelf("5 leek soup, best before 2027-05")
    here = of_today(stall)
    stall.desk.do(loading.load_line, here, Way.OUT, line("soup"), 12)
    before = (at(stall, "tomato soup"), at(stall, "leek soup"))
    stall.desk.do(wasting.waste_line, here, line("soup"), 14, "damaged")
    assert (at(stall, "tomato soup"), at(stall, "leek soup")) == (0, 0)
    told = [each for each in stall.desk.ask(today.events) if str(each.title) == "Thrown away"]
    assert len(told) == 1 and "Leek soup".casefold() in str(told[0].detail).casefold()
    stall.desk.do(trading.undo_last, here)
    assert (at(stall, "tomato soup"), at(stall, "leek soup")) == before
    assert check.check(stall.desk).sound


def test_a_clicker_counts_everybody(stall: World) -> None:
    swaps(stall, 3, 2)
    stall.desk.do(swap.clicked, of_today(stall), 40)
    stall.desk.do(swap.clicked, of_today(stall), 38)
    assert (sums(stall).people, sums(stall).keyed) == (40, 2)


@pytest.mark.parametrize("many", [0, -1, 99999])
def test_a_clicker_shows_a_number_that_can_be(stall: World, many: int) -> None:
    with pytest.raises(Refused):
        stall.desk.do(swap.clicked, of_today(stall), many)


def test_a_card_at_the_stall_is_the_counters(stall: World) -> None:
    home = stall.household(1, 0)
    assert bring(stall, home.card).own == home.card
    assert load(stall, home.card).own == home.card
    assert stall.desk.ask(trading.shown).waiting == 0


def test_a_tin_whose_code_is_wrong_is_kept_under_it(stall: World) -> None:
    code = stall.barcodes["tomato soup"]
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert bring(stall, wrong).result is Result.NEW
    assert stall.desk.ask(trading.shown).tins == 1
    assert load(stall, wrong).result is Result.ASK


def test_a_visit_is_not_taken_back_from_the_stall(stall: World) -> None:
    stall.parcel(beans=2)
    stall.desk.do(trading.start)
    stall.serve(stall.household(1, 0))
    assert stall.desk.do(trading.undo_last, of_today(stall)) is None


def test_what_passed_its_use_by_at_the_stall_goes_to_waste_and_not_back(stall: World) -> None:
    stall.line("milk", date_kind="use by")
    stall.product("fresh milk", "milk")
    stall.shelf("4 fresh milk, use by 2026-11-21")
    stall.desk.do(loading.load_line, of_today(stall), Way.OUT, line("milk"), 3)
    stall.clock.forward(days=1)
    with pytest.raises(Refused, match="Put it to waste"):
        stall.desk.do(loading.load_line, of_today(stall), Way.IN, line("milk"), 3)
    assert load(stall, "fresh milk", 1, Way.IN).result is Result.STOP
    stall.desk.do(wasting.waste_line, of_today(stall), line("milk"), 3, "past its date")
    assert at(stall, "fresh milk") == 0


def test_a_frozen_pack_is_loaded_by_its_label_and_no_other_label_is(stall: World) -> None:
    stall.line("milk", date_kind="use by")
    stall.product("fresh milk", "milk")
    stall.shelf("4 fresh milk, use by 2026-11-22")
    milk = stall.product_id("fresh milk")
    (fresh,) = stall.desk.ask(shelf.batches_here, milk, 4)
    assert fresh.id is not None
    frozen = stall.desk.do(freezing.freeze, milk, fresh.id, 2)
    load(stall, frozen.code, 2)
    there = stall.desk.ask(shelf.batches_at, places.STALL, milk, 2)
    assert [(each.id, each.quantity) for each in there] == [(frozen.batch, 2)]
    stall.desk.do(wasting.waste_scanned, of_today(stall), frozen.code, 1, "damaged")
    assert at(stall, "fresh milk") == 1
    stall.desk.do(crates.weigh, 12_000)
    (crate,) = stall.desk.ask(crates.waiting)
    with pytest.raises(Refused, match="no goods"):
        load(stall, crate.code)
    with pytest.raises(Refused, match="no goods"):
        stall.desk.do(wasting.waste_scanned, of_today(stall), crate.code, 1, "damaged")


def test_a_number_after_a_dated_scan_is_of_that_date(stall: World) -> None:
    beans = stall.barcodes["tinned beans"]
    stall.shelf("6 tinned beans, best before 2027-06-30")
    last = load(stall, f"]d201{beans:0>14}15270630")
    stall.desk.do(loading.again, of_today(stall), Way.OUT, last, 5)
    there = stall.desk.ask(shelf.batches_at, places.STALL, stall.product_id("tinned beans"), 5)
    assert [(str(b.dated and b.dated.day), b.quantity) for b in there] == [("2027-06-30", 5)]


def test_ctrl_z_at_the_stall_leaves_what_came_in_at_take_in(stall: World) -> None:
    stall.desk.do(trading.start)
    swaps(stall, 3)
    stall.desk.do(takein.scanned, stall.barcodes["tomato soup"])
    assert isinstance(stall.desk.do(trading.undo_last, of_today(stall)), swap.Swapped)
    assert at(stall, "tomato soup") == 1


def test_ctrl_z_passes_by_what_was_told_of_a_day_before(stall: World) -> None:
    saturday = of_today(stall)
    load(stall, "tomato soup", 3)
    stall.clock.forward(days=7)
    swaps(stall, 3)
    stall.desk.do(trading.close, saturday)
    assert isinstance(stall.desk.do(trading.undo_last, of_today(stall)), swap.Swapped)
    assert stall.desk.ask(trading.shown, saturday.day).closed


def test_how_many_of_a_pack_that_told_its_batch_are_of_that_batch(stall: World) -> None:
    code = f"01{stall.barcodes['tinned beans'].zfill(14)}15270630"
    stall.desk.do(
        intake.take_in,
        stall.product_id("tinned beans"),
        8,
        dated=Dated(date(2027, 6, 30), DateKind.BEST_BEFORE),
    )
    came = load(stall, code)
    assert came.dated == Dated(date(2027, 6, 30), DateKind.BEST_BEFORE)
    again = stall.desk.do(loading.again, of_today(stall), Way.OUT, came, 6)
    assert again.dated == came.dated and _batches_at_the_stall(stall) == {"2027-06-30": 6}


def _batches_at_the_stall(world: World) -> dict[str, int]:
    def found(view: View) -> dict[str, int]:
        there = shelf.batches_at(view, places.STALL, world.product_id("tinned beans"), 99)
        return {day_text(each.dated) or "": each.quantity for each in there if each.id}

    return world.desk.ask(found)


def test_the_label_of_a_frozen_pack_is_that_pack_and_not_a_new_one(stall: World) -> None:
    stall.line("milk", date_kind="use by")
    stall.product("fresh milk", "milk")
    stall.shelf("4 fresh milk, use by 2026-11-21")
    milk = stall.product_id("fresh milk")
    fresh = identity.batch_of(milk, "2026-11-21", "use by", None)
    frozen = stall.desk.do(freezing.freeze, milk, fresh, 2)
    came = load(stall, frozen.code)
    assert "fresh milk" in str(came.lines[0]) and at(stall, "fresh milk") == 1
    stall.clock.forward(days=40)
    stall.desk.do(lambda act: act.hub_day.confirm(act.connection, date(2026, 12, 31)))
    assert load(stall, frozen.code).result is Result.STOP
    stall.desk.do(wasting.waste_scanned, of_today(stall), frozen.code, 1, "past its date")
    assert at(stall, "fresh milk") == 0


def test_the_label_of_a_shelf_is_no_goods(stall: World) -> None:
    made = stall.desk.do(shelves.make, "Tins")
    with pytest.raises(Refused, match="no goods"):
        load(stall, made.code)


def test_a_line_that_has_too_few_good_ones_is_scanned_pack_by_pack(stall: World) -> None:
    stall.desk.do(held_back.hold, stall.product_id("tomato soup"), "recalled")
    with pytest.raises(Refused, match="Scan each pack"):
        stall.desk.do(loading.load_line, of_today(stall), Way.OUT, line("soup"), 5)
    assert at(stall, "tomato soup") == 0


def test_what_the_book_does_not_have_is_nothing_to_load(stall: World) -> None:
    """A parcel had bread that the book knew nothing of: two below none are not to be loaded."""
    stall.line("bread")
    stall.parcel(bread=2)
    stall.serve(stall.household(1, 0))
    loads = {each.name: each.home for each in stall.desk.ask(loadable, of_today(stall)).crates}
    assert loads == {"beans": 50, "soup": 30, "cereal": 20, "baby milk": 6, "bread": 0}
