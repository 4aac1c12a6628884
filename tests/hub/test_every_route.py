"""A use by that has passed leaves by no route, by the hub's confirmed date.

Every command that records something which moves goods is listed here with what was tried by
it. A new one that is not listed fails: whoever adds a route says how it was tried.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import hubdesk
from hubdesk import paper
from hubdesk.counter import (
    choosing,
    collection,
    entering,
    finishing,
    for_others,
    packed,
    reopening,
    scanning,
    serving,
)
from hubdesk.desk import KINDS
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import OperationKind
from hubdesk.labels import freezing as labelled
from hubdesk.packing import pack
from hubdesk.stall import loading, tins, trading
from hubdesk.stall.outcome import Way
from hubdesk.stock import intake, ledger, moving, places, sending, whereabouts
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.takein import packs
from tests.world import World

PAST, TODAY = date(2026, 11, 20), date(2026, 11, 21)
HELD = 4
KINDS_OF_DATE = [DateKind.USE_BY, None, DateKind.FROZEN]


@dataclass
class Try:
    """A hub with some milk whose date was yesterday, and hands that want to give it out."""

    world: World
    kind: DateKind | None
    home: bytes
    day: date = PAST

    @property
    def milk(self) -> bytes:
        return self.world.product_id("milk")

    @property
    def batch(self) -> bytes:
        kind = None if self.kind is None else self.kind.value
        return identity.batch_of(self.milk, self.day.isoformat(), kind, None)

    @property
    def goods(self) -> list[moving.Goods]:
        return [moving.Goods(self.milk, self.batch, 1)]

    def visit(self) -> bytes:
        """A visit of one person."""
        self.world.scan(self.world.household(1, 0).card)
        return self.world.visit().id

    def gs1(self) -> str:
        return f"]d201{self.world.barcodes['milk']:0>14}17{self.day:%y%m%d}"

    def finish(self) -> None:
        """F12, if the hub lets it."""
        with suppress(Refused):
            self.world.finish()

    def next_day(self) -> None:
        """Midnight passes."""
        tomorrow = date.fromordinal(self.world.desk.ask(lambda view: view.today).toordinal() + 1)
        self.world.clock.forward(days=1)
        self.world.desk.do(lambda act: act.hub_day.confirm(act.connection, tomorrow))


Story = Callable[[Try], None]


def a_scan(tried: Try) -> None:
    tried.visit()
    tried.world.scan("milk")
    tried.finish()


def a_scan_of_a_code_with_its_date(tried: Try) -> None:
    tried.visit()
    tried.world.scan(tried.gs1())
    tried.finish()


def a_code_that_somebody_says_is_right(tried: Try) -> None:
    tried.visit()
    tried.world.desk.do(scanning.use_code, tried.gs1())
    tried.world.desk.do(scanning.use_code, tried.world.barcodes["milk"])
    tried.finish()


def checked_and_given_anyway(tried: Try) -> None:
    visit = tried.visit()
    tried.world.desk.do(scanning.give, visit, tried.milk, None)
    tried.world.desk.do(scanning.give, visit, tried.milk, Dated(tried.day, tried.kind))
    tried.world.desk.do(scanning.give, visit, tried.milk, Dated(tried.day), 2)
    tried.finish()


def its_date_typed(tried: Try) -> None:
    visit = tried.visit()
    tried.world.desk.do(scanning.give_dated, visit, tried.milk, Dated(tried.day, tried.kind))
    tried.world.desk.do(entering.date_on_pack, tried.milk, f"{tried.day:%d%m%y}")
    with suppress(Refused):
        tried.world.desk.do(serving.date_last, visit, Dated(tried.day, tried.kind))
    tried.finish()


def the_list(tried: Try) -> None:
    tried.visit()
    assert tried.world.row("milk").count_me
    tried.finish()


def a_tile_and_more_of_it(tried: Try) -> None:
    visit = tried.visit()
    row = tried.world.desk.do(serving.add_line, visit, identity.named("line", "milk"))
    tried.world.desk.do(serving.set_quantity, visit, row.n, 9)
    tried.world.desk.do(serving.change_quantity, visit, row.n, 1)
    tried.finish()


def instead_of_what_ran_out(tried: Try) -> None:
    visit = tried.visit()
    n = tried.world.row("juice").n
    (swap,) = tried.world.desk.do(serving.say_none_left, visit, n)
    assert swap.name == "milk"
    tried.world.desk.do(serving.add_line, visit, swap.id)
    tried.finish()


def for_another_household(tried: Try) -> None:
    visit = tried.visit()
    tried.world.desk.do(for_others.join, visit, tried.world.household(2, 0).id)
    tried.world.scan("milk")
    tried.world.scan(tried.gs1())
    tried.finish()


def while_they_choose(tried: Try) -> None:
    tried.visit()
    tried.world.desk.do(choosing.choose)
    tried.world.scan("milk")
    tried.world.scan(tried.gs1())
    tried.world.desk.do(serving.add_line, tried.world.visit().id, identity.named("line", "milk"))
    tried.finish()


def a_visit_over_midnight(tried: Try) -> None:
    """In date when it was scanned, and not any more when it would be handed over."""
    dated = Dated(TODAY, tried.kind)
    tried.world.desk.do(intake.take_in, tried.milk, 2, dated=dated)
    tried.visit()
    tried.world.scan(f"]d201{tried.world.barcodes['milk']:0>14}17{TODAY:%y%m%d}")
    tried.next_day()
    with pytest.raises(Refused, match="use by has passed"):
        tried.world.finish()


def packing_ahead(tried: Try) -> None:
    tried.world.desk.do(pack.pack, 2, (), 3)


def a_packed_parcel_over_midnight(tried: Try) -> None:
    dated = Dated(TODAY, tried.kind)
    tried.world.desk.do(intake.take_in, tried.milk, 1, dated=dated)
    (made,) = tried.world.desk.do(pack.pack, 1).made
    tried.next_day()
    tried.visit()
    tried.world.scan(made.code)
    tried.world.desk.do(packed.give_anyway, made.code)
    assert not tried.world.visit().parcel
    tried.finish()


def a_packed_parcel_in_a_visit_over_midnight(tried: Try) -> None:
    dated = Dated(TODAY, tried.kind)
    tried.world.desk.do(intake.take_in, tried.milk, 1, dated=dated)
    (made,) = tried.world.desk.do(pack.pack, 1).made
    tried.visit()
    tried.world.scan(made.code)
    tried.next_day()
    with pytest.raises(Refused, match="use by has passed"):
        tried.world.finish()


def from_paper_after_its_date(tried: Try) -> None:
    """A sheet of this morning: the milk was past already."""
    this_morning_ms = tried.world.clock.now_ms() - 3_600_000

    def told(act: Act) -> None:
        then = paper.at(act, this_morning_ms)
        visit = serving.first_visit(then, 1, 0)
        with suppress(Refused):
            scanning.scanned(then, tried.gs1())
            scanning.scanned(then, tried.world.barcodes["milk"])
            scanning.give(then, visit, tried.milk, Dated(tried.day, tried.kind))
        with suppress(Refused):
            finishing.finish(then, visit)

    tried.world.desk.do(told)


def opened_again_after_its_date(tried: Try) -> None:
    """Handed over in time; opened again the day after, nothing more of it can be added."""
    dated = Dated(TODAY, tried.kind)
    tried.world.desk.do(intake.take_in, tried.milk, 2, dated=dated)
    home = tried.world.household(1, 0)
    done = tried.world.serve(home)
    tried.next_day()
    tried.world.desk.do(reopening.reopen, done.op)
    tried.world.scan("milk")
    tried.world.scan(f"]d201{tried.world.barcodes['milk']:0>14}17{TODAY:%y%m%d}")
    tried.finish()


def to_the_stall(tried: Try) -> None:
    stall = tried.world.desk.do(places.stall)
    here = tried.world.desk.ask(lambda view: view.here)
    with pytest.raises(Refused):
        tried.world.desk.do(moving.move, here, stall, tried.goods)


def to_another_site(tried: Try) -> None:
    site = tried.world.desk.do(places.open_place, "Annexe", places.Use.SITE)
    here = tried.world.desk.ask(lambda view: view.here)
    with pytest.raises(Refused):
        tried.world.desk.do(sending.send, here, site.id, tried.goods)


def loaded_out_for_the_stall(tried: Try) -> None:
    session = tried.world.desk.do(trading.start)
    do, out = tried.world.desk.do, Way.OUT
    for code in (tried.gs1(), tried.world.barcodes["milk"]):
        do(loading.scanned, session, out, code)
    do(loading.load, session, out, tried.milk, 1, Dated(tried.day, tried.kind), looked=True)
    do(loading.load, session, out, tried.milk, 1, looked=True)
    with pytest.raises(Refused, match="past their use by"):
        do(loading.load_line, session, out, identity.named("line", "milk"), 3)


def a_tin_for_a_swap(tried: Try) -> None:
    """What somebody brings is refused as well: it would leave with the next."""
    session = tried.world.desk.do(trading.start)
    before = _on_hand(tried, places.STALL)
    tried.world.desk.do(tins.scanned, session, tried.gs1())
    assert _on_hand(tried, places.STALL) == before


def served_at_the_stall(tried: Try) -> None:
    """Milk that stood at the stall over midnight, and a household with a card."""
    stall = tried.world.desk.do(places.stall)
    dated = Dated(TODAY, tried.kind)
    tried.world.desk.do(intake.take_in, tried.milk, 2, dated=dated, place=stall)
    tried.next_day()
    tried.world.desk.do(trading.start)
    tried.visit()
    tried.world.scan("milk")
    tried.world.scan(f"]d201{tried.world.barcodes['milk']:0>14}17{TODAY:%y%m%d}")
    tried.finish()
    late = identity.batch_of(
        tried.milk, TODAY.isoformat(), None if tried.kind is None else tried.kind.value, None
    )
    assert _given(tried.world, late) == 0


def a_pack_opened(tried: Try) -> None:
    """A pack of six whose date was yesterday: nothing of it becomes single ones."""
    tried.world.desk.do(packs.say_pieces, tried.milk, 6)
    with suppress(Refused):
        tried.world.desk.do(packs.open_pack, tried.milk)


def a_pack_in_hand_opened(tried: Try) -> None:
    """The very pack that somebody marked on Stock."""
    tried.world.desk.do(packs.say_pieces, tried.milk, 6)
    (standing, *_) = tried.world.desk.ask(whereabouts.of, tried.milk).standing
    chosen = standing.batches[0]
    assert standing.place is not None
    with pytest.raises(Refused):
        tried.world.desk.do(packs.open_one, tried.milk, standing.place, chosen)


def frozen_too_late(tried: Try) -> None:
    with pytest.raises(Refused):
        tried.world.desk.do(labelled.freeze, tried.milk, tried.batch, 1)


GIVES: dict[str, tuple[Story, ...]] = {
    "counter.finishing._finish": (
        a_scan,
        a_scan_of_a_code_with_its_date,
        a_code_that_somebody_says_is_right,
        checked_and_given_anyway,
        its_date_typed,
        the_list,
        a_tile_and_more_of_it,
        instead_of_what_ran_out,
        for_another_household,
        while_they_choose,
        a_visit_over_midnight,
        a_packed_parcel_over_midnight,
        a_packed_parcel_in_a_visit_over_midnight,
        from_paper_after_its_date,
        opened_again_after_its_date,
        served_at_the_stall,
    ),
    "packing.pack._one": (packing_ahead,),
    "stock.moving.move": (to_the_stall, loaded_out_for_the_stall),
    "takein.entries.record": (a_tin_for_a_swap,),
    "takein.packs._open": (a_pack_opened, a_pack_in_hand_opened),
    "stock.sending.send": (to_another_site,),
    "stock.freezing.freeze": (frozen_too_late,),
}
"""What records that goods go towards people, and everything that was tried by it."""

GIVES_NOT = {
    "counter.reopening.came_back": "a parcel is on the shelf again",
    "packing.pack.unpack": "what was packed is on the shelf again",
    "packing.pack.take_out_past": "to waste, or back to the shelf",
    "stock.intake.take_in": "goods come in; the screens that take in ask about their date",
    "catalogue.stock_list._take_in": "what stands on a list is here; it is looked at as it leaves",
    "stock.intake.discard": "to waste",
    "stock.intake.discard_all": "to waste",
    "stock.dating.correct": "a date was wrong; what it is now is looked at like any other",
    "stocktake.counting.count": "what is seen; nothing is given",
    "stocktake.clashes.decide": "which of two counts holds",
    "stall.closing.close": "what left during its day: nothing past its date could be loaded out",
    "stock.sending.receive": "goods that were sent in time are here; they are not given yet",
}
"""What moves goods and gives nobody any."""


def movers() -> set[str]:
    """The kinds of operation whose reducers move goods, by name."""
    return {kind.name for kind in KINDS if _posts(kind)}


def _posts(kind: OperationKind[object]) -> bool:
    """True when the reducer, or what it calls of the hub's, posts movements or counts."""
    seen: set[tuple[str, str]] = set()
    wanted = [(kind.apply.__module__, kind.apply.__name__)]
    while wanted:
        asked = wanted.pop()
        module, name = sys.modules[asked[0]], asked[1]
        functions = _functions(asked[0])
        if asked in seen or name not in functions:
            continue
        seen.add(asked)
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Attribute) and node.attr in ("post", "settle_count"):
                return True
            if isinstance(node, ast.Name):
                wanted.append((asked[0], node.id))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                other = getattr(module, node.value.id, None)
                if isinstance(other, ModuleType) and other.__name__.startswith("hubdesk."):
                    wanted.append((other.__name__, node.attr))
    return False


@cache
def _functions(module: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8"))
    return {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}


def recorders(names: set[str]) -> Iterator[str]:
    """The functions of the hub that record one of these kinds, as "stock.intake.take_in"."""
    for info in pkgutil.walk_packages(hubdesk.__path__, "hubdesk."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if _records(call, module, names):
                    yield f"{info.name.removeprefix('hubdesk.')}.{function.name}"


def _records(call: ast.AST, module: object, names: set[str]) -> bool:
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr not in ("record", "append") or not call.args:
        return False
    for said in call.args[:2]:
        if isinstance(said, ast.Name):
            kind = getattr(module, said.id, None)
        elif isinstance(said, ast.Attribute) and isinstance(said.value, ast.Name):
            kind = getattr(getattr(module, said.value.id, None), said.attr, None)
        else:
            continue
        if isinstance(kind, OperationKind) and kind.name in names:
            return True
    return False


def test_every_route_by_which_goods_move_is_listed_here() -> None:
    """A route that nobody tried is a route by which a past use by may leave."""
    names = movers()
    assert collection.COLLECTED.name in names and intake.TAKEN_IN.name in names
    assert set(recorders(names)) == set(GIVES) | set(GIVES_NOT)


@pytest.mark.parametrize("kind", KINDS_OF_DATE, ids=["use by", "unknown", "frozen"])
@pytest.mark.parametrize(
    "story", [each for tried in GIVES.values() for each in tried], ids=lambda each: each.__name__
)
def test_a_past_use_by_leaves_by_no_route(
    world: World, story: Story, kind: DateKind | None
) -> None:
    tried = _milk(world, kind)
    story(tried)
    assert _given(world, tried.batch) == 0
    assert _past_gone(world, tried) == 0


def _milk(world: World, kind: DateKind | None) -> Try:
    usual = "use by" if kind is DateKind.USE_BY else None
    world.line("milk", food=None)
    world.line("milk", food=None)
    world.desk.do(_unsay_kind, usual)
    world.line("juice", instead="milk")
    world.product("milk", "milk")
    world.product("juice", "juice")
    world.shelf("9 juice")
    world.parcel(milk=1, juice=1)
    tried = Try(world, kind, world.desk.ask(lambda view: view.here))
    world.desk.do(intake.take_in, tried.milk, HELD, dated=Dated(PAST, kind))
    return tried


def _unsay_kind(act: Act, kind: str | None) -> None:
    from hubdesk.stock import products  # noqa: PLC0415

    products.note_line(act, identity.named("line", "milk"), date_kind=kind)


def _given(world: World, batch: bytes) -> int:
    """How many of a batch were handed over."""

    def asked(view: View) -> int:
        rows = view.connection.exec_driver_sql(
            "SELECT coalesce(sum(-m.quantity), 0) FROM movement m JOIN operation o"
            " ON o.position = m.op WHERE m.batch = ? AND m.quantity < 0"
            " AND o.type IN ('collection', 'parcel.packed', 'stock.sent', 'stock.moved')",
            (batch,),
        )
        return int(rows.scalar() or 0)

    return world.desk.ask(asked)


def _on_hand(tried: Try, place: bytes) -> int:
    return tried.world.desk.ask(lambda view: ledger.on_hand(view.connection, tried.milk, place))


def _past_gone(world: World, tried: Try) -> int:
    """How many of what was past from the first are not on the shelf here any more."""

    def asked(view: View) -> int:
        from hubdesk.stock import shelf  # noqa: PLC0415

        many = ledger.on_hand(view.connection, tried.milk, tried.home)
        there = shelf.batches_at(view, tried.home, tried.milk, many)
        return HELD - sum(each.quantity for each in there if each.id == tried.batch)

    return world.desk.ask(asked)


def test_from_paper_it_may_be_what_it_was_on_that_day(world: World) -> None:
    """A sheet of the day before: the milk was in date then, and did leave then."""
    tried = _milk(world, DateKind.USE_BY)
    home = world.household(1, 0)
    yesterday_ms = world.clock.now_ms() - 86_400_000

    def told(act: Act) -> None:
        then = paper.at(act, yesterday_ms)
        visit = serving.returning_visit(then, home.id)
        assert scanning.scanned(then, tried.gs1()).row is not None
        finishing.finish(then, visit)

    world.desk.do(told)
    assert _given(world, tried.batch) == 1
