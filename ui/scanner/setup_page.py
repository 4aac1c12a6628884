"""Scanner set-up: the printed set-up code, scanned three times, teaches the desk its scanner."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hubdesk.errors import Refused
from hubdesk.scanner.keystrokes import Scan
from hubdesk.scanner.learn import READINGS_NEEDED, SETUP_CODE, learn, lesson
from hubdesk.scanner.setup import GsMode, ScannerSetup
from ui import wording
from ui.scanner.filter import ScanFilter
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.scrolled import scrolled

__all__ = ["SETUP_CODE", "SetupPage"]


class SetupPage(QWidget):
    """A part of Set-up that listens while it is on show. ``closed`` when Back is pressed.

    ``learned`` carries a ScannerSetup once three scans agree. Misses are counted and said; a
    scanner whose scans disagree starts again.
    """

    learned = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, listening: ScanFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scanner-setup")
        self.setProperty("role", "page")
        self._listening = listening
        self._hits: list[Scan] = []
        self._misses = 0
        self._caps_lock = False
        self._build(look)
        self.start_again()
        listening.heard.connect(self.hear)

    def hear(self, scan: Scan) -> None:
        """One scan came: it counts as a hit, or as a miss with the reason."""
        if len(self._hits) == READINGS_NEEDED:
            self.start_again()
        try:
            self._caps_lock = lesson(scan).caps_lock
        except Refused as refusal:
            self._miss(refusal)
            return
        self._hits.append(scan)
        self._say(self.tr("Read. Scan the same code again."))
        if len(self._hits) == READINGS_NEEDED:
            self._conclude()
        self._show_marks()

    def start_again(self) -> None:
        """Forgets the scans so far; the set-up in use stays as it is."""
        self._hits.clear()
        self._misses = 0
        self._findings.setText("")
        self._found.hide()
        self._say(self.tr("Scan the set-up code on the sheet."))
        self._show_marks()

    def open_(self) -> None:
        """Nothing to ask for: the page listens while it is on show."""

    def compact(self, compact: bool) -> None:
        """The page is one column already."""

    def focus_home(self) -> None:
        """The way back: there is nothing to type."""
        self.back.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._listening.teach(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._listening.teach(False)

    def _build(self, look: Look) -> None:
        self._task = Card(look, self.tr("Scan the set-up code three times"))
        self._task.body.addWidget(
            label(
                self.tr(
                    "The sheet with the code comes from Set-up: Print its sheet. Hold the "
                    "scanner as you would for a tin."
                ),
                wraps=True,
            )
        )
        self._marks = [Chip(look, "") for _ in range(READINGS_NEEDED)]
        marks = FlowLayout()
        for mark in self._marks:
            marks.addWidget(mark)
        self._task.body.addLayout(marks)
        self._message = _named_label("message", "strong")
        self._missed = _named_label("misses", "muted")
        self.again = plain(look, self.tr("Start again"), "rotate-ccw")
        self.again.setObjectName("start-again")
        self.again.clicked.connect(self.start_again)
        self._task.body.addWidget(self._message)
        self._task.body.addWidget(self._missed)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        self._task.body.addLayout(row)
        self._found = Card(look, self.tr("What the desk learned"))
        self._findings = _named_label("findings")
        self._found.body.addWidget(self._findings)
        self.back = plain(look, self.tr("Back to Set-up"), "arrow-left")
        self.back.clicked.connect(self.closed)
        above = QHBoxLayout()
        above.addWidget(self.back)
        above.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(scrolled(self._made_steps(look)), 1)

    def _made_steps(self, look: Look) -> QWidget:
        """What to do, and what was learned: with large letters there is more of it than room."""
        steps = QWidget()
        steps.setProperty("role", "plain")
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self._task)
        column.addWidget(self._found)
        column.addStretch(1)
        return steps

    def _miss(self, refusal: Refused) -> None:
        self._misses += 1
        self._say(wording.said(refusal))
        self._show_marks()

    def _conclude(self) -> None:
        try:
            setup = learn(self._hits)
        except Refused as refusal:
            self._hits.clear()
            self._miss(refusal)
            return
        self._say(self.tr("Done. The desk knows this scanner now."))
        self._findings.setText("\n".join(self._lines(setup)))
        self._found.show()
        self._listening.use(setup)
        self.learned.emit(setup)

    def _show_marks(self) -> None:
        for place, mark in enumerate(self._marks):
            number = str(place + 1)
            if place < len(self._hits):
                mark.say(self.tr("{number}: read").format(number=number), Tone.OK)
            else:
                mark.say(self.tr("{number}: to scan").format(number=number), Tone.INFO, "barcode")
        self._missed.setText(self.tr("Missed: {count}").format(count=self._misses))

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)

    def _lines(self, setup: ScannerSetup) -> list[str]:
        """What was learned, a sentence a line."""
        lines = [self.tr("Keys of one code come within {gap} ms.").format(gap=setup.gap_ms)]
        if setup.prefix or setup.suffix:
            lines.append(
                self.tr("The scanner adds {before} before and {after} after a code.").format(
                    before=setup.prefix or self.tr("nothing"),
                    after=setup.suffix or self.tr("nothing"),
                )
            )
        lines.append(self._keyboard(setup))
        lines.append(self._separator(setup))
        if self._caps_lock:
            lines.append(self.tr("Caps Lock is on. Codes are read all the same."))
        return lines

    def _keyboard(self, setup: ScannerSetup) -> str:
        if not setup.layout:
            return self.tr("Every sign arrives as it is printed.")
        unclear = [came for came, meant in setup.layout.items() if len(meant) > 1]
        if unclear:
            return self.tr("Signs are put right. The desk asks about codes with {signs}.").format(
                signs="  ".join(unclear)
            )
        return self.tr("The scanner swaps some signs. The desk puts them right.")

    def _separator(self, setup: ScannerSetup) -> str:
        if setup.gs is GsMode.LOST:
            return self.tr("The mark between parts of long codes is lost. The desk will ask.")
        return self.tr("Long codes with a batch and a date are read whole.")


def _named_label(name: str, role: str = "") -> QLabel:
    made = label("", role, wraps=True)
    made.setObjectName(name)
    return made
