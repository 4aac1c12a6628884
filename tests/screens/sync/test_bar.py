"""What the status bar says of sharing, in as few words as are right."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk.sync import stops
from hubdesk.sync.pace import DAY_MS, MINUTE_MS
from hubdesk.sync.report import HeardOf, PassReport, Sharing, Words
from ui.sync import words
from ui.sync.run import Standing

NOW_MS = 1_795_000_000_000


def standing(*heard: HeardOf, stopped: str = "") -> Standing:
    report = PassReport(NOW_MS, stopped=Words(stopped) if stopped else None)
    return Standing(Sharing(True, NOW_MS, report), Path("stick"), heard=heard)


def laptop(name: str, read_ms: int, off_ms: int = 0) -> HeardOf:
    """Its own clock is off by so much, and its card says so."""
    said_ms = read_ms + off_ms
    return HeardOf(
        *(name.encode(), name, False, True, False, 1, said_ms, said_ms, 0, off_ms), read_ms=read_ms
    )


@pytest.mark.parametrize(
    ("stopped", "said"),
    [
        (stops.FULL, "the folder is full"),
        (stops.READ_ONLY, "the folder does not allow changes"),
        (stops.OTHER_HUB, "the folder is another hub's"),
        (stops.NO_HUB, "there is no hub in the folder"),
        (stops.NOT_HERE, "the folder was not there"),
        ("What an earlier Hubdesk said.", "the last sharing was not finished"),
    ],
)
def test_the_bar_says_briefly_why_nothing_was_shared(
    qapp: QApplication, stopped: str, said: str
) -> None:
    assert words.wrongs(standing(stopped=stopped)) == [said]


def test_where_there_is_little_room_the_bar_says_what_is_wrong(qapp: QApplication) -> None:
    said = words.shared(standing(stopped=stops.FULL), NOW_MS)
    assert said[-3] == "The folder is full"
    assert said[-2].startswith("Shared ")


def test_a_laptop_in_touch_is_not_called_silent_for_its_wrong_clock(qapp: QApplication) -> None:
    minute = NOW_MS - MINUTE_MS
    stall, van = laptop("Stall", minute, -40 * DAY_MS), laptop("Van", minute, 300 * DAY_MS)
    long = words.shared(standing(stall, van), NOW_MS)[0]
    at = words.when(minute, NOW_MS)
    assert f"Heard from Stall {at}, Van {at}" in long
    assert "not for" not in long
    assert "the clock of Van differs by 300 days" in long, "the one that differs most"


def test_a_laptop_of_which_nothing_was_read_yet_is_left_out(qapp: QApplication) -> None:
    assert "Van" not in words.shared(standing(laptop("Van", 0)), NOW_MS)[0]
