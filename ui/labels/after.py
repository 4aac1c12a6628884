"""After printing: "Did it print properly?" Yes, Some or None, on the screen and in no dialog."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.errors import Refused, Said
from hubdesk.labels.runs import Run
from hubdesk.wording import translate
from ui import wording
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.field import Field
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard

YES, SOME, NONE, AGAIN, DROP = "yes", "some", "none", "again", "drop"


class After(QWidget):
    """``settled`` carries how many are right, from the first; ``again`` and ``dropped`` what to do
    with a run that did not come out; ``turned`` when it shows or goes."""

    settled = Signal(int)
    again = Signal()
    dropped = Signal()
    turned = Signal()

    def __init__(self, look: Look, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self._look, self._notices = look, notices
        self._count = self._others = 0
        self._waits: Result | None = None
        self.card = ResultCard(look)
        self.good = Field(look, self.tr("How many are right, from the first?"))
        self.rest = plain(look, self.tr("Print the rest"), "printer")
        self._some = QWidget()
        self._some.setProperty("role", "plain")
        row = QHBoxLayout(self._some)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.good, 1)
        row.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignBottom)
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self._some)
        self._some.hide()
        self.hide()
        self.card.chosen.connect(self._chosen)
        self.good.entry.returnPressed.connect(self._settle_some)
        self.rest.clicked.connect(self._settle_some)
        look.changed.connect(self._dress)
        self._dress()

    def ask(self, run: Run, file: Path | None) -> None:
        """A run came out of the printer, or became a PDF: how does it look?"""
        lines: tuple[str, ...] = ()
        if file is not None:
            said = self.tr("Print it at its full size: {file} in {folder}")
            lines = (said.format(file=file.name, folder=file.parent),)
        actions = (
            Action(YES, self.tr("Yes"), "Alt+Y", "check"),
            Action(SOME, self.tr("Some"), "Alt+S", "list-checks"),
            Action(NONE, self.tr("None"), "Alt+N", "refresh-cw"),
            Action(DROP, self.tr("Skip"), "Alt+D", "x"),
        )
        self._waits = None
        self._show(run, Result(Tone.INFO, self.tr("Did it print properly?"), lines, actions))

    def wait(self, run: Run, failure: Said | None = None) -> None:
        """A run waits: the printer failed, or the laptop stopped before it came out."""
        said = wording.said(failure) if failure is not None else ""
        headline = self.tr("%n labels wait", "", len(run.contents))
        lines = tuple(filter(None, (said, self.tr("None was lost: they are kept here."))))
        actions = (
            Action(AGAIN, self.tr("Print them"), "Alt+P", "printer"),
            Action(DROP, self.tr("Do not print them"), "Alt+D", "x"),
        )
        self._waits = Result(Tone.SOON, headline, lines, actions)
        self._show(run, self._with_others(self._waits))

    def say_others(self, others: int) -> None:
        """So many labels wait beside a run that waits: the foot of the screen counts them all."""
        if others != self._others:
            self._others = others
            if self._waits is not None:
                self.card.show_result(self._with_others(self._waits))

    def _with_others(self, result: Result) -> Result:
        if not self._others:
            return result
        said = self.tr("%n other labels print with the next parcel.", "", self._others)
        return replace(result, lines=(*result.lines, said))

    def clear(self) -> None:
        """Nothing is to be said of any run."""
        self._waits = None
        self.hide()
        self._some.hide()
        self.turned.emit()

    def _show(self, run: Run, result: Result) -> None:
        self._count = len(run.contents)
        self._some.hide()
        self.card.show_result(result)
        self.show()
        self.turned.emit()
        self._notices.aloud(result)

    def _chosen(self, what: str) -> None:
        if what == YES:
            self.settled.emit(self._count)
        elif what == NONE:
            self.settled.emit(0)
        elif what == AGAIN:
            self.again.emit()
        elif what == DROP:
            self.dropped.emit()
        else:
            self.good.entry.clear()
            self._some.show()
            self.good.entry.setFocus()

    def _settle_some(self) -> None:
        text = self.good.text().strip()
        if not (text.isascii() and text.isdecimal() and int(text[:6]) <= self._count):
            self._notices.said(
                Refused(
                    translate("labels", "Type how many are right: 0 to {count}."), count=self._count
                )
            )
            return
        self.settled.emit(int(text))

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(10))
