"""The first run, cut off at every step and gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import desk as desks
from hubdesk import settings, starting
from hubdesk.clock import SetClock
from hubdesk.doorstep import Found, Names, Opened, Reached, in_folder
from hubdesk.errors import Refused, Said
from hubdesk.journal.act import View
from hubdesk.parcels import lists
from hubdesk.security import keys
from hubdesk.security.key_file import Cost
from hubdesk.stock import products
from tests.world import SATURDAY

QUICK = Cost(n=1 << 8)
PHRASE = "kettle orchard seven buses"
NAMES = Names("High Street Hub", "Counter laptop", "Street stall")
CLOCK = SetClock(SATURDAY)


def test_a_hub_is_begun_proven_and_finished_with_the_starter_set(tmp_path: Path) -> None:
    assert in_folder(tmp_path) is Found.NOTHING
    begun = starting.begin(tmp_path, NAMES, PHRASE, CLOCK, QUICK)
    opened = starting.open_and_look(tmp_path, PHRASE, CLOCK)
    (slot, _) = keys.openers(tmp_path)
    assert opened == Opened(begun.key, Reached.CODE, "High Street Hub", slot.id)
    starting.code_proven(tmp_path, begun.key, CLOCK)
    assert starting.open_and_look(tmp_path, PHRASE, CLOCK).reached is Reached.GOODS
    starting.finish(tmp_path, begun.key, CLOCK, with_starter=True)
    opened = starting.open_and_look(tmp_path, begun.recovery_code.lower(), CLOCK)
    assert (opened.key, opened.reached) == (begun.key, Reached.DONE)
    desk = desks.open_desk(tmp_path, opened.key, CLOCK)
    told = desk.ask(settings.asked)
    assert (told.hub_name, told.laptop_name) == ("High Street Hub", "Counter laptop")
    listed = desk.ask(lists.for_people, 5)
    assert listed is not None and len(listed.wanted) > 20
    assert len(desk.ask(products.lines, tiles=True)) >= 6
    desk.close()


def test_an_empty_start_has_a_place_and_no_goods(tmp_path: Path) -> None:
    begun = starting.begin(tmp_path, NAMES, PHRASE, CLOCK, QUICK)
    starting.finish(tmp_path, begun.key, CLOCK, with_starter=False)
    desk = desks.open_desk(tmp_path, begun.key, CLOCK)
    assert desk.ask(products.lines) == []
    assert desk.ask(lambda view: view.here) != bytes(16)
    desk.close()


def test_a_power_cut_between_keys_and_file_goes_on_with_the_same_passphrase(
    tmp_path: Path,
) -> None:
    key, old_code = keys.make(tmp_path, PHRASE, cost=QUICK)
    assert in_folder(tmp_path) is Found.KEYS_ALONE
    with pytest.raises(Refused, match="does not open"):
        starting.begin(tmp_path, NAMES, "another good passphrase", CLOCK, QUICK)
    begun = starting.begin(tmp_path, NAMES, PHRASE, CLOCK, QUICK)
    assert begun.key == key
    with pytest.raises(Refused):
        keys.unlock(tmp_path, old_code)
    assert keys.unlock(tmp_path, begun.recovery_code) == key


def test_a_start_cut_off_before_the_paper_draws_another_code(tmp_path: Path) -> None:
    begun = starting.begin(tmp_path, NAMES, PHRASE, CLOCK, QUICK)
    code = starting.another_code(tmp_path, begun.key, QUICK)
    assert keys.unlock(tmp_path, code) == begun.key
    with pytest.raises(Refused):
        keys.unlock(tmp_path, begun.recovery_code)


def test_a_hub_that_is_there_is_never_begun_again(tmp_path: Path) -> None:
    begun = starting.begin(tmp_path, NAMES, PHRASE, CLOCK, QUICK)
    with pytest.raises(Said):
        starting.begin(tmp_path, NAMES, PHRASE, CLOCK, QUICK)
    assert keys.unlock(tmp_path, begun.recovery_code) == begun.key


@pytest.mark.parametrize("name", ["", "  \n ", "x" * 81])
def test_a_name_that_is_no_name_is_refused_before_anything_is_made(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refused):
        starting.begin(tmp_path, Names(name, "Laptop", "Counter"), PHRASE, CLOCK, QUICK)
    assert in_folder(tmp_path) is Found.NOTHING


def test_starter_lines_are_the_same_on_laptops_that_never_met(tmp_path: Path) -> None:
    def lines(view: View) -> list[bytes]:
        return [each.id for each in products.lines(view)]

    found = []
    for name in ("one", "two"):
        begun = starting.begin(tmp_path / name, NAMES, PHRASE, CLOCK, QUICK)
        starting.finish(tmp_path / name, begun.key, CLOCK, with_starter=True)
        desk = desks.open_desk(tmp_path / name, begun.key, CLOCK)
        found.append(desk.ask(lines))
        desk.close()
    assert found[0] == found[1]
