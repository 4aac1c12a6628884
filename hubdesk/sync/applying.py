"""Applies what segments carry: as many operations in one transaction as fit in the time for it.

Many small segments go together; a large one in pages. With the last page of a segment goes the
mark that it was read, so that whatever stops a pass, nothing is marked that is not applied.
"""

from __future__ import annotations

import time
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Engine

from hubdesk import day
from hubdesk.changes import Touched
from hubdesk.journal.act import Act
from hubdesk.journal.arriving import Arrived, Whence
from hubdesk.storage import folding
from hubdesk.storage.made_of import made_of
from hubdesk.storage.repeatable import repeatable
from hubdesk.sync import coming, files
from hubdesk.sync.files import Known, State
from hubdesk.sync.passing import Passing
from hubdesk.sync.report import Coming
from hubdesk.sync.segment import Segment
from hubdesk.sync.unreadable import Why

LEAST: Final = 10
"""Operations applied together, however slow the laptop is."""


class Piece(Struct, frozen=True):
    """Some operations of one segment; ``last`` is what to mark once the last ones are applied."""

    whence: Whence
    arrived: list[Arrived]
    last: Known | None


class Queue(Struct):
    """Segments that were read and wait to be applied, and whether one clashed so far."""

    passing: Passing
    pieces: list[Piece]
    clashed: bool = False
    came: Coming | None = None
    told: int = -1
    unfolded: int = 0
    beside: Engine | None = None

    def add(self, found: Segment, known: Known) -> None:
        """Takes in a segment that verified, and applies what fills a page."""
        head = found.head
        whence = Whence(head.stream, head.klass, head.device.ljust(16, b"\0"))
        columns = [range(head.first, head.last + 1), *zip(*found.operations, strict=True)]
        arrived = list(made_of(Arrived, zip(*columns, strict=True)))
        self.pieces.append(Piece(whence, arrived, known))
        self._tell()
        while self._waiting() >= self.passing.fitting:
            self._page()

    def apply(self) -> None:
        """Applies all that waits."""
        while self.pieces:
            self._page()

    def _tell(self) -> None:
        """Says how far it is, a hundred times at most."""
        tell = self.passing.tell
        if tell is None:
            return
        if self.came is None:
            self.came = self.passing.line.ask(coming.found)
        here = self.came.here + self.passing.tally["read"] + self._waiting()
        about = max(here, self.came.about)
        if self.told < 0 or here - self.told >= about // 100:
            self.told = here
            tell(Coming(here, about))

    def _waiting(self) -> int:
        return sum(len(each.arrived) for each in self.pieces)

    def _page(self) -> None:
        passing = self.passing
        page, self.pieces = _cut(self.pieces, passing.fitting)
        done = passing.line.do(take_page, page, self.clashed)
        _fit(passing, done.took_ms)
        self.clashed = done.clashed
        passing.tally["read"] += done.new
        passing.files |= {each.name: each for each in done.files}
        self._fold(done.new)

    def _fold(self, new: int) -> None:
        """Folds what was written into the file, while nobody waits for it."""
        self.unfolded += new
        if 0 < self.passing.pace.fold_after <= self.unfolded:
            self.unfolded = 0
            self.beside = self.beside or self.passing.line.do(_fold_beside)
            folding.fold(self.beside)

    def finish(self) -> None:
        """Nothing more comes."""
        if self.beside is not None:
            self.passing.line.do(_fold_no_more)


class Done(Struct, frozen=True):
    """What came of a page: how many were new, the files it ended, and if the last one clashes.

    ``took_ms`` is without the wait for the disk, which fewer operations would not shorten.
    """

    new: int
    files: list[Known]
    clashed: bool
    took_ms: float


@repeatable
def take_page(act: Act, page: list[Piece], clashed: bool) -> Done:
    """Keeps and applies some operations, and marks the segments that end with them."""
    began_s = time.perf_counter()
    taken = act.journal.accept_all(act.applying, [(each.whence, each.arrived) for each in page])
    day.heard(act, max((op.at_ms for each in page for op in each.arrived), default=0))
    ended = []
    for piece, came in zip(page, taken, strict=True):
        clashed = clashed or bool(came.clashing)
        if piece.last is not None:
            ended.append(_clashing(piece.last) if clashed else piece.last)
            clashed = False
    for known in ended:
        files.keep(act.connection, known)
        act.touch(Touched.SHARED)
    took_ms = (time.perf_counter() - began_s) * 1000
    return Done(sum(len(each.new) for each in taken), ended, clashed, took_ms)


@repeatable
def _fold_beside(act: Act) -> Engine:
    return folding.begin(act.connection)


@repeatable
def _fold_no_more(act: Act) -> None:
    folding.end(act.connection)


def _clashing(known: Known) -> Known:
    return replace(known, state=State.ASIDE, why=Why.CLASHING.value)


def _cut(pieces: list[Piece], size: int) -> tuple[list[Piece], list[Piece]]:
    """The first ``size`` operations, and the rest."""
    page: list[Piece] = []
    for at, piece in enumerate(pieces):
        if len(piece.arrived) > size:
            now, later = piece.arrived[:size], piece.arrived[size:]
            page += [replace(piece, arrived=now, last=None)] if now else []
            return page, [replace(piece, arrived=later), *pieces[at + 1 :]]
        page.append(piece)
        size -= len(piece.arrived)
    return page, []


def _fit(passing: Passing, took_ms: float) -> None:
    """Fewer at a time where that took too long, so that nobody at the counter waits."""
    size, pace = passing.fitting, passing.pace
    by_time = int(size * pace.page_ms / max(took_ms, 0.1))
    passing.fitting = max(LEAST, min(pace.page, size + size // 4 + 1, by_time))
