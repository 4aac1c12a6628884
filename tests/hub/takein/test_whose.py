"""Whose goods nobody has said: asked without waiting, and listed until somebody says it."""

from __future__ import annotations

import pytest

from hubdesk.errors import Refused
from hubdesk.takein import crates, entering, sources, whose
from hubdesk.takein.sources import From, Source
from hubdesk.takein.whose import Unsaid
from tests.hub.takein.hands import TakingIn, stocked
from tests.world import World


@pytest.fixture
def taking(world: World) -> TakingIn:
    return stocked(world)


def waiting(taking: TakingIn) -> list[Unsaid]:
    return taking.world.desk.ask(whose.waiting)


def say(taking: TakingIn, source: Source, giver: str = "") -> None:
    taking.world.desk.do(sources.say, source, giver)


def source_of(taking: TakingIn, drop_off: bytes) -> From:
    return taking.world.desk.ask(sources.of, drop_off)


def next_one(taking: TakingIn) -> None:
    taking.world.desk.do(entering.next_drop_off)


def test_a_crate_with_no_source_is_asked_about_and_keeps_asking(taking: TakingIn) -> None:
    came = taking.type_("12.5kg")
    assert any("Alt+M" in str(line) for line in came.lines)
    taking.scan("beans")
    assert taking.shown.unsaid is not None
    next_one(taking)
    assert taking.shown.unsaid is None
    (asked,) = waiting(taking)
    (crate,) = taking.world.desk.ask(crates.waiting)
    assert (asked.number, asked.weight_g, asked.of_shop) == (crate.code[-4:], 12_500, False)


def test_a_lead_says_it_on_another_day(taking: TakingIn) -> None:
    taking.type_("12kg")
    next_one(taking)
    taking.type_("9kg")
    say(taking, Source.GIFT)
    (asked,) = waiting(taking)
    came = taking.world.desk.do(whose.ask, asked.drop_off)
    assert str(came.title) == f"Where is crate {asked.number} from?"
    assert taking.shown.unsaid == asked
    taking.type_("Corner Shop")
    assert waiting(taking) == []
    assert source_of(taking, asked.drop_off) == From(Source.SUPERMARKET, "Corner Shop")
    assert taking.shown.source == From(Source.GIFT), "this drop-off is as it was"


def test_a_supermarket_with_no_name_is_asked_for_its_name(taking: TakingIn) -> None:
    taking.type_("12kg")
    say(taking, Source.SUPERMARKET)
    taking.scan("beans")
    (asked,) = waiting(taking)
    assert asked.of_shop
    say(taking, Source.SUPERMARKET, "Corner Shop")
    assert waiting(taking) == []


def test_what_was_scanned_of_a_supermarket_is_asked_for_too(taking: TakingIn) -> None:
    taking.scan("beans")
    assert waiting(taking) == []
    say(taking, Source.SUPERMARKET)
    assert [(each.crates, each.of_shop) for each in waiting(taking)] == [(0, True)]


def test_not_known_ends_the_asking_and_a_supermarket_stays_one(taking: TakingIn) -> None:
    taking.type_("12kg")
    drop_off = waiting(taking)[0].drop_off
    say(taking, Source.NOT_KNOWN)
    assert waiting(taking) == [] and source_of(taking, drop_off).source is Source.NOT_KNOWN
    next_one(taking)
    taking.type_("9kg")
    drop_off = waiting(taking)[0].drop_off
    say(taking, Source.SUPERMARKET)
    say(taking, Source.NOT_KNOWN)
    assert waiting(taking) == [] and source_of(taking, drop_off).source is Source.SOME_SHOP


def test_a_gift_that_was_scanned_is_never_asked_for(taking: TakingIn) -> None:
    taking.scan("beans")
    assert waiting(taking) == [] and taking.shown.unsaid is None


def test_the_next_scan_is_of_this_drop_off_again(taking: TakingIn) -> None:
    taking.type_("12kg")
    (asked,) = waiting(taking)
    next_one(taking)
    taking.world.desk.do(whose.ask, asked.drop_off)
    taking.scan("beans")
    say(taking, Source.BOUGHT)
    assert waiting(taking) == [asked]
    assert taking.shown.source.source is Source.BOUGHT


def test_a_crate_that_was_taken_back_asks_nothing(taking: TakingIn) -> None:
    taking.type_("12kg")
    (asked,) = waiting(taking)
    taking.undo()
    assert waiting(taking) == []
    with pytest.raises(Refused, match="meanwhile"):
        taking.world.desk.do(whose.ask, asked.drop_off)
