"""Counts that differ: one of them, or both together; decided by a person, later, and undoable."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from hubdesk.stocktake.clashes import Clash
from ui.stocktake import words
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.record_list import RecordList
from ui.widgets.take_away import take_away


class ClashPage(QWidget):
    """``decided`` carries the clash and the ref that holds; None: they add up."""

    decided = Signal(object, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self.list = RecordList(look, words.clash, self.tr("Counts that differ"), lead_px=24)
        self.empty = EmptyState(
            look,
            "circle-check-big",
            self.tr("No two counts differ"),
            self.tr("When two laptops count one shelf, their numbers are compared here."),
        )
        self.card = Card(look, self.tr("Which is right?"))
        self.told = label("", wraps=True)
        self.holds = label("", "muted", wraps=True)
        self.buttons: list[WordButton] = []
        self._arrange()
        self.list.chosen.connect(self._choose)
        look.changed.connect(self._dress)

    def show_clashes(self, found: list[Clash]) -> None:
        """What is to be decided."""
        self.empty.setVisible(not found)
        self.list.setVisible(bool(found))
        self.card.setVisible(bool(found))
        self.list.hold(found)

    def compact(self, compact: bool) -> None:
        """One column."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self._across.setStretch(1, 0 if compact else 1)
        self.card.heading.setVisible(not compact)
        self.card.set_tight(compact)
        self.holds.setVisible(not compact)

    def _choose(self, clash: Clash | None) -> None:
        for each in self.buttons:
            take_away(each)
        self.buttons = []
        if clash is None:
            return
        self.told.setText(f"{words.name(clash.target)}, {clash.where}")
        held = next(each for each in clash.sides if each.ref == clash.holds)
        self.holds.setText(
            self.tr("Until you decide, the later one holds: {quantity}.").format(
                quantity=words.many(clash.target, held.quantity)
            )
        )
        for one in clash.sides:
            self._offer(words.side(clash.target, one), "check", clash, one.ref)
        both = self.tr("Each counted a part: {quantity}")
        both = both.format(quantity=words.many(clash.target, clash.together))
        self._offer(both, "plus", clash, None)

    def _offer(self, said: str, icon: str, clash: Clash, ref: object) -> None:
        button = plain(self._look, said, icon)
        button.clicked.connect(partial(self.decided.emit, clash, ref))
        self._answers.addWidget(button)
        self.buttons.append(button)

    def _arrange(self) -> None:
        self.told_card = Card(self._look, self.tr("Counts that differ"))
        self.told_card.body.addWidget(self.empty)
        self.told_card.body.addWidget(self.list, 1)
        self.card.body.addWidget(self.told)
        self.card.body.addWidget(self.holds)
        self._answers = FlowLayout()
        self.card.body.addLayout(self._answers)
        self.card.body.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.told_card, 2)
        self._across.addWidget(self.card, 1)
        self.list.hide()
        self.card.hide()
        self._dress()

    def _dress(self) -> None:
        self._across.setSpacing(self._look.px(16))
        self._answers.set_gap(self._look.px(8))
