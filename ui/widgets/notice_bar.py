"""A notice across the top of any screen: stays until it is answered or another replaces it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.look import Look
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard


class NoticeBar(ResultCard):
    """A result in its strip form with a way to put it away; never a dialog."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.told: Result | None = None
        self.set_compact(True)
        self.chosen.connect(self._answered)

    def show_result(self, result: Result) -> None:
        """Shows a notice; one with no action of its own gets "Put away"."""
        self.told = result
        if not result.actions:
            away = Action("away", self.tr("Put away"), "", "x")
            result = Result(result.tone, result.headline, result.lines, (away,), result.pinned)
        super().show_result(result)

    def put_away(self, result: Result) -> None:
        """Takes a notice away that is no longer true, unless another has replaced it."""
        if self.told is result:
            self.clear()

    def _answered(self, what: str) -> None:
        self.clear()
