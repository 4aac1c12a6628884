"""The desk on its own thread: screens ask and command here, and are answered by signal.

The database belongs to one worker thread, so that no scan ever waits for the screen and no
screen for the disk. Requests are answered strictly in the order they were made.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, Protocol

import shiboken6
from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal, Slot

from hubdesk.changes import Changes
from hubdesk.errors import Said, Trouble
from hubdesk.wording import translate
from ui import memory, window_first

Callback = Callable[[Any], object]


class AnyDesk(Protocol):
    """What the line needs of ``hubdesk.desk.Desk``."""

    def do(self, command: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        """Carries out a command in one transaction."""
        ...

    def ask(self, question: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        """Answers a question."""
        ...

    def listen(self, listener: Callable[[Changes], None], /) -> None:
        """Has ``listener`` called after each command, with what it touched."""
        ...

    def close(self) -> None:
        """Closes the database."""
        ...


_Way = Callable[..., Any]
"""Takes the desk, what it is to do, and with what."""


class _Request(Struct, frozen=True):
    number: int
    way: _Way
    what: Callable[..., Any]
    args: tuple[Any, ...]
    named: dict[str, Any]


class _Answer(Struct, frozen=True):
    number: int
    value: Any = None
    failure: BaseException | None = None
    changes: tuple[Changes, ...] = ()


class _Crossing(Struct, frozen=True):
    """A request of another thread than the window's, which waits for its answer itself."""

    request: _Request
    answer: Future[Any]


class _Waiting(Struct, frozen=True):
    then: Callback | None = None
    refused: Callback | None = None
    over: Callable[[], object] | None = None


class _Worker(QObject):
    """Lives in the worker thread and is the only one to touch the desk."""

    answered = Signal(object)
    opened = Signal()

    def __init__(self, opener: Callable[[], AnyDesk]) -> None:
        super().__init__()
        self._opener = opener
        self._desk: AnyDesk | None = None
        self._changes: list[Changes] = []
        self._closed: Said = _not_open()

    @Slot()
    def open_(self) -> None:
        # Whatever went wrong travels to the window's thread, which knows whom to tell.
        try:
            self._desk = self._opener()
        except BaseException as failure:  # noqa: BLE001 - carried across, then raised
            # Whoever asks later is told why as well: nobody may be listening yet.
            self._closed = failure if isinstance(failure, Said) else self._closed
            self.answered.emit(_Answer(0, failure=failure))
            return
        self._desk.listen(self._changes.append)
        self.opened.emit()
        # Only now: nothing can be done before it is open.
        window_first.step_back()

    @Slot(object)
    def take(self, request: _Request) -> None:
        desk = self._desk
        if desk is None:
            self.answered.emit(_Answer(request.number, failure=self._closed))
            return
        began_s = time.monotonic()
        try:
            value = request.way(desk, request.what, *request.args, **request.named)
        except BaseException as failure:  # noqa: BLE001 - carried across, then raised
            answer = _Answer(request.number, failure=failure, changes=self._touched())
        else:
            answer = _Answer(request.number, value, changes=self._touched())
        # One crossing carries all: at each, the two threads have to wait for one another.
        self.answered.emit(answer)
        if time.monotonic() - began_s > memory.LONG_S:
            memory.give_back()

    @Slot(object)
    def take_across(self, crossing: _Crossing) -> None:
        request, answer = crossing.request, crossing.answer
        if self._desk is None or not answer.set_running_or_notify_cancel():
            answer.cancel()
            return
        try:
            value = request.way(self._desk, request.what, *request.args, **request.named)
        except BaseException as failure:  # noqa: BLE001 - carried across, then raised
            answer.set_exception(failure)
        else:
            answer.set_result(value)
        changes = self._touched()
        if changes:
            self.answered.emit(_Answer(0, changes=changes))

    def _touched(self) -> tuple[Changes, ...]:
        """What was touched since the last answer."""
        touched = tuple(self._changes)
        self._changes.clear()
        return touched

    @Slot()
    def close(self) -> None:
        try:
            if self._desk is not None:
                self._desk.close()
        except BaseException as failure:  # noqa: BLE001 - carried across, then told or raised
            self.answered.emit(_Answer(0, failure=failure))
        finally:
            # Whatever happened to the file, nobody waits for this thread for ever.
            self._desk = None
            self.thread().quit()


class DeskLine(QObject):
    """The screens' line to the desk.

    ``do`` and ``ask`` return at once; ``then`` is called with the answer, in the window's
    thread, unless the widget it belongs to has gone. A refusal or trouble goes to ``refused``,
    or to ``told`` for whoever is listening. Anything else is a bug: it is raised in the
    window's thread, where the crash hook stands. ``over`` is called last, however it went.
    """

    opened = Signal()
    changed = Signal(object)
    told = Signal(object)
    _asked = Signal(object)
    _crossing = Signal(object)
    _opening = Signal()
    _closing = Signal()

    def __init__(self, opener: Callable[[], AnyDesk], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[int, _Waiting] = {}
        self._last = 0
        self._crossed: set[Future[Any]] = set()
        self._gate = threading.Lock()
        self._thread = QThread()
        self._thread.setObjectName("desk")
        self._worker = _Worker(opener)
        self._worker.moveToThread(self._thread)
        self._worker.answered.connect(self._answer)
        self._worker.opened.connect(self.opened)
        self._asked.connect(self._worker.take)
        self._crossing.connect(self._worker.take_across)
        self._opening.connect(self._worker.open_)
        self._closing.connect(self._worker.close)
        self._thread.start()
        self._opening.emit()

    def do(
        self,
        command: Callable[..., Any],
        *args: Any,
        then: Callback | None = None,
        refused: Callback | None = None,
        over: Callable[[], object] | None = None,
        **named: Any,
    ) -> None:
        """Sends a command; ``Changes`` follow by ``changed`` when it touched something."""
        self._send(_Waiting(then, refused, over), _done, command, args, named)

    def ask(
        self,
        question: Callable[..., Any],
        *args: Any,
        then: Callback | None = None,
        refused: Callback | None = None,
        over: Callable[[], object] | None = None,
        **named: Any,
    ) -> None:
        """Sends a question."""
        self._send(_Waiting(then, refused, over), _asked, question, args, named)

    def call(
        self,
        job: Callable[..., Any],
        *args: Any,
        then: Callback | None = None,
        refused: Callback | None = None,
        **named: Any,
    ) -> None:
        """Has the desk itself do something that is neither: ``line.call(Desk.doubt, then=…)``."""
        self._send(_Waiting(then, refused), _called, job, args, named)

    def across(
        self, job: Callable[..., Any], *args: Any, is_command: bool, **named: Any
    ) -> Future[Any]:
        """Asks or commands from another thread; the answer is waited for there.

        It takes its turn with what the screens send. Cancelled when the desk closes first.
        """
        answer: Future[Any] = Future()
        way = _done if is_command else _asked
        with self._gate:
            if not self._thread.isRunning():
                answer.cancel()
                return answer
            self._crossed.add(answer)
            answer.add_done_callback(self._crossed.discard)
            self._crossing.emit(_Crossing(_Request(0, way, job, args, named), answer))
        return answer

    @property
    def waiting(self) -> int:
        """How much was sent that is not answered yet."""
        return len(self._waiting)

    def close(self) -> None:
        """Lets everything sent be done, closes the desk, and waits for it. May be repeated."""
        if self._thread.isRunning():
            self._closing.emit()
            self._thread.wait()
            with self._gate:
                left = list(self._crossed)
            for each in left:
                each.cancel()
        # Answers that were still on their way are delivered before the window goes.
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _send(
        self,
        waiting: _Waiting,
        way: _Way,
        what: Callable[..., Any],
        args: tuple[Any, ...],
        named: dict[str, Any],
    ) -> None:
        self._last += 1
        self._waiting[self._last] = waiting
        # Last: whatever this thread still did would hold up the other, which looks it up now.
        self._asked.emit(_Request(self._last, way, what, args, named))

    @Slot(object)
    def _answer(self, answer: _Answer) -> None:
        waiting = self._waiting.pop(answer.number, _Waiting())
        try:
            self._tell(waiting, answer)
        finally:
            # A bug must not leave its asker waiting for ever: the desk goes on.
            for changes in answer.changes:
                self.changed.emit(changes)
            if waiting.over is not None:
                waiting.over()

    def _tell(self, waiting: _Waiting, answer: _Answer) -> None:
        if answer.failure is None:
            _call(waiting.then, answer.value)
        elif isinstance(answer.failure, Said):
            if waiting.refused is None:
                self.told.emit(answer.failure)
            else:
                _call(waiting.refused, answer.failure)
        else:
            raise answer.failure


def _done(desk: AnyDesk, command: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return desk.do(command, *args, **named)


def _asked(desk: AnyDesk, question: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return desk.ask(question, *args, **named)


def _called(desk: AnyDesk, job: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return job(desk, *args, **named)


def _not_open() -> Trouble:
    return Trouble(translate("hub", "The hub is not open. Close Hubdesk and start it again."))


def _call(callback: Callback | None, value: Any) -> None:
    """Calls back, unless the widget that asked has gone meanwhile."""
    inner = callback.func if isinstance(callback, partial) else callback
    owner = getattr(inner, "__self__", None)
    if callback is None or (isinstance(owner, QObject) and not shiboken6.isValid(owner)):
        return
    callback(value)
