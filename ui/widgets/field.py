"""A labelled field, and one for a passphrase: hidden until shown, with a word on Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import label

LONGEST_TEXT = 500


class Entry(QLineEdit):
    """One line of typing, from the reading side. ``caps`` tells what keys show of Caps Lock."""

    caps = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST_TEXT)
        self.setAccessibleName(name)
        self._start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed, shift = event.text(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            self.caps.emit(typed.isupper() is not bool(shift))
        super().keyPressEvent(event)

    def _start(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class Field(QWidget):
    """A name above, an entry below, and room for a quiet sentence under it."""

    def __init__(
        self, look: Look, name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.name = label(name, "strong")
        self.entry = Entry(name)
        self.hint = label(hint, "muted", wraps=True)
        self.row = QHBoxLayout()
        self.row.addWidget(self.entry, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.name)
        self._column.addLayout(self.row)
        self._column.addWidget(self.hint)
        self.name.setBuddy(self.entry)
        self.set_hint(hint)
        self._dress()
        look.changed.connect(self._dress)

    def text(self) -> str:
        """What was typed."""
        return self.entry.text()

    def set_hint(self, hint: str) -> None:
        """Says something quiet under the field."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _dress(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self._look.px(4))
        self.row.setSpacing(self._look.px(8))


class SecretField(Field):
    """Shows dots until somebody asks to see. ``shown`` tells whether the letters are to be seen."""

    shown = Signal(bool)

    def __init__(
        self, look: Look, name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, name, hint, parent)
        self._quiet_hint = hint
        self.entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.eye = plain(look, self.tr("Show"), "eye")
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        self.row.addWidget(self.eye)
        self.entry.caps.connect(self._caps)

    def reveal(self) -> None:
        """Shows the letters."""
        self.eye.setChecked(True)

    def forget(self) -> None:
        """Empties the field and hides what will be typed next."""
        self.entry.clear()
        self.eye.setChecked(False)

    def set_hint(self, hint: str) -> None:
        self._quiet_hint = hint
        super().set_hint(hint)

    def _show(self, on: bool) -> None:
        modes = QLineEdit.EchoMode
        self.entry.setEchoMode(modes.Normal if on else modes.Password)
        self.eye.icon_name = "eye-off" if on else "eye"
        self.eye.say(self.tr("Hide") if on else self.tr("Show"))
        self.shown.emit(on)

    def _caps(self, on: bool) -> None:
        sentence = self.tr("Caps Lock is on.") if on else self._quiet_hint
        Field.set_hint(self, sentence)
