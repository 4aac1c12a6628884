"""A notice across the top of any screen: stays until it is answered or another replaces it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from ui.theme.look import Look
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard

MOST_BENEATH = 3
"""So many bags may wait for their number in pen; those before them are out of the door."""


class NoticeBar(ResultCard):
    """A result in its strip form with a way to put it away; never a dialog.

    A pinned one holds what must be done, as a number to write on a bag: a later notice says it
    too, and once that is put away it stands alone again.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.told: Result | None = None
        self._beneath: list[Result] = []
        self.set_compact(True)
        self.chosen.connect(self._answered)

    def show_result(self, result: Result) -> None:
        """Shows a notice; one with no action of its own gets "Put away"."""
        before = self.told if self.result is not None else None
        if before is not None and before.pinned and before is not result:
            self._beneath = [*self._beneath, before][-MOST_BENEATH:]
        self._stand(result)

    def put_away(self, result: Result) -> None:
        """Takes a notice away that is no longer true, wherever it stands."""
        self._beneath = [each for each in self._beneath if each is not result]
        if self.told is result:
            self._next()
        elif self.told is not None and self.result is not None:
            self._stand(self.told)

    def clear(self) -> None:
        """Takes all of them away."""
        self._beneath = []
        super().clear()

    def _stand(self, result: Result) -> None:
        self.told = result
        lines = (*result.lines, *(each.headline for each in self._beneath[-1:]))
        actions = result.actions or (Action("away", self.tr("Put away"), "", "x"),)
        super().show_result(replace(result, lines=lines, actions=actions))

    def _next(self) -> None:
        """The one beneath stands again, else none."""
        if self._beneath:
            self._stand(self._beneath.pop())
        else:
            self.clear()

    def _answered(self, what: str) -> None:
        self._next()
