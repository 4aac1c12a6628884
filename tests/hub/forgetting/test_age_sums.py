"""A day's children by age stay when a household goes, as a sum that tells of nobody."""

from __future__ import annotations

import pytest

from hubdesk import check, day
from hubdesk.forgetting import erasing, retention
from hubdesk.households import household as households
from hubdesk.households import merging
from hubdesk.households.record import Household
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.hub.test_nothing_personal import dump, said
from tests.world import World

BANDS = [(0, 1, 0, 1), (2, 0, 0, 0), (0, 0, 1, 1), (0, 1, 1, 0), (1, 0, 0, 1), (0, 0, 2, 0)]


def of_age(world: World, ages: tuple[int, ...]) -> Household:
    """A household whose children's ages are told, served today."""
    home = world.household(1, 2)
    world.desk.do(households.note_ages, home.id, ages)
    world.scan(home.card)
    world.finish()
    world.clock.forward(minutes=5)
    return home


@pytest.fixture
def saturday(world: World) -> list[Household]:
    """Six households were served, all with two children."""
    stocked(world)
    world.shelf("90 Baked beans 420 g, best before 2027-03", "90 Lentil soup 400 g")
    return [of_age(world, ages) for ages in BANDS]


def test_the_days_ages_stay_and_no_ages_of_whoever_was_erased(
    world: World, saturday: list[Household]
) -> None:
    before = world.desk.ask(today.figures)
    assert before.ages == (3, 2, 4, 3)
    assert "2,0,0,0" in said(dump(world))
    world.desk.do(erasing.erase, saturday[1].id)
    assert world.desk.ask(today.figures) == before
    assert "2,0,0,0" not in said(dump(world))
    world.desk.do(erasing.erase, saturday[0].id)
    assert world.desk.ask(today.figures) == before
    assert len(dump(world)["age_sum"]) == 1, "no second sum, that would tell one from the first"
    of_age(world, (0, 0, 0, 2))
    assert world.desk.ask(today.figures).ages == (3, 2, 4, 5)
    assert check.check(world.desk).sound


def test_no_sum_is_kept_of_fewer_than_five(world: World) -> None:
    stocked(world)
    homes = [of_age(world, ages) for ages in BANDS[:3]]
    world.desk.do(erasing.erase, homes[1].id)
    assert dump(world)["age_sum"] == []
    sums = world.desk.ask(today.figures)
    assert (sums.visits, sums.children, sums.ages) == (3, 6, (0, 1, 1, 2))


def test_a_merged_household_counts_once(world: World) -> None:
    """However many cards they had."""
    stocked(world)
    world.shelf("90 Baked beans 420 g, best before 2027-03", "90 Lentil soup 400 g")
    homes = [of_age(world, ages) for ages in BANDS[:5]]
    world.desk.do(merging.merge, homes[1].id, homes[0].id)
    world.desk.do(erasing.erase, homes[2].id)
    assert dump(world)["age_sum"] == []


def test_what_time_forgets_stays_in_the_days_sum(world: World, saturday: list[Household]) -> None:
    on = world.clock.moment.date()
    before = world.desk.ask(today.figures, on)
    world.clock.forward(days=400)
    world.desk.do(day.confirm, world.clock.moment.date())
    assert world.desk.do(retention.piece).forgotten == 6
    assert dump(world)["at_visit"] == []
    assert world.desk.ask(today.figures, on) == before
    assert check.check(world.desk).sound
