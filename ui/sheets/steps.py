"""The three steps of an import: which file, what would happen, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.sheets.columns import ColumnsCard
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.pick import Pick
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.strip import Strip


class ChoosingCard(Card):
    """Which file; and the imports that were made before, each with its way back."""

    def __init__(self, look: Look, reads_past: Callable[[Any], RecordLine]) -> None:
        super().__init__(look)
        self.heading.setText(self.tr("Choose the spreadsheet"))
        self.body.addWidget(self.heading)
        self.path = Field(
            look,
            self.tr("File"),
            self.tr("A .csv or .xlsx file. It is only read, never changed."),
        )
        self.browse = plain(look, self.tr("Choose a file"), "folder-open")
        self.path.row.addWidget(self.browse)
        self.read_it = primary(look, self.tr("Read it"), "arrow-right", "Enter")
        self.refusal = Strip(look)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.read_it)
        self.past_heading = label(self.tr("Earlier imports"), "heading")
        self.past = RecordList(look, reads_past, self.tr("Earlier imports"), 210)
        self.undo_past = plain(look, self.tr("Undo this import"), "undo-2")
        undo = QHBoxLayout()
        undo.addWidget(self.past_heading)
        undo.addStretch(1)
        undo.addWidget(self.undo_past)
        for part in (self.path, self.refusal):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.body.addLayout(undo)
        self.body.addWidget(self.past, 2)

    def say(self, heading: str, which: str) -> None:
        """Which file is meant, for another sort of list."""
        self.heading.setText(heading)
        self.path.hint.setText(which)

    def compact(self, compact: bool) -> None:
        """With large letters, the box says enough by itself."""
        self.heading.setVisible(not compact)
        self.path.hint.setVisible(not compact)

    def show_past(self, past: Sequence[object]) -> None:
        """Lists the earlier imports; with none, says nothing of them."""
        self.past.hold(tuple(past))
        for part in (self.past, self.past_heading, self.undo_past):
            part.setVisible(bool(past))


class CheckingPage(QWidget):
    """What every column tells and what becomes of every row, before anything is changed."""

    def __init__(self, look: Look, columns: ColumnsCard, figures: QWidget) -> None:
        super().__init__()
        self._look, self._columns = look, columns
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(inside)
        self._across.addWidget(columns, 5)
        self._across.addWidget(figures, 6)
        foot = Card(look)
        foot.set_tight()
        self.tab = Pick(look, self.tr("Sheet"))
        self.state = label("", wraps=True)
        self.go = primary(look, self.tr("Import"), "check")
        self._foot_row = QHBoxLayout()
        self._foot_row.addWidget(self.tab, 1)
        self._foot_row.addWidget(self.state, 2)
        self._foot_row.addWidget(self.go)
        foot.body.addLayout(self._foot_row)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(foot)
        self._dress()
        look.changed.connect(self._dress)

    def compact(self, compact: bool) -> None:
        """One column or two."""
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.TopToBottom if compact else ways.LeftToRight)
        self._columns.setMinimumHeight(self._look.px(300) if compact else 0)

    def _dress(self) -> None:
        for layout in (self._column, self._across, self._foot_row):
            layout.setSpacing(self._look.px(12))


class WorkingCard(Card):
    """How far an import is, and what came of it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.told = label("", "heading", wraps=True)
        self.hint = label("", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = plain(look, self.tr("Stop"), "x")
        self.undo = plain(look, self.tr("Undo this import"), "undo-2")
        self.done = primary(look, self.tr("Done"), "check")
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.cancel, self.undo, self.done):
            row.addWidget(button)
        self.body.addStretch(1)
        for part in (self.told, self.hint, self.bar):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addStretch(2)
        self._size()
        look.changed.connect(self._size)

    def at_work(self, words: str) -> None:
        """Something has begun; nobody knows yet how far it goes."""
        self.told.setText(words)
        self.hint.setText(self.tr("The counter can go on serving meanwhile."))
        self.bar.setRange(0, 0)
        self.bar.setVisible(True)
        for button, on in ((self.cancel, True), (self.undo, False), (self.done, False)):
            button.setVisible(on)

    def moved(self, done: int, total: int) -> None:
        """So many of so many are done."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(f"{done} / {total}")

    def ended(self, said: str, hint: str, can_undo: bool) -> None:
        """It is over."""
        self.told.setText(said)
        self.hint.setText(hint)
        self.bar.setVisible(False)
        for button, on in ((self.cancel, False), (self.undo, can_undo), (self.done, True)):
            button.setVisible(on)

    def _size(self) -> None:
        self.bar.setFixedHeight(self._look.px(14))
