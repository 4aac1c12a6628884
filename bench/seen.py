"""The real window on a hub, offscreen, with an eye on when it works and when it paints."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from bench.hub_key import NOW
from bench.opened import opened, put_all_away
from hubdesk.clock import SetClock
from hubdesk.counter import scanning
from hubdesk.counter.scanning import Scanned
from ui.around import Around
from ui.background import DeskLine
from ui.desk_window import OpenDesk
from ui.dressed import dressed
from ui.sounds import Sounds

USUAL_SIZE = (1366, 728)
PATIENCE_S = 60.0
GAP_MS = 2
KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_NOW = QEventLoop.ProcessEventsFlag.AllEvents


class Eye(QObject):
    """Notes when a widget painted, and when its window began to.

    It lets the window live meanwhile as the app does, in Qt's own loop: a loop of Python's would
    want the interpreter's lock at each turn, which the desk's thread has.
    """

    def __init__(self, window: QWidget, watched: QWidget) -> None:
        super().__init__()
        self._watched = watched
        self._places = (window, window.windowHandle(), watched)
        self._loop = QEventLoop()
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._loop.quit)
        self._painted = False
        self.began_wall_s = self.began_own_s = 0.0

    def see(self) -> None:
        """Lets the window live until the widget is painted; listens to no key before."""
        self._painted = False
        self.began_wall_s = self.began_own_s = 0.0
        for each in self._places:
            each.installEventFilter(self)
        self._patience.start(round(PATIENCE_S * 1000))
        self._loop.exec()
        for each in self._places:
            each.removeEventFilter(self)
        if not self._painted:
            raise TimeoutError("the window did not answer")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and not self.began_wall_s:
            self.began_wall_s, self.began_own_s = time.perf_counter(), time.thread_time()
        if event.type() == QEvent.Type.Paint and watched is self._watched:
            self._painted = True
            # The loop ends when what it is at is done: the whole window is painted then.
            self._loop.quit()
        return False


class Seen:
    """A desk at work in its window."""

    def __init__(self, hub: Path, labels: Path) -> None:
        app, look = dressed()
        self.labels = labels
        self.line = DeskLine(partial(opened, hub))
        around = Around(look, SetClock(NOW), labels, sounds=Sounds(_silent))
        self.desk = OpenDesk(app, self.line, around)
        # A hub that was open yesterday has nothing to forget; this one would have a year of it.
        self.desk.forgetting.stop()
        self.window = self.desk.window
        self.window.resize(*USUAL_SIZE)
        self.window.show()
        self.window.activateWindow()
        self._stamp_ms = 1
        self._return: list[QKeyEvent] = []
        self._pulse = QTimer()  # so that waiting for something that never comes ends
        self._pulse.start(1000)
        self.eye = Eye(self.window, self.desk.counter.result)
        self.rest()

    def rest(self, patience_s: float = PATIENCE_S) -> None:
        """Until nothing is under way and everything is painted."""
        self.until(lambda: not self.line.waiting, patience_s)
        for _ in range(5):
            QCoreApplication.processEvents(_NOW)

    def until(self, true: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        """Lets the window live until something is so."""
        end_s = time.perf_counter() + patience_s
        while not true():
            if time.perf_counter() > end_s:
                raise TimeoutError("the window did not answer")
            QCoreApplication.processEvents(_WAIT)

    def parcel(self, card: str) -> None:
        """A card opens its household's visit; the one before is put away."""
        self.line.do(put_all_away)
        self.window.scanned(card)
        self.until(lambda: self.desk.counter.card.visit is not None)
        self.rest()

    def type(self, text: str) -> None:
        """A scanner's keys, all but the last: that one is made ready, which no window does."""
        for sign in text:
            self._send(self._strokes(sign))
        self._return = self._strokes("\r")

    def enter(self) -> None:
        """The scanner's last key, and all that follows until the answer is painted."""
        self._send(self._return)
        self.eye.see()

    def _strokes(self, sign: str) -> list[QKeyEvent]:
        self._stamp_ms += GAP_MS
        key = Qt.Key.Key_Return if sign == "\r" else Qt.Key(ord(sign))
        made = [QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign) for kind in KEYS]
        for event in made:
            event.setTimestamp(self._stamp_ms)
        return made

    def _send(self, strokes: list[QKeyEvent]) -> None:
        handle = self.window.windowHandle()
        for event in strokes:
            QCoreApplication.sendEvent(handle, event)

    def show(self, answer: Scanned) -> None:
        """The same answer shown the same way, when it came from somewhere else."""
        here = self.desk.counter.card.visit
        outcome = replace(answer.outcome, visit=here.id if here else None)
        self.desk.counter.service.telling.scanned(replace(answer, outcome=outcome))
        self.eye.see()

    def answer(self, code: str) -> Scanned:
        """What the desk answers to a code."""
        found: list[Scanned] = []
        setup = self.desk.counter.service.answers.sender_setup
        self.line.do(scanning.scanned, code, setup, then=found.append)
        self.until(lambda: bool(found))
        return found[0]

    def close(self) -> None:
        """Ends the desk."""
        self.desk.close()


def _silent(wav: Path) -> None:
    """Nobody listens."""
