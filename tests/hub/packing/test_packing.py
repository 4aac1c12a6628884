"""Parcels packed before the doors open: where their goods are, and the way back."""

from __future__ import annotations

import pytest

from hubdesk import check
from hubdesk.errors import Refused
from hubdesk.households.diet import Chip
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.labels import queue
from hubdesk.packing import inside, pack, waiting
from hubdesk.packing.inside import Inside
from hubdesk.reports import today
from hubdesk.stock.dates import DateState
from hubdesk.stock.measures import Measure
from tests.world import World


@pytest.fixture(autouse=True)
def hall(world: World) -> None:
    """Beans with two dates and milk, and a list of two beans and one milk for anybody."""
    world.line("beans")
    world.line("milk", date_kind="use by")
    world.product("own beans", "beans")
    world.product("fresh milk", "milk")
    world.shelf("3 own beans, best before 2027-01-10", "20 own beans, best before 2027-06-01")
    world.shelf("6 fresh milk, use by 2026-11-24")
    world.parcel(beans=2, milk=1)


def contents(world: World, parcel: bytes) -> list[Inside]:
    return world.desk.ask(inside.contents, parcel)


def test_packed_goods_leave_the_shelf_and_are_not_given_out(world: World) -> None:
    run = world.desk.do(pack.pack, 4, (), 2)
    assert (len(run.parcels), run.items, run.short) == (2, 3, ())
    assert (world.left("own beans"), world.left("fresh milk")) == (19, 4)
    first, second = (contents(world, parcel) for parcel in run.parcels)
    days = [
        [str(each.batch.dated.day) for each in one if each.batch.dated] for one in (first, second)
    ]
    assert days == [
        ["2027-01-10", "2026-11-24"],
        ["2027-01-10", "2027-06-01", "2026-11-24"],
    ]


def test_each_parcel_has_a_label_with_no_household_on_it(world: World) -> None:
    world.desk.do(pack.pack, 4, (Chip.KETTLE_ONLY, Chip.NO_PORK), 3)
    jobs = world.desk.ask(queue.waiting)
    assert [job.kind for job in jobs] == ["packed"] * 3
    assert {job.content.instruction for job in jobs} == {"No pork, Kettle only"}  # type: ignore[union-attr]
    assert len({job.code for job in jobs}) == 3


def test_what_the_book_does_not_have_is_packed_short_and_said(world: World) -> None:
    run = world.desk.do(pack.pack, 4, (), 8)
    assert run.short == (pack.Short("milk", 2, Measure(pack=400)),)
    some = identity.unspecified_product(identity.named("line", "milk"))

    def count_me(view: View) -> int:
        from hubdesk.stock import ledger  # noqa: PLC0415

        return ledger.on_hand(view.connection, some, view.here)

    assert world.desk.ask(count_me) == -2


def test_what_ran_out_today_is_left_out_and_said(world: World) -> None:
    from hubdesk.stock import none_left  # noqa: PLC0415

    world.desk.do(none_left.say_none_left, identity.named("line", "milk"))
    run = world.desk.do(pack.pack, 4)
    assert (run.left_out, run.items) == (("milk",), 2)


def test_unpacking_puts_everything_back_to_its_batches(world: World) -> None:
    before = world.desk.ask(shelf_batches, world.product_id("own beans"))
    run = world.desk.do(pack.pack, 4, (), 2)
    for parcel in run.parcels:
        world.desk.do(pack.unpack, parcel)
    assert world.desk.ask(shelf_batches, world.product_id("own beans")) == before
    assert world.desk.ask(waiting.figures).number == 0
    assert world.desk.ask(queue.waiting) == []
    with pytest.raises(Refused):
        world.desk.do(pack.unpack, run.parcels[0])


def shelf_batches(view: View, product: bytes) -> list[tuple[str, int]]:
    from hubdesk.stock import ledger, shelf  # noqa: PLC0415

    many = ledger.on_hand(view.connection, product, view.here)
    found = shelf.batches_here(view, product, many)
    return [(str(each.dated), each.quantity) for each in found]


def test_packing_that_did_not_happen_leaves_no_trace(world: World) -> None:
    (parcel,) = world.desk.do(pack.pack, 4).parcels
    found = world.desk.ask(waiting.one, parcel)
    assert found is not None
    world.desk.do(today.undo, found[0].parcel.ref)
    assert (world.left("own beans"), world.desk.ask(waiting.one, parcel)) == (23, None)
    assert check.check(world.desk).sound


def test_an_unpacked_parcel_is_not_undone_twice(world: World) -> None:
    (parcel,) = world.desk.do(pack.pack, 4).parcels
    found = world.desk.ask(waiting.one, parcel)
    assert found is not None
    world.desk.do(pack.unpack, parcel)
    with pytest.raises(Refused, match="Undo that first"):
        world.desk.do(today.undo, found[0].parcel.ref)


def test_the_list_shows_size_diet_age_and_the_date_to_watch(world: World) -> None:
    world.desk.do(pack.pack, 2, (Chip.VEGAN,), 1)
    world.clock.forward(days=2)
    world.desk.do(pack.pack, 4, (), 2)
    oldest, *others = world.desk.ask(waiting.window, 0, 10)
    assert (oldest.parcel.people, oldest.parcel.chips, oldest.age_days) == (2, ("vegan",), 2)
    assert (oldest.watched.state, oldest.watched.name) == (DateState.SOON, "fresh milk")
    assert [each.age_days for each in others] == [0, 0]
    figures = world.desk.ask(waiting.figures)
    assert (figures.number, figures.past) == (3, 0)
    assert [(kind.people, kind.number) for kind in figures.kinds] == [(2, 1), (4, 2)]


def test_a_use_by_that_passes_in_a_parcel_is_said_and_taken_out(world: World) -> None:
    (parcel,) = world.desk.do(pack.pack, 4).parcels
    world.clock.forward(days=4)
    (shown,) = world.desk.ask(waiting.window, 0, 10)
    assert shown.watched.state is DateState.PAST_USE_BY
    assert world.desk.ask(waiting.figures).past == 1
    world.desk.do(pack.take_out_past, parcel)
    assert [each.name for each in contents(world, parcel)] == ["own beans"]
    assert world.desk.ask(waiting.figures).past == 0
    assert world.left("fresh milk") == 5
    with pytest.raises(Refused, match="Unpack it instead"):
        world.desk.do(today.undo, shown.parcel.ref)


def test_what_cannot_be_meant_is_refused(world: World) -> None:
    for people, count in ((0, 1), (31, 1), (4, 0), (4, 61)):
        with pytest.raises(Refused):
            world.desk.do(pack.pack, people, (), count)
    with pytest.raises(Refused, match="room for 3"):
        world.desk.do(pack.pack, 4, tuple(Chip)[:4], 1)
