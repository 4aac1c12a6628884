"""A trigger held a moment too long: the same code again, sooner than a hand can do it."""

from __future__ import annotations

AGAIN_MS = 300.0
"""A volunteer needs longer than this to put one tin down and scan the next (a judgement)."""


class Twice:
    """Remembers the last code and when it came (``at_ms``, any clock that only goes on)."""

    def __init__(self, again_ms: float = AGAIN_MS) -> None:
        self._again_ms = again_ms
        self._text = ""
        self._at_ms = 0.0

    def again(self, text: str, at_ms: float, *, typed_between: bool = False) -> bool:
        """True for the same code within 300 ms of its last reading, whatever came of that.

        Whoever typed something between two readings has let go of the trigger: those are two.
        """
        soon = 0 <= at_ms - self._at_ms <= self._again_ms
        read_twice = text == self._text and soon and not typed_between
        self._text, self._at_ms = text, at_ms
        return read_twice
