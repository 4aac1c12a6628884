"""The practice hub: believable, quick to make, the same cards each time, never the real hub."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hubdesk import day, practice, settings
from hubdesk import desk as desks
from hubdesk.binding import Bound, BoundKind, bound_to
from hubdesk.clock import SetClock
from hubdesk.desk import FILE, Desk
from hubdesk.errors import Refused
from hubdesk.households.tables import household
from hubdesk.journal.act import View
from hubdesk.parcels import lists
from hubdesk.stock import products
from hubdesk.stock.tables import line
from tests.world import SATURDAY


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One practice hub for the stories that only look."""
    desk = practice.open_(tmp_path_factory.mktemp("hub") / "practice", SetClock(SATURDAY))
    yield desk
    desk.close()


def households_of(desk: Desk) -> list[str]:
    def cards(view: View) -> list[str]:
        return list(view.connection.execute(select(household.c.card)).scalars())

    return desk.ask(cards)


def test_two_hundred_households_have_cards_that_scan(made: Desk) -> None:
    cards = households_of(made)
    assert len(cards) == 200 == len(set(cards))
    found = made.ask(bound_to, cards[0])
    assert [each.kind for each in found] == [BoundKind.HOUSEHOLD]


def test_there_is_a_parcel_for_one_person_and_a_larger_one_for_ten(made: Desk) -> None:
    one, ten = made.ask(lists.for_people, 1), made.ask(lists.for_people, 10)
    assert one is not None and ten is not None
    assert 10 < sum(w.quantity for w in one.wanted) < sum(w.quantity for w in ten.wanted)


def test_no_parcel_for_everybody_holds_cat_food_or_nappies(made: Desk) -> None:
    ten = made.ask(lists.for_people, 10)
    assert ten is not None
    told = {line.id: line.name for line in made.ask(products.lines)}
    names = " ".join(told[wanted.line] for wanted in ten.wanted).casefold()
    assert not {"cat", "dog", "nappies"} & set(names.split())


def test_goods_without_a_barcode_have_tiles(made: Desk) -> None:
    def tiles(view: View) -> int:
        counted = select(func.count()).where(line.c.tile, line.c.icon.is_not(None))
        return view.connection.execute(counted).scalar_one()

    assert made.ask(tiles) >= 6


def test_every_code_on_the_practice_sheet_stands_for_something(made: Desk) -> None:
    sheet = practice.practice_sheet()
    assert len({each.code for each in sheet}) == len(sheet) <= 42
    unknown = [each.name for each in sheet if not made.ask(bound_to, each.code)]
    assert unknown == []
    assert {"H", "9", "L"} == {each.code[0] for each in sheet}


def test_the_laptop_serves_from_the_practice_counter(made: Desk) -> None:
    told = made.ask(settings.asked)
    assert told.hub_name == "Practice hub"
    assert told.here != bytes(16)
    assert ("999" in [number for _, number in told.emergency]) is True


def test_a_printed_sheet_keeps_working_after_a_reset(tmp_path: Path) -> None:
    clock = SetClock(SATURDAY)
    folder = tmp_path / "practice"
    desk = practice.open_(folder, clock)
    before = practice.practice_sheet()
    owner = desk.ask(bound_to, before[0].code)
    desk.close()
    clock.forward(days=3)
    desk = practice.reset(folder, clock)
    assert practice.practice_sheet() == before
    assert desk.ask(bound_to, before[0].code) == owner == [Bound(owner[0].kind, owner[0].id)]
    desk.close()


def test_practice_that_was_left_for_a_month_is_made_fresh(tmp_path: Path) -> None:
    """Or all its bread would be past its date, and the desk would ask what day it is."""
    clock = SetClock(SATURDAY)
    practice.open_(tmp_path / "practice", clock).close()
    clock.forward(days=30)
    desk = practice.open_(tmp_path / "practice", clock)
    assert desk.ask(day.doubt_of) is None
    desk.close()


def test_a_damaged_practice_hub_is_simply_made_again(tmp_path: Path) -> None:
    clock = SetClock(SATURDAY)
    folder = tmp_path / "practice"
    practice.open_(folder, clock).close()
    (folder / FILE).write_bytes(b"coffee" * 1000)
    desk = practice.open_(folder, clock)
    assert len(households_of(desk)) == 200
    desk.close()


def test_a_reset_never_touches_a_real_hub(tmp_path: Path) -> None:
    clock = SetClock(SATURDAY)
    real = tmp_path / "hub"
    desks.found(real, bytes(32), clock).close()
    kept = (real / FILE).read_bytes()
    with pytest.raises(Refused, match="real hub"):
        practice.reset(real, clock)
    assert (real / FILE).read_bytes() == kept
    assert not practice.is_practice(real)


def test_a_reset_waits_until_practice_is_closed(tmp_path: Path) -> None:
    clock = SetClock(SATURDAY)
    desk = practice.open_(tmp_path / "practice", clock)
    with pytest.raises(Refused, match="already open"):
        practice.reset(tmp_path / "practice", clock)
    assert len(households_of(desk)) == 200
    desk.close()


def test_nothing_on_the_practice_shelves_is_in_the_real_hub() -> None:
    """Its barcodes begin with 952, which GS1 keeps for demonstrations."""
    sheet = practice.practice_sheet()
    assert all(each.code.startswith("952") for each in sheet if each.code.isdecimal())
