"""All households as a spreadsheet, for an admin: numbers, sizes and visits, never a contact.

Names, addresses, phones, diets and allergies are not in it, so the file may be looked at by
whoever writes the hub's report. Every cell of words is text, and none can be a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from hubdesk.counter import history
from hubdesk.counter.history import Listed
from hubdesk.errors import Trouble
from hubdesk.households.sheet import defused
from hubdesk.journal.act import View
from hubdesk.security.roles import Role, require
from hubdesk.wording import translate

AT_ONCE: Final = 1000
HEADINGS: Final = ("Number", "Adults", "Children", "District", "Visits", "Last visit")

Cell = str | int
Row = tuple[Cell, ...]


def rows(view: View, after: int = 0) -> tuple[list[Row], int]:
    """The next thousand households as rows, and where to go on from; 0 at the end.

    ``Last visit`` is a day such as 2026-11-21, or empty. For an admin only.
    """
    require(view, Role.ADMIN)
    found, more = history.after(view, after, AT_ONCE)
    return [_row(view, each) for each in found], more


def write(path: Path, rows: Iterable[Sequence[Cell]], headings: Sequence[str] = HEADINGS) -> None:
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


def _row(view: View, each: Listed) -> Row:
    day = "" if each.last_ms is None else view.day_of(each.last_ms).isoformat()
    return (each.number, each.adults, each.children, each.district, each.visits, day)


def _write_text(path: Path, rows: Iterable[Sequence[Cell]], headings: Sequence[str]) -> None:
    # The mark at the start tells Excel that the letters are UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in (headings, *rows):
            writer.writerow([_safe(each) for each in row])


def _write_book(path: Path, rows: Iterable[Sequence[Cell]], headings: Sequence[str]) -> None:
    import openpyxl  # noqa: PLC0415 - takes a fifth of the whole start, for a file a year
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Households")
    for row in (headings, *rows):
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
