"""The desk as the thread of the shared folder reaches it: one short transaction at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Any, Concatenate, ParamSpec, TypeVar

from hubdesk.errors import Trouble
from hubdesk.journal.act import Act, View
from hubdesk.sync import giving_way
from hubdesk.wording import translate
from ui.background import DeskLine

P = ParamSpec("P")
T = TypeVar("T")


class CutOff(Trouble):
    """The desk closed, or another folder was chosen, while this was under way."""

    def __init__(self) -> None:
        super().__init__(translate("hub", "Sharing was cut off. It goes on at the next start."))


class Across:
    """``hubdesk.sync.line.Line`` from another thread. It lets whoever serves go first.

    ``cut`` has everything that follows raise CutOff: what hangs now must not wake up later and
    go on.
    """

    def __init__(self, line: DeskLine) -> None:
        self._line, self._is_cut = line, False

    def cut(self) -> None:
        """Nothing more reaches the desk by this way."""
        self._is_cut = True

    def do(self, command: Callable[Concatenate[Act, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a command. Raises what it raises, and CutOff."""
        answer: T = self._cross(command, args, kwargs, is_command=True)
        return answer

    def ask(
        self, question: Callable[Concatenate[View, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Answers a question. Raises what it raises, and CutOff."""
        answer: T = self._cross(question, args, kwargs, is_command=False)
        return answer

    def _cross(
        self,
        job: Callable[..., Any],
        args: tuple[Any, ...],
        named: dict[str, Any],
        *,
        is_command: bool,
    ) -> Any:
        self._stand_back()
        if self._is_cut:
            raise CutOff
        try:
            return self._line.across(job, *args, is_command=is_command, **named).result()
        except CancelledError:
            raise CutOff from None

    def _stand_back(self) -> None:
        giving_way.stand_back(lambda: bool(self._line.waiting) and not self._is_cut)
