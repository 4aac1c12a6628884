"""A page of the Stock screen beside the goods: its way back and heading stand where the box is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import keys
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import label
from ui.widgets.scrolled import scrolled


class SidePage(QWidget):
    """``closed`` when Back is pressed. ``head`` is its first row, ``body`` the rest."""

    closed = Signal()

    def __init__(self, look: Look, heading: str) -> None:
        super().__init__()
        self.look = look
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.heading = label(heading, "heading")
        self.head = QHBoxLayout()
        for part in (self.back, self.heading):
            self.head.addWidget(part)
        self.head.addStretch(1)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addLayout(self.head)
        # With large letters there is more of it than room.
        self._whole.addWidget(scrolled(inside), 1)
        self.back.clicked.connect(self.closed)
        keys.BACK.calls(self.closed, within=self, while_focused=True)
        look.changed.connect(self._space)
        self._space()

    def open_(self) -> None:
        """Comes to the page."""
        self.refresh()

    def refresh(self) -> None:
        """Asks again for what is on show."""

    def compact(self, compact: bool) -> None:
        """One column or two."""

    def focus_home(self) -> None:
        """Where typing belongs."""
        self.back.setFocus()

    def _space(self) -> None:
        px = self.look.px
        self.head.setSpacing(px(12))
        self.body.setSpacing(px(12))
        self._whole.setSpacing(px(12))
