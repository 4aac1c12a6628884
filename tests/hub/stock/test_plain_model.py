"""Stock equals what a plain model says after random commands, with crashes between."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace
from sqlalchemy import select

from hubdesk import desk as desks
from hubdesk.counter import drafts, packed
from hubdesk.counter.collection import COLLECTED, Collected
from hubdesk.counter.outcome import Result
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Operation, Ref
from hubdesk.packing import pack, parcel
from hubdesk.reports import today as day_told
from hubdesk.stall import loading
from hubdesk.stall.outcome import Way
from hubdesk.stall.session import Session
from hubdesk.stock import (
    freezing,
    held_back,
    intake,
    ledger,
    measuring,
    moving,
    none_left,
    places,
    sending,
    shelf,
)
from hubdesk.stock.batch import dated_of, day_text
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.measures import Measure
from hubdesk.stock.tables import balance, batch, batch_sum
from hubdesk.stocktake import counting, spots
from tests.hub.stock.plain import Counted, Moved, Plain, Which
from tests.world import KEY, open_world

LISTED = {"beans": 2, "milk": 1, "rice": 5}
PRODUCTS = ("own beans", "other beans", "fresh milk", "long rice")
LINE_OF = {"own beans": "beans", "other beans": "beans", "fresh milk": "milk", "long rice": "rice"}
PACK = {"beans": 1, "milk": 1, "rice": 3}
"""What the book counts of a pack: rice is weighed, and small packs keep the model small."""
DAYS = st.none() | st.integers(-3, 20)
MANY = st.integers(1, 6)


class Crash(Exception):
    """The laptop goes off in the midst of a command."""


class Hub(RuleBasedStateMachine):
    """One laptop, used by somebody who does anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="plain-"))
        self.world = open_world(self.folder / "0")
        self.crashes = 0
        for line in LISTED:
            self.world.line(line, date_kind="use by" if line == "milk" else "best before")
        for name in PRODUCTS:
            self.world.product(name, LINE_OF[name])
        self.world.desk.do(measuring.say, identity.named("line", "rice"), Measure("g", 3))
        self.world.parcel(**LISTED)
        self.home = self.world.household(2, 0)
        self.here = self.world.desk.ask(lambda view: view.here)
        self.store = self.world.desk.do(places.open_place, "Store", places.Use.STORE).id
        self.site = self.world.desk.do(places.open_place, "Annexe", places.Use.SITE).id
        self.plain = Plain()
        self.on_the_way: list[bytes] = []
        self.parcels: list[bytes] = []
        self.out: set[str] = set()

    def teardown(self) -> None:
        self.world.desk.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def today(self) -> date:
        return self.world.desk.ask(lambda view: view.today)

    def id_of(self, name: str) -> bytes:
        return self.world.product_id(name)

    def of_line(self, line: str) -> list[bytes]:
        named = [self.id_of(name) for name in PRODUCTS if LINE_OF[name] == line]
        return [*named, identity.unspecified_product(identity.named("line", line))]

    # What happens.

    @rule(name=st.sampled_from(PRODUCTS), many=MANY, days=DAYS, month=st.booleans())
    def take_in(self, name: str, many: int, days: int | None, month: bool) -> None:
        dated = self._dated(name, days, month)
        ref = self._last(intake.take_in, self.id_of(name), many, dated=dated)
        which = self._batch(self.id_of(name), dated)
        self.plain.add(ref, [Moved(self.here, self.id_of(name), which, many)])

    @rule(scanned=st.none() | st.sampled_from(PRODUCTS))
    def serve(self, scanned: str | None) -> None:
        self.world.scan(self.home.card)
        came = None if scanned is None else self.world.scan(scanned).outcome.result
        hand = scanned if came in (Result.ADDED, Result.SOON) else None
        gone = self._for_a_parcel(hand)
        if not gone:
            with pytest.raises(Refused):
                self.world.finish()
            self.world.desk.do(drafts.put_away, self.world.visit().id)
            return
        op = self.world.finish().op
        given = Counter({(g.product, g.batch): 0 for g in self._given(op)})
        for each in self._given(op):
            given[each.product, each.batch] += each.quantity
        assert given == Counter(gone)
        self.plain.add(op, self._out(gone))

    @rule()
    def pack_ahead(self) -> None:
        gone = self._for_a_parcel(None)
        if not gone:
            with pytest.raises(Refused):
                self.world.desk.do(pack.pack, 2)
            return
        (made,) = self.world.desk.do(pack.pack, 2).made
        into = [Moved(made.id, *which, many) for which, many in Counter(gone).items()]
        self.plain.add(made.ref, [*self._out(gone), *into])
        self.parcels.append(made.id)

    @precondition(lambda self: self.parcels)
    @rule(data=st.data())
    def unpack(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(self.parcels))
        inside = self._inside(chosen)
        op = self.world.desk.do(pack.unpack, chosen)
        back = [(each, many) for each, many in inside.items()]
        moved = [Moved(chosen, *which, -many) for which, many in back]
        self.plain.add(op.ref, [*moved, *(Moved(self.here, *w, n) for w, n in back)])
        self.parcels.remove(chosen)

    @precondition(lambda self: self.parcels)
    @rule(data=st.data())
    def hand_over_a_packed_parcel(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(self.parcels))
        standing = self.world.desk.ask(parcel.standing, chosen)
        assert standing is not None
        inside = self._inside(chosen)
        sound = all(self.plain.may_go(which, self.today) for which in inside)
        came = self.world.scan(standing.code).outcome
        if came.result is Result.STOP:
            assert not sound
            return
        if came.result is Result.ASK:
            self.world.desk.do(packed.give_anyway, standing.code)
        self.world.type("2+0")
        op = self.world.finish().op
        self.plain.add(op, [Moved(chosen, *which, -many) for which, many in inside.items()])
        self.parcels.remove(chosen)

    @rule(name=st.sampled_from(PRODUCTS), many=MANY)
    def move_to_the_store(self, name: str, many: int) -> None:
        goods = self.world.desk.ask(moving.chosen, self.here, self.id_of(name), many)
        op = self.world.desk.do(moving.move, self.here, self.store, goods)
        moved = [Moved(self.here, g.product, g.batch, -g.quantity) for g in goods]
        moved += [Moved(self.store, g.product, g.batch, g.quantity) for g in goods]
        self.plain.add(op.ref, moved)

    @rule(line=st.sampled_from(sorted(LISTED)), many=MANY)
    def load_out_for_the_stall(self, line: str, many: int) -> None:
        line_id = identity.named("line", line)
        packs = [p for id_ in self.of_line(line) for p in self.plain.packs(self.here, id_)]
        gone = self.plain.picked(packs, many * PACK[line], self.today)
        short = many * PACK[line] - len(gone)
        gone += [(self.of_line(line)[-1], None)] * short
        session = Session(places.STALL, self.today)
        try:
            done = self.world.desk.do(loading.load_line, session, Way.OUT, line_id, many)
        except Refused:
            # Too few good ones, and others beside them that may be in the crate.
            assert short and not all(self.plain.may_go(each, self.today) for each in packs)
            return
        assert done.op is not None
        came = [Moved(places.STALL, *which, number) for which, number in Counter(gone).items()]
        self.plain.add(done.op, [*self._out(gone), *came])

    @rule(name=st.sampled_from(PRODUCTS), many=MANY)
    def send_to_the_other_site(self, name: str, many: int) -> None:
        goods = self.world.desk.ask(moving.chosen, self.here, self.id_of(name), many)
        sound = all(self.plain.may_go((g.product, g.batch), self.today) for g in goods)
        try:
            op = self.world.desk.do(sending.send, self.here, self.site, goods)
        except Refused:
            assert not sound
            return
        assert not any(self.plain.held & {g.product, g.batch} for g in goods)
        moved = [Moved(self.here, g.product, g.batch, -g.quantity) for g in goods]
        moved += [Moved(op.subject, g.product, g.batch, g.quantity) for g in goods]
        self.plain.add(op.ref, moved)
        self.on_the_way.append(op.subject)

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data())
    def receive_at_the_other_site(self, data: st.DataObject) -> None:
        load = data.draw(st.sampled_from(self.on_the_way))
        self.on_the_way.remove(load)
        goods = [g for g in self.world.desk.ask(sending.inside, load) if g.quantity > 0]
        if not goods:
            return
        op = self.world.desk.do(sending.receive, load, goods)
        moved = [Moved(load, g.product, g.batch, -g.quantity) for g in goods]
        moved += [Moved(self.site, g.product, g.batch, g.quantity) for g in goods]
        self.plain.add(op.ref, moved)

    @rule(name=st.sampled_from(PRODUCTS), many=st.integers(0, 9))
    def count(self, name: str, many: int) -> None:
        """Somebody sees so many on the shelf, whatever the book says."""

        def seen(act: Act) -> counting.Done | counting.CountedBefore:
            here = places.named(act, act.here)
            assert here is not None
            (spot,) = spots.of_place(act, here)
            target = spots.named(act, self.id_of(name), by_line=False)
            return counting.count(act, spot, target, many, counting.How.INSTEAD)

        done = self.world.desk.do(seen)
        assert isinstance(done, counting.Done)
        self.plain.add(done.ref, [Counted(self.here, self.id_of(name), many)])

    @rule(name=st.sampled_from(PRODUCTS), many=MANY, data=st.data())
    def discard(self, name: str, many: int, data: st.DataObject) -> None:
        which = data.draw(st.sampled_from([None, *self._batches(name)]))
        op = self.world.desk.do(intake.discard, self.id_of(name), many, which, "broken")
        self.plain.add(op.ref, [Moved(self.here, self.id_of(name), which, -many)])

    @rule(name=st.sampled_from(PRODUCTS), many=MANY, data=st.data())
    def freeze(self, name: str, many: int, data: st.DataObject) -> None:
        known = [each for each in self._batches(name) if each in self.plain.last_day]
        if not known:
            return
        which = data.draw(st.sampled_from(known))
        late = self.plain.last_day[which] < self.today
        held = bool(self.plain.held & {which, self.id_of(name)})
        try:
            done = self.world.desk.do(freezing.freeze, self.id_of(name), which, many)
        except Refused:
            assert late or held or self._is_frozen(which)
            return
        assert not late and not held
        self.plain.last_day[done.batch] = done.until
        moved = [Moved(self.here, self.id_of(name), which, -many)]
        self.plain.add(done.op.ref, [*moved, Moved(self.here, self.id_of(name), done.batch, many)])

    @rule(name=st.sampled_from(PRODUCTS), data=st.data())
    def hold(self, name: str, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from([self.id_of(name), *self._batches(name)]))
        self.world.desk.do(held_back.hold, id_, "called back")
        self.plain.held.add(id_)

    @precondition(lambda self: self.plain.held)
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.plain.held)))
        self.world.desk.do(held_back.release, id_)
        self.plain.held.remove(id_)

    @rule(line=st.sampled_from(sorted(LISTED)))
    def none_left(self, line: str) -> None:
        self.world.desk.do(none_left.say_none_left, identity.named("line", line))
        self.out.add(line)

    @precondition(lambda self: self.plain.happened)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        counts = [ref for ref, what in self.plain.happened if isinstance(what[0], Counted)]
        ref = data.draw(st.sampled_from([ref for ref, _ in self.plain.happened]))
        if ref in counts:
            return  # Today takes a whole shelf back at once, which has stories of its own
        try:
            self.world.desk.do(day_told.undo, ref)
        except Refused:
            return
        self.plain.drop(ref)
        self.parcels = self._packed()

    @rule()
    def a_day_goes_by(self) -> None:
        tomorrow = self.today + timedelta(days=1)
        self.world.clock.forward(days=1)
        self.world.desk.do(lambda act: act.hub_day.confirm(act.connection, tomorrow))
        self.out.clear()

    @rule(name=st.sampled_from(PRODUCTS), many=MANY)
    def crash_in_the_midst_of_a_command(self, name: str, many: int) -> None:
        """What the disk holds while a command is under way is what the next start finds."""
        self.crashes += 1
        left = self.folder / str(self.crashes)

        def midway(act: Act) -> None:
            intake.take_in(act, self.id_of(name), many)
            held_back.hold(act, self.id_of(name), "never happened")
            shutil.copytree(self.world.folder, left)
            raise Crash

        with pytest.raises(Crash):
            self.world.desk.do(midway)
        self.compare()
        self.world.desk.close()
        self.world.folder = left
        self.world.desk = desks.open_desk(left, KEY, self.world.clock)

    @invariant()
    def compare(self) -> None:
        """The book is what the model says, at every place and for every batch."""
        assert self.world.desk.ask(_balances) == self.plain.balances()
        assert self.world.desk.ask(_sums) == self.plain.sums()
        assert self.world.desk.ask(held_back.held) == self.plain.held
        self.earliest_first()

    def earliest_first(self) -> None:
        """The book chooses what trying pack by pack would, whatever is asked for."""
        for line in LISTED:
            line_id = identity.named("line", line)

            def chosen(view: View, line_id: bytes = line_id) -> list[Which]:
                there = shelf.of_line(view, line_id, None)
                picks = shelf.pick(there, 9, view.today)
                return [(p.product, p.batch) for p in picks for _ in range(p.quantity)]

            packs = [p for id_ in self.of_line(line) for p in self.plain.packs(self.here, id_)]
            assert self.world.desk.ask(chosen) == self.plain.picked(packs, 9, self.today)

    # What is expected of it.

    def _for_a_parcel(self, hand: str | None) -> list[Which]:
        """The packs that leave for one standard parcel, with one in the hand or none."""
        gone: list[Which] = []
        for line, listed in LISTED.items():
            in_hand = PACK[line] if hand is not None and LINE_OF[hand] == line else 0
            wanted = in_hand if line in self.out else max(listed, in_hand)
            taken: list[Which] = []
            if hand is not None and in_hand:
                mine = self.plain.packs(self.here, self.id_of(hand))
                taken = self.plain.picked(mine, in_hand, self.today)
                taken += [(self.id_of(hand), None)] * (in_hand - len(taken))
            packs = [p for id_ in self.of_line(line) for p in self._without(id_, taken)]
            taken = taken + self.plain.picked(packs, wanted - len(taken), self.today)
            some = self.of_line(line)[-1]
            gone += [*taken, *[(some, None)] * (wanted - len(taken))]
        return gone

    def _without(self, product: bytes, taken: Iterable[Which]) -> list[Which]:
        """The packs of a product that are left when some were taken into the hand."""
        after = Plain(list(self.plain.happened), self.plain.held, self.plain.last_day)
        moved = [Moved(self.here, *which, -1) for which in taken]
        after.add(Ref(b"", 0), moved)
        return after.packs(self.here, product)

    def _out(self, gone: Iterable[Which]) -> list[Moved]:
        return [Moved(self.here, *which, -many) for which, many in Counter(gone).items()]

    def _inside(self, chosen: bytes) -> dict[Which, int]:
        products = {of for at, of in self.plain.balances() if at == chosen}
        return Counter(each for of in products for each in self.plain.packs(chosen, of))

    def _packed(self) -> list[bytes]:
        known = [ref for ref, _ in self.plain.happened]

        def standing(view: View) -> list[bytes]:
            found = []
            for ref in known:
                read = view.journal.read(view.connection, ref)
                if read is not None and read[0].type == parcel.PACKED.name:
                    found.append(read[0].subject)
            return [each for each in found if parcel.standing(view, each) is not None]

        return self.world.desk.ask(standing)

    def _batches(self, name: str) -> list[bytes]:
        sums = self.plain.sums()
        return sorted({b for at, of, b in sums if (at, of) == (self.here, self.id_of(name))})

    def _is_frozen(self, which: bytes) -> bool:
        kind = select(batch.c.kind).where(batch.c.id == which)
        found = self.world.desk.ask(lambda view: view.connection.execute(kind).scalar())
        return bool(found == DateKind.FROZEN.value)

    def _dated(self, name: str, days: int | None, month: bool) -> Dated | None:
        if days is None:
            return None
        day = self.today + timedelta(days=days)
        if LINE_OF[name] == "milk":
            return Dated(day, DateKind.USE_BY)
        if month:
            return dated_of(day.isoformat()[:7], DateKind.BEST_BEFORE.value)
        return Dated(day, DateKind.BEST_BEFORE)

    def _batch(self, product: bytes, dated: Dated | None) -> bytes | None:
        if dated is None:
            return None
        assert dated.kind is not None
        which = identity.batch_of(product, day_text(dated), dated.kind.value, None)
        self.plain.last_day[which] = dated.day
        return which

    def _last(self, command: object, *args: object, **named: object) -> Ref:
        """Runs a command that records one operation, and returns its name."""

        def run(act: Act) -> Ref:
            command(act, *args, **named)  # type: ignore[operator]
            (events,) = (day_told.events(act)[:1],)
            return events[0].ref

        return self.world.desk.do(run)

    def _given(self, ref: Ref) -> list[object]:
        def read(view: View) -> list[object]:
            found = view.journal.read(view.connection, ref)
            assert found is not None and found[0].type == COLLECTED.name
            body = view.journal.body_of(view.connection, *found)
            assert isinstance(body, Collected)
            return list(body.given)

        return self.world.desk.ask(read)


def _balances(view: View) -> dict[tuple[bytes, bytes], int]:
    rows = view.connection.execute(select(balance).where(balance.c.quantity != 0))
    return {(row.place, row.product): row.quantity for row in rows}


def _sums(view: View) -> dict[tuple[bytes, bytes, bytes], int]:
    rows = view.connection.execute(select(batch_sum).where(batch_sum.c.quantity != 0))
    return {(row.place, row.product, row.batch): row.quantity for row in rows}


Hub.TestCase.settings = settings(max_examples=12, stateful_step_count=25)


class TestAFewCommands(Hub.TestCase):  # type: ignore[misc, name-defined]
    """Short enough for every run."""


@pytest.mark.slow
class TestTenThousandCommands(Hub.TestCase):  # type: ignore[misc, name-defined]
    """The same for 10,000 commands."""

    settings = settings(max_examples=200, stateful_step_count=50)


@pytest.mark.slow
def test_the_model_notices_a_balance_that_is_one_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted fault: whenever exactly two of something leave, three are posted."""
    honest = ledger.post

    def careless(applying: Applying, op: Operation, moved: list[ledger.Moved]) -> None:
        wrong = [replace(m, quantity=-3) if m.quantity == -2 else m for m in moved]
        honest(applying, op, wrong)

    monkeypatch.setattr(ledger, "post", careless)
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Hub, settings=settings(max_examples=5, stateful_step_count=30))
