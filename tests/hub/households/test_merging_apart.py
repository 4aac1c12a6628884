"""Two laptops that merge households without seeing each other come to the same hub."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk import check
from hubdesk.counter import collection, history
from hubdesk.counter.collection import Collected
from hubdesk.desk import Desk
from hubdesk.errors import Refused
from hubdesk.households import groups, kinds, merging
from hubdesk.households import household as households
from hubdesk.households.merging import Merged
from hubdesk.households.record import Details
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from tests.hub.journal.laptops import HOUSEHOLDS, hear, laptop, pristine, sent, tables

HOMES = [identity.named("household", name) for name in "abcdef"]
ALLERGIES = ("milk", "nuts", "celery")
PLACE = identity.named("place", "counter")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pristine(tmp_path_factory.mktemp("pristine") / "hub")


def meet(one: Desk, two: Desk) -> None:
    from_one, from_two = sent(one), sent(two)
    hear(two, from_one)
    hear(one, list(reversed(from_two)))
    assert tables(one) == tables(two)


def opened(act: Act, home: bytes) -> None:
    act.note(kinds.SIZED, home, {"adults": 1, "children": 0})


def collected(act: Act, home: bytes, n: int) -> None:
    body = Collected(home, 1, 0, None, PLACE, f"P{n:012}", [], 2, 800)
    act.record(collection.COLLECTED, body, identity.named("visit", str(n)))


@pytest.mark.parametrize("first", [0, 1], ids=["a-into-b", "b-into-a"])
def test_each_merged_into_the_other_apart_is_one_household(
    template: Path, tmp_path: Path, first: int
) -> None:
    one, two = (laptop(template, tmp_path / name) for name in ("one", "two"))
    a, b = HOUSEHOLDS if first == 0 else HOUSEHOLDS[::-1]
    one.do(households.note_details, a, Details("Ann Lee", allergies=("milk",)))
    one.do(households.note_details, b, Details("Anne Lee", allergies=("nuts",)))
    meet(one, two)
    one.do(merging.merge, a, b)
    two.do(merging.merge, b, a)
    meet(one, two)
    standing = {desk.ask(groups.one_of, each) for desk in (one, two) for each in (a, b)}
    assert standing == {min(a, b)}
    home = one.ask(households.by_id, a)
    assert home is not None and home.allergies == ("milk", "nuts")
    for merge in one.ask(merging.merges_of, a):
        one.do(merging.separate, merge.ref)
    meet(one, two)
    assert [two.ask(groups.one_of, each) for each in (a, b)] == [a, b]
    for desk in (one, two):
        desk.close()


@pytest.mark.parametrize("parted", HOMES[1:3], ids=["b", "c"])
def test_who_was_parted_from_the_others_leaves_them_neither_name_nor_allergy(
    template: Path, tmp_path: Path, parted: bytes
) -> None:
    pair = [laptop(template, tmp_path / name) for name in ("one", "two")]
    away, *others = HOMES[:3]
    for number, home in enumerate(HOMES[:3]):
        pair[0].do(opened, home)
        # One of them has told nothing of itself.
        if home == parted:
            told = Details(f"Ann {number}", allergies=("milk",))
            pair[0].do(households.note_details, home, told)
    meet(*pair)
    for desk, into in zip(pair, others, strict=True):
        desk.do(merging.merge, away, into)
    meet(*pair)
    for merge in pair[0].ask(merging.merges_of, away):
        if pair[0].ask(_into, merge.ref) == parted:
            pair[0].do(merging.separate, merge.ref)
    meet(*pair)
    for desk in pair:
        shown = desk.ask(households.by_id, next(each for each in others if each != parted))
        assert shown is not None and (shown.has_name, shown.allergies) == (False, ())
        desk.close()


def _into(view: View, ref: Ref) -> bytes:
    found = view.journal.read(view.connection, ref)
    assert found is not None
    body = view.journal.body_of(view.connection, *found)
    assert isinstance(body, Merged)
    return body.into


@settings(max_examples=10)
@given(st.integers(0, 10**9))
def test_no_collection_is_lost_by_any_merges_on_two_laptops(template: Path, seed: int) -> None:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as named:
        pair = [laptop(template, Path(named) / str(n)) for n in range(2)]
        for home in HOMES:
            pair[0].do(opened, home)
            told = Details(f"Ann {home[:2].hex()}", allergies=(draw.choice(ALLERGIES),))
            pair[0].do(households.note_details, home, told)
        meet(*pair)
        for n in range(30):
            desk = draw.choice(pair)
            turn = draw.random()
            if turn < 0.35:
                desk.do(collected, draw.choice(HOMES), n)
            elif turn < 0.75:
                refusing(desk, draw)
            elif turn < 0.9:
                for merge in desk.ask(merging.merges_of, draw.choice(HOMES))[:1]:
                    desk.do(merging.separate, merge.ref)
            else:
                meet(*pair)
        meet(*pair)
        report = check.check(pair[0])
        listed = [desk.ask(history.window, 0, 50) for desk in pair]
        made = sum(op.type == "collection" for op in sent(pair[0]))
        for desk in pair:
            desk.close()
    assert report.sound, report
    assert [(each.id, each.visits) for each in listed[0]] == sorted_as(listed[1], listed[0])
    assert sum(each.visits for each in listed[0]) == made


def sorted_as(rows: list[history.Listed], like: list[history.Listed]) -> list[tuple[bytes, int]]:
    """The rows in the order of the others: laptops list households as they came to know them."""
    order = [each.id for each in like]
    return sorted(((e.id, e.visits) for e in rows), key=lambda pair: order.index(pair[0]))


def refusing(desk: Desk, draw: random.Random) -> None:
    one, other = draw.sample(HOMES, 2)
    try:
        desk.do(merging.merge, one, other)
    except Refused:
        same = {desk.ask(groups.one_of, each) for each in (one, other)}
        assert len(same) == 1
