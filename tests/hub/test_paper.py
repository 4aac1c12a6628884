"""One paper sheet, entered on two laptops that did not know of each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from hubdesk import check, paper
from hubdesk.counter import collection, from_paper
from hubdesk.desk import Desk
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Operation
from hubdesk.paper import Told
from tests.hub.journal.laptops import hear, laptop, pristine, sent, tables

SHEET = "S123456789012"
PLACE = identity.named("place", "counter")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    """Three laptops of one hub."""
    template = pristine(tmp_path / "empty")
    made = [laptop(template, tmp_path / str(n)) for n in range(3)]
    yield made
    for each in made:
        each.close()


def entered(act: Act, minute: int, *, again: bool = False) -> Operation:
    """The sheet's visit, entered at a minute of Monday."""
    then = paper.at(act, act.at_ms - 86_400_000)
    told = Told(act.at_ms + minute * 60_000, SHEET, again)
    body = collection.Collected(None, 2, 1, None, PLACE, "P1", [], 0, 0, told=told)
    return then.record(collection.COLLECTED, body, identity.new_id())


def shared(desks: list[Desk]) -> None:
    everything = [one for each in desks for one in sent(each)]
    for at, each in enumerate(desks):
        Random(at).shuffle(everything)
        hear(each, everything)
    assert all(tables(each) == tables(desks[0]) for each in desks)


def test_a_sheet_entered_on_two_laptops_is_asked_about_on_both(desks: list[Desk]) -> None:
    later, first = desks[0].do(entered, 20), desks[1].do(entered, 5)
    assert all(each.ask(from_paper.doubles) == [] for each in desks)
    shared(desks)
    for each in desks:
        (double,) = each.ask(from_paper.doubles)
        assert (double.first, double.other) == (first.ref, later.ref)


def test_keeping_one_takes_back_the_later_and_everybody_agrees(desks: list[Desk]) -> None:
    first = desks[1].do(entered, 5)
    desks[0].do(entered, 20)
    shared(desks)
    (double,) = desks[2].ask(from_paper.doubles)
    desks[2].do(from_paper.keep_one, double)
    shared(desks)
    for each in desks:
        assert each.ask(from_paper.doubles) == []
        assert [e.ref for e in each.ask(paper.entries, SHEET)] == [first.ref]


def test_both_right_is_said_once_and_a_third_is_asked_about(desks: list[Desk]) -> None:
    desks[0].do(entered, 1)
    desks[1].do(entered, 2)
    shared(desks)
    (double,) = desks[0].ask(from_paper.doubles)
    said = desks[0].do(paper.both_right, double.sheet)
    third = desks[2].do(entered, 3)
    shared(desks)
    (left,) = desks[1].ask(from_paper.doubles)
    assert left.other == third.ref
    desks[0].do(lambda act: act.undo(said.ref))
    shared(desks)
    assert len(desks[2].ask(from_paper.doubles)) == 2
    assert check.check(desks[2]).sound


def test_what_somebody_knew_to_be_another_visit_is_not_asked_about(desks: list[Desk]) -> None:
    desks[0].do(entered, 1)
    desks[0].do(entered, 2, again=True)
    shared(desks)
    assert desks[1].ask(from_paper.doubles) == []
