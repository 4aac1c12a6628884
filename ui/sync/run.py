"""Shares by itself while the desk is open, on a thread of its own.

A folder that is slow, hangs or goes away costs the counter nothing: only the short
transactions that apply what was read cross to the desk's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from hubdesk.changes import Changes, Touched
from hubdesk.clock import Clock
from hubdesk.errors import Said
from hubdesk.journal.act import View
from hubdesk.sync import copied, where
from hubdesk.sync.copied import Copied
from hubdesk.sync.report import Coming, Erasures, HeardOf, PassReport, Sharing
from ui.background import DeskLine
from ui.backups.daemon import Daemons, Failed, Then
from ui.hand_over import hand_over
from ui.sync.across import Across, CutOff

if TYPE_CHECKING:
    from hubdesk.sync.joining import Codes, Joined
    from ui.sync.folder_work import FolderWork

FIRST_MS: Final = 3_000
EVERY_MS: Final = 45_000
SOON_MS: Final = 5_000
SLOW_MS: Final = 20_000
LAST_S: Final = 3.0
"""How long closing may wait for a last pass."""


class Standing(Struct, frozen=True):
    """How sharing stands on this laptop now; ``folder`` is None where none is connected.

    ``details`` is False where no names are held; ``hangs`` while the folder does not answer.
    ``joins`` while a laptop that chose to join in its first run has not done so. ``copied``
    until somebody has read that a copy of this hub's folder is at work, and ``nameless`` while
    one that was a copy bears the name of the other. ``coming`` says how far it is while what
    others did comes to a laptop that joined; ``closed`` that no code lets another in.
    """

    sharing: Sharing = Sharing(False)
    folder: Path | None = None
    details: bool = True
    closed: bool = False
    is_busy: bool = False
    hangs: bool = False
    joins: bool = False
    nameless: bool = False
    erasures: Erasures = Erasures()
    heard: tuple[HeardOf, ...] = ()
    copied: Copied | None = None
    coming: Coming | None = None

    @property
    def connected(self) -> bool:
        """Whether this laptop shares a hub through a folder."""
        return self.sharing.connected and self.folder is not None


def asked(view: View) -> Standing:
    """How sharing stands, as far as the hub knows."""
    folder, twin = where.folder(view), copied.told(view)
    if not where.is_shared(view):
        return Standing(folder=folder, joins=where.wishes_to_join(view), copied=twin)
    from hubdesk.sync import status  # noqa: PLC0415 - only a hub that is shared needs it

    sharing, heard = status.asked(view), status.heard(view, view.clock.now_ms())
    nameless, erasures = copied.needs_name(view), status.erasures(view)
    details = status.details_known(view)
    return Standing(
        sharing,
        folder,
        details,
        status.codes_wanted(view),
        nameless=nameless,
        erasures=erasures,
        heard=heard,
        copied=twin,
    )


class _Job(Struct, frozen=True):
    """Work with the folder, and who is told how it ended."""

    work: Callable[[Across], Any]
    then: Then
    failed: Failed


class SharingRun(QObject):
    """One piece of work with the folder at a time; ``stands`` when something is to be shown.

    ``passed`` carries the report of each pass.
    """

    stands = Signal(object)
    passed = Signal(object)

    def __init__(self, line: DeskLine, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._clock = line, clock
        self.standing = Standing()
        self._daemons = Daemons(self)
        self._jobs: list[_Job] = []
        self._across: Across | None = None
        self._number, self._name = 0, ""
        self._is_closed = self._is_stale = self._is_asked = self._is_begun = False
        self._passed_ms = 0
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._by_itself)
        self._slow = QTimer(self, singleShot=True)
        self._slow.timeout.connect(self._say_slow)

    @cached_property
    def folder_work(self) -> FolderWork:
        """What is done with the folder; loaded in the thread that first does any of it."""
        from ui.sync.folder_work import FolderWork  # noqa: PLC0415

        return FolderWork(self._clock)

    def start(self, in_ms: int = FIRST_MS) -> None:
        """Looks how sharing stands, and begins in a moment."""
        self._next.start(in_ms)
        self.look()

    def look(self) -> None:
        """Asks how sharing stands."""
        if self._is_closed:
            return
        self._line.ask(asked, then=self._know)

    def now(self) -> None:
        """Shares all at once; while a pass is under way, once more after it."""
        self._is_asked = True
        self._by_itself()

    def changed(self, changes: Changes) -> None:
        """Something was recorded: it is shared soon, yet no more often than every so often."""
        if changes.touches(Touched.SHARED):
            self.look()
        elif self.standing.connected and self._across is None:
            since_ms = self._clock.now_ms() - self._passed_ms
            wait_ms = min(max(EVERY_MS - since_ms, SOON_MS), EVERY_MS)
            if not self._next.isActive() or self._next.remainingTime() > wait_ms:
                self._next.start(wait_ms)

    def make(self, path: Path, then: Then, failed: Failed) -> None:
        """Makes the hub in a folder; ``then`` is told its codes."""
        self._work(partial(self._make, path), then, failed)

    def join(self, path: Path, code: str, then: Then, failed: Failed) -> None:
        """Joins the hub in a folder; ``then`` is told with or without names."""
        self._work(partial(self._join, path, code), then, failed)

    def move(self, path: Path, then: Then, failed: Failed) -> None:
        """Takes another folder for the hub that is shared already."""
        self._work(partial(self._move, path), then, failed)

    def shut_out(self, lost: list[bytes], then: Then, failed: Failed) -> None:
        """Gives all but the lost laptops a new key; ``then`` is told the new codes."""
        folder = self.standing.folder
        assert folder is not None
        self._work(partial(self._shut_out, folder, lost), then, failed)

    def find_places(self, then: Then) -> None:
        """Tells which folders here could be shared; a stick that hangs tells nothing."""
        self._daemons.start("places", _places, then, self._not_passed)

    def aside(self, work: Callable[[], Any], then: Then, failed: Failed) -> None:
        """Looks at a folder that is being chosen; one that cannot be read is Trouble."""
        self._number += 1
        self._daemons.start(f"look {self._number}", partial(_reachable, work), then, failed)

    def disconnect_(self) -> None:
        """Looks for no folder any more. What hangs is left to itself."""
        self._line.do(where.forget, then=self._forgot)

    def close(self) -> None:
        """Shares what waits, if the folder answers soon; nobody waits longer."""
        self._next.stop()
        self._slow.stop()
        if self._across is None and not self.standing.hangs and self.standing.connected:
            self.now()
        self._is_closed = True
        if self._across is not None:
            self._daemons.wait(self._name, LAST_S)
            self._across.cut()
        elif "folder_work" in self.__dict__:
            self.folder_work.close()
        self._jobs.clear()
        self._daemons.forget()

    def _make(self, path: Path, line: Across) -> Codes:
        return self.folder_work.make(path, line)

    def _join(self, path: Path, code: str, line: Across) -> Joined:
        return self.folder_work.join(path, code, line)

    def _move(self, path: Path, line: Across) -> None:
        self.folder_work.move(path, line)

    def _shut_out(self, path: Path, lost: list[bytes], line: Across) -> Codes:
        return self.folder_work.shut_out(path, lost, line)

    def _pass(self, path: Path, is_asked: bool, line: Across) -> PassReport:
        return self.folder_work.one_pass(path, line, self._tell, is_asked=is_asked)

    def _tell(self, coming: Coming) -> None:
        """How far joining is; called in the thread of the folder."""
        hand_over(self, self._show_coming, coming)

    def _show_coming(self, coming: Coming) -> None:
        """What goes on does not hang."""
        if self._across is not None:
            self._slow.start(SLOW_MS)
            self._show(replace(self.standing, coming=coming, hangs=False))

    def _by_itself(self) -> None:
        folder = self.standing.folder
        if folder is None or not self.standing.sharing.connected:
            return
        if self._across is not None:
            self._is_stale = True
            return
        is_asked, self._is_asked = self._is_asked, False
        self._work(partial(self._pass, folder, is_asked), self._passed, self._not_passed)

    def _work(self, work: Callable[[Across], Any], then: Then, failed: Failed) -> None:
        self._jobs.append(_Job(work, then, failed))
        self._begin()

    def _begin(self) -> None:
        if self._across is not None or not self._jobs:
            return
        job, self._across = self._jobs.pop(0), Across(self._line)
        self._number += 1
        self._name = f"shared folder {self._number}"
        self._slow.start(SLOW_MS)
        self._show(replace(self.standing, is_busy=True))
        self._daemons.start(
            self._name,
            partial(job.work, self._across),
            partial(self._told, job.then),
            partial(self._told, job.failed),
            self._ended,
        )

    def _ended(self) -> None:
        """However it went, a bug too: the next pass comes in its time."""
        self._across = None
        self._passed_ms = self._clock.now_ms()
        self._slow.stop()
        self._show(replace(self.standing, is_busy=False, hangs=False, coming=None))
        again, self._is_stale = self._is_stale, False
        self._next.start(SOON_MS if again else EVERY_MS)

    def _told(self, tell: Callable[[Any], object], value: Any) -> None:
        if not isinstance(value, CutOff):
            tell(value)
        self.look()
        self._begin()

    def _drop(self) -> None:
        """What is under way is not waited for; should it wake up, it reaches nothing."""
        if self._across is not None:
            self._across.cut()
            self._daemons.forget()
            self._across = None
        self._jobs.clear()
        self._slow.stop()

    def _passed(self, report: PassReport) -> None:
        self.passed.emit(report)

    def _not_passed(self, failure: Said) -> None:
        """This laptop's own disk failed: whoever works here is told at the next command."""

    def _forgot(self, _: object) -> None:
        self._drop()
        self._next.stop()
        self._show(replace(self.standing, folder=None, is_busy=False, hangs=False, coming=None))

    def _know(self, found: Standing) -> None:
        if self._is_closed:
            return
        was = self.standing
        self._show(replace(found, is_busy=was.is_busy, hangs=was.hangs, coming=was.coming))
        if found.connected and not was.connected and self._is_begun:
            self._next.start(0)
        self._is_begun = True

    def _say_slow(self) -> None:
        """What waits meanwhile is counted anew; no pass will come to an end and do it."""
        self._show(replace(self.standing, hangs=True))
        self.look()

    def _show(self, standing: Standing) -> None:
        if standing != self.standing and not self._is_closed:
            self.standing = standing
            self.stands.emit(standing)


def _reachable(work: Callable[[], Any]) -> Any:
    from ui.sync.folder_work import reachable  # noqa: PLC0415 - as above

    return reachable(work)


def _places() -> object:
    from ui.sync import places  # noqa: PLC0415 - as above

    return places.found()
