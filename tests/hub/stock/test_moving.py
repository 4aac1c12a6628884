"""Goods on their way: to another place at once, to another site in two steps."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hubdesk import check
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation
from hubdesk.stock import intake, ledger, moving, places, sending, shelf
from hubdesk.stock.moving import Goods
from hubdesk.stock.places import Use
from tests.world import World

COUNTER = identity.named("place", "counter")


@pytest.fixture
def beans(world: World) -> bytes:
    """Twelve tins at the counter, two dates, and a store, a stall and an annex."""
    world.line("Baked beans")
    world.product("Own beans", "Baked beans")
    world.shelf("8 Own beans, best before 2027-03", "4 Own beans, best before 2026-12")
    world.desk.do(places.stall)
    world.desk.do(places.open_place, "Store", Use.STORE)
    world.desk.do(places.open_place, "Annex", Use.SITE)
    return world.product_id("Own beans")


def place(world: World, name: str) -> bytes:
    (found,) = [each.id for each in world.desk.ask(places.all_) if each.name == name]
    return found


def at(world: World, name: str) -> int:
    """How many beans the book has at a place."""

    where = place(world, name)

    def on_hand(view: View) -> int:
        return ledger.on_hand(view.connection, world.product_id("Own beans"), where)

    return world.desk.ask(on_hand)


def days(world: World, name: str) -> list[tuple[str, int]]:
    """The dates of the beans at a place."""

    where, product = place(world, name), world.product_id("Own beans")

    def there(view: View) -> list[tuple[str, int]]:
        many = ledger.on_hand(view.connection, product, where)
        found = shelf.batches_at(view, where, product, many)
        return [(each.dated.day.isoformat() if each.dated else "", each.quantity) for each in found]

    return world.desk.ask(there)


def picked(world: World, quantity: int) -> list[Goods]:
    return world.desk.ask(moving.chosen, COUNTER, world.product_id("Own beans"), quantity)


def send(world: World, goods: Sequence[Goods]) -> Operation:
    return world.desk.do(sending.send, COUNTER, place(world, "Annex"), goods)


def test_goods_are_in_the_store_at_once_the_earliest_date_first(world: World, beans: bytes) -> None:
    world.desk.do(moving.move, COUNTER, place(world, "Store"), picked(world, 5))
    assert (at(world, "Counter"), at(world, "Store")) == (7, 5)
    assert days(world, "Store") == [("2026-12-31", 4), ("2027-03-31", 1)]
    assert days(world, "Counter") == [("2027-03-31", 7)]


def test_a_move_that_did_not_happen_leaves_everything_where_it_was(
    world: World, beans: bytes
) -> None:
    op = world.desk.do(moving.move, COUNTER, place(world, "Store"), picked(world, 5))
    world.desk.do(lambda act: act.undo(op.ref))
    assert (at(world, "Counter"), at(world, "Store")) == (12, 0)
    assert days(world, "Counter") == [("2026-12-31", 4), ("2027-03-31", 8)]


def test_more_than_the_book_has_may_go_and_is_to_be_counted(world: World, beans: bytes) -> None:
    world.desk.do(moving.move, COUNTER, place(world, "Store"), picked(world, 20))
    assert (at(world, "Counter"), at(world, "Store")) == (-8, 20)
    assert days(world, "Store")[-1] == ("", 8)


@pytest.mark.parametrize("quantity", [0, -1, 10_000])
def test_a_number_that_cannot_be_meant_is_refused(
    world: World, beans: bytes, quantity: int
) -> None:
    with pytest.raises(Refused):
        world.desk.do(moving.move, COUNTER, place(world, "Store"), [Goods(beans, None, quantity)])


def test_goods_do_not_move_to_where_they_are(world: World, beans: bytes) -> None:
    with pytest.raises(Refused, match="there already"):
        world.desk.do(moving.move, COUNTER, COUNTER, picked(world, 1))


def test_what_is_past_its_use_by_goes_to_no_stall_and_no_other_site(
    world: World, beans: bytes
) -> None:
    world.product("Own milk", "Baked beans")
    world.shelf("3 Own milk, use by 2026-11-20")
    goods = world.desk.ask(moving.chosen, COUNTER, world.product_id("Own milk"), 3)
    with pytest.raises(Refused, match="use by"):
        world.desk.do(moving.move, COUNTER, place(world, "Stall"), goods)
    with pytest.raises(Refused, match="use by"):
        send(world, goods)
    world.desk.do(moving.move, COUNTER, place(world, "Store"), goods)


def test_what_is_sent_is_on_no_shelf_until_it_is_received(world: World, beans: bytes) -> None:
    op = send(world, picked(world, 6))
    assert (at(world, "Counter"), at(world, "Annex")) == (6, 0)
    (load,) = world.desk.ask(sending.all_on_the_way)
    assert load.id == op.subject
    assert world.desk.ask(sending.by_code, load.code) == load
    world.desk.do(sending.receive, load.id, world.desk.ask(sending.inside, load.id))
    assert (at(world, "Counter"), at(world, "Annex")) == (6, 6)
    assert days(world, "Annex") == [("2026-12-31", 4), ("2027-03-31", 2)]
    assert world.desk.ask(sending.all_on_the_way) == []
    assert check.check(world.desk).sound


def test_a_part_is_received_and_the_rest_stays_on_the_way(world: World, beans: bytes) -> None:
    load = send(world, picked(world, 6)).subject
    first = world.desk.ask(sending.inside, load)[:1]
    world.desk.do(sending.receive, load, first)
    assert at(world, "Annex") == 4
    assert sum(each.quantity for each in world.desk.ask(sending.inside, load)) == 2
    assert len(world.desk.ask(sending.all_on_the_way)) == 1


def test_what_never_comes_is_written_off_with_the_last_of_it(world: World, beans: bytes) -> None:
    load = send(world, picked(world, 6)).subject
    first = world.desk.ask(sending.inside, load)[:1]
    world.desk.do(sending.receive, load, first, last=True)
    assert world.desk.ask(sending.all_on_the_way) == []
    assert (at(world, "Counter"), at(world, "Annex")) == (6, 4)


def test_more_may_come_than_was_sent(world: World, beans: bytes) -> None:
    load = send(world, picked(world, 4)).subject
    (sent,) = world.desk.ask(sending.inside, load)
    world.desk.do(sending.receive, load, [Goods(beans, sent.batch, 5)], last=True)
    assert at(world, "Annex") == 5
    assert world.desk.ask(sending.all_on_the_way) == []


def test_a_load_comes_back(world: World, beans: bytes) -> None:
    load = send(world, picked(world, 6)).subject
    world.desk.do(sending.bring_back, load)
    assert (at(world, "Counter"), at(world, "Annex")) == (12, 0)
    with pytest.raises(Refused, match="Nothing of this load"):
        world.desk.do(sending.bring_back, load)


def test_a_sending_is_undone_only_while_nothing_of_it_was_received(
    world: World, beans: bytes
) -> None:
    op = send(world, picked(world, 6))
    assert world.desk.ask(sending.can_undo, op)
    got = world.desk.do(sending.receive, op.subject, picked(world, 1))
    assert not world.desk.ask(sending.can_undo, op)
    world.desk.do(lambda act: act.undo(got.ref))
    assert world.desk.ask(sending.can_undo, op)
    world.desk.do(lambda act: act.undo(op.ref))
    assert at(world, "Counter") == 12
    assert world.desk.ask(sending.all_on_the_way) == []


def test_goods_are_sent_only_to_another_site_and_moved_only_within_one(
    world: World, beans: bytes
) -> None:
    with pytest.raises(Refused, match="another site"):
        world.desk.do(moving.move, COUNTER, place(world, "Annex"), picked(world, 1))
    with pytest.raises(Refused, match="this building"):
        world.desk.do(sending.send, COUNTER, place(world, "Store"), picked(world, 1))


def test_goods_are_thrown_away_from_any_place_with_what_they_weigh(
    world: World, beans: bytes
) -> None:
    where = place(world, "Store")

    def throw(act: Act) -> Operation:
        return intake.discard(act, beans, 2, None, "damaged", place=where, weight_g=800)

    op = world.desk.do(throw)
    assert (at(world, "Counter"), at(world, "Store")) == (12, -2)

    def body(view: View) -> object:
        found = view.journal.read(view.connection, op.ref)
        assert found is not None
        return view.journal.body_of(view.connection, *found)

    kept = world.desk.ask(body)
    assert isinstance(kept, intake.Discarded)
    assert (kept.reason, kept.weight_g) == ("damaged", 800)
