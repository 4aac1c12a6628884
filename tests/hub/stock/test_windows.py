"""What may be given after its best before, by the hub's table."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.errors import Refused
from hubdesk.journal.act import View
from hubdesk.stock import foods, products, windows
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.foods import SHIPPED, Food
from hubdesk.stock.windows import State, Verdict
from tests.world import World

TODAY = date(2026, 11, 21)


def told(world: World, name: str, day: str, kind: str = "best before", **how: bool) -> Verdict:
    dated = Dated(date.fromisoformat(day), DateKind(kind))

    def asked(view: View) -> Verdict:
        product = products.product_by_id(view, world.product_id(name))
        return windows.verdict(view, product, dated, view.today, **how)

    return world.desk.ask(asked)


@pytest.fixture
def hub(world: World) -> World:
    for name, food in (("cereal", "cereal"), ("tins", "cans"), ("cakes", None)):
        world.line(name, food=food)
    world.product("flakes", "cereal")
    world.product("beans", "tins")
    world.product("buns", "cakes")
    return world


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-06-21", State.CHECK),
        ("2026-05-21", State.CHECK),
        ("2026-05-20", State.TOO_OLD),
        ("2026-04-21", State.TOO_OLD),
        ("2026-11-20", State.CHECK),
        ("2026-11-21", State.SOON),
        ("2027-11-21", State.FINE),
    ],
)
def test_cereal_may_go_for_six_months_after_its_best_before(
    hub: World, day: str, state: State
) -> None:
    found = told(hub, "flakes", day)
    assert found.state is state
    assert bool(found.check) is (state is State.CHECK)


def test_no_window_reaches_past_a_use_by(hub: World) -> None:
    assert told(hub, "flakes", "2026-11-20", "use by").state is State.PAST_USE_BY
    assert told(hub, "flakes", "2026-11-21", "use by").state is State.SOON


def test_a_line_whose_kind_of_food_nobody_said_has_the_shortest_window(hub: World) -> None:
    assert told(hub, "buns", "2026-11-20").state is State.CHECK
    assert told(hub, "buns", "2026-11-19").state is State.TOO_OLD


def test_goods_with_no_date_are_fine(hub: World) -> None:
    def asked(view: View) -> Verdict:
        product = products.product_by_id(view, hub.product_id("buns"))
        return windows.verdict(view, product, None, view.today)

    assert hub.desk.ask(asked) is windows.FINE


def test_a_hub_sets_a_figure_with_its_source_and_goes_back_to_what_is_shipped(hub: World) -> None:
    assert told(hub, "beans", "2024-12-01").state is State.TOO_OLD
    hub.desk.do(windows.change, Food.CANS, "3 years", "Shrewsbury Food Hub", "2021-07")
    assert told(hub, "beans", "2024-12-01").state is State.CHECK
    hub.reopen()
    found = hub.desk.ask(windows.shown).by_food[Food.CANS]
    assert found.own and found.figure.source == "Shrewsbury Food Hub"
    hub.desk.do(windows.as_shipped, Food.CANS)
    assert told(hub, "beans", "2024-12-01").state is State.TOO_OLD


def test_a_change_can_be_undone(hub: World) -> None:
    op = hub.desk.do(windows.change, Food.CANS, "3 years", "Shrewsbury Food Hub", "")
    assert op is not None
    hub.desk.do(lambda act: act.undo(op.ref))
    assert not hub.desk.ask(windows.shown).by_food[Food.CANS].own


@pytest.mark.parametrize(
    ("typed", "source", "when"),
    [("soon", "us", ""), ("11 years", "us", ""), ("2 days", " ", ""), ("2 days", "us", "May")],
)
def test_a_figure_that_says_nothing_is_refused(
    hub: World, typed: str, source: str, when: str
) -> None:
    with pytest.raises(Refused):
        hub.desk.do(windows.change, Food.CANS, typed, source, when)


def test_a_hub_may_give_nothing_past_its_best_before(hub: World) -> None:
    hub.desk.do(windows.set_rule, refuse_past=True, take_in_days=0)
    found = told(hub, "beans", "2026-11-20")
    assert found.state is State.TOO_OLD and found.own_rule
    assert told(hub, "beans", "2026-11-21").may_go


def test_a_hub_may_take_nothing_in_within_two_months_of_its_date(hub: World) -> None:
    hub.desk.do(windows.set_rule, refuse_past=False, take_in_days=60)
    assert told(hub, "beans", "2027-01-19", taking_in=True).state is State.TOO_OLD
    assert told(hub, "beans", "2027-01-20", taking_in=True).state is State.FINE
    assert told(hub, "beans", "2027-01-19").state is State.FINE


def test_the_shorter_of_two_figures_is_shipped_and_the_others_are_shown() -> None:
    for each in SHIPPED:
        for other in each.others:
            assert each.figure.span.about_days <= other.span.about_days, each.food
    others = {each.food: {str(foods.span_words(o.span)) for o in each.others} for each in SHIPPED}
    assert others[Food.CANS] == {"3 years"}
    assert "3 months" in others[Food.CRISPS]
    assert others[Food.JAM] == {"5 years"}
    assert {each.food for each in SHIPPED} == set(Food)


def test_a_month_that_is_shorter_ends_a_window_earlier() -> None:
    assert foods.months(1).after(date(2027, 1, 31)) == date(2027, 2, 28)
    assert foods.months(12).after(date(2027, 12, 5)) == date(2028, 12, 5)
