"""Rows written as a spreadsheet: every cell of words is text, and none can be a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from hubdesk.errors import Trouble
from hubdesk.sheets.sheet import defused
from hubdesk.wording import translate

Cell = str | int


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
        writer = csv.writer(file)
        for row in chain([headings], rows):
            writer.writerow([_safe(each) for each in row])


def _write_book(path: Path, rows: Iterable[Sequence[Cell]], headings: Sequence[str]) -> None:
    import openpyxl  # noqa: PLC0415 - takes a fifth of the whole start, for a file a year
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in chain([headings], rows):
        cells = []
        for each in row:
            cell = WriteOnlyCell(sheet, value=_safe(each))
            if isinstance(each, str):
                # openpyxl takes "=1" for a formula unless it is told that it is text.
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def _safe(each: Cell) -> Cell:
    return defused(each) if isinstance(each, str) else each
