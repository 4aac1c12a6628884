"""Packs and pieces, grams and millilitres, and crates whose kilos become items."""

from __future__ import annotations

import pytest

from hubdesk import check
from hubdesk.counter import scanning, serving
from hubdesk.counter.outcome import Answer
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.labels import queue
from hubdesk.reports import today
from hubdesk.stock import intake, ledger, products, shelf
from hubdesk.takein import crates, drafts, entering, entries, naming, packs, weighing
from hubdesk.takein.came import Sign
from tests.hub.takein.hands import TakingIn, stocked
from tests.world import World


@pytest.fixture
def taking(world: World) -> TakingIn:
    made = stocked(world)
    world.line("Nappies", weight_g=2400)
    world.product("nappies, 48", "Nappies")
    rice = world.line("Loose rice", weight_g=500)
    world.desk.do(products.note_line, rice, measure="g")
    world.product("rice, 500 g", "Loose rice")
    oil = world.line("Oil", weight_g=750)
    world.desk.do(products.note_line, oil, measure="ml")
    world.product("oil, 750 ml", "Oil")
    return made


def single(taking: TakingIn) -> int:
    """How many single nappies there are."""
    id_ = identity.pieces_of(taking.world.product_id("nappies, 48"))

    def on_hand(view: View) -> int:
        return ledger.on_hand(view.connection, id_, view.here)

    return taking.world.desk.ask(on_hand)


def test_a_pack_of_48_is_opened_and_24_are_given(taking: TakingIn) -> None:
    world, pack = taking.world, taking.world.product_id("nappies, 48")
    taking.scan("nappies, 48")
    taking.type_("2")
    world.desk.do(packs.say_pieces, pack, 48)
    world.desk.do(packs.open_pack, pack)
    assert (taking.here("nappies, 48"), single(taking)) == (1, 48)
    pieces_line = identity.pieces_of(identity.named("line", "Nappies"))
    (tile,) = world.desk.ask(products.lines, tiles=True)
    assert (tile.id, tile.name) == (pieces_line, "Nappies, single")
    world.type("1+1")
    row = world.desk.do(serving.add_line, world.visit().id, pieces_line)
    world.type("24", row.n)
    world.finish()
    assert (taking.here("nappies, 48"), single(taking)) == (1, 24)


def test_pieces_of_a_pack_of_no_line_keep_their_name_apart_from_their_lines(
    taking: TakingIn,
) -> None:
    desk, code = taking.world.desk, "9529999999986"
    pack = desk.do(products.name_product, code, "Nappies", None)
    desk.do(packs.say_pieces, pack, 48)
    desk.do(packs.open_pack, pack)
    desk.do(products.name_product, code, "Night nappies", None)
    desk.do(packs.open_pack, pack)
    (tile,) = desk.ask(products.lines, tiles=True)
    single = desk.ask(products.product_by_id, identity.pieces_of(pack))
    assert (tile.name, single.name) == ("Nappies, single", "Night nappies, single")
    assert (single.line, tile.id != single.id) == (tile.id, True)
    assert check.check(desk).sound


def test_packs_with_a_date_make_pieces_with_that_date(taking: TakingIn) -> None:
    taking.scan("nappies, 48")
    taking.type_("0327")
    pack = taking.world.product_id("nappies, 48")
    taking.world.desk.do(packs.say_pieces, pack, 48)
    taking.world.desk.do(packs.open_pack, pack)
    found = taking.world.desk.ask(shelf.batches_here, identity.pieces_of(pack), 48)
    assert [(str(b.dated and b.dated.day), b.quantity) for b in found] == [("2027-03-31", 48)]


def test_a_pack_on_the_shelf_is_opened_at_the_counter(taking: TakingIn) -> None:
    world, pack = taking.world, taking.world.product_id("nappies, 48")
    taking.scan("nappies, 48")
    assert world.scan("nappies, 48").outcome.answers == ()
    world.desk.do(packs.say_pieces, pack, 48)
    assert world.scan("nappies, 48").outcome.answers == (Answer.OPEN_PACK,)
    world.desk.do(scanning.open_pack, pack)
    assert (taking.here("nappies, 48"), single(taking)) == (0, 48)
    world.desk.do(today.undo_last)
    assert (taking.here("nappies, 48"), single(taking)) == (1, 0)


def test_a_pack_of_nobody_knows_how_many_is_asked_about(taking: TakingIn) -> None:
    taking.scan("beans")
    with pytest.raises(Refused):
        taking.world.desk.do(packs.open_pack, taking.world.product_id("beans"))
    for wrong in (0, 1, 1000):
        with pytest.raises(Refused):
            taking.world.desk.do(packs.say_pieces, taking.world.product_id("beans"), wrong)


def test_what_is_counted_in_grams_comes_in_grams(taking: TakingIn) -> None:
    taking.scan("rice, 500 g")
    assert taking.here("rice, 500 g") == 500
    taking.type_("4")
    assert taking.here("rice, 500 g") == 2000
    taking.type_("1.2kg")
    assert taking.rows == ["1.2 kg rice, 500 g"]
    with pytest.raises(Refused):
        taking.type_("500ml")
    taking.scan("oil, 750 ml")
    taking.type_("1.5l")
    assert taking.rows[0] == "1.5 l oil, 750 ml"
    assert taking.shown.figures.items == 4


def test_a_weight_after_goods_that_are_counted_says_what_one_weighs(taking: TakingIn) -> None:
    taking.scan("9529999999986")
    taking.type_("450g")
    assert taking.rows == ["1 9529999999986"]
    assert taking.shown.figures.weight_g == 450
    taking.world.desk.do(naming.name_it, "9529999999986", "Soup", None)
    assert taking.shown.figures.weight_g == 450


def test_a_crates_kilos_become_items_and_are_counted_once(taking: TakingIn) -> None:
    came = taking.type_("12kg")
    (job,) = taking.world.desk.ask(queue.waiting)
    assert came.labels and job.kind == "crate" and job.code[0] == "C"
    assert taking.shown.figures.weight_g == 12_000
    taking.world.desk.do(entering.next_drop_off)
    taking.scan("beans")
    assert taking.shown.figures.weight_g == 400
    taking.scan(job.code)
    assert taking.shown.crate is not None
    taking.scan("beans")
    taking.type_("24")
    told = taking.shown.figures
    assert (told.items, told.crates, told.weight_g) == (24, 1, 12_000)
    assert taking.here("beans") == 25
    taking.scan(job.code)
    assert taking.shown.crate is None
    assert taking.world.desk.ask(crates.waiting) == []
    taking.scan("peas")
    assert taking.shown.figures.weight_g == 400


def test_a_crate_without_a_label_is_found_by_its_last_four(taking: TakingIn) -> None:
    taking.type_("12kg")
    (crate,) = taking.world.desk.ask(crates.waiting)
    taking.type_(f"c{crate.code[-4:]}")
    assert taking.shown.crate is not None
    taking.type_(f"C {crate.code[-4:]}")
    assert taking.shown.crate is None
    with pytest.raises(Refused):
        taking.type_(f"c{(int(crate.code[-4:]) + 1) % 10_000:04}")


def test_what_is_sorted_from_a_crate_that_never_came_has_its_own_kilos(taking: TakingIn) -> None:
    taking.type_("12kg")
    (crate,) = taking.world.desk.ask(crates.waiting)
    taking.scan(crate.code)
    taking.scan("rice, 500 g")
    taking.world.desk.do(today.undo, crate.ref)
    taking.scan("rice, 500 g")
    assert taking.shown.figures.weight_g == 1000
    drop_off = taking.world.desk.ask(drafts.current).drop_off
    assert taking.world.desk.ask(entries.whole, drop_off)[0].crate is None


def test_ctrl_z_takes_a_crate_back_and_its_label_never_prints(taking: TakingIn) -> None:
    taking.type_("12kg")
    (job,) = taking.world.desk.ask(queue.waiting)
    taking.undo()
    assert taking.world.desk.ask(queue.waiting) == []
    assert taking.shown.figures.crates == 0
    assert "not known" in taking.scan(job.code).title.text


def test_a_weight_may_be_typed_in_four_keys(taking: TakingIn) -> None:
    taking.type_("12k")
    assert taking.shown.figures.weight_g == 12_000
    for wrong in ("0kg", "9999kg", "1.5g", "3l"):
        taking.space()
        with pytest.raises(Refused):
            taking.type_(wrong)


def test_a_new_code_that_turns_out_to_be_rice_came_in_kilos(taking: TakingIn) -> None:
    """Five bags were scanned before anybody said what they are: they are no five grams."""
    new, rice = "9529999999986", identity.named("line", "Loose rice")
    for _ in range(4):
        taking.scan(new)
    taking.scan("rice, 500 g")
    taking.scan(new)
    taking.type_("2")
    taking.world.desk.do(naming.name_it, new, "Long rice", rice)
    id_ = identity.product_of_code(new)

    def on_hand(view: View) -> int:
        return ledger.on_hand(view.connection, id_, view.here)

    assert taking.world.desk.ask(on_hand) == 6 * 500
    assert taking.rows == ["3 kg Long rice", "500 g rice, 500 g"]
    taking.scan(new)
    assert taking.world.desk.ask(on_hand) == 7 * 500
    taking.world.desk.do(naming.change, id_, "Long rice", None)
    assert taking.world.desk.ask(on_hand) == 7
    assert check.check(taking.world.desk).sound


def test_what_went_out_before_it_was_named_into_kilos_was_packs_too(taking: TakingIn) -> None:
    new, rice = "9529999999986", identity.named("line", "Loose rice")
    taking.scan(new)
    taking.type_("9")
    taking.world.desk.do(intake.discard, identity.product_of_code(new), 1, None, "damaged")
    taking.world.desk.do(naming.name_it, new, "Long rice", rice)

    def on_hand(view: View) -> int:
        return ledger.on_hand(view.connection, identity.product_of_code(new), view.here)

    assert taking.world.desk.ask(on_hand) == 8 * 500
    assert check.check(taking.world.desk).sound


def _one_weighs(taking: TakingIn, what: str) -> int | None:
    id_ = taking.world.product_id(what)
    return taking.world.desk.ask(products.product_by_id, id_).weight_g


def test_a_weight_typed_by_mistake_is_taken_back_before_its_scan(taking: TakingIn) -> None:
    """Twelve kilos were of a crate, and a tin of beans stands in its place."""
    taking.scan("beans")
    came = taking.type_("12kg")
    assert (came.sign, [str(line) for line in came.lines]) == (
        Sign.ASK,
        ["beans", "Until now it was 400 g. Not right? Press Ctrl+Z."],
    )
    back = taking.undo()
    assert [str(line) for line in back.lines] == ["beans", "One weighs 400 g again"]
    assert _one_weighs(taking, "beans") == 400
    assert (taking.here("beans"), taking.shown.figures.weight_g) == (1, 400)
    assert str(taking.undo().title) == "Taken back"
    assert taking.here("beans") == 0


def test_weights_are_taken_back_one_by_one_past_later_scans(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.type_("12kg")
    taking.type_("1.2kg")
    taking.scan("peas")
    assert str(taking.undo().lines[0]) == "1 × peas"
    assert _one_weighs(taking, "beans") == 1200
    for weight_g in (12_000, 400):
        taking.undo()
        assert (_one_weighs(taking, "beans"), taking.here("beans")) == (weight_g, 1)
    taking.undo()
    assert taking.here("beans") == 0


def test_a_weight_that_nobody_knew_before_is_not_known_again(taking: TakingIn) -> None:
    taking.scan("9529999999986")
    assert taking.type_("450g").sign is Sign.NOTED
    assert [str(line) for line in taking.undo().lines] == ["What one weighs is not known."]
    assert (taking.rows, taking.shown.figures.weight_g) == (["1 9529999999986"], 0)


def test_the_weight_that_is_known_already_changes_nothing(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.type_("12kg")
    came = taking.type_("12kg")
    assert (came.offers, _one_weighs(taking, "beans")) == ((), 12_000)
    taking.undo()
    assert _one_weighs(taking, "beans") == 400


def test_today_tells_a_typed_weight_and_takes_it_back(taking: TakingIn) -> None:
    desk = taking.world.desk
    taking.scan("beans")
    taking.type_("12kg")
    (event,) = [e for e in desk.ask(today.events) if e.kind == weighing.ONE_WEIGHS.name]
    assert (str(event.title), str(event.detail)) == ("Weight typed", "beans: one weighs 12 kg")
    assert event.can_undo
    desk.do(today.undo, event.ref)
    assert (_one_weighs(taking, "beans"), taking.here("beans")) == (400, 1)
    assert str(taking.undo().title) == "Taken back"
    with pytest.raises(Refused):
        desk.do(today.undo, event.ref)


def test_ctrl_z_at_the_counter_takes_back_a_typed_weight_first(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.type_("12kg")
    taking.world.desk.do(today.undo_last)
    assert (_one_weighs(taking, "beans"), taking.here("beans")) == (400, 1)
