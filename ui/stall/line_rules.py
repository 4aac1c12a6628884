"""How the chosen line stands at the stall: its key, and whether it may be swapped at all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.stall.crates import Crate
from ui.theme.look import Look
from ui.widgets.card import label
from ui.widgets.field import Field
from ui.widgets.toggle import ToggleButton
from ui.wording import placed


class LineRules(QWidget):
    """``letter_given`` carries a letter, or none to take the key away; ``never_said`` whether
    the line is in no swap, as infant formula is."""

    letter_given = Signal(object, str)
    never_said = Signal(object, bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self._crate: Crate | None = None
        self.name = label("", "strong", wraps=True)
        self.letter = Field(look, self.tr("Counted by the key"))
        self.letter.entry.setMaxLength(1)
        self.never = ToggleButton(look, self.tr("Never in a swap"), "never")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.name)
        self._row = QHBoxLayout()
        self._row.addWidget(self.letter)
        self._row.addWidget(self.never)
        self._column.addLayout(self._row)
        self.letter.entry.returnPressed.connect(self._give)
        self.never.clicked.connect(self._say)
        self.show_crate(None)

    def show_crate(self, crate: Crate | None) -> None:
        """The line that is chosen; None for none."""
        self._crate = crate
        self.setVisible(crate is not None and crate.line is not None)
        if crate is not None:
            self.name.setText(placed(crate.name))
            self.letter.entry.setText(crate.letter.upper())
            self.never.setChecked(crate.never)

    def _give(self) -> None:
        if self._crate is not None:
            self.letter_given.emit(self._crate.line, self.letter.text())

    def _say(self) -> None:
        if self._crate is not None:
            self.never_said.emit(self._crate.line, self.never.isChecked())
