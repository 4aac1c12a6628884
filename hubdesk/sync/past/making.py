"""Makes a past: what everybody may hold is replayed into an empty file, and its tables packed.

Only operations of stock are in it, which each laptop of the hub may read; what people told
comes in its own segments. So it is made in a file of its own, whose tables are those of a laptop
without people's details. That file is encrypted under a key that is written nowhere.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable, Generator
from functools import partial
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, create_engine, select
from sqlalchemy.pool import NullPool

from hubdesk import sealing
from hubdesk.errors import Trouble
from hubdesk.journal.act import View
from hubdesk.journal.arriving import COLUMNS, Arrived, Whence
from hubdesk.journal.journal import Journal, last_position
from hubdesk.journal.operations import Applying, Klass
from hubdesk.journal.tables import operation, stream
from hubdesk.storage import birth, indexes
from hubdesk.storage.connection import connect
from hubdesk.storage.database import Database
from hubdesk.storage.dialect import URL
from hubdesk.storage.failures import DISK
from hubdesk.storage.prepared import Prepared, Row
from hubdesk.sync import where
from hubdesk.sync.envelope import short
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import put
from hubdesk.sync.line import Line
from hubdesk.sync.passing import Passing
from hubdesk.sync.past import file, lying, rows
from hubdesk.sync.past.file import Contents, Head
from hubdesk.sync.past.rows import Rows

PAGE: Final = 1_000
"""Operations that are replayed together, where the pace says no more: some 50 ms."""
FOLDER: Final = "past.part"
FILE: Final = "past.db"

_stock = Prepared(
    select(
        stream.c.id,
        stream.c.device,
        operation.c.seq,
        *(operation.c[name] for name in COLUMNS),
    )
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(
        operation.c.position > bindparam("after"),
        operation.c.position <= bindparam("upto"),
        stream.c.klass == Klass.STOCK.value,
    )
    .order_by(operation.c.position)
)
# Numbers that follow on each other differ from their rank by the same amount.
_RUNS: Final = (
    "SELECT stream.id, min(seq), max(seq) FROM (SELECT stream_no, seq, seq - row_number() OVER"
    " (PARTITION BY stream_no ORDER BY seq) AS run FROM operation) AS told"
    " JOIN stream ON stream.no = told.stream_no GROUP BY stream_no, run ORDER BY stream_no, run"
)


class Beside(Struct, frozen=True):
    """An empty hub's file to make a past in; ``leave`` has it gone."""

    database: Database
    leave: Callable[[], object]


class Making:
    """A past in the making: each pass does some of it, for as long as it may take.

    It lasts as long as the desk is open. Cut off, it begins anew. Where this laptop's own disk
    fails, it makes none until it is started again: sharing goes on without.
    """

    def __init__(self, opened: Callable[[Line], Beside] | None = None) -> None:
        self._opened, self._may_be_left = opened or on_disk, opened is None
        self._under_way: _UnderWay | None = None
        self._may = True

    def go_on(self, passing: Passing) -> None:
        """Some of the work, where a past is wanted. Raises OSError when the folder fails."""
        if not self._may or (self._under_way is None and not lying.is_large(passing)):
            return
        try:
            self._go_on(passing)
        except Trouble:
            # No room for it, most likely. Whatever else the disk keeps from being done says so.
            self._may = False
            self.drop()
            passing.tally["past given up"] += 1
        except BaseException:
            self.drop()
            raise

    def _go_on(self, passing: Passing) -> None:
        journal, newest = passing.line.ask(_journal), passing.keys.newest(Klass.STOCK)
        if self._under_way is not None and self._under_way.head.key != (newest and newest.id):
            self.drop()
        if self._may_be_left:
            # Nobody can open what was cut off before, and it may be as large as the hub.
            _leave(passing.line)()
            self._may_be_left = False
        fit = file.fit(journal.kinds)
        unseen = self._under_way is not None and not self._under_way.has_written
        if unseen and not lying.is_wanted(passing, fit):
            # Others began when this laptop did, and nobody saw it: the first to write goes on.
            self.drop()
        if self._under_way is None and newest is not None and lying.is_wanted(passing, fit):
            self._under_way = self._begun(passing, journal, newest.id)
        lying.tidy(passing, fit, self._under_way.head.past if self._under_way else b"")
        if self._under_way is not None and self._under_way.is_done(passing):
            self.drop()

    def _begun(self, passing: Passing, journal: Journal, key: bytes) -> _UnderWay:
        device, past = passing.keys.device[: file.ID_BYTES], secrets.token_bytes(file.ID_BYTES)
        head = Head(key, device, past, file.fit(journal.kinds), 0, 0, 0)
        last = passing.line.ask(_last)
        return _UnderWay(self._opened(passing.line), journal.alike(), head, last)

    def drop(self) -> None:
        """Nothing is made any more."""
        if self._under_way is not None:
            self._under_way.close()
            self._under_way = None


class _UnderWay:
    """One past: first its operations are replayed, then what came of them is packed."""

    def __init__(self, beside: Beside, journal: Journal, head: Head, last: int) -> None:
        self.head = head
        self._beside, self._journal, self._last = beside, journal, last
        self._database, self._reached = beside.database, 0
        self._packed = _all_rows(self._database)
        self._marks: list[bytes] = []

    @property
    def has_written(self) -> bool:
        """Whether anything of it lies in the folder."""
        return bool(self._marks)

    def is_done(self, passing: Passing) -> bool:
        """Goes on for as long as a pass may; whether nothing is left to do."""
        until_s = time.perf_counter() + passing.pace.past_ms / 1000
        while time.perf_counter() < until_s:
            if self._reached < self._last:
                self._replay(passing.line, max(PAGE, passing.pace.page))
            elif (found := next(self._packed, None)) is not None:
                self._write_part(passing, found)
            else:
                self._write_first(passing)
                return True
        return False

    def close(self) -> None:
        """Leaves it; the file beside is of no use to anybody any more."""
        self._packed.close()
        self._database.connection.close()
        self._beside.leave()

    def _replay(self, line: Line, many: int) -> None:
        upto = min(self._last, self._reached + many)
        found = line.ask(_page, self._reached, upto)
        with self._database.writing(lasting=False) as connection:
            self._journal.accept_all(Applying(connection), found)
        self._reached = upto

    def _write_part(self, passing: Passing, found: Rows) -> None:
        number = len(self._marks) + 1
        raw = self._write(passing, replace(self.head, index=number, parts=number), found)
        self._marks.append(file.mark(raw))

    def _write_first(self, passing: Passing) -> None:
        with self._database.reading() as connection:
            ranges = [tuple(row) for row in connection.exec_driver_sql(_RUNS)]
            operations = last_position(connection)
        head = replace(self.head, parts=len(self._marks), operations=operations)
        self._write(passing, head, Contents(self._marks, ranges))

    def _write(self, passing: Passing, head: Head, held: Contents | Rows) -> bytes:
        """Writes a file, and marks it as there only once it was read back."""
        hub, key = passing.keys.hub, passing.keys.plain[head.key]
        raw = file.written(head, hub, key, held)
        stem = f"past/{head.device.hex()}/{head.past.hex()}"
        name = put(passing.folder, f"{stem}-{head.index}-{short(raw)}{lying.SUFFIX}", raw)
        known = name, len(raw), 0, Sort.PAST, State.GOOD
        place = head.past, head.index, head.parts, head.device, head.key
        passing.note(Known(*known, *place, passing.now_ms, passing.now_ms))
        return raw


def on_disk(line: Line) -> Beside:
    """An empty file beside this laptop's hub, which nobody can open again."""
    folder, leave = line.ask(where.own) / FOLDER, _leave(line)
    leave()
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise Trouble(DISK) from error
    key = sealing.new_key()
    birth.make(folder / FILE, key)

    def driver() -> object:
        # Each pass runs in a thread of its own, one after the other.
        return connect(folder / FILE, key, check_same_thread=0)

    engine = create_engine(URL, creator=driver, poolclass=NullPool, hide_parameters=True)
    database = Database(lambda _allowed: engine)
    with database.writing() as connection:
        indexes.leave_out(connection)
    return Beside(database, leave)


def _leave(line: Line) -> Callable[[], object]:
    return partial(shutil.rmtree, line.ask(where.own) / FOLDER, ignore_errors=True)


def _all_rows(database: Database) -> Generator[Rows]:
    with database.reading() as connection:
        for shape in rows.shapes(connection):
            yield from rows.taken(connection, shape)


def _journal(view: View) -> Journal:
    return view.journal


def _last(view: View) -> int:
    return last_position(view.connection)


def _page(view: View, after: int, upto: int) -> list[tuple[Whence, list[Arrived]]]:
    """Some operations of stock, by the streams they come from."""
    found = _stock.all(view.connection, after=after, upto=upto)
    return [
        (Whence(stream_id, Klass.STOCK, _short(device)), [Arrived(*row[2:]) for row in some])
        for (stream_id, device), some in groupby(found, _whence)
    ]


def _short(device: bytes) -> bytes:
    """A laptop's id as segments tell of it: its first bytes, and noughts."""
    return device[: file.ID_BYTES].ljust(len(device), b"\0")


def _whence(row: Row) -> tuple[bytes, bytes]:
    return row[0], row[1]
