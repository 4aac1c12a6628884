"""The history of a batch: from the donor to the hands it went to, in numbers only."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.journal import identity
from hubdesk.reports import goods_history, today
from hubdesk.reports.goods_history import Story
from hubdesk.stock import dating, intake, moving, places, sending
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.places import Use
from hubdesk.volunteers import serving, volunteer
from tests.world import World

COUNTER = identity.named("place", "counter")
MARCH = Dated(date(2027, 3, 31), DateKind.BEST_BEFORE, month_only=True)


def beans(world: World) -> bytes:
    """Twelve tins from a donor, of one date."""
    world.line("Beans")
    world.product("Own beans", "Beans")
    world.parcel(Beans=2)
    id_ = world.product_id("Own beans")
    world.desk.do(intake.take_in, id_, 12, dated=MARCH, source="High Street bakery")
    return id_


def batch(world: World) -> bytes:
    return identity.batch_of(world.product_id("Own beans"), "2027-03", "best before", None)


def said(story: Story) -> list[str]:
    return [f"{step.title}: {step.detail} ({step.change:+})" for step in story.steps]


def test_a_batch_is_followed_from_the_donor_to_the_parcels(world: World) -> None:
    product = beans(world)
    store = world.desk.do(places.open_place, "Store", Use.STORE).id
    annex = world.desk.do(places.open_place, "Annex", Use.SITE).id
    number = world.serve(world.household()).number
    world.desk.do(moving.move, COUNTER, store, [moving.Goods(product, batch(world), 5)])
    load = world.desk.do(sending.send, COUNTER, annex, [moving.Goods(product, batch(world), 2)])
    world.desk.do(sending.receive, load.subject, [moving.Goods(product, batch(world), 2)])
    world.desk.do(intake.discard, product, 1, batch(world), "damaged")
    story = world.desk.ask(goods_history.story, product, batch(world))
    assert said(story) == [
        "Thrown away: -1 Counter (-1)",
        "Received at Annex: +2 Annex (+0)",
        "Sent from Counter to Annex: -2 Counter (+0)",
        "Moved from Counter to Store: -5 Counter, +5 Store (+0)",
        f"Handed out: parcel {number}: -2 Counter (-2)",
        "Taken in: +12 Counter, from High Street bakery (+12)",
    ]
    assert story.batch is not None and story.batch.dated == MARCH


def test_another_date_has_a_history_of_its_own(world: World) -> None:
    product = beans(world)
    world.shelf("3 Own beans, best before 2026-12")
    story = world.desk.ask(goods_history.story, product, batch(world))
    assert len([step for step in story.steps if str(step.title) == "Taken in"]) == 1
    whole = world.desk.ask(goods_history.story, product)
    assert len([step for step in whole.steps if str(step.title) == "Taken in"]) == 2


def test_what_did_not_happen_is_not_told(world: World) -> None:
    product = beans(world)
    op = world.desk.do(intake.discard, product, 4, batch(world), "mouldy")
    world.desk.do(today.undo, op.ref)
    assert "Thrown away" not in " ".join(said(world.desk.ask(goods_history.story, product)))


def test_a_corrected_date_stands_in_both_histories(world: World) -> None:
    product = beans(world)
    may = Dated(date(2027, 5, 31), DateKind.BEST_BEFORE, month_only=True)
    world.desk.do(dating.correct, product, COUNTER, batch(world), 12, may)
    first = world.desk.ask(goods_history.story, product, batch(world))
    assert said(first)[0] == "Date corrected: -12 Counter (-12)"
    other = identity.batch_of(product, "2027-05", "best before", None)
    second = world.desk.ask(goods_history.story, product, other)
    assert said(second) == ["Date corrected: +12 Counter (+12)"]


def test_who_did_it_stands_beside_it(world: World) -> None:
    amina = world.desk.do(volunteer.add, "Amina")
    world.desk.do(serving.tapped, amina.id)
    product = beans(world)
    story = world.desk.ask(goods_history.story, product)
    assert any(step.who == ("Amina",) for step in story.steps)


def test_of_a_long_history_the_newest_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goods_history, "MOST", 2)
    product = beans(world)
    for many in (1, 2, 3):
        world.clock.forward(minutes=1)
        world.desk.do(intake.take_in, product, many, dated=MARCH)
    for of in (None, batch(world)):
        story = world.desk.ask(goods_history.story, product, of)
        assert [step.change for step in story.steps] == [3, 2]
