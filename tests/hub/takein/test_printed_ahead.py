"""Labels from a sheet that was printed ahead: one scan says whose they are."""

from __future__ import annotations

import pytest

from hubdesk import binding
from hubdesk.binding import BoundKind
from hubdesk.codes import own
from hubdesk.journal import identity
from hubdesk.labels import queue
from hubdesk.takein import crates
from hubdesk.takein.came import Sign
from tests.hub.takein.hands import TakingIn, stocked
from tests.world import World


@pytest.fixture
def taking(world: World) -> TakingIn:
    return stocked(world)


def test_a_label_scanned_after_a_dated_tin_tells_tin_and_date_from_then_on(
    taking: TakingIn,
) -> None:
    label = own.draw(own.Kind.BATCH)
    taking.scan("beans")
    taking.type_("0327")
    came = taking.scan(label)
    assert came.sign is Sign.NOTED and str(came.title) == f"Label {label[-4:]} is theirs"
    taking.scan(label)
    assert taking.rows == ["2 beans, Best before March 2027"]


def test_a_label_is_not_given_to_goods_whose_date_is_not_known_yet(taking: TakingIn) -> None:
    label = own.draw(own.Kind.BATCH)
    assert taking.scan(label).sign is Sign.ASK
    taking.scan("beans")
    assert taking.scan(label).sign is Sign.ASK
    assert taking.world.desk.ask(binding.bound_to, label) == []


def test_a_label_on_the_wrong_tin_is_taken_back_before_the_tin_is(taking: TakingIn) -> None:
    label = own.draw(own.Kind.BATCH)
    taking.scan("beans")
    taking.type_("0327")
    taking.scan(label)
    taking.undo()
    assert taking.world.desk.ask(binding.bound_to, label) == [] and taking.here("beans") == 1
    taking.undo()
    assert taking.here("beans") == 0


def test_goods_without_a_bar_code_are_counted_under_their_label_and_named_once(
    taking: TakingIn,
) -> None:
    label = own.draw(own.Kind.PRODUCT)
    for _ in range(3):
        taking.scan(label)
    assert taking.here(label) == 3
    assert [each.code for each in taking.nameless] == [label]


def test_a_crates_label_before_its_weight_is_that_crates_and_no_other_prints(
    taking: TakingIn,
) -> None:
    label = own.draw(own.Kind.CRATE)
    taking.scan(label)
    taking.type_("12kg")
    found = taking.world.desk.ask(crates.by_code, label)
    assert found is not None and found.weight_g == 12_000
    assert taking.world.desk.ask(queue.waiting) == []
    taking.type_("8kg")
    assert len(taking.world.desk.ask(queue.waiting)) == 1, "the next crate has a label of its own"


def test_a_label_that_two_laptops_gave_to_two_things_stops(taking: TakingIn) -> None:
    label = own.draw(own.Kind.PRODUCT)
    for name in ("one", "other"):
        subject = identity.named("thing", name)
        taking.world.desk.do(binding.bind, label, BoundKind.PRODUCT, subject)
    came = taking.scan(label)
    assert came.sign is Sign.STOP and str(came.title) == "Two things carry this label"
