"""Rows written as a spreadsheet: every cell of words is text, and none can be a formula.

A CSV is put together column by column, some hundred rows at a time: a column is looked at as one
text, and its cells one by one only if something in it must be marked or quoted. A test holds
that ``csv.writer`` writes the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any, Final

from hubdesk.errors import Trouble
from hubdesk.sheets.sheet import DEFUSED
from hubdesk.wording import translate

Cell = str | int | None
_TOLD = frozenset("=#")
_RISKY: Final = tuple(DEFUSED)
_AT_ONCE: Final = 500
_TO_QUOTE: Final = re.compile('[",\r\n]')
_RISKY_CELL: Final = re.compile(f"\n[{re.escape(''.join(sorted(DEFUSED)))}]")
"""A cell that begins so, in a column whose every cell follows an end of line."""


def write(path: Path, rows: Iterable[Sequence[Cell]], headings: Sequence[str]) -> None:
    """Writes a CSV or, where the name ends in .xlsx, a workbook; whole or not at all.

    None is an empty cell. Raises Trouble when the disk fails.
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
        file.write(_block([headings]))
        file.writelines(map(_block, _blocks(rows)))


def _block(rows: Iterable[Sequence[Cell]]) -> str:
    columns = [_column(cells) for cells in zip_longest(*rows)]
    return "\r\n".join(map(",".join, zip(*columns, strict=True))) + "\r\n"


def _blocks(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    left = iter(rows)
    while block := list(islice(left, _AT_ONCE)):
        yield block


def _column(cells: Sequence[Any]) -> Sequence[str]:
    """The cells as they stand in a CSV."""
    try:
        together = "\n" + "\n".join(cells)
    except TypeError:  # there are numbers among them
        return list(map(_quoted, cells))
    is_plain = together.count("\n") == len(cells) and not any(map(together.__contains__, '",\r'))
    return cells if is_plain and not _RISKY_CELL.search(together) else list(map(_quoted, cells))


def _quoted(cell: Cell) -> str:
    """One cell as it stands in a CSV."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = f"'{cell}" if cell.startswith(_RISKY) else cell
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text


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
