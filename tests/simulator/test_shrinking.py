"""The story of a seed that ends wrong is cut short, and stays wrong in the same way."""

from __future__ import annotations

from typing import NamedTuple

from simulator.shrinking import shrunk


class Ended(NamedTuple):
    says: str
    wrong: str
    without: frozenset[int]


def needing(needed: set[int], without: frozenset[int]) -> Ended:
    """Wrong as long as no step that it needs is left out; without step 30, in another way."""
    if needed & without:
        return Ended("", "", without)
    lost = "B lacks 3 operations" if 30 not in without else "they never end"
    return Ended(lost, lost, without)


def test_only_the_steps_that_are_needed_stay() -> None:
    def again(without: frozenset[int]) -> Ended:
        return needing({3, 17}, without)

    found = shrunk(again(frozenset()), again)
    assert set(range(40)) - found.without == {3, 17, 30}
    assert found.says == "B lacks 3 operations"


def test_a_story_that_takes_long_is_told_as_it_is() -> None:
    def again(without: frozenset[int]) -> Ended:
        return needing(set(), without)

    assert shrunk(again(frozenset()), again, patience_s=-1).without == frozenset()
