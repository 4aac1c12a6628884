"""What sync needs of the desk: to do and to ask, each in one short transaction.

The desk itself in tests and on the command line; in the app a line to the desk's thread, so
that a command never waits for the folder, and for a page of sync at most some milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from hubdesk.journal.act import Act, View

P = ParamSpec("P")
T = TypeVar("T")


class Line(Protocol):
    """The desk, or a way to it."""

    def do(self, command: Callable[Concatenate[Act, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a command: all of it is saved, or it raises and nothing is."""
        ...

    def ask(
        self, question: Callable[Concatenate[View, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Answers a question."""
        ...
