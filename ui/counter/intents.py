"""When something that was pressed, typed or answered may be done: never past a stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.counter.answers import Answers
from ui.counter.on_show import OnShow
from ui.counter.telling import Telling
from ui.counter.turns import Turns
from ui.widgets.result import Result

Work = Callable[[], None]
Command = Callable[..., object]
Then = Callable[..., None]


class Intents:
    """Puts what a volunteer wants in line. A stop keeps scans waiting and lets no key past."""

    def __init__(self, turns: Turns, on_show: OnShow, telling: Telling, answers: Answers) -> None:
        self._turns, self._on_show = turns, on_show
        self._telling, self._answers = telling, answers

    def do(self, command: Command, *args: object, then: Then) -> None:
        """A key or button that sends a command."""
        self.key(partial(self._telling.asking.do, command, *args, then=then))

    def to_visit(self, command: Command, *args: object, then: Then) -> None:
        """A key or button that does something to the visit on show."""
        self.key(partial(self._answers.to_visit, command, *args, then=then))

    def to_row(self, command: Command, row: int, *args: object, then: Then) -> None:
        """A key or button for a row of the visit on show."""
        if self._on_show.visit is not None:
            work = partial(self._answers.to_visit, command, row, *args, then=then)
            self.key(partial(self._of_visit, self._on_show.visit.id, work))

    def key(self, work: Work) -> None:
        """A key or button; while a stop stands it comes to nothing, and the stop is said again."""
        if self._on_show.pinned():
            self._telling.stop_stays()
        else:
            self._turns.add(work)

    def kept(self, work: Work) -> None:
        """A scan, or what was typed for one: behind a stop it waits its turn."""
        self._turns.add(work, kept=True)

    def answer(self, work: Work) -> None:
        """An answer is for the card it was given to: pressed twice, it is carried out once."""
        self._turns.answer(partial(self._carry_out, self._on_show.card, work))

    def _carry_out(self, card: Result | None, work: Work) -> None:
        if card == self._on_show.card:
            work()

    def _of_visit(self, visit_id: bytes, work: Work) -> None:
        """By its turn another visit may be on show, whose rows are others."""
        if self._on_show.is_here(visit_id):
            work()
