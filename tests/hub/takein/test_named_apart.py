"""A bare code turns out to be rice by the kilo, while laptops are apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hubdesk import check
from hubdesk.clock import SetClock
from hubdesk.counter import finishing, reopening, serving
from hubdesk.counter import visit as visits
from hubdesk.desk import Desk
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from hubdesk.reports import goods_history, stall_day, today
from hubdesk.stall import loading, trading
from hubdesk.stall.outcome import Way
from hubdesk.stock import (
    batch,
    dating,
    freezing,
    held_back,
    intake,
    ledger,
    measures,
    measuring,
    moving,
    places,
    products,
    sending,
    shelf,
)
from hubdesk.stock.dates import Dated
from hubdesk.stock.measures import Much
from hubdesk.stock.places import Use
from hubdesk.stock.records import LINE, PLACE
from hubdesk.stocktake import clashes, counting, spots, takes
from hubdesk.takein import entering, naming, packs, scanning, showing
from tests.hub.journal.laptops import hear, laptop, pristine, sent, tables

NEW = "9529999999986"
GOODS = identity.product_of_code(NEW)
RICE = identity.named("line", "Rice")
TINS = identity.named("line", "Tins")
STORE, SITE = (identity.named("place", name) for name in ("store", "annex"))
PACK = 500


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Desk]]:
    """Laptops that know rice by the kilo, and tins, and have met."""
    template = pristine(tmp_path / "empty")
    desks = [laptop(template, tmp_path / name) for name in ("one", "two", "three")]
    desks[0].do(products.note_line, RICE, name="Rice", measure="g", weight_g=PACK)
    desks[0].do(products.note_line, TINS, name="Tins")
    desks[0].do(_with_places)
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
        assert isinstance(desk.clock, SetClock)
        desk.clock.forward(minutes=1)


def _with_places(act: Act) -> None:
    for id_, name_, use in (
        (act.here, "Hall", Use.COUNTER),
        (STORE, "Store", Use.STORE),
        (SITE, "Annex", Use.SITE),
    ):
        act.note(PLACE, id_, {"name": name_, "use": use.value})


def here(desk: Desk, product: bytes = GOODS) -> int:
    return on_hand(desk, desk.ask(_here), product)


def _here(view: View) -> bytes:
    return view.here


def on_hand(desk: Desk, place: bytes, product: bytes = GOODS) -> int:
    def asked(view: View) -> int:
        return ledger.on_hand(view.connection, product, place)

    return desk.ask(asked)


def _moved(act: Act, place: bytes, many: int) -> None:
    moving.move(act, act.here, place, moving.chosen(act, act.here, GOODS, many))


def _sent(act: Act, many: int) -> None:
    sending.send(act, act.here, SITE, moving.chosen(act, act.here, GOODS, many))


def _batches(desk: Desk) -> tuple[batch.Batch, ...]:
    return desk.ask(shelf.batches_here, GOODS, here(desk))


def _count(desk: Desk, many: int, how: counting.How = counting.How.ASK) -> None:
    (spot,) = [each for each in desk.ask(spots.all_) if each.place.name == "Hall"]
    target = desk.ask(_target)
    assert isinstance(desk.do(counting.count, spot, target, many, how), counting.Done)


def _target(view: View) -> spots.Target:
    return spots.named(view, GOODS, by_line=False)


def _many(side: clashes.Side) -> int:
    return side.quantity


def _handed_out(act: Act, line: bytes) -> Ref:
    """One parcel with a pack of a line."""
    visit = serving.first_visit(act, 2, 0)
    serving.add_line(act, visit, line)
    return finishing.finish(act, visit).op


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


def test_undoing_one_of_two_names_leaves_the_other_and_both_leave_packs(three: list[Desk]) -> None:
    one, two, last = three
    scan(one, 3)
    meet(*three)
    name(one)
    name(two)
    meet(*three)
    named = [each for each in sent(last) if each.type == "product.noted"]
    mine = [each.envelope.ref for each in named if each.envelope.subject == GOODS]
    assert len(mine) == 2
    last.do(lambda act: act.undo(mine[0]))
    assert here(last) == 3 * PACK
    meet(*three)
    two.do(lambda act: act.undo(mine[1]))
    meet(*three)
    assert [here(desk) for desk in three] == [3] * 3


def test_what_another_laptop_threw_away_moved_and_sent_was_packs(three: list[Desk]) -> None:
    one, two, _ = three
    scan(one, 9)
    meet(*three)
    name(one)
    one.do(intake.discard, GOODS, 250, None, "opened")
    two.do(intake.discard, GOODS, 1, None, "damaged")
    two.do(_moved, STORE, 2)
    two.do(_sent, 3)
    meet(*three)
    assert [here(desk) for desk in three] == [3 * PACK - 250] * 3
    assert [on_hand(desk, STORE) for desk in three] == [2 * PACK] * 3
    (load,) = one.ask(sending.all_on_the_way)
    inside = one.ask(sending.inside, load.id)
    assert sum(each.quantity for each in inside) == 3 * PACK
    one.do(sending.receive, load.id, inside, last=True)
    meet(*three)
    assert two.ask(sending.all_on_the_way) == []
    assert [on_hand(desk, SITE) for desk in three] == [3 * PACK] * 3


def test_a_load_of_packs_that_is_received_by_weight_is_used_up(three: list[Desk]) -> None:
    """The sender has not heard the name, and whoever receives it has."""
    one, two, last = three
    scan(one, 4)
    meet(*three)
    two.do(_sent, 4)
    hear(last, sent(two))
    name(last)
    (load,) = last.ask(sending.all_on_the_way)
    last.do(sending.receive, load.id, last.ask(sending.inside, load.id), last=True)
    meet(*three)
    assert [on_hand(desk, SITE) for desk in three] == [4 * PACK] * 3
    assert one.ask(sending.all_on_the_way) == []


def test_a_batch_that_is_held_back_and_dated_and_frozen_apart_keeps_its_packs(
    three: list[Desk],
) -> None:
    one, two, _ = three
    scan(one, 6)
    one.do(entering.entered, "2811")
    meet(*three)
    (dated,) = [each for each in one.ask(shelf.batches_here, GOODS, 6) if each.dated]
    assert dated.id is not None
    name(one)
    two.do(freezing.freeze, GOODS, dated.id, 2)
    two.do(dating.correct, GOODS, two.ask(_here), dated.id, 1, Dated(date(2026, 12, 1), None))
    one.do(held_back.hold, dated.id, "recall")
    meet(*three)
    for desk in three:
        there = {each.dated and each.dated.day: each for each in _batches(desk)}
        assert sorted(each.quantity for each in there.values()) == [PACK, 2 * PACK, 3 * PACK]
        assert here(desk) == 6 * PACK


def test_a_pack_that_was_opened_before_the_name_was_heard_is_one_pack_fewer(
    three: list[Desk],
) -> None:
    one, two, _ = three
    scan(one, 5)
    meet(*three)
    two.do(packs.say_pieces, GOODS, 24)
    two.do(packs.open_pack, GOODS)
    name(one)
    meet(*three)
    assert [here(desk) for desk in three] == [4 * PACK] * 3
    assert [here(desk, identity.pieces_of(GOODS)) for desk in three] == [24] * 3


def test_loaded_out_in_packs_and_in_again_by_weight(three: list[Desk]) -> None:
    one, two, _ = three
    scan(one, 8)
    meet(*three)
    session = two.ask(trading.of_today)
    two.do(loading.load, session, Way.OUT, GOODS, 6)
    name(one)
    meet(*three)
    assert [on_hand(desk, places.STALL) for desk in three] == [6 * PACK] * 3
    back = Much(1_250, "g")
    one.do(loading.load, session, Way.IN, GOODS, back)
    two.do(trading.close, session)
    meet(*three)
    assert [on_hand(desk, places.STALL) for desk in three] == [0] * 3
    day = two.ask(stall_day.stall_day, session.day)
    assert day.taken_g == 6 * PACK - 1_250


def test_counted_in_packs_by_one_and_by_weight_by_another(three: list[Desk]) -> None:
    """Amina counts packs under the bare code; Joe knows what it is and weighs it."""
    one, two, last = three
    scan(one, 9)
    meet(*three)
    name(one)
    _count(two, 7)
    meet(*three)
    assert [here(desk) for desk in three] == [7 * PACK] * 3
    _count(one, 7 * PACK + 250, counting.How.INSTEAD)
    _count(last, 7 * PACK, counting.How.INSTEAD)
    meet(*three)
    (clash,) = two.ask(clashes.all_)
    assert sorted(side.quantity for side in clash.sides) == [7 * PACK, 7 * PACK + 250]
    two.do(clashes.decide, clash, min(clash.sides, key=_many).ref)
    meet(*three)
    assert [here(desk) for desk in three] == [7 * PACK] * 3


def test_a_count_in_packs_and_its_settling_are_in_kilos_once_it_is_named(
    three: list[Desk],
) -> None:
    one, two, _ = three
    scan(one, 9)
    _count(one, 8)
    (take,) = one.ask(takes.all_)
    one.do(takes.settle, take.id)
    name(two)
    meet(*three)
    assert [here(desk) for desk in three] == [8 * PACK] * 3
    one.do(counting.undo_last)
    scan(two)
    meet(*three)
    assert [here(desk) for desk in three] == [9 * PACK] * 3


def test_what_was_named_as_rice_by_mistake_is_packs_again(three: list[Desk]) -> None:
    one, two, _ = three
    scan(one, 3)
    name(one)
    scan(one, 2)
    one.do(intake.discard, GOODS, PACK, None, "damaged")
    scan(two)
    meet(*three)
    assert [here(desk) for desk in three] == [5 * PACK] * 3
    name(two, TINS, "Tinned beans")
    scan(one)
    meet(*three)
    assert [here(desk) for desk in three] == [6] * 3


def test_a_better_figure_for_the_usual_pack_says_nothing_of_what_is_here(
    three: list[Desk],
) -> None:
    one, two, _ = three
    scan(one, 4)
    name(one)
    meet(*three)
    one.do(intake.discard, GOODS, 2 * PACK, None, "damaged")
    two.do(measuring.say, RICE, measures.Measure("g", 1_000))
    meet(*three)
    assert [here(desk) for desk in three] == [2 * PACK] * 3
    scan(two)
    meet(*three)
    assert [here(desk) for desk in three] == [2 * PACK + 1_000] * 3


def test_a_line_that_was_made_one_of_kilos_apart_turns_what_it_held(three: list[Desk]) -> None:
    one, two, _ = three
    line = identity.named("line", "Lentils")
    one.do(products.note_line, line, name="Lentils")
    meet(*three)
    two.do(measuring.say, line, measures.Measure("g", 400))
    name(one, line, "Red lentils")
    scan(one, 5)
    one.do(_handed_out, line)
    meet(*three)
    assert [here(desk) for desk in three] == [4 * 400] * 3


def test_a_collection_in_packs_is_opened_again_by_weight(three: list[Desk]) -> None:
    one, two, _ = three
    line = identity.named("line", "Lentils")
    one.do(products.note_line, line, name="Lentils")
    name(one, line, "Red lentils")
    scan(one, 5)
    meet(*three)
    op = one.do(_handed_out, line)
    # The other laptop had never heard of any goods of it.
    two.do(lambda act: act.note(LINE, line, {"measure": "g", "weight_g": 400}))
    meet(*three)
    assert [here(desk) for desk in three] == [4 * 400] * 3
    visit = two.do(reopening.reopen, op)
    (row,) = two.ask(visits.shown, visit).rows
    assert str(row.measure.said(row.quantity)) == "400 g"
    two.do(finishing.finish, visit)
    meet(*three)
    assert [here(desk) for desk in three] == [4 * 400] * 3


def test_today_tells_what_went_in_packs_as_it_is_weighed(three: list[Desk]) -> None:
    one, two, _ = three
    scan(one, 9)
    meet(*three)
    name(one)
    two.do(intake.discard, GOODS, 1, None, "damaged")
    two.do(_moved, STORE, 2)
    _count(two, 6)
    meet(*three)
    for desk in three:
        told = {(str(each.title), str(each.detail)) for each in desk.ask(today.events)}
        assert ("Thrown away", "500 g of Basmati, Damaged") in told
        assert ("Moved from Hall to Store", "1 kg of Basmati") in told
        story = desk.ask(goods_history.story, GOODS)
        assert "3 kg at Hall" in [str(step.detail) for step in story.steps]
