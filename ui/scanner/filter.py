"""Hold and replay: a scan never reaches a widget, typing always does.

A scanner is a keyboard to the laptop, so its keys would land in whatever has the focus: a
field, a button, a dialog. This filter sits on every window of the app. It holds the keys of
a fast run back (at most one gap long), takes them as a scan when they end as one, and else
gives them back, in order, to the widget they were meant for.

Keys come to the focus *window* first, so the filter watches windows and not every object:
it costs nothing on the thousands of events that widgets get.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from hubdesk.scanner.keystrokes import Burst, Outcome, Scan, Typed, Verdict
from hubdesk.scanner.learn import LEARNING
from hubdesk.scanner.setup import ScannerSetup
from ui.scanner.held import HeldKey, HeldKeys
from ui.scanner.key_text import SILENT_KEYS, code_text, digit, is_alt_digit
from ui.scanner.key_times import KeyTimes
from ui.scanner.scan_line import ScanLine

_PRESS: Final = QEvent.Type.KeyPress
_RELEASE: Final = QEvent.Type.KeyRelease
_OVERRIDE: Final = QEvent.Type.ShortcutOverride
_KEYS: Final = (_PRESS, _OVERRIDE, _RELEASE)
_CLICKS: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress)
# A key may be on its way to us when the gap is over.
_ON_ITS_WAY_MS: Final = 6
_BLOCKED: Final = QEvent.Type.WindowBlocked


class ScanFilter(QObject):
    """Listens on all windows of ``app`` and says what was scanned.

    ``scanned`` carries the text as it came, for ``hubdesk.scanner.reading.read`` with
    ``setup``; ``scanned_at_ms`` is when its last key came, by a clock that only goes on. While
    ``busy(True)`` holds, scans wait in line and ``waiting`` says how many.
    While teaching, scans go to ``heard`` (a ``Scan``) and not to ``scanned``. A shortcut of
    one plain letter, digit or sign never fires: those keys are a scanner's.
    """

    scanned = Signal(str)
    waiting = Signal(int)
    heard = Signal(object)

    def __init__(self, app: QGuiApplication, setup: ScannerSetup) -> None:
        super().__init__(app)
        self._setup = setup
        self._burst = Burst(setup)
        self._held = HeldKeys()
        self._times = KeyTimes()
        self._scans = ScanLine(self)
        self._scans.scanned.connect(self.scanned)
        self._scans.waiting.connect(self.waiting)
        self._teaching = False
        self._giving_back = False
        self._typed = False
        self._held_ms = 0.0
        self._patient = False
        self._quiet = self._single_shot(self._on_quiet)
        self._app = app
        self._stopped = False
        app.focusWindowChanged.connect(self._watch_all)
        self._watch_all()

    @property
    def setup(self) -> ScannerSetup:
        """How the scanner in use sends its codes."""
        return self._setup

    @property
    def at_rest(self) -> bool:
        """True when no key is held back and no scan is still to be handed on."""
        return not self._burst.holding and self._scans.is_empty

    @property
    def scanned_at_ms(self) -> float:
        """When the last key of the newest scan came."""
        return self._scans.scanned_at_ms

    @property
    def typed_between(self) -> bool:
        """Whether anybody typed or clicked between the newest scan and the one before it."""
        return self._scans.typed_between

    def use(self, setup: ScannerSetup) -> None:
        """Listens as this set-up says from the next code on."""
        self._setup = setup
        self._listen()

    def stop(self) -> None:
        """Listens no more: what is typed goes straight to the widgets."""
        if self._stopped:
            return
        self._stopped = True
        self._obey(self._burst.quiet())
        self._app.focusWindowChanged.disconnect(self._watch_all)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def teach(self, on: bool) -> None:
        """While on, scans are for learning: with the widest gap, and told by ``heard`` only."""
        self._teaching = on
        self._listen()

    def busy(self, on: bool) -> None:
        """While on, scans wait in line; when off, they come one by one in their order."""
        self._scans.busy(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            if isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
                return self._on_key(event, watched, kind) if not self._given_back() else False
        elif kind in _CLICKS:
            self._typed = True
            self._obey(self._burst.other())
        elif kind == _BLOCKED:
            # A dialog is about to show; its first key may come before it has the focus.
            self._watch_all()
        return False

    def _on_key(self, event: QKeyEvent, window: QWindow, kind: QEvent.Type) -> bool:
        if event.key() in SILENT_KEYS:
            return False
        if kind is _RELEASE:
            return self._on_release(event, window)
        if self._is_repeat(event):
            return False
        at_ms = self._times.of(event)
        if kind is _OVERRIDE:
            return self._on_override(event, at_ms)
        outcomes = self._judge(event, at_ms)
        self._obey(outcomes)
        return self._carry_out(outcomes[-1], event, window)

    def _on_override(self, event: QKeyEvent, at_ms: float) -> bool:
        """Claims a key before any shortcut can have it; asks only, the press itself follows."""
        if self._would_take(event, at_ms):
            event.accept()
            return True
        self._obey(self._burst.other())
        return False

    def _on_release(self, event: QKeyEvent, window: QWindow) -> bool:
        if event.key() == Qt.Key.Key_Alt and self._burst.holding:
            self._obey(self._burst.alt_up(self._times.of(event)))
            self._wait_for_quiet()
        return self._held.keep_release(event, window)

    def _is_repeat(self, event: QKeyEvent) -> bool:
        """A key held down. Inside a fast run it is a scanner that sends one digit twice."""
        return event.isAutoRepeat() and not self._burst.holding

    def _judge(self, event: QKeyEvent, at_ms: float) -> list[Outcome]:
        if event.key() == Qt.Key.Key_Alt:
            return self._burst.alt_down(at_ms)
        if is_alt_digit(event):
            return self._burst.key(digit(event), at_ms, alt=True)
        text = code_text(event, in_burst=self._burst.holding)
        if text:
            return self._burst.key(text, at_ms)
        return [*self._burst.other(), Verdict.PASS]

    def _would_take(self, event: QKeyEvent, at_ms: float) -> bool:
        if event.key() == Qt.Key.Key_Alt:
            return self._burst.holding
        if is_alt_digit(event):
            return True
        text = code_text(event, in_burst=self._burst.holding)
        return bool(text) and self._burst.would_take(text, at_ms)

    def _obey(self, outcomes: list[Outcome]) -> None:
        """Carries out what became of the keys held so far."""
        for outcome in outcomes:
            if outcome is Verdict.REPLAY:
                self._give_back(self._held.take())
            elif isinstance(outcome, Typed):
                self._give_back(self._held.take_first(outcome.keys))
            elif isinstance(outcome, Scan):
                self._held.drop()
                self._take(outcome)

    def _carry_out(self, verdict: Outcome, event: QKeyEvent, window: QWindow) -> bool:
        if verdict is Verdict.HOLD:
            self._held_ms = self._times.made_ms
            self._held.hold(event, window)
            self._wait_for_quiet()
            return True
        if verdict is Verdict.SWALLOW:
            self._held.swallow(event)
            event.accept()
            return True
        self._typed = True
        self._held.let_through(event)
        return False

    def _give_back(self, keys: list[HeldKey]) -> None:
        self._typed = True
        for key in keys:
            place = key.place()
            if place is not None:
                self._giving_back = isinstance(place, QWindow)
                QCoreApplication.sendEvent(place, key.event)

    def _given_back(self) -> bool:
        """Whether this event is one of ours on its way back. It comes by once, so that a dialog
        that a given-back key opens is listened to like any other."""
        ours, self._giving_back = self._giving_back, False
        return ours

    def _take(self, scan: Scan) -> None:
        if self._teaching:
            self.heard.emit(scan)
            return
        # A code with no Enter may be settled by a key long after it: its own last one counts.
        at_ms = self._times.made_ms if scan.ending else self._held_ms
        typed, self._typed = self._typed, False
        self._scans.add(scan.text, at_ms, typed_between=typed)

    def _on_quiet(self) -> None:
        if not self._patient:
            # After a slow moment, keys may be waiting behind this timer. They go first.
            self._patient = True
            self._quiet.start(0)
            return
        self._obey(self._burst.quiet())

    def _wait_for_quiet(self) -> None:
        self._patient = False
        self._quiet.start(self._burst.setup.gap_ms + _ON_ITS_WAY_MS)

    def _listen(self) -> None:
        self._obey(self._burst.quiet())
        self._burst = Burst(LEARNING if self._teaching else self._setup)

    def _single_shot(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(then)
        return timer

    def _watch_all(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            if shiboken6.isValid(window):
                # Installing again only moves the filter to the front.
                window.installEventFilter(self)
