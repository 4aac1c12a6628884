"""Today: what happened, and the way back."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk import check
from hubdesk.counter import finishing, reopening, scanning, serving, turned_away, visit
from hubdesk.counter.outcome import Result
from hubdesk.counter.turned_away import Why
from hubdesk.errors import Refused
from hubdesk.households.record import Household
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.journal import Foreign
from hubdesk.journal.operations import Klass, Ref
from hubdesk.packing import pack
from hubdesk.reports import today
from hubdesk.stock import checkpoint
from tests.hub.counter.test_serving import stocked
from tests.world import World

BEANS = "Baked beans 420 g"


def served(world: World) -> Household:
    home = world.household(2, 0)
    world.desk.do(scanning.scanned, home.card)
    shown = world.desk.ask(visit.on_counter)
    assert shown is not None
    world.desk.do(finishing.finish, shown.id)
    return home


def test_a_finished_parcel_is_undone_with_one_key_and_its_label_is_dead(world: World) -> None:
    stocked(world)
    served(world)
    (event, *_) = world.desk.ask(today.events)
    assert event.can_reopen and world.left("Baked beans 420 g") == 14
    assert world.desk.do(today.undo_last)
    assert world.left("Baked beans 420 g") == 16
    reopened = world.desk.ask(visit.on_counter)
    assert reopened is not None and reopened.replaces
    scan = world.desk.do(scanning.scanned, reopened.replaces)
    assert scan.outcome.result is Result.STOP
    assert world.desk.ask(today.figures).visits == 0


def test_a_sound_hub_checks_out_and_keeps_its_digest_over_a_restart(world: World) -> None:
    stocked(world)
    served(world)
    first = check.check(world.desk)
    assert first.sound, first
    world.reopen()
    second = check.check(world.desk)
    assert second.sound and second.digest == first.digest


def test_the_day_is_summed_without_what_was_undone(world: World) -> None:
    stocked(world)
    home = served(world)
    world.serve(home)
    world.type("2+3")
    world.finish()
    for why in (Why.RAN_OUT, Why.CLOSED, Why.OTHER):
        world.desk.do(turned_away.turn_away, why)
    world.desk.do(today.undo_last)
    assert world.desk.ask(today.figures) == today.Figures(3, 2, 6, 3, 6000, 2)
    world.clock.forward(days=1)
    assert world.desk.ask(today.figures) == today.Figures(0, 0, 0, 0, 0, 0)
    assert world.desk.ask(today.figures, date(2026, 11, 21)).visits == 3


def test_an_event_of_an_earlier_day_is_undone_from_its_day_and_not_with_ctrl_z(
    world: World,
) -> None:
    stocked(world)
    served(world)
    world.clock.forward(days=5)
    assert not world.desk.do(today.undo_last)
    assert world.left(BEANS) == 14
    (event, *_) = world.desk.ask(today.events, date(2026, 11, 21))
    world.desk.do(today.undo, event.ref)
    assert world.left(BEANS) == 16
    (event, *_) = world.desk.ask(today.events, date(2026, 11, 21))
    assert event.undone and not event.can_undo and not event.can_reopen
    with pytest.raises(Refused, match="already"):
        world.desk.do(today.undo, event.ref)
    assert check.check(world.desk).sound


def test_ctrl_z_reaches_back_over_a_restart_event_by_event(world: World) -> None:
    stocked(world)
    for _ in range(3):
        world.desk.do(turned_away.turn_away, Why.CLOSED)
    world.reopen()
    world.desk.do(turned_away.turn_away, Why.CLOSED)
    left = []
    for _ in range(4):
        assert world.desk.do(today.undo_last)
        left.append(world.desk.ask(today.figures).turned_away)
    assert left == [3, 2, 1, 0]


def test_ctrl_z_passes_over_hundreds_of_undone_events(world: World) -> None:
    stocked(world)
    done = world.household(2, 0)
    first = world.serve(done)

    def many(act: Act) -> None:
        for _ in range(today.PAGE * 3):
            act.undo(turned_away.turn_away(act, Why.CLOSED).ref)

    world.desk.do(many)
    assert world.desk.do(today.undo_last)
    assert world.visit().replaces[-4:] == first.number


def test_what_did_not_happen_is_absorbed_by_a_later_count_of_the_shelf(world: World) -> None:
    """Undo reverses at the original time; coming back is a movement now."""
    stocked(world)
    home = served(world)
    kept = world.left(BEANS)
    world.clock.forward(hours=1)
    world.desk.do(_count_of, world.product_id(BEANS), kept)
    (event, *_) = world.desk.ask(today.events)
    world.desk.do(today.undo, event.ref)
    assert world.left(BEANS) == kept, "the count saw it already"
    done = world.serve(home)
    world.desk.do(reopening.came_back, done.op)
    assert world.left(BEANS) == kept


def _count_of(act: Act, product: bytes, quantity: int) -> None:
    """A count as a stock take leaves it in the book."""
    op = turned_away.turn_away(act, Why.OTHER)
    take = identity.named("take", f"{op.ref.stream.hex()} {op.ref.seq}")
    checkpoint.settle_count(act.applying, product, act.here, take, op.at_ms, quantity)


def test_every_event_is_told_and_an_unknown_one_is_left_out(world: World) -> None:
    stocked(world)
    done = world.serve(world.household(2, 0))
    world.desk.do(reopening.came_back, done.op)
    world.scan(world.household(1, 0).card)
    world.desk.do(serving.say_none_left, world.visit().id, world.row("soup").n)
    world.desk.do(scanning.discard, world.product_id(BEANS))
    world.desk.do(turned_away.turn_away, Why.RAN_OUT)
    envelope = Foreign(
        Ref(b"elsewher", 1), Klass.STOCK, bytes(16), None, int(world.clock.now_ms()), 0, bytes(16)
    )

    def hear(act: Act) -> None:
        act.journal.accept(act.applying, envelope, "turned.away", 99, b"what is this?")

    world.desk.do(hear)
    titles = {str(event.title) for event in world.desk.ask(today.events)}
    assert {"Taken in", "Turned away", "Thrown away", "None left today"} <= titles
    assert any(title.startswith("Parcel for H") for title in titles)
    assert world.desk.ask(today.figures).turned_away == 1


def test_one_thing_is_told_as_one(world: World) -> None:
    world.line("Beans")
    world.product("Tinned beans", "Beans")
    world.shelf("9 Tinned beans")
    world.parcel(Beans=1)
    done = world.serve(world.household(1, 0))
    (told,) = (e for e in world.desk.ask(today.events) if e.can_reopen)
    assert str(told.detail).startswith("1 item for 1+0, label ")
    world.desk.do(reopening.came_back, done.op)
    (back,) = (e for e in world.desk.ask(today.events) if e.kind == "collection.came_back")
    assert str(back.detail) == "1 item is on the shelf again"
    (parcel,) = world.desk.do(pack.pack, 4, (), 1).parcels
    world.desk.do(pack.unpack, parcel)
    details = [str(e.detail) for e in world.desk.ask(today.events)]
    assert "1 item for 4" in details
    assert details.count("1 item is on the shelf again") == 2


def test_several_things_are_told_as_several(world: World) -> None:
    stocked(world)
    done = world.serve(world.household(1, 0))
    told = next(e for e in world.desk.ask(today.events) if e.can_reopen)
    assert str(told.detail).startswith(f"{done.items} items for 1+0, label ") and done.items > 1
