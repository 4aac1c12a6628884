"""What can be changed about the visit on the counter: each with one key, and all optional."""

from __future__ import annotations

from functools import partial
from string import ascii_uppercase

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.counter.visit import ShownVisit
from hubdesk.households.diet import FACES
from hubdesk.households.diet import Chip as DietChip
from ui import keys
from ui.households.ages_row import AgesRow
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.scrolled import scrolled
from ui.widgets.toggle import ToggleButton
from ui.wording import translated


class ChangeIt(QWidget):
    """The panel in the visit's place, filled when it is first wanted.

    ``chip_turned`` is a chip's own name; ``ages_told`` the children in each band; ``acted``
    says that a button was pressed, after its own signal.
    """

    chip_turned = Signal(str)
    ages_told = Signal(object)
    and_for_wanted = Signal()
    by_other_wanted = Signal()
    choose_wanted = Signal()
    take_off_wanted = Signal()
    acted = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._filled = False
        self.setProperty("role", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Change this visit"))

    def show_visit(self, visit: ShownVisit) -> None:
        """Shows what holds now."""
        if not self._filled:
            self._fill()
        turn = visit.turn
        for button in self.chips:
            button.setChecked(turn is not None and button.what in turn.chips)
        if not any(box.hasFocus() for box in self.ages.boxes):
            self.ages.fill(turn.ages if turn else ())
        self.take_off.setVisible(len(visit.parties) > 1)

    def focus_home(self) -> None:
        """Letters are for the chips, unless somebody is at the ages."""
        if not any(box.hasFocus() for box in self.ages.boxes):
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter turns its chip; a digit begins the ages."""
        typed = event.text().upper()
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        elif typed and typed in ascii_uppercase[: len(self.chips)]:
            self.chips[ascii_uppercase.index(typed)].click()
        elif typed.isdigit():
            self.ages.boxes[0].setFocus()
            self.ages.boxes[0].setText(typed)
        else:
            event.ignore()

    def _fill(self) -> None:
        look = self._look
        self._filled = True
        self.and_for = plain(look, self.tr("And for"), "users", keys.AND_FOR.shown)
        self.by_other = plain(
            look, self.tr("Someone else collects"), "hand-helping", keys.BY_OTHER.shown
        )
        self.choose = plain(look, self.tr("They choose"), "shopping-basket", keys.CHOOSE.shown)
        self.take_off = plain(look, self.tr("Take this household off"), "x")
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.acts = (self.and_for, self.by_other, self.choose, self.take_off)
        self.chips = [self._made_chip(each) for each in zip(ascii_uppercase, FACES, strict=False)]
        self.ages = AgesRow(look)
        self.keep = plain(look, self.tr("Keep the ages"), "check", "Enter")
        self.ages.add(self.keep)
        self._arrange()
        self._connect()
        look.changed.connect(self._dress)
        self._dress()

    def _made_chip(self, of: tuple[str, DietChip]) -> ToggleButton:
        letter, chip = of
        button = ToggleButton(self._look, translated(FACES[chip].words), chip.value)
        button.set_hint(letter)
        button.setAccessibleName(f"{button.text()} {letter}")
        button.clicked.connect(partial(self.chip_turned.emit, chip.value))
        return button

    def _arrange(self) -> None:
        card = Card(self._look)
        card.set_tight()
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self._flows = [FlowLayout(8), FlowLayout(8), FlowLayout(8)]
        parts = ((self.back, *self.acts), self.chips, (self.ages,))
        for flow, buttons in zip(self._flows, parts, strict=True):
            for button in buttons:
                flow.addWidget(button)
        column.addLayout(self._flows[0])
        column.addLayout(
            self._headed(
                self.tr("Diet and kitchen"),
                self.tr("Asked so that you can eat and cook what is packed. It is kept."),
            )
        )
        column.addLayout(self._flows[1])
        column.addLayout(
            self._headed(
                self.tr("Ages of the children"),
                self.tr("Asked so that the right food for them is packed. They are optional."),
            )
        )
        column.addLayout(self._flows[2])
        column.addStretch(1)
        card.body.addWidget(scrolled(inside))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def _headed(self, heading: str, why: str) -> QVBoxLayout:
        """What is asked, and why."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(heading, "strong"))
        column.addWidget(label(why, "muted", wraps=True))
        return column

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.keep.clicked.connect(self._keep)
        self.ages.entered.connect(self._keep)
        wanted = (
            self.and_for_wanted,
            self.by_other_wanted,
            self.choose_wanted,
            self.take_off_wanted,
        )
        for button, signal in zip(self.acts, wanted, strict=True):
            button.clicked.connect(signal)
            button.clicked.connect(self.acted)
        keys.BACK.calls(self.left, within=self, while_focused=True)

    def _dress(self) -> None:
        for flow in self._flows:
            flow.set_gap(self._look.px(8))
        self._column.setSpacing(self._look.px(8))

    def _keep(self) -> None:
        self.ages_told.emit(self.ages.ages())
