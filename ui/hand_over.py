"""What another thread found out, handed to the window's thread.

A thread that nobody waits for may end while the window goes. Sending a signal of an object that
is being taken down ends the program, and asking first whether it still stands is no help: it
may go between the question and the signal. So the signal belongs to something that stays.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot


class _Desk(QObject):
    """Lives in the window's thread for as long as the program."""

    handed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.handed.connect(self._take)

    @Slot(object)
    def _take(self, told: Callable[[], None]) -> None:
        told()


def ready() -> None:
    """To be called in the window's thread, before another one hands anything over."""
    _desk()


def hand_over(to: QObject, then: Callable[..., object], *found: Any) -> None:
    """Has ``then`` called in the window's thread with what was found, unless ``to`` has gone."""
    _desk().handed.emit(partial(_tell, to, then, *found))


@cache
def _desk() -> _Desk:
    return _Desk()


def _tell(to: QObject, then: Callable[..., object], *found: Any) -> None:
    if shiboken6.isValid(to):
        then(*found)
