"""A spreadsheet as people bring it: plain cells, whatever program wrote it and however.

A file is known by what is in it, never by its name. Cells are text from here on: dates read
``2026-11-21``, whole numbers have no point, a formula is its last value. Nothing in a cell is
ever worked out or opened.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.wording import translate

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 300
LONGEST_CELL: Final = 32_767
"""Characters; what Excel itself allows in a cell."""

DEFUSED: Final = frozenset("=+-@\t\r\0'")
"""First signs that a spreadsheet program may take for a formula, or for the mark that says it
is none. ``written`` puts a mark before them, which ``cell`` takes off again. Source: OWASP
ASVS 5, 1.2.10."""

Cells = tuple[str, ...]


class Sheet(Struct, frozen=True):
    """One sheet: ``rows`` of cells as wide as its widest, with no empty rows at either end.

    ``first_line`` is the number that the first row has in the spreadsheet program. ``tabs``
    are the names of the sheets in the file, ``tab`` the one that was read. ``joined`` are cells
    drawn as one: first row, first column, last row, last column, counted from 0 in ``rows``.
    """

    rows: tuple[Cells, ...]
    first_line: int = 1
    tabs: tuple[str, ...] = ()
    tab: str = ""
    joined: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max(map(len, self.rows), default=0)


def tidy(rows: list[list[str]], first_line: int = 1) -> tuple[tuple[Cells, ...], int]:
    """Rows of one width without empty rows at either end, and the number of the first.

    Raises Refused for more than a hub could mean to bring.
    """
    while rows and not any(rows[-1]):
        rows.pop()
    start = next((at for at, row in enumerate(rows) if any(row)), len(rows))
    kept = rows[start:]
    wide = max((_used(row) for row in kept), default=0)
    if len(kept) > MOST_ROWS:
        raise Refused(
            translate("sheet", "More than {most} rows are too many at once. Cut the file in two."),
            most=MOST_ROWS,
        )
    if wide > MOST_COLUMNS:
        raise too_wide()
    return tuple((*row[:wide], *[""] * (wide - len(row))) for row in kept), (first_line + start)


def cell(text: str) -> str:
    """A cell's text: no NUL, nothing around it, and without the mark that defused it."""
    plain = text.replace("\0", "").strip()
    if len(plain) > LONGEST_CELL:
        raise Refused(
            translate("sheet", "One cell holds far too much text. Shorten it and save it again.")
        )
    return plain[1:] if plain[:1] == "'" and plain[1:2] in DEFUSED and plain[1:2] else plain


def too_wide() -> Refused:
    """More columns than any list of people has."""
    return Refused(
        translate("sheet", "More than {most} columns are too many. Leave out some and save again."),
        most=MOST_COLUMNS,
    )


def _used(row: list[str]) -> int:
    return next((at + 1 for at in reversed(range(len(row))) if row[at]), 0)


def not_a_sheet() -> Refused:
    """Nothing that could be read as rows."""
    return Refused(translate("sheet", "This is not a spreadsheet. Choose a .csv or an .xlsx file."))
