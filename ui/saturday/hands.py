"""A pair of hands at the open desk: keys, scans and clicks, given to its window and counted.

They come in where the laptop's own do, at the window, so that the scanner filter, shortcuts
and focus are all passed through. Nothing reaches round them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from hubdesk.errors import Trouble
from hubdesk.wording import translate
from ui.background import DeskLine
from ui.desk_window import OpenDesk

SCANNED_MS, TYPED_MS = 2, 90
PATIENCE_S = 30.0
_ENDINGS = ("Return", "Enter", "Tab")
_NAMED = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab}


class Count(Struct):
    """What the hands did, and the dialogs that came in their way."""

    keys: int = 0
    scans: int = 0
    clicks: int = 0
    modals: int = 0


class Hands:
    """Works one open desk. Every action waits until the desk has answered it."""

    def __init__(self, desk: OpenDesk, line: DeskLine) -> None:
        self.desk = desk
        self.count = Count()
        self._line = line
        self.settle()

    @property
    def window(self) -> QWindow:
        """Where keys come in: the window that has the focus, as the laptop has it."""
        handle: QWindow | None = self.desk.window.window().windowHandle()
        assert handle is not None
        return handle

    def scan(self, text: str, ending: str = "\r", gap_ms: float = SCANNED_MS) -> None:
        """One code from a scanner: a burst of keys and its ending."""
        self.scan_on(text, ending, gap_ms)
        self.settle()

    def scan_on(self, text: str, ending: str = "\r", gap_ms: float = SCANNED_MS) -> None:
        """The same without waiting for the answer."""
        self.count.scans += 1
        self._strike(text + ending, gap_ms)
        self._hand_from_s = time.monotonic() + TYPED_MS / 1000

    def type_(self, text: str) -> None:
        """Types as a person does; ``\\r`` is Enter."""
        self.count.keys += len(text)
        self._strike(text, TYPED_MS)
        self.settle()

    def press(self, keys: str) -> None:
        """One key or chord, as ``F12`` or ``Ctrl+Z``."""
        self.press_on(keys)
        self.settle()

    def press_on(self, keys: str) -> None:
        """The same without waiting for the answer."""
        self.count.keys += 1
        if keys in _ENDINGS:
            # Right after a code it would be the scanner's own second ending: no hand is so quick.
            time.sleep(max(0.0, self._hand_from_s - time.monotonic()))
        QTest.keySequence(self.window, QKeySequence(keys))

    def click(self, widget: QWidget) -> None:
        """Clicks the middle of something on the screen."""
        self.count.clicks += 1
        place = widget.mapTo(widget.window(), QPoint(widget.width() // 2, widget.height() // 2))
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.window, left, plain, place)
        self.settle()

    def settle(self) -> None:
        """Waits until every key, command, question and label is done with, and shown."""
        self.wait(self._is_settled)
        for _ in range(3):
            # What was shown just now is laid out in turns.
            QApplication.processEvents()

    def wait(self, until: Callable[[], bool]) -> None:
        """Waits for something to be so. Raises Trouble when it never is."""
        given_up = time.monotonic() + PATIENCE_S
        while True:
            _turn()
            self._note_modals()
            if until():
                return
            if time.monotonic() > given_up:
                raise Trouble(translate("hub", "The desk did not answer. Try it again."))

    def _is_settled(self) -> bool:
        desk = self.desk
        return (
            desk.listening.at_rest
            and not self._line.waiting
            and desk.counter.service.turns.idle
            and desk.labels.at_rest
        )

    _shown: QWidget | None = None
    _hand_from_s = 0.0

    def _note_modals(self) -> None:
        shown = QApplication.activeModalWidget()
        if shown is None:
            dialogs = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog))
            shown = next((w for w in dialogs if w.isVisible()), None)
        if shown is not None and shown is not self._shown:
            self.count.modals += 1
        self._shown = shown

    def _strike(self, text: str, gap_ms: float) -> None:
        """Keys with the laptop's stamps ``gap_ms`` apart, however busy this machine is."""
        window = self.window
        stamp = 1 + int(time.monotonic() * 1000)
        for place, character in enumerate(text):
            key = _NAMED.get(character) or Qt.Key(ord(character.upper()))
            for kind in (
                QEvent.Type.ShortcutOverride,
                QEvent.Type.KeyPress,
                QEvent.Type.KeyRelease,
            ):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
                event.setTimestamp(stamp + int(place * gap_ms))
                QCoreApplication.sendEvent(window, event)


def _turn() -> None:
    """Lets the window live for a moment. Unlike QTest's wait, it leaves the desk's thread alone:
    that one holds Python's lock for as long as it waits."""
    loop = QEventLoop()
    QTimer.singleShot(1, loop, loop.quit)  # without the loop, a little stays behind each time
    loop.exec()
