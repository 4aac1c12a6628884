"""What each column of a spreadsheet tells: guessed, and changed by whoever knows better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hubdesk.sheets.headings import letters
from hubdesk.sheets.vocabulary import Column, Vocabulary
from ui.theme.look import Look
from ui.widgets.card import Card, label, rule
from ui.widgets.pick import Pick
from ui.wording import placed, translated

WIDEST_SAMPLE = 40


class ColumnRow(QWidget):
    """One column: its heading, the first few cells, what it tells, and why it is left out."""

    picked = Signal()

    def __init__(
        self, look: Look, at: int, column: Column, sample: Sequence[str], known: Vocabulary
    ) -> None:
        super().__init__()
        self._known = known
        self._why = column.why
        name = column.heading or self.tr("Column {letter}").format(letter=letters(at))
        self.heading = label(placed(_short(name)), "strong", wraps=True)
        self.sample = label(placed(_short(", ".join(sample))), "muted", wraps=True)
        self.pick = Pick(look, self.tr("What “{column}” tells").format(column=name))
        self.pick.offer([(translated(words), about.value) for about, words in known.words.items()])
        self.pick.set_value(column.about.value)
        self.why = label("", "muted", wraps=True)
        self.pick.picked.connect(self._picked)
        said = QVBoxLayout()
        said.setSpacing(look.px(2))
        for part in (self.heading, self.sample, self.why):
            said.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addLayout(said, 3)
        row.addWidget(self.pick, 2)
        self._say_why()

    def about(self) -> StrEnum:
        """What this column tells."""
        return self._known.named(self.pick.value())

    def _picked(self, _: str) -> None:
        self._say_why()
        self.picked.emit()

    def _say_why(self) -> None:
        why = translated(self._why) if self.about() is self._known.left_out and self._why else ""
        self.why.setText(why)
        self.why.setVisible(bool(why))


class ColumnsCard(Card):
    """All columns, scrolling. ``changed`` when a person picks another meaning."""

    changed = Signal()

    def __init__(self, look: Look, known: Vocabulary) -> None:
        super().__init__(look, "")
        self._known = known
        self.set_tight()
        self._own_look = look
        self.heading.setText(self.tr("What the columns tell"))
        self.body.addWidget(self.heading)
        self.rows: list[ColumnRow] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self.body.addWidget(self._area, 1)
        self.clear()

    def show_columns(self, columns: Sequence[Column], sample: Callable[[int], list[str]]) -> None:
        """Shows the columns of a sheet that was read, each with its first few cells."""
        self.clear()
        for at, column in enumerate(columns):
            row = ColumnRow(self._own_look, at, column, sample(at), self._known)
            row.picked.connect(self.changed)
            self.rows.append(row)
            self._inside.addWidget(row)
            self._inside.addWidget(rule())
        self._inside.addStretch(1)

    def clear(self) -> None:
        """Holds no column and no cell any more."""
        self.rows = []
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, self._own_look.px(6), 0)
        self._inside.setSpacing(self._own_look.px(8))
        self._area.setWidget(inside)

    def said(self) -> list[StrEnum]:
        """What each column tells, as picked."""
        return [row.about() for row in self.rows]


def _short(text: str) -> str:
    return text if len(text) <= WIDEST_SAMPLE else text[: WIDEST_SAMPLE - 1] + "…"
