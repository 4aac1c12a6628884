"""What stands in the visit's place: the visit, those on hold, a new name, or what can be added."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.counter.parts import Parts
from ui.theme.look import Look
from ui.widgets.late import is_made

if TYPE_CHECKING:
    from hubdesk.catalogue.naming import Offer
    from ui.widgets.name_it import NameIt

SIDE_PX = 380
"""Leaves the visit room for its total and all its buttons in a window of 1366."""
MOST_PX = 16_777_215
"""Qt's own word for "as wide as you like"."""


class Panels(QObject):
    """One panel at a time. ``left`` when the visit is back, and the focus belongs home.

    ``named`` carries a new barcode, its name and its line, as ``NameIt`` does.
    """

    left = Signal()
    named = Signal(str, str, object)

    def __init__(self, look: Look, parts: Parts, column: QVBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._parts, self._column, self._screen = look, parts, column, parent
        self._stack = QStackedLayout()
        for panel in (parts.card, parts.held, parts.change):
            self._stack.addWidget(panel)
        self._two = QHBoxLayout()
        self._two.setSpacing(look.px(16))
        self._two.addLayout(self._stack, 2)
        column.addLayout(self._two, 1)
        for leaving in (parts.held.left, parts.change.left, parts.scan.left):
            leaving.connect(self.leave)
        parts.side.back.clicked.connect(self.leave)
        parts.side.tapped.connect(self.leave)
        parts.card.add_wanted.connect(self.show_side)
        parts.held.opener.clicked.connect(self.toggle_held)
        parts.card.change_wanted.connect(self.show_change)

    @cached_property
    def name_it(self) -> NameIt:
        """Where a new barcode is named; loaded and made with the first of them."""
        from ui.widgets.name_it import NameIt  # noqa: PLC0415

        made = NameIt(self._look, parent=self._screen)
        self._stack.addWidget(made)
        made.left.connect(self.leave)
        made.named.connect(self.named)
        return made

    @property
    def naming(self) -> bool:
        """True while a new barcode is being named."""
        return is_made(self, "name_it") and self._stack.currentWidget() is self.name_it

    @property
    def changing(self) -> bool:
        """True while the visit is being changed."""
        return self._stack.currentWidget() is self._parts.change

    def show_change(self) -> None:
        """What can be changed about the visit, or back."""
        visit = self._parts.card.visit
        if self.changing or visit is None:
            self.leave()
        else:
            self._parts.change.show_visit(visit)
            self._stack.setCurrentWidget(self._parts.change)
            self._parts.change.setFocus()

    def leave(self) -> None:
        """Back to the visit."""
        self.show_visit()
        self.left.emit()

    def show_visit(self) -> None:
        """The visit itself."""
        self._stack.setCurrentWidget(self._parts.card)

    def show_side(self) -> None:
        """In one column: what can be added, which stands beside the visit in two."""
        self._stack.setCurrentWidget(self._parts.side)

    def toggle_held(self) -> None:
        """The visits on hold, or back."""
        if self._stack.currentWidget() is self._parts.held:
            self.leave()
        else:
            self._stack.setCurrentWidget(self._parts.held)

    def ask_name(self, code: str, offer: Offer) -> None:
        """Asks what a new barcode is."""
        self._stack.setCurrentWidget(self.name_it)
        self.name_it.ask_about(code, offer)

    def compact(self, compact: bool) -> None:
        """One column: the result becomes a strip above, and the side goes behind "Add item"."""
        side, px = self._parts.side, self._look.px
        (self._stack if compact else self._two).addWidget(side)
        side.setMinimumWidth(0 if compact else px(SIDE_PX))
        side.setMaximumWidth(MOST_PX if compact else px(SIDE_PX))
        side.set_columns(3 if compact else 2)
        side.back.setVisible(compact)
        side.setVisible(not compact)
        self.show_visit()
        self._column.setSpacing(px(8 if compact else 12))
        if compact:
            self._column.insertWidget(1, self._parts.result)
        else:
            side.column.insertWidget(0, self._parts.result)
