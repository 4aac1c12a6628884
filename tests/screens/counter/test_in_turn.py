"""What is pressed too soon, twice or late at the counter does no harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6

from hubdesk.counter import reopening, scanning
from hubdesk.journal import identity
from hubdesk.stock import ledger
from hubdesk.stock.allergens import Stated
from tests.screens.conftest import ScreenWorld
from ui.counter.screen import CounterScreen
from ui.counter.service import Service


@pytest.fixture
def served(screen_world: ScreenWorld) -> Iterator[Service]:
    """The counter of a hub with beans in date, and crackers past their best before."""
    world = screen_world.world
    for name in ("Beans", "Crackers", "Yoghurt"):
        world.line(name, date_kind="use by" if name == "Yoghurt" else "best before")
        world.product(f"Some {name}", name, Stated())
    world.line("Bread", tile=True)
    world.shelf("9 Some Beans, best before 2027-03", "9 Some Crackers, best before 2026-10-31")
    world.shelf("4 Some Yoghurt, use by 2026-11-19")
    world.parcel(Beans=2)
    card = world.household(2, 0).card
    other = world.household(1, 0).card
    screen = CounterScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen.show()
    screen.service.setProperty("cards", [card, other])
    yield screen.service
    shiboken6.delete(screen)


def _settle(world: ScreenWorld, service: Service) -> None:
    world.qtbot.waitUntil(lambda: service.turns.idle)
    world.settle()


def _rows(service: Service) -> list[tuple[str, int]]:
    return [(row.name, row.quantity) for row in service.visit.rows] if service.visit else []


def _scan(world: ScreenWorld, service: Service, what: str) -> None:
    service.scan(world.world.barcodes.get(what, what))
    _settle(world, service)


def _nothing_picked() -> int | None:
    return None


def test_an_answer_pressed_twice_is_carried_out_once(
    screen_world: ScreenWorld, served: Service
) -> None:
    _scan(screen_world, served, served.property("cards")[0])
    _scan(screen_world, served, "Some Crackers")
    served.choose("give")
    served.choose("give")
    _settle(screen_world, served)
    assert _rows(served) == [("Beans", 2), ("Crackers", 1)]


def test_a_stop_moved_to_waste_twice_in_a_breath_wastes_one(
    screen_world: ScreenWorld, served: Service
) -> None:
    _scan(screen_world, served, served.property("cards")[0])
    _scan(screen_world, served, "Some Yoghurt")
    served.choose("discard")
    served.choose("discard")
    _settle(screen_world, served)
    yoghurt = screen_world.world.product_id("Some Yoghurt")
    left = screen_world.ask(lambda view: ledger.on_hand(view.connection, yoghurt, view.here))
    assert left == 3


def test_goods_given_after_a_question_keep_the_date_that_was_asked_about(
    screen_world: ScreenWorld, served: Service
) -> None:
    _scan(screen_world, served, served.property("cards")[0])
    _scan(screen_world, served, "Some Crackers")
    served.choose("give")
    _settle(screen_world, served)
    assert served.visit is not None
    dated = served.visit.rows[-1].dated
    assert dated is not None and dated.day.isoformat() == "2026-10-31"


def test_a_date_typed_after_another_card_is_not_for_goods_that_were_asked_about(
    screen_world: ScreenWorld, served: Service
) -> None:
    _scan(screen_world, served, served.property("cards")[0])
    _scan(screen_world, served, "Some Crackers")
    served.acts.undo()
    served.enter("2712", _nothing_picked)
    _settle(screen_world, served)
    assert ("Crackers", 1) not in _rows(served)


def test_a_plus_pressed_behind_another_card_does_not_change_its_visit(
    screen_world: ScreenWorld, served: Service
) -> None:
    first, other = served.property("cards")
    _scan(screen_world, served, first)
    served.scan(other)
    served.acts.step(1, 1)
    _settle(screen_world, served)
    assert _rows(served) == [("Beans", 2)]


def test_a_number_typed_behind_a_scan_is_for_what_was_scanned(
    screen_world: ScreenWorld, served: Service
) -> None:
    screen = served.parent()
    assert isinstance(screen, CounterScreen)
    _scan(screen_world, served, served.property("cards")[0])
    _scan(screen_world, served, "Some Beans")
    served.acts.add(identity.named("line", "Bread"))
    screen.scan.entered.emit("4")
    _settle(screen_world, served)
    assert _rows(served) == [("Beans", 2), ("Bread", 4)]


def test_a_parcel_that_came_back_says_so(screen_world: ScreenWorld, served: Service) -> None:
    _scan(screen_world, served, served.property("cards")[0])
    served.acts.finish()
    _settle(screen_world, served)
    done = served.served
    assert done is not None
    screen_world.do(reopening.came_back, done.op)
    parcel = done.jobs[0].code
    _scan(screen_world, served, parcel)
    card = served.on_show.card
    assert card is not None and card.headline == f"Parcel {parcel[-4:]}"
    assert card.lines == ("It came back. Its goods are on the shelf again.",)


def test_after_a_bug_the_counter_goes_on(
    screen_world: ScreenWorld, served: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    _scan(screen_world, served, served.property("cards")[0])

    def broken(*_: object) -> None:
        raise KeyError("a bug")

    with monkeypatch.context() as patched, screen_world.qtbot.capture_exceptions() as raised:
        patched.setattr(scanning, "scanned", broken)
        served.scan("anything")
        screen_world.qtbot.waitUntil(lambda: bool(raised))
    _scan(screen_world, served, "Some Beans")
    assert served.on_show.card is not None and served.on_show.card.headline == "Added"


def test_a_lost_card_is_replaced_in_two_keys(screen_world: ScreenWorld, served: Service) -> None:
    card = served.property("cards")[0]
    _scan(screen_world, served, card)
    before = served.visit
    served.acts.lost_card()
    _settle(screen_world, served)
    assert served.on_show.card is not None
    assert served.on_show.card.headline == "Replace the card?"
    served.main_answer()
    _settle(screen_world, served)
    now = served.visit
    assert before is not None and now is not None and now.id == before.id
    assert now.household is not None and before.household is not None
    assert now.household.number != before.household.number
    assert served.on_show.card.headline == f"New card: {now.household.number}"
    _scan(screen_world, served, card)
    assert served.on_show.card.headline == "This card was replaced"
    assert before.household.number not in str(served.on_show.card)


def test_a_visit_without_a_card_has_none_to_lose(
    screen_world: ScreenWorld, served: Service
) -> None:
    served.enter("2+3", _nothing_picked)
    _settle(screen_world, served)
    served.acts.lost_card()
    _settle(screen_world, served)
    assert served.on_show.card is not None
    assert "no card yet" in served.on_show.card.headline
