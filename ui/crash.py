"""The one crash hook: a bug is written to a local log, and the volunteer is told in one sentence.

The log holds what kind of error and which lines of the program, never a message or a value:
those may hold a name.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from functools import cached_property
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from hubdesk.errors import Refused
from hubdesk.storage.folder import make as make_folder

LOG_NAME = "hubdesk.log"
LOG_BYTES = 256 * 1024
LOGS_KEPT = 3
_Error = tuple[type[BaseException], BaseException, TracebackType | None]


class CrashHook(QObject):
    """Takes every exception that nothing else took. ``crashed`` tells the window, once a bug.

    ``folder`` is where the log is kept, beside the hub and never in the shared folder.
    """

    crashed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder

    @cached_property
    def _handler(self) -> logging.Handler:
        """What writes the log; what it needs is loaded with the first bug, if there is one."""
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415

        made = RotatingFileHandler(
            self._folder / LOG_NAME,
            maxBytes=LOG_BYTES,
            backupCount=LOGS_KEPT,
            encoding="utf-8",
            delay=True,
        )
        made.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        return made

    def install(self) -> None:
        """Stands at every door: this thread, other threads, and what Python cannot raise."""
        sys.excepthook = self.take
        threading.excepthook = self._take_thread
        sys.unraisablehook = self._take_unraisable

    def close(self) -> None:
        """Gives the doors and the log file back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        if "_handler" in self.__dict__:
            self._handler.close()

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Logs one bug and tells of it; Ctrl+C in a terminal still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        record = logging.LogRecord("hubdesk", logging.ERROR, "", 0, where(error), None, None)
        try:
            make_folder(self._folder)
        except Refused:
            # Nowhere to write it down; the volunteer is told all the same.
            self._handler.handleError(record)
        else:
            self._handler.handle(record)
        self.crashed.emit()

    def _take_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _take_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)


def where(error: BaseException) -> str:
    """The kinds of error and the lines they passed, innermost last; no message, no value."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        frames = (_place(frame) for frame, _ in traceback.walk_tb(seen.__traceback__))
        at = [f"{module}:{line}" for module, line in frames]
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__} " + " > ".join(at))
        seen = seen.__cause__ or seen.__context__
    return " | from ".join(lines)


def _place(frame: object) -> tuple[str, int]:
    module = getattr(frame, "f_globals", {}).get("__name__", "?")
    return str(module), int(getattr(frame, "f_lineno", 0))
