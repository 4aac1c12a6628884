"""Slow work that may never end, on threads that nobody waits for.

A stick or a shared folder can hang for minutes. Neither the window nor its closing may wait for
that, which a thread of Qt's pool would make them do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject

from hubdesk.errors import Said
from ui import window_first
from ui.hand_over import hand_over, ready

Then = Callable[[Any], object]
Failed = Callable[[Said], object]


class _Ended(Struct, frozen=True):
    name: str
    value: Any = None
    failure: BaseException | None = None


class _UnderWay(Struct, frozen=True):
    thread: threading.Thread
    then: Then
    failed: Failed
    ended: Callable[[], object] | None


class Daemons(QObject):
    """One piece of work at a time under each name; answers come back in the window's thread.

    Trouble goes to ``failed``; anything else is a bug, raised where the crash hook stands.
    ``ended`` is called before, however it went.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._under_way: dict[str, _UnderWay] = {}
        ready()

    def is_at(self, name: str) -> bool:
        """True while work of that name has not been answered."""
        return name in self._under_way

    @property
    def is_busy(self) -> bool:
        """True while anything is under way."""
        return bool(self._under_way)

    def start(
        self,
        name: str,
        work: Callable[[], Any],
        then: Then,
        failed: Failed,
        ended: Callable[[], object] | None = None,
    ) -> bool:
        """Starts work, unless what has the same name is still under way."""
        if self.is_at(name):
            return False
        thread = threading.Thread(target=self._run, args=(name, work), name=name, daemon=True)
        self._under_way[name] = _UnderWay(thread, then, failed, ended)
        thread.start()
        return True

    def forget(self) -> None:
        """Wants no answers any more; what is under way ends by itself, or with the program."""
        self._under_way.clear()

    def wait(self, name: str, longest_s: float) -> None:
        """Waits for work, for so long at most."""
        if name in self._under_way:
            self._under_way[name].thread.join(longest_s)

    def _run(self, name: str, work: Callable[[], Any]) -> None:
        window_first.step_back()
        try:
            ended = _Ended(name, work())
        except BaseException as failure:  # noqa: BLE001 - carried across, then told or raised
            ended = _Ended(name, failure=failure)
        hand_over(self, self._answer, ended)

    def _answer(self, ended: _Ended) -> None:
        known = self._under_way.pop(ended.name, None)
        if known is None:
            return
        if known.ended is not None:
            known.ended()
        if ended.failure is None:
            known.then(ended.value)
        elif isinstance(ended.failure, Said):
            known.failed(ended.failure)
        else:
            raise ended.failure
