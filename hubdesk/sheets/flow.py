"""A list too long to hold: its rows one after the other, in as much memory as one row takes.

Text flows from the disk, also out of a ``.gz``; a workbook is unpacked as ``hubdesk.sheets.book``
allows. Between tabs a quote mark is a letter like others, as in exports that do not quote.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Final, cast

from hubdesk.errors import Refused
from hubdesk.sheets import book, file, text
from hubdesk.sheets.book import Promise
from hubdesk.sheets.sheet import Cells, Sheet, cell, tidy
from hubdesk.wording import translate

LONGEST_LINE: Final = 1_000_000
"""Characters. The longest honest row of an export is a twentieth of it."""
MOST_CELLS: Final = 1_000
LOOKED_AT: Final = 200
"""Rows from which headings are told and samples are shown."""
GZIP: Final = b"\x1f\x8b"

Row = tuple[int, list[str] | None]
"""The number of a row in the spreadsheet program, and its cells; None: far too long."""


def _windows(failure: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 are Windows-1252: one slip must not cost the whole file."""
    assert isinstance(failure, UnicodeDecodeError)
    return failure.object[failure.start : failure.end].decode("cp1252", "replace"), failure.end


codecs.register_error("hubdesk.windows", _windows)


@dataclass(frozen=True)
class Flow:
    """A file whose rows can be read again and again. ``head`` is how it begins."""

    path: Path
    head: Sheet
    coding: str = ""
    sign: str = ""
    _book: tuple[Cells, ...] = field(default=(), repr=False)

    def rows(self, first: int = 0) -> Iterator[Row]:
        """The rows from one on, counted from 0 as in ``head``. Raises Refused and Trouble."""
        if not self.sign:
            rows = enumerate(self._book[first:], self.head.first_line + first)
            return ((number, list(cells)) for number, cells in rows)
        return islice(
            _rows(self.path, self.coding, self.sign), self.head.first_line - 1 + first, None
        )


def opened(path: Path, tab: str = "", promise: Promise = book.most_rows) -> Flow:
    """A file of rows, looked into. Raises Refused for what is none; Trouble if it is not read."""
    start = _start(path)
    if start.startswith(file.ZIP):
        sheet = file.read(path, tab, promise)
        return Flow(path, sheet, _book=sheet.rows)
    file.refuse_others(start)
    coding, letters = _coding(start)
    sign = text.said_sign(letters)[0] or text.sign(letters)
    rows = [row for _, row in islice(_rows(path, coding, sign), LOOKED_AT) if row is not None]
    kept, first_line = tidy([[cell(each) for each in row] for row in rows])
    if not kept:
        raise Refused(translate("sheet", "This file is empty. Choose one with rows in it."))
    return Flow(path, Sheet(kept, first_line), coding, sign)


def _start(path: Path) -> bytes:
    with _bytes(path) as source:
        return source.read(64_000)


@contextmanager
def _bytes(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked if it is a ``.gz``."""
    file.refuse_missing(path)
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == GZIP
            plain.seek(0)
            if packed:
                with gzip.open(plain) as unpacked:
                    yield cast(IO[bytes], unpacked)
            else:
                yield plain
    except (OSError, EOFError, zlib.error) as failure:
        raise file.not_read() from failure


def _coding(start: bytes) -> tuple[str, str]:
    """How the letters are written, and the first of them."""
    for mark, name in text.MARKS:
        if start.startswith(mark):
            named = "utf-8-sig" if mark == codecs.BOM_UTF8 else name.removesuffix("-le")
            named = named.removesuffix("-be")
            return named, text.looks_like_text(start[len(mark) :].decode(name, "replace"))
    coding = text.utf16(start) or "utf-8"
    errors = "hubdesk.windows" if coding == "utf-8" else "replace"
    return coding, text.looks_like_text(start.decode(coding, errors))


def _rows(path: Path, coding: str, sign: str) -> Iterator[Row]:
    errors = "hubdesk.windows" if coding.startswith("utf-8") else "replace"
    with (
        _bytes(path) as source,
        # Between tabs, no quote holds the end of a line: every program's own end will do.
        io.TextIOWrapper(source, coding, errors, newline=None if sign == "\t" else "") as letters,
    ):
        yield from _between_tabs(letters) if sign == "\t" else _quoted(letters, sign)


def _between_tabs(letters: io.TextIOWrapper) -> Iterator[Row]:
    number, next_line = 0, letters.readline
    while line := next_line(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and line[-1] != "\n":
            while (rest := next_line(LONGEST_LINE)) and rest[-1] != "\n":
                pass
            yield number, None
        elif number == 1 and line.lower().startswith("sep="):
            yield number, [""]
        else:
            yield number, line.rstrip("\n").split("\t", MOST_CELLS)


def _quoted(letters: io.TextIOWrapper, sign: str) -> Iterator[Row]:
    try:
        for number, row in enumerate(csv.reader(_lines(letters), delimiter=sign), 1):
            said = number == 1 and row and row[0].lower().startswith("sep=")
            yield number, [""] if said else row[:MOST_CELLS]
    except csv.Error as failure:
        raise text.unclosed() from failure


def _lines(letters: io.TextIOWrapper) -> Iterator[str]:
    while line := letters.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise text.unclosed()
        yield line
