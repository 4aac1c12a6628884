"""Reads from a damaged hub what its newest good copy lacks, as far as it can be read.

Each page of the file has a seal, so that what can be read is what was written. A page that
cannot be read closes SQLCipher's connection for good: it is opened anew, and the pages about
the damage are narrowed down by halving.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from sqlcipher3 import dbapi2

from hubdesk.folders import FILE
from hubdesk.forgetting.erased import ERASED
from hubdesk.forgetting.forgot import FORGOT
from hubdesk.journal import forgotten
from hubdesk.storage.connection import connect

PAGE: Final = 256
BLIND: Final = 100_000
"""How far to look when the end of the journal cannot be read."""
ENOUGH: Final = 1_000
"""After so many unread places in a row the rest is taken for unreadable as well."""
Row = tuple[Any, ...]
_STREAMS: Final = "SELECT no, id, klass, device FROM stream"
_OPERATIONS: Final = """
SELECT stream_no, seq, type, version, actor, at_ms, stamp, subject, body FROM operation
WHERE position > ? AND position <= ? ORDER BY position
"""
_FORGETTING: Final = f"""
SELECT type, subject, body FROM operation
WHERE position > ? AND position <= ? AND type IN ('{ERASED.name}', '{FORGOT.name}')
"""
_GONE: Final = f"SELECT subject FROM forgotten WHERE matter = '{forgotten.ERASED}'"


class Salvage(Struct):
    """A copy of a damaged hub's files, to be read with care. ``lost`` counts unread places."""

    file: Path
    key: bytes
    lost: int = 0
    in_a_row: int = 0
    _driver: Any = None

    def operations(self, after: int) -> Iterator[list[Row]]:
        """Operations past a position, each with its stream's id, class and device in front."""
        streams = {row[0]: row[1:] for row in self._asked(_STREAMS) or []}
        last = self._last(after) if streams else after
        for at in range(after, last, PAGE):
            if self.in_a_row >= ENOUGH:
                return
            rows = self._between(at, min(at + PAGE, last))
            yield [(*streams[row[0]], *row[1:]) for row in rows if row[0] in streams]

    def at(self, position: int) -> Row | None:
        """The stream and number of the operation at a position."""
        rows = self._asked(
            "SELECT s.id, o.seq FROM operation o JOIN stream s ON s.no = o.stream_no "
            f"WHERE position = {int(position)}"
        )
        return rows[0] if rows else None

    def columns(self) -> list[str]:
        """The columns of the keys of people's details, as this file has them."""
        return [row[1] for row in self._asked("PRAGMA table_info(subject_key)") or []]

    def keys(self, subjects: Iterable[bytes]) -> list[Row]:
        """The keys of some people's details, as many as can be read."""
        one = "SELECT * FROM subject_key WHERE subject = ?"
        return [row for each in subjects for row in self._asked(one, each) or []]

    def opens(self) -> bool:
        """False when the key does not fit, or nothing can be made of the file."""
        return self._asked("SELECT count(*) FROM sqlite_master") is not None

    def gone(self) -> list[bytes]:
        """Who stands there as erased, where that can be read."""
        return [subject for (subject,) in self._asked(_GONE) or []]

    def forgetting(self) -> list[Row]:
        """Type, subject and body of what erased somebody or forgot something of them."""
        return self._between(0, self._last(0), _FORGETTING)

    def close(self) -> None:
        """Lets go of the file."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def _last(self, after: int) -> int:
        found = self._asked("SELECT max(position) FROM operation")
        return int(found[0][0] or 0) if found else after + BLIND

    def _between(self, after: int, upto: int, sql: str = _OPERATIONS) -> list[Row]:
        rows = self._asked(sql, after, upto)
        if rows is not None:
            self.in_a_row = 0
            return rows
        if upto - after == 1 or self.in_a_row >= ENOUGH:
            self.lost += upto - after
            self.in_a_row += upto - after
            return []
        middle = (after + upto) // 2
        return self._between(after, middle, sql) + self._between(middle, upto, sql)

    def _asked(self, sql: str, *values: int | bytes) -> list[Row] | None:
        """The rows, or None when a page on the way to them cannot be read."""
        try:
            if self._driver is None:
                self._driver = connect(self.file, self.key)
            rows: list[Row] = self._driver.execute(sql, values).fetchall()
        except dbapi2.DatabaseError:
            self.close()
            return None
        return rows


def copied(hub: Path, into: Path, key: bytes) -> Salvage:
    """A copy of the hub's files as they are, so that reading them changes none of them."""
    into.mkdir(mode=0o700)
    for name in (FILE, FILE + "-wal"):
        if (hub / name).exists():
            shutil.copyfile(hub / name, into / name)
    return Salvage(into / FILE, key)
