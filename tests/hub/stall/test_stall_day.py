"""The day's page of the stall: figures that add up by hand, in any order."""

from __future__ import annotations

from hubdesk.reports import stall_day
from hubdesk.reports.stall_day import LineDay, StallDay
from hubdesk.stall import lines, loading, trading, wasting
from hubdesk.stall.outcome import Way
from hubdesk.stock import intake, products
from tests.hub.stall.stalls import bring, line, load, of_today, stocked, swaps
from tests.world import World


def day(world: World) -> StallDay:
    return world.desk.ask(stall_day.stall_day)


def of_line(world: World, name: str) -> LineDay:
    (found,) = [each for each in day(world).lines if each.name == name]
    return found


def saturday(world: World) -> None:
    """Loaded: 14 beans (10 of them near), 12 soup, 5 cereal. A parcel of 2 beans; 2 soup wasted.
    Four tins in by key, one by scan. Back: 3 beans, 4 soup, 1 cereal."""
    stocked(world)
    world.parcel(beans=2)
    world.desk.do(lines.give_key, line("cereal"), "c")
    world.desk.do(loading.load_line, of_today(world), Way.OUT, line("beans"), 14)
    load(world, "tomato soup", 12)
    load(world, "corn flakes", 5)
    world.desk.do(trading.start)
    swaps(world, 3, 2, 4, 5)
    bring(world, "tomato soup")
    swaps(world, 2, tins_in=0)
    world.desk.do(trading.swapped, of_today(world), 4, 0, {"c": 3})
    world.serve(world.household(1, 0))
    world.desk.do(wasting.waste, of_today(world), world.product_id("tomato soup"), 2, "damaged")
    world.desk.do(loading.load_line, of_today(world), Way.IN, line("beans"), 3)
    load(world, "tomato soup", 4, Way.IN)
    load(world, "corn flakes", 1, Way.IN)


def test_the_days_figures_add_up_by_hand(world: World) -> None:
    saturday(world)
    shown = day(world)
    assert of_line(world, "beans").flow.taken == 14 - 2 - 3
    assert of_line(world, "soup").flow.taken == 12 + 1 - 2 - 4
    assert of_line(world, "cereal").flow.taken == 5 - 1
    assert of_line(world, "cereal").keyed == 3
    assert of_line(world, "soup").keyed is None
    total = shown.total
    assert (total.out, total.came, total.served, total.wasted, total.back) == (31, 5, 2, 2, 8)
    assert total.taken == 31 + 5 - 2 - 2 - 8
    assert shown.sums.out == 3 + 2 + 4 + 5 + 2 + 4 and shown.difference == 24 - 20
    assert (shown.sums.people, shown.sums.nothing, shown.parcels) == (6, 1, 1)
    # 9 beans of 400 g, 7 soup of 500 g, 4 cereal of 600 g; four tins that nobody weighed.
    assert (shown.taken_g, shown.unweighed) == (9 * 400 + 7 * 500 + 4 * 600, 4)


def test_closing_changes_no_figure(world: World) -> None:
    saturday(world)
    before = day(world)
    world.desk.do(trading.close, of_today(world))
    after = day(world)
    assert (after.total, after.lines, after.taken_g) == (before.total, before.lines, before.taken_g)
    assert after.closed_ms is not None and before.closed_ms is None


def test_near_dated_food_that_people_took_was_rescued(world: World) -> None:
    saturday(world)
    # The ten beans of Wednesday went first: two in a parcel, and none of them came back.
    assert day(world).rescued_g == 10 * 400


def test_what_was_never_closed_stands_there_next_saturday(world: World) -> None:
    stocked(world)
    load(world, "tomato soup", 12)
    world.clock.forward(days=7)
    load(world, "tomato soup", 3)
    flow = of_line(world, "soup").flow
    assert (flow.stood, flow.out, flow.taken) == (12, 3, 15)


def test_a_closed_saturday_leaves_nothing_to_the_next(world: World) -> None:
    stocked(world)
    load(world, "tomato soup", 12)
    world.desk.do(trading.close, of_today(world))
    world.clock.forward(days=7)
    load(world, "tomato soup", 3)
    flow = of_line(world, "soup").flow
    assert (flow.stood, flow.out, flow.taken) == (0, 3, 3)


def test_crates_loaded_on_friday_are_saturdays(world: World) -> None:
    stocked(world)
    load(world, "tomato soup", 12)
    world.clock.forward(days=1)
    assert of_line(world, "soup").flow.out == 12


def test_a_parcel_that_came_back_was_not_served(world: World) -> None:
    from hubdesk.counter import reopening  # noqa: PLC0415

    stocked(world)
    world.parcel(beans=2)
    load(world, "tinned beans", 6)
    world.desk.do(trading.start)
    done = world.serve(world.household(1, 0))
    assert (day(world).parcels, day(world).total.served) == (1, 2)
    world.desk.do(reopening.came_back, done.op)
    assert (day(world).parcels, day(world).total.served) == (0, 0)


def test_a_line_kept_in_grams_is_counted_in_packs(world: World) -> None:
    stocked(world)
    world.line("rice", weight_g=500)
    world.desk.do(products.note_line, line("rice"), measure="g")
    world.product("long rice", "rice")
    for _ in range(4):
        world.desk.do(intake.take_in, world.product_id("long rice"), 9_000)
    world.desk.do(loading.load_line, of_today(world), Way.OUT, line("rice"), 40)
    load(world, "long rice", 2)
    bring(world, "long rice")
    assert world.desk.ask(trading.shown).waiting == 1
    swaps(world, 3, tins_in=0)
    load(world, "long rice", 4, Way.IN)
    world.desk.do(wasting.waste_line, of_today(world), line("rice"), 1, "opened")
    flow = of_line(world, "rice").flow
    assert (flow.out, flow.came, flow.back, flow.wasted, flow.taken) == (42, 1, 4, 1, 38)
    assert day(world).taken_g == 38 * 500
