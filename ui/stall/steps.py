"""The steps of a day at the stall, and the row of buttons that chooses among them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import keys
from ui.theme.look import Look
from ui.widgets.one_of import OneButton, OneOf

translate = QCoreApplication.translate

OUT, TRADE, IN, DAY, WASTE = range(5)


class Steps(OneOf):
    """``chosen`` carries the number of a step; ``row`` stands at the head of the screen.

    Throwing away has no button: it belongs to the swaps.
    """

    def __init__(self, look: Look, screen: QWidget) -> None:
        said = {
            OUT: (translate("Stall", "Load out"), "arrow-up", keys.LOAD_OUT),
            TRADE: (translate("Stall", "Swaps"), "replace", keys.TRADE),
            IN: (translate("Stall", "Load in"), "arrow-down", keys.LOAD_IN),
            DAY: (translate("Stall", "The day"), "calendar-check", keys.STALL_DAY),
        }
        made = {str(step): OneButton(look, word, icon) for step, (word, icon, _) in said.items()}
        super().__init__(made, str(TRADE), screen)
        self._look, self._hints = look, {step: key.shown for step, (_, _, key) in said.items()}
        self.row = QHBoxLayout()
        for step, (word, _, key) in said.items():
            button = made[str(step)]
            button.set_hint(key.shown)
            button.say(word)
            self.row.addWidget(button)
            key.calls(partial(self.chosen.emit, str(step)), within=screen)
        self.row.addStretch(1)
        look.changed.connect(self._dress)
        self._dress()

    def show_step(self, step: int) -> None:
        """The button of a step stands out."""
        self.set_value(str(TRADE if step == WASTE else step))

    def compact(self, compact: bool) -> None:
        """In one column the words have no room for their keys beside those who serve."""
        for step, shown in self._hints.items():
            made = self.buttons[str(step)]
            assert isinstance(made, OneButton)
            made.set_hint("" if compact else shown)

    def _dress(self) -> None:
        self.row.setSpacing(self._look.px(8))
