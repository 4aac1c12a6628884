"""The counter's way to the desk: whatever is under way is answered before the next begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.counter import from_paper
from hubdesk.counter.from_paper import Pile
from hubdesk.day import DayUnsure
from hubdesk.errors import Said
from ui.background import DeskLine
from ui.counter.turns import Turns

Then = Callable[..., None]
Refused = Callable[[Said], None]


class Asking(QObject):
    """Commands and questions, each counted as part of the turn that sent it.

    ``pile`` is what is entered from paper, None while everything happens now. ``day_unsure``
    carries a Doubt: everything waits until the date is known.
    """

    day_unsure = Signal(object)

    def __init__(
        self, line: DeskLine, turns: Turns, refused: Refused, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._turns, self._refused = line, turns, refused
        self.pile: Pile | None = None

    def do(
        self,
        command: Callable[..., object],
        *args: object,
        then: Then,
        refused: Refused | None = None,
        **named: object,
    ) -> None:
        """Sends a command; while sheets of paper are entered, at their time."""
        if self.pile is not None:
            command, args = from_paper.told, (self.pile, command, *args)
        self.do_now(command, *args, then=then, refused=refused, **named)

    def do_now(
        self,
        command: Callable[..., object],
        *args: object,
        then: Then,
        refused: Refused | None = None,
        **named: object,
    ) -> None:
        """Sends a command that happens now, or that knows its own time."""
        self._turns.asked()
        told = partial(self._answered, then)
        untold = partial(self._not, refused or self._refused)
        over = self._turns.answered
        self._line.do(command, *args, then=told, refused=untold, over=over, **named)

    def ask(self, question: Callable[..., object], *args: object, then: Then) -> None:
        """Sends a question."""
        self._turns.asked()
        told, untold = partial(self._answered, then), partial(self._not, self._refused)
        self._line.ask(question, *args, then=told, refused=untold, over=self._turns.answered)

    def _answered(self, then: Then, answer: object) -> None:
        self._turns.did()
        then(answer)

    def _not(self, refused: Refused, failure: Said) -> None:
        if isinstance(failure, DayUnsure):
            self._turns.stall()
            self.day_unsure.emit(failure.doubt)
        else:
            self._turns.did()
            refused(failure)
