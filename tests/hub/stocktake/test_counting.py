"""Stories of somebody with a scanner before a shelf."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hubdesk import check
from hubdesk.day import DayUnsure
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.reports import today
from hubdesk.scanner import in_stock
from hubdesk.stock import freezing, intake, products
from hubdesk.stocktake import counting, spots, takes, targets, variance
from hubdesk.stocktake.counting import CountedBefore, Done, How
from tests.hub.stocktake.hub import HERE, count, found, line, of_line, product, shelf, whole
from tests.world import World


@pytest.fixture
def soups(world: World) -> World:
    """Two soups and beans on the shelf."""
    world.line("soup")
    world.line("beans")
    world.product("tomato soup", "soup")
    world.product("leek soup", "soup")
    world.product("baked beans", "beans")
    world.shelf("10 tomato soup", "20 leek soup", "30 baked beans")
    return world


def test_a_counted_figure_is_the_book_and_what_moves_later_counts_on_top(soups: World) -> None:
    spot = shelf(soups, "A1", "soup", "beans")
    done = count(soups, spot, "baked beans", 27)
    assert isinstance(done, Done)
    assert soups.left("baked beans") == 27
    soups.clock.forward(minutes=1)
    soups.shelf("5 baked beans")
    assert soups.left("baked beans") == 32


def test_what_happened_before_the_count_and_is_told_later_changes_nothing(soups: World) -> None:
    spot = shelf(soups, "A1", "beans")
    before_ms = soups.clock.now_ms()
    count(soups, spot, "baked beans", 27)
    soups.desk.do(intake.take_in, soups.product_id("baked beans"), 9, at_ms=before_ms)
    assert soups.left("baked beans") == 27


def test_a_shelf_lists_what_is_left_in_shelf_order_and_never_what_the_book_has(
    soups: World,
) -> None:
    spot = shelf(soups, "A1", "beans", "soup")
    on = soups.desk.ask(spots.on_shelf, spot)
    assert [row.target.name for row in on.left] == ["baked beans", "leek soup", "tomato soup"]
    assert not any(row.is_counted for row in on.rows)
    count(soups, spot, "leek soup", 0)
    on = soups.desk.ask(spots.on_shelf, spot)
    assert [row.target.name for row in on.left] == ["baked beans", "tomato soup"]
    assert found(soups, spot)["leek soup"] == 0, "zero was typed, and nothing else is zero"


def test_the_same_product_again_is_asked_about_and_never_added_in_silence(soups: World) -> None:
    spot = shelf(soups, "A1", "beans")
    count(soups, spot, "baked beans", 12)
    asked = count(soups, spot, "baked beans", 5)
    assert isinstance(asked, CountedBefore) and asked.before == 12
    assert soups.left("baked beans") == 12, "nothing was saved"
    added = count(soups, spot, "baked beans", 5, How.ADD)
    assert isinstance(added, Done) and added.total == 17
    assert soups.left("baked beans") == 17
    count(soups, spot, "baked beans", 16, How.INSTEAD)
    assert soups.left("baked beans") == 16
    soups.desk.do(counting.undo_last)
    assert soups.left("baked beans") == 17
    soups.desk.do(counting.undo_last)
    assert soups.left("baked beans") == 12
    soups.desk.do(counting.undo_last)
    assert soups.left("baked beans") == 30, "the book as it was before"
    assert soups.desk.do(counting.undo_last) is None


def test_a_product_on_two_shelves_of_a_place_adds_up(soups: World) -> None:
    front, back = shelf(soups, "A1", "beans"), shelf(soups, "B7", "soup")
    count(soups, front, "baked beans", 12)
    count(soups, back, "baked beans", 24)
    assert soups.left("baked beans") == 36
    assert found(soups, back)["baked beans"] == 24


def test_a_crate_of_eight_brands_is_one_figure_for_its_line(soups: World) -> None:
    spot = shelf(soups, "A1", "soup")
    count(soups, spot, line("soup"), 24)
    assert of_line(soups, "soup") == 24
    assert (soups.left("tomato soup"), soups.left("leek soup")) == (8, 16), "missing alike"
    assert found(soups, spot) == {"soup": 24}
    count(soups, spot, line("soup"), 33, How.INSTEAD)
    assert (soups.left("tomato soup"), soups.left("leek soup")) == (10, 20)
    assert of_line(soups, "soup") == 33, "three more, of no particular make"
    soups.desk.do(counting.undo_last)
    soups.desk.do(counting.undo_last)
    assert of_line(soups, "soup") == 30


def test_a_tin_named_later_was_in_the_figure_of_its_line(soups: World) -> None:
    code = "5000157024671"
    strange = identity.product_of_code(code)
    soups.desk.do(intake.take_in, strange, 6)
    spot = shelf(soups, "A1", "soup")
    count(soups, spot, line("soup"), 36)
    soups.clock.forward(minutes=1)
    soups.desk.do(products.name_product, code, "odd soup", identity.named("line", "soup"))
    assert of_line(soups, "soup") == 36, "the six were in the crate already"
    soups.clock.forward(minutes=1)
    soups.desk.do(intake.take_in, strange, 2)
    assert of_line(soups, "soup") == 38
    assert check.check(soups.desk).sound


def test_one_make_beside_the_figure_of_its_line_is_asked_about(soups: World) -> None:
    spot = shelf(soups, "A1", "soup")
    count(soups, spot, line("soup"), 24)
    assert isinstance(count(soups, spot, "leek soup", 5), CountedBefore)
    count(soups, spot, "leek soup", 5, How.ADD)
    assert of_line(soups, "soup") == 29
    soups.desk.do(counting.undo_last)
    count(soups, spot, "leek soup", 5, How.INSTEAD)
    assert soups.left("leek soup") == 5 and soups.left("tomato soup") == 8
    count(soups, spot, line("soup"), 40, How.INSTEAD)
    assert of_line(soups, "soup") == 40


def test_scanning_asks_for_the_product_or_for_its_line(soups: World) -> None:
    spot = shelf(soups, "A1", "soup")
    code = soups.barcodes["leek soup"]
    assert soups.desk.ask(targets.scanned, code, by_line=False) == soups.desk.ask(
        spots.named, soups.product_id("leek soup"), by_line=False
    )
    assert soups.desk.ask(targets.scanned, code, by_line=True).name == "soup"
    unknown = soups.desk.ask(targets.scanned, "5000157024671", by_line=True)
    assert unknown.name == "5000157024671", "an unknown barcode never blocks"
    with pytest.raises(Refused):
        soups.desk.ask(targets.scanned, "5000157024672", by_line=False)
    with pytest.raises(Refused):
        soups.desk.ask(targets.scanned, spot.code, by_line=False)
    named = soups.desk.ask(targets.matching, spot, "lee so", by_line=False)
    assert [each.name for each in named] == ["leek soup"]


def test_the_label_of_a_frozen_pack_asks_for_its_product(soups: World) -> None:
    soups.shelf("4 leek soup, use by 2026-11-21")
    leek = soups.product_id("leek soup")
    fresh = identity.batch_of(leek, "2026-11-21", "use by", None)
    frozen = soups.desk.do(freezing.freeze, leek, fresh, 2)
    assert soups.desk.ask(targets.scanned, frozen.code, by_line=False).subject == leek
    assert soups.desk.ask(in_stock.meant, frozen.code).id == leek


def test_a_number_that_cannot_be_meant_saves_nothing(soups: World) -> None:
    spot = shelf(soups, "A1", "beans")
    for wrong in (-1, 99_999):
        with pytest.raises(Refused):
            count(soups, spot, "baked beans", wrong)
    assert soups.left("baked beans") == 30


def test_what_the_counter_marked_comes_first(soups: World) -> None:
    shelf(soups, "A1", "beans")
    low = shelf(soups, "B1", "soup")
    soups.desk.do(intake.discard, soups.product_id("leek soup"), 25, None, "burst")
    first, *_ = soups.desk.ask(spots.progress)
    assert first.spot.shelf == low.shelf and first.count_me == 1
    on = soups.desk.ask(spots.on_shelf, low)
    assert [row.target.name for row in on.rows] == ["leek soup", "tomato soup"]
    count(soups, low, "leek soup", 3)
    assert all(not each.count_me for each in soups.desk.ask(spots.progress))


def test_a_place_without_shelves_is_counted_as_a_whole(soups: World) -> None:
    (only,) = soups.desk.ask(spots.progress)
    assert only.spot.is_whole and only.rows == 3
    count(soups, whole(soups), "baked beans", 1)
    (only,) = soups.desk.ask(spots.progress)
    assert only.counted == 1 and not only.is_done


def test_a_clock_that_is_off_is_noticed_before_a_count(soups: World) -> None:
    spot = shelf(soups, "A1", "beans")
    soups.clock.moment -= timedelta(days=400)
    soups.reopen()
    with pytest.raises(DayUnsure):
        soups.desk.ask(spots.on_shelf, spot)
    with pytest.raises(DayUnsure):
        count(soups, spot, "baked beans", 3)


def test_the_variance_is_what_was_found_against_the_book_of_that_moment(soups: World) -> None:
    spot = shelf(soups, "A1", "soup", "beans")
    count(soups, spot, "baked beans", 27)
    count(soups, spot, line("soup"), 24)
    soups.clock.forward(minutes=1)
    soups.shelf("100 baked beans")
    take = soups.desk.ask(takes.going_on, HERE)
    assert take is not None
    told = soups.desk.ask(variance.of, take.id)
    (beans, soup) = sorted(told.lines, key=lambda each: each.name)
    assert (beans.figures.counted, beans.figures.book, beans.figures.percent) == (27, 30, -10)
    assert (soup.figures.counted, soup.figures.book) == (24, 30)
    assert (beans.figures.weight_g, soup.figures.weight_g) == (-1200, -2400)
    assert told.all_.more == -9 and len(told.differing) == 2
    soups.desk.do(takes.explain, take.id, soup.subject, "  mice ")
    assert soups.desk.ask(variance.of, take.id).lines[1].reason in ("mice", "")
    assert soups.desk.ask(takes.reasons, take.id) == {soup.subject: "mice"}


def test_settling_closes_the_stock_take_and_is_undone_for_seven_days(soups: World) -> None:
    spot = shelf(soups, "A1", "beans")
    count(soups, spot, "baked beans", 27)
    take = soups.desk.ask(takes.going_on, HERE)
    assert take is not None
    op = soups.desk.do(takes.settle, take.id)
    assert soups.desk.ask(takes.going_on, HERE) is None
    with pytest.raises(Refused):
        soups.desk.do(takes.settle, take.id)
    assert found(soups, spot)["baked beans"] is None, "a new stock take begins empty"
    count(soups, spot, "baked beans", 20)
    new = soups.desk.ask(takes.going_on, HERE)
    assert new is not None and new.id != take.id
    assert soups.left("baked beans") == 20
    soups.clock.forward(days=6)
    soups.desk.do(today.undo, op.ref)
    again = soups.desk.do(takes.settle, take.id)
    soups.clock.forward(days=8)
    with pytest.raises(Refused):
        soups.desk.do(today.undo, again.ref)


def test_today_tells_a_shelf_as_one_row_and_takes_all_of_it_back(soups: World) -> None:
    spot = shelf(soups, "A1", "soup", "beans")
    count(soups, spot, "baked beans", 27)
    count(soups, spot, "leek soup", 1)
    count(soups, spot, "leek soup", 2, How.ADD)
    rows = [e for e in soups.desk.ask(today.events) if str(e.title) == "Counted: A1"]
    (row,) = rows
    assert str(row.detail) == "Kinds of goods: 2" and row.can_undo
    soups.desk.do(today.undo, row.ref)
    assert (soups.left("baked beans"), soups.left("leek soup")) == (30, 20)
    (row,) = [e for e in soups.desk.ask(today.events) if str(e.title) == "Counted: A1"]
    assert row.undone and not row.can_undo
    count(soups, spot, product(soups, "leek soup"), 9)
    assert soups.desk.do(today.undo_last)
    assert soups.left("leek soup") == 20
