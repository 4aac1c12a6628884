"""Twenty scans in a row, wherever the focus is on any page: none lost, no character leaked.

The scans go no further than to whoever hears them, so that the page stays as it is and every
place on it can be tried; what a page does with a scan is told in test_every_scan.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, cycle
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from hubdesk import practice
from hubdesk.clock import SetClock
from tests.journeys.meter import Meter
from tests.journeys.test_every_scan import ASIDE, PLACES, on_show
from tests.journeys.test_scans import GAPS_MS
from tests.journeys.tour_pages import pages
from tests.journeys.tour_screens import prepare, screens
from tests.screens.audit import controls
from tests.world import SATURDAY, World
from ui.scanner import key_times
from ui.stall.steps import DAY, IN, TRADE, WASTE
from ui.theme.look import Look

CODES = ("9520000000011", "H123456789012")
LEARNS = ("set-up-scanner",)
"""A page that does not hand scans on: it learns from how they come."""
STRIKES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class Volleys:
    """Scans back to back at one desk, its keys made exactly so far apart by the laptop's clock."""

    def __init__(self, meter: Meter, scans: int, gaps: int) -> None:
        self.meter, self._scans, self._gaps = meter, scans, gaps
        self._next_gap = cycle(GAPS_MS)
        self._now_ms = 1000.0
        self.heard: list[str] = []
        self.tried = 0
        self._rail_tried = False
        self._before: list[object] = []

    def page(self, name: str) -> list[str]:
        """Tries every place on show and every list that opens; tells what went wrong."""
        listening, route = self.meter.desk.listening, self.meter.desk.route
        listening.scanned.disconnect(route._scanned)
        listening.scanned.connect(self.heard.append)
        self.meter.settle()
        problems, focus = [], QApplication.focusWidget()
        self._before = state(self.meter.desk.window)
        for place in self._places():
            place.setFocus()
            if isinstance(place, QAbstractItemView):
                # A list marks its first row when it gets the focus.
                self._before = state(self.meter.desk.window)
            problems += self._place(f"{name}: {_name(place)}")
            if isinstance(place, QComboBox) and place.count():
                problems += self._open_list(place, f"{name}: open list of {_name(place)}")
        listening.scanned.disconnect(self.heard.append)
        listening.scanned.connect(route._scanned)
        if focus is not None:
            focus.setFocus()
        return problems

    def _places(self) -> list[QWidget]:
        """Everything that can have the focus; the rail, the same on all pages, at the first."""
        window = self.meter.desk.window
        found = [
            each
            for each in controls(window)
            if not (self._rail_tried and window.rail.isAncestorOf(each))
        ]
        self._rail_tried = True
        return found

    def _open_list(self, pick: QComboBox, name: str) -> list[str]:
        """A laptop gives its keys to the desk's window or to that of the list."""
        problems = []
        for of_list in (False, True):
            pick.showPopup()
            popup = QApplication.activePopupWidget()
            assert popup is not None
            self._before = state(self.meter.desk.window)
            problems += self._place(name, popup.windowHandle() if of_list else None)
            problems += [] if popup.isVisible() else [f"{name} closed"]
            pick.hidePopup()
            self._before = state(self.meter.desk.window)
        return problems

    def _place(self, name: str, window: QWindow | None = None) -> list[str]:
        problems = []
        for _ in range(self._gaps):
            gap_ms = next(self._next_gap)
            at = f"{name} at {gap_ms} ms"
            problems += [f"{at}: {each}" for each in self._volley(gap_ms, window)]
        return problems

    def _volley(self, gap_ms: float, window: QWindow | None) -> list[str]:
        self.tried += 1
        self.heard.clear()
        desk = self.meter.desk.window
        before, focus = self._before, QApplication.focusWidget()
        wanted = [CODES[number % 2] for number in range(self._scans)]
        with patch.object(key_times, "time", SimpleNamespace(monotonic=self._now_s)):
            for code in wanted:
                self._strike(code + "\r", gap_ms, window or self.meter.window)
            self._now_ms += 1000
        QApplication.processEvents()
        now = self._before = state(desk)
        problems = [] if self.heard == wanted else [f"heard {self.heard}"]
        problems += [f"leaked {a!r}" for a in now if a not in before]
        problems += [f"gone {b!r}" for b in before if b not in now]
        problems += [] if QApplication.focusWidget() is focus else ["the focus moved"]
        return problems

    def _strike(self, text: str, gap_ms: float, window: QWindow) -> None:
        for sign in text:
            self._now_ms += gap_ms
            key = Qt.Key.Key_Return if sign == "\r" else Qt.Key(ord(sign))
            for kind in STRIKES:
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
                event.setTimestamp(int(self._now_ms))
                QCoreApplication.sendEvent(window, event)

    def _now_s(self) -> float:
        return self._now_ms / 1000


def state(window: QWidget) -> list[object]:
    """All that a key could change: what is read, typed, chosen, held down or switched on."""
    found = on_show(window)
    for each in filter(QWidget.isVisible, window.findChildren(QWidget)):
        if isinstance(each, (QPlainTextEdit, QTextEdit)):
            found.append((_name(each), each.toPlainText(), each.verticalScrollBar().value()))
        elif isinstance(each, QAbstractButton):
            found.append((_name(each), each.isChecked(), each.isDown()))
        elif isinstance(each, QAbstractSpinBox):
            found.append((_name(each), each.text()))
        elif isinstance(each, QComboBox):
            found.append((_name(each), each.currentIndex(), each.view().currentIndex().row()))
    return found


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"


def on_each_page(meter: Meter) -> Iterator[str]:
    """Every place of the rail, every page aside, and the forms with the most fields."""
    for key in (*PLACES, *ASIDE):
        if key != "F2":
            meter.press(key)
        yield key
        meter.press("F2")
    yield from behind_the_places(meter)


def behind_the_places(meter: Meter) -> Iterator[str]:
    """A visit, a household's details, the steps of the stall, and what Set-up leads to."""
    meter.type_("2+3\r")
    yield "a visit"
    meter.press("F12")
    meter.click(meter.answer("Keep a name or diet"))
    meter.press("Space")
    meter.wait(meter.desk.places.find.pages.details.form.name.box.hasFocus)
    yield "details"
    meter.press("F3")
    for step in (TRADE, IN, WASTE, DAY):
        meter.desk.places.stall.go(step)
        meter.settle()
        yield f"step {step} of the stall"
    meter.press("F10")
    cards = meter.desk.places.set_up.cards
    for button in (cards.parcels.change, cards.catalogue.open_button, cards.access.open_button):
        button.click()
        meter.settle()
        yield button.text()
        meter.desk.places.set_up.pages.show_cards()


def tried(names: Iterator[str], volleys: Volleys) -> list[str]:
    """Tries each page as it is shown; the scans that lead to the next one go their way."""
    return [each for name in names if name not in LEARNS for each in volleys.page(name)]


ignores_grab = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@ignores_grab
def test_no_scan_is_lost_or_typed_wherever_the_focus_is(meter: Meter) -> None:
    volleys = Volleys(meter, scans=2, gaps=1)
    assert tried(on_each_page(meter), volleys) == []
    assert volleys.tried > 300


@pytest.fixture
def practising(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[Meter]:
    """The practice hub, with volunteers who may serve."""
    clock = SetClock(SATURDAY)
    world = World(practice.reset(tmp_path / "practice", clock), clock, tmp_path / "practice")
    prepare(world)
    meter = Meter(qapp, look, world, key=practice.KEY, practice=True)
    yield meter
    meter.close()


@ignores_grab
@pytest.mark.slow
def test_twenty_scans_in_a_row_wherever_the_focus_is_on_a_saturday(practising: Meter) -> None:
    volleys = Volleys(practising, scans=20, gaps=1)
    saturday = chain(screens(practising), pages(practising))
    assert tried(saturday, volleys) == []
    assert volleys.tried > 700


@ignores_grab
@pytest.mark.longest
def test_twenty_scans_in_a_row_at_every_gap(meter: Meter) -> None:
    volleys = Volleys(meter, scans=20, gaps=len(GAPS_MS))
    assert tried(on_each_page(meter), volleys) == []
