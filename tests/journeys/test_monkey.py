"""Nothing that anybody presses, scans or clicks breaks the desk or its books."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk.counter import collection
from tests.journeys.monkey import Monkey
from tests.world import World
from ui.theme.look import Look

Hands = Callable[[int], Monkey]


@pytest.fixture
def careless(qapp: QApplication, look: Look, world: World) -> Iterator[Hands]:
    """Careless hands at a stocked hub, by their seed."""
    cards = [
        world.household(1, 0).card,
        world.household(2, 3, name="Kowalska", diet=("halal",)).card,
        world.household(4, 6, allergies=("celery",)).card,
        world.household(1, 1, allergies=("milk", "gluten")).card,
    ]
    made: list[Monkey] = []

    def hands(seed: int) -> Monkey:
        made.append(Monkey(qapp, look, world, cards, seed))
        return made[-1]

    yield hands
    for each in made:
        each.close()
    qapp.processEvents()


def test_three_hundred_careless_keys_and_clicks_harm_nothing(careless: Hands) -> None:
    careless(1).run(300)


@pytest.mark.longest  # the short run of the harness does as many (tests/faults/test_short_runs.py)
def test_five_thousand_careless_keys_and_clicks_harm_nothing(careless: Hands) -> None:
    careless(2).run(5000)


def test_careless_acts_find_a_desk_that_forgets_what_it_gave(
    careless: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = collection._handed
    monkeypatch.setattr(collection, "_handed", lambda *told: moved(*told)[:-1])
    with pytest.raises(AssertionError, match="balances of"):
        careless(1).run(300)
