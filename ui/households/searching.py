"""What is typed to find somebody, on its way to the desk and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from hubdesk.codes import own
from hubdesk.households import seek
from hubdesk.households.seek import Hits
from hubdesk.scanner import in_stock
from ui.background import DeskLine
from ui.widgets.scan_box import ScanBox

TYPED_MS = 120


class Searching(QObject):
    """Seeks what stands in a box, a moment after the last key or at Enter.

    ``sought`` carries an answer that fits what stands there now, ``only`` the one household
    that Enter found, and ``open_wanted`` says that what is marked answers to it already.
    ``coded`` is a whole code that is no card's. ``emptied`` when nothing is typed any more, or
    for a while.
    """

    sought = Signal(object)
    only = Signal(object)
    open_wanted = Signal()
    emptied = Signal()
    coded = Signal(str)

    def __init__(self, box: ScanBox, line: DeskLine, idle_ms: int) -> None:
        super().__init__(box)
        self._box, self._line = box, line
        self.shown_for = self._entered = ""
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._idle = QTimer(self, singleShot=True, interval=idle_ms)
        self._typed.timeout.connect(self.seek)
        self._idle.timeout.connect(self.emptied)
        box.edited.connect(self._edited)
        box.entered.connect(self._enter)
        box.left.connect(self.emptied)

    def look_for(self, words: str) -> None:
        """Seeks words as if they had been typed here."""
        self._box.field.setText(words)
        self.keep_awake()
        self.seek()

    def show(self, hits: Hits) -> None:
        """An answer is on show that nobody typed for: a card of two households."""
        self._box.field.setText(hits.text)
        self.shown_for = hits.text
        self.keep_awake()

    def keep_awake(self) -> None:
        """Somebody is still looking."""
        self._idle.start()

    def forget(self) -> None:
        """Lets go of what was typed."""
        for timer in (self._typed, self._idle):
            timer.stop()
        self.shown_for = self._entered = ""
        # Emptying a field by hand keeps its text for Ctrl+Z; setting it does not.
        self._box.field.setText("")
        self._box.set_hint("")

    def seek(self) -> None:
        """Asks for what stands in the box."""
        self._typed.stop()
        text = self._box.text().strip()
        if text:
            self._line.ask(seek.seek, text, then=self._sought)

    def _edited(self, text: str) -> None:
        self._entered = ""
        if text.strip():
            self._idle.start()
            self._typed.start()
        else:
            self.emptied.emit()

    def _enter(self, text: str) -> None:
        """Opens what is marked, if it answers to this text; else seeks first and looks.

        Households nobody has seen yet are opened only when there is no choice between them.
        """
        code = own.read(text)
        if in_stock.is_code(text) and (code is None or code.kind is not own.Kind.HOUSEHOLD):
            self.coded.emit(text)
            return
        self._box.field.setText(text)
        if text == self.shown_for:
            self.open_wanted.emit()
            return
        self._entered = text
        self.seek()

    def _sought(self, hits: Hits) -> None:
        """Hands an answer on, unless the text has changed or gone while it was on its way."""
        if hits.text != self._box.text().strip() or not self._box.isVisible():
            return
        entered, self._entered = self._entered == hits.text, ""
        if entered and len(hits.found) == 1:
            self.only.emit(hits.found[0])
            return
        self.shown_for = hits.text
        self.keep_awake()
        self.sought.emit(hits)
