"""One piece of slow work beside the window, before there is a desk to give it to.

Stretching a passphrase takes half a second on purpose, and making a file waits for the disk:
neither may freeze the window.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, QThreadPool, Signal

from hubdesk.errors import Said
from ui.hand_over import hand_over, ready

Then = Callable[[Any], object]
Refused = Callable[[Said], object]


class _Ended(Struct, frozen=True):
    value: Any = None
    failure: BaseException | None = None


class Aside(QObject):
    """Does one thing at a time; answers come back in the window's thread.

    ``busy`` tells whether it is at work. A refusal or trouble goes to ``refused``; anything
    else is a bug and is raised in the window's thread, where the crash hook stands.
    """

    busy = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answers: tuple[Then, Refused] | None = None
        ready()

    @property
    def is_busy(self) -> bool:
        """True while a piece of work has not been answered."""
        return self._answers is not None

    def start(self, work: Callable[[], Any], then: Then, refused: Refused) -> None:
        """Starts a piece of work. Raises RuntimeError while another is under way."""
        if self._answers is not None:
            raise RuntimeError("one thing at a time")
        self._answers = (then, refused)
        self.busy.emit(True)
        # A function: a QRunnable that ends before start() has returned is never let go of.
        self._pool.start(partial(self._carry_out, work))

    def close(self) -> None:
        """Waits for the work under way; its answer is not wanted any more."""
        self._answers = None
        self._pool.waitForDone()

    def _carry_out(self, work: Callable[[], Any]) -> None:
        # Whatever went wrong travels to the window's thread, which knows whom to tell.
        try:
            ended = _Ended(work())
        except BaseException as failure:  # noqa: BLE001 - carried across, then told or raised
            ended = _Ended(failure=failure)
        hand_over(self, self._answer, ended)

    def _answer(self, ended: _Ended) -> None:
        if self._answers is None:
            return
        then, refused = self._answers
        self._answers = None
        self.busy.emit(False)
        if ended.failure is None:
            then(ended.value)
        elif isinstance(ended.failure, Said):
            refused(ended.failure)
        else:
            raise ended.failure
