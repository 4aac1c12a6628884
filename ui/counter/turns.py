"""One thing after another at the counter: whoever comes next waits until the last is on show."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from msgspec import Struct

Work = Callable[[], None]


class Turn(Struct, frozen=True):
    """One thing to do. ``kept`` things (scans, typing) wait behind a stop; keys do not.

    An ``answer`` to the card on show is what lifts a stop: it goes before all that waits.
    ``after`` is what is to be done once the turn before it is over, and is part of that one.
    """

    work: Work
    kept: bool = False
    answer: bool = False
    after: bool = False


class Turns:
    """A line of things to do.

    The next one starts when everything the last one asked the desk for was answered. ``held``
    says whether a stop stands: then only what is kept stays in line, and keys come to nothing.
    ``told`` hears how many scans wait after every change.
    """

    def __init__(self, held: Callable[[], bool], told: Callable[[int], None]) -> None:
        self._held, self._told = held, told
        self._line: deque[Turn] = deque()
        self._now: Turn | None = None
        self._open = 0
        self._stalled = False
        self._going = False
        self._told_last = 0

    @property
    def waiting(self) -> int:
        """How many scans wait in line."""
        return sum(turn.kept and not turn.after for turn in self._line)

    @property
    def idle(self) -> bool:
        """True when nothing happens until somebody does something."""
        return not self._open and (not self._line or self._stalled or self._held())

    def add(self, work: Work, *, kept: bool = False) -> None:
        """Puts something at the end of the line."""
        self._line.append(Turn(work, kept))
        self.go_on()

    def then(self, work: Work) -> None:
        """What was put in line last has this to do when it is over, and nobody waits for it."""
        self._line.append(Turn(work, kept=True, after=True))
        self.go_on()

    def answer(self, work: Work) -> None:
        """Puts an answer to the card on show before all that waits."""
        self._line.appendleft(Turn(work, answer=True))
        self.go_on()

    def asked(self) -> None:
        """The desk was sent something for the turn under way."""
        self._open += 1

    def answered(self) -> None:
        """One thing is over, however it went; when nothing more is open, the next turn comes."""
        self._open -= 1
        if not self._open:
            self._now = None
        self.go_on()

    def did(self) -> None:
        """What the turn was for is done: if the line stalls now, it is not done again."""
        self._now = None

    def stall(self) -> None:
        """Nothing can be done until ``resume``; what was under way then begins again."""
        self._stalled = True
        if self._now is not None:
            self._line.appendleft(self._now)
            self._now = None

    def resume(self) -> None:
        """Goes on after a stall."""
        self._stalled = False
        self.go_on()

    def go_on(self) -> None:
        """Starts whatever may start now."""
        if self._going:
            return
        self._going = True
        try:
            while self._line and not self._open and not self._stalled and self._next():
                pass
        finally:
            self._going = False
        if self.waiting != self._told_last:
            self._told_last = self.waiting
            self._told(self.waiting)

    def _next(self) -> bool:
        if self._held() and self._line[0].kept:
            return False
        turn = self._line.popleft()
        if turn.answer or not self._held():
            self._now = turn
            turn.work()
        return True
