"""A laptop that joins with nobody served: what it leaves out meanwhile is there in the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from hubdesk import desk
from hubdesk.clock import SetClock
from hubdesk.desk import Desk
from hubdesk.journal.act import View
from hubdesk.storage import indexes
from hubdesk.sync import room
from tests.world import KEY, SATURDAY

NAMES = {str(index.name) for index in indexes.afterwards()}


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Desk]:
    opened = desk.found(tmp_path / "hub", KEY, SetClock(SATURDAY))
    yield opened
    opened.close()


def standing(view: View) -> set[str]:
    """Those of the indexes that may be left out which the file holds."""
    found = view.connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'index'"))
    return NAMES & {str(name) for name in found.scalars()}


def test_indexes_are_made_when_all_is_there(laptop: Desk) -> None:
    with room.made(laptop, 8_000):
        assert laptop.ask(standing) == set()
    assert laptop.ask(standing) == NAMES


def test_joining_that_was_cut_off_costs_no_index(laptop: Desk, tmp_path: Path) -> None:
    laptop.do(room.begin)
    laptop.close()
    again = desk.open_desk(tmp_path / "hub", KEY, SetClock(SATURDAY))
    assert again.ask(standing) == NAMES
    again.close()


def test_a_hub_in_use_keeps_its_indexes(laptop: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "HARDLY_ANY", -1)
    with room.made(laptop, 8_000):
        assert laptop.ask(standing) == NAMES
