"""Keys just before a scan and between two: no scan is lost, none is taken for a repeat."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from hubdesk.scanner.twice import AGAIN_MS
from tests.journeys.meter import Meter
from ui.scanner import key_times

GAPS_MS = (0.5, 1, 2, 5, 10, 20, 30, 40)
TYPED_MS, SCREENS = 90.0, ("F4", "F3", "F2", "F5")
CODE = "Baked beans 420 g"
Keys = list[tuple[str, float]]


class Player:
    """Plays keys made at given moments: as they come, or all at once after a window that hung."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.heard: list[str] = []
        self.repeats: list[str] = []
        meter.desk.listening.scanned.connect(self.heard.append)

    def go(self, screen: str) -> None:
        """Goes to a screen, ready for scans."""
        if screen == "F2":
            self.meter.type_("2+3\r")
        self.meter.press(screen)
        if screen == "F3":
            self.meter.press("Alt+T")
        front = self.meter.desk.window.pages.currentWidget()
        assert front is not None
        front.read_twice = self.repeats.append  # type: ignore[attr-defined]

    def play(self, keys: Keys, *, live: bool = False) -> None:
        """The keys with the laptop's stamps, then what came of them is awaited."""
        began = time.monotonic() * 1000
        with nullcontext() if live else at_once(began):
            self._play(keys, began, live=live)
        self.meter.settle()

    def _play(self, keys: Keys, began: float, *, live: bool) -> None:
        for sign, at_ms in keys:
            if live:
                self.meter.wait(partial(_is_past, began + at_ms))
            key = Qt.Key.Key_Return if sign == "\r" else Qt.Key(ord(sign))
            for kind in (
                QEvent.Type.ShortcutOverride,
                QEvent.Type.KeyPress,
                QEvent.Type.KeyRelease,
            ):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
                event.setTimestamp(int(began + at_ms))
                QCoreApplication.sendEvent(self.meter.window, event)

    def problems(self, code: str, what: str, times: int = 2) -> list[str]:
        """What was lost or taken for a repeat since the last time this was asked."""
        heard, repeats = list(self.heard), list(self.repeats)
        self.heard.clear()
        self.repeats.clear()
        self.meter.press("Escape")
        if heard == [code] * times and not repeats:
            return []
        return [f"{what}: heard {heard}, taken for a repeat {repeats}"]


def at_once(now_ms: float) -> AbstractContextManager[object]:
    """No time passes between keys that waited, however busy the machine is."""
    return patch.object(key_times, "time", SimpleNamespace(monotonic=lambda: now_ms / 1000))


def _is_past(at_ms: float) -> bool:
    return time.monotonic() * 1000 >= at_ms


def scan(code: str, at_ms: float, gap_ms: float, ending: str = "\r") -> Keys:
    return [(sign, at_ms + n * gap_ms) for n, sign in enumerate(code + ending)]


def twice(code: str, gap_ms: float, apart_ms: float, ending: str = "\r", at_ms: float = 0) -> Keys:
    """One code two times, its last keys so far apart."""
    first = scan(code, at_ms, gap_ms, ending)
    second_ms = max(at_ms + apart_ms, first[-1][1] + 60)
    return first + scan(code, second_ms, gap_ms, ending)


@pytest.fixture
def player(meter: Meter) -> Player:
    return Player(meter)


@pytest.mark.parametrize("screen", SCREENS)
def test_two_scans_of_one_tin_count_as_two_after_a_window_that_hung(
    player: Player, screen: str
) -> None:
    """A hand can do it in a third of a second; how late the keys are seen changes nothing."""
    code, found = player.meter.world.barcodes[CODE], []
    player.go(screen)
    for gap_ms in GAPS_MS:
        player.play(twice(code, gap_ms, AGAIN_MS + 20, ""))
        found += player.problems(code, f"{gap_ms} ms, no Enter")
        typed: Keys = [("2", 0.0), ("4", TYPED_MS)]
        player.play(typed + twice(code, gap_ms, AGAIN_MS + 20, at_ms=2 * TYPED_MS))
        found += player.problems(code, f"{gap_ms} ms, after 24")
    assert found == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_digit_between_two_scans_makes_them_two(player: Player, screen: str) -> None:
    code, found = player.meter.world.barcodes[CODE], []
    player.go(screen)
    for gap_ms in (0.5, 5):
        first = scan(code, 0, gap_ms)
        end_ms = first[-1][1]
        player.play([*first, ("2", end_ms + 60), *scan(code, end_ms + 120, gap_ms)])
        found += player.problems(code, f"{gap_ms} ms")
    assert found == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_digit_right_before_a_scan_is_no_part_of_its_code(player: Player, screen: str) -> None:
    """A hand on the keys and a hand on the trigger. What cannot be told apart is asked about."""
    code, found = player.meter.world.barcodes[CODE], []
    player.go(screen)
    for gap_ms in (0.5, 1, 2, 5, 10):
        for typed in ("2", "24"):
            keys: Keys = [(sign, n * 30.0) for n, sign in enumerate(typed)]
            player.play(keys + scan(code, keys[-1][1] + 20, gap_ms))
            found += player.problems(code, f"{gap_ms} ms after {typed}", 1)
    assert found == []


def test_the_digit_before_a_scan_is_typed(player: Player) -> None:
    """It is not lost either: it stands where it was meant to go."""
    player.go("F4")
    code = player.meter.world.barcodes[CODE]
    player.play([("6", 0.0), *scan(code, 25, 2)])
    assert player.heard == [code]
    assert player.meter.desk.places.take_in.scan.text() == "6"


def test_a_held_trigger_is_still_one_scan(player: Player) -> None:
    player.go("F4")
    code = player.meter.world.barcodes[CODE]
    player.play(twice(code, 2, AGAIN_MS - 60), live=True)
    assert (player.heard, player.repeats) == ([code, code], [code])
