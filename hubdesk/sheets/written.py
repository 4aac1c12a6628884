"""Rows written as a spreadsheet: every cell of words is text, and none can be a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from hubdesk.errors import Trouble
from hubdesk.sheets.sheet import DEFUSED
from hubdesk.wording import translate

Cell = str | int
_TOLD = frozenset("=#")
_RISKY = tuple(DEFUSED)


def write(path: Path, rows: Iterable[Sequence[Cell]], headings: Sequence[str]) -> None:
    """Writes a CSV or, where the name ends in .xlsx, a workbook; whole or not at all.

    Raises Trouble when the disk fails.
    """
    part = path.with_name(path.name + ".part")
    try:
        if path.suffix.lower() == ".xlsx":
            _write_book(part, rows, headings)
        else:
            _write_text(part, rows, headings)
        part.replace(path)
    except OSError as failure:
        part.unlink(missing_ok=True)
        raise Trouble(
            translate("sheet", "The file could not be written. Choose another folder.")
        ) from failure


def _write_text(path: Path, rows: Iterable[Sequence[Cell]], headings: Sequence[str]) -> None:
    # The mark at the start tells Excel that the letters are UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(map(_safe, chain([headings], rows)))


def _write_book(path: Path, rows: Iterable[Sequence[Cell]], headings: Sequence[str]) -> None:
    import openpyxl  # noqa: PLC0415 - takes a fifth of the whole start, for a file a year
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()

    def text(words: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, value=words)
        cell.data_type = "s"
        return cell

    for row in chain([headings], rows):
        # openpyxl takes "=1" for a formula and "#N/A" for a fault, unless it is told otherwise.
        sheet.append([text(e) if isinstance(e, str) and e[:1] in _TOLD else e for e in _safe(row)])
    book.save(path)


def _safe(row: Sequence[Cell]) -> list[Cell]:
    """The row with no cell that a spreadsheet program would take for a formula."""
    return [f"'{e}" if isinstance(e, str) and e.startswith(_RISKY) else e for e in row]
