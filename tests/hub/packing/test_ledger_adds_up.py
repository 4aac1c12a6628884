"""Whatever is packed, unpacked, served, undone and reopened: the goods of the hub add up."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hubdesk import check
from hubdesk.counter import drafts, finishing, packed, reopening, serving
from hubdesk.counter.collection import COLLECTED, Collected, GivenLine
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.packing import pack, parcel, waiting
from hubdesk.packing.tables import packed_parcel, parcel_left
from hubdesk.reports import today
from hubdesk.stock.tables import balance, batch_sum
from tests.world import World, open_world

TAKEN_IN = {"own beans": 23, "fresh milk": 30}


def hall(folder: Path) -> World:
    """Beans with two dates, milk, and a list for anybody; few enough that goods run short."""
    world = open_world(folder)
    world.line("beans")
    world.line("milk", date_kind="use by")
    world.product("own beans", "beans")
    world.product("fresh milk", "milk")
    world.shelf("3 own beans, best before 2027-01-10", "20 own beans, best before 2027-06-01")
    world.shelf("30 fresh milk, use by 2026-11-28")
    world.parcel(beans=2, milk=1)
    # Ctrl+Z goes back to the beginning of the day and no further: the goods stay taken in.
    world.clock.forward(days=1)
    return world


class Saturday:
    """Random acts of a morning; what the hub refuses, nobody did."""

    def __init__(self, world: World, draw: random.Random) -> None:
        self.world, self.draw = world, draw
        self.homes = [world.household(2, 2) for _ in range(3)]
        self.acts: list[Callable[[], object]] = [
            self.pack,
            self.scan_parcel,
            self.scan_card,
            self.unpack,
            self.finish,
            self.finish,
            self.undo_last,
            self.undo_any,
            self.reopen,
            self.change,
            self.scan_tin,
            self.came_back,
        ]

    def act(self) -> None:
        try:
            self.draw.choice(self.acts)()
        except Refused:
            return

    def waiting(self) -> list[waiting.Waiting]:
        return self.world.desk.ask(waiting.window, 0, 99)

    def pack(self) -> None:
        self.world.desk.do(pack.pack, self.draw.choice([2, 4]), (), self.draw.randint(1, 3))

    def scan_parcel(self) -> None:
        for each in self.draw.sample(self.waiting(), k=min(1, len(self.waiting()))):
            self.world.scan(each.parcel.code)
            self.world.desk.do(packed.give_anyway, each.parcel.code)

    def scan_card(self) -> None:
        self.world.scan(self.draw.choice(self.homes).card)

    def scan_tin(self) -> None:
        self.world.scan(self.draw.choice(list(TAKEN_IN)))

    def unpack(self) -> None:
        for each in self.waiting()[:1]:
            self.world.desk.do(packed.unpack, each.parcel.id)

    def finish(self) -> None:
        visit = self.world.desk.ask(drafts.open_visit)
        if visit is not None:
            self.world.desk.do(finishing.finish, visit)

    def change(self) -> None:
        visit = self.world.desk.ask(drafts.open_visit)
        if visit is None:
            return
        for row in self.world.visit().rows:
            self.world.desk.do(serving.set_quantity, visit, row.n, self.draw.randint(0, 4))

    def undo_last(self) -> None:
        self.world.desk.do(today.undo_last)

    def undo_any(self) -> None:
        told = [each for each in self.world.desk.ask(today.events) if each.can_undo]
        if told:
            self.world.desk.do(today.undo, self.draw.choice(told).ref)

    def _parcels(self) -> list[today.Event]:
        return [each for each in self.world.desk.ask(today.events) if each.can_reopen]

    def reopen(self) -> None:
        for each in self._parcels()[:1]:
            self.world.desk.do(reopening.reopen, each.ref)

    def came_back(self) -> None:
        for each in self._parcels()[:1]:
            self.world.desk.do(reopening.came_back, each.ref)


def given_out(view: View) -> int:
    """What stands as given out and did not come back."""
    events = today.events(view)
    given = 0
    for each in events:
        if each.kind == "collection" and not each.undone and not each.back:
            found = view.journal.read(view.connection, each.ref)
            assert found is not None
            body = view.journal.body_of(view.connection, *found)
            given += body.items  # type: ignore[union-attr]
    return given


def held(view: View) -> tuple[int, Counter[bytes], set[bytes]]:
    """All there is at every place, how many in each parcel, and the parcels that stand."""
    total, inside = 0, Counter[bytes]()
    parcels = set(view.connection.execute(select(packed_parcel.c.id)).scalars())
    left = set(view.connection.execute(select(parcel_left.c.parcel)).scalars())
    for place, quantity in view.connection.execute(select(balance.c.place, balance.c.quantity)):
        total += quantity
        if place != view.here:
            inside[place] += quantity
    return total, inside, parcels - left


def batches_at_parcels(view: View) -> int:
    """Batches that movements say are below nothing in some parcel: there are none."""
    rows = view.connection.execute(select(batch_sum.c.place, batch_sum.c.quantity))
    return sum(place != view.here and quantity < 0 for place, quantity in rows)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**9), st.integers(5, 60))
def test_goods_add_up_over_shelf_parcels_and_what_was_given(seed: int, many: int) -> None:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as named:
        world = hall(Path(named) / "hub")
        morning = Saturday(world, draw)
        for _ in range(many):
            morning.act()
        total, inside, standing = world.desk.ask(held)
        assert total + world.desk.ask(given_out) == sum(TAKEN_IN.values())
        assert set(inside) == standing
        assert all(quantity > 0 for quantity in inside.values())
        assert world.desk.ask(batches_at_parcels) == 0
        report = check.check(world.desk)
        world.desk.close()
    assert report.sound, report


def test_a_rebuild_leaves_no_trace_of_a_parcel_that_is_empty(world: World) -> None:
    """The first parcel of all held nothing: of what is gathered, goods still move first."""
    world.product("own beans", "beans")
    empty, full = identity.named("parcel", "empty"), identity.named("parcel", "full")
    goods = [parcel.Goods(None, world.product_id("own beans"), None, 2)]

    def happened(act: Act) -> None:
        act.record(parcel.PACKED, parcel.Packed("P1", 1, [], act.here, []), empty)
        act.record(parcel.PACKED, parcel.Packed("P2", 1, [], act.here, goods), full)
        given = [GivenLine(None, goods[0].product, None, 2, scanned=False, held_by=full)]
        body = Collected(None, 1, 0, None, act.here, "P2", given, 2, 0, packed=full)
        act.record(COLLECTED, body, identity.named("visit", "one"))

    world.desk.do(happened)
    report = check.check(world.desk)
    assert report.sound, report
