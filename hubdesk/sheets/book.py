"""Rows out of a workbook (XLSX), after what it would unpack to has been weighed.

A workbook is a zip file that a stranger may have made. Its parts are unpacked here, never
further than the zip's own directory promises and never beyond a bound, and only what holds
cells is handed on, as a plain copy. Then the cells are counted before they are laid out:
``A1`` and ``XFD1048576`` alone would ask for 17 thousand million of them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import python_calamine

from hubdesk.errors import Refused
from hubdesk.sheets.sheet import MOST_ROWS, Cells, Sheet, cell, not_a_sheet, tidy
from hubdesk.wording import translate

MOST_UNPACKED: Final = 150_000_000
MOST_PARTS: Final = 2_000
MOST_CELLS: Final = 6_000_000
MOST_LETTERS: Final = 300_000_000
"""Letters in all cells together, words that many cells share counted each time."""

_PACKED: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))

STRINGS: Final = "xl/sharedstrings.xml"

_PARTS = re.compile(r"(\[Content_Types\]\.xml|_rels/.*|xl/.*)", re.IGNORECASE)
_NEEDLESS = re.compile(r"xl/(media|drawings|embeddings|charts|printerSettings|vba.*)", re.I)
_SHEET_PART = re.compile(r"xl/worksheets/[^/]*\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"""[\s"']r\s*=\s*["']\s*([A-Za-z]{0,4})([0-9]{1,9})["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_SHARED_END = re.compile(rb"</(?:\w+:)?si\s*>")


Promise = Callable[[Sequence[Cells]], tuple[int, int]]
"""How much some rows look like the list that is sought."""


def most_rows(rows: Sequence[Cells]) -> tuple[int, int]:
    """Nothing is known of the list: the longest sheet is meant."""
    return 0, len(rows)


def read(data: bytes, tab: str = "", promise: Promise = most_rows) -> Sheet:
    """The rows of one sheet: the one named, else the first with the highest promise.

    Raises Refused for a damaged, locked or swollen file.
    """
    copied = _copied(data)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(copied)) as book:
            tabs = tuple(_shown_tabs(book))
            if not tabs:
                raise not_a_sheet()
            if tab in tabs:
                return _sheet(book, tab, tabs)
            sheets = [_sheet(book, each, tabs) for each in tabs[:10]]
            return max(sheets, key=lambda each: promise(each.rows))
    except Refused:
        raise
    except python_calamine.PasswordError as failure:
        raise _locked() from failure
    except (python_calamine.CalamineError, ValueError, OverflowError, OSError) as failure:
        raise _damaged() from failure
    except BaseException as failure:
        # A fault inside the reader arrives as an exception of its own, outside Exception.
        if type(failure).__name__ != "PanicException":
            raise
        raise _damaged() from failure


def _shown_tabs(book: python_calamine.CalamineWorkbook) -> list[str]:
    work, seen = python_calamine.SheetTypeEnum.WorkSheet, python_calamine.SheetVisibleEnum.Visible
    return [s.name for s in book.sheets_metadata if s.typ == work and s.visible == seen]


def _sheet(book: python_calamine.CalamineWorkbook, tab: str, tabs: tuple[str, ...]) -> Sheet:
    found = book.get_sheet_by_name(tab)
    start = found.start or (0, 0)
    rows = [[_text(each) for each in row] for row in found.to_python(nrows=MOST_ROWS + 1)]
    kept, first_line = tidy(rows, start[0] + 1)
    above = first_line - 1
    joined = tuple(
        (top - above, left - start[1], bottom - above, right - start[1])
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
        if top >= above and left >= start[1] and top - above < len(kept)
    )
    return Sheet(kept, first_line, tabs, tab, joined)


def _text(value: Any) -> str:
    """A cell as text, the same for every country's settings."""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, (int, timedelta)) else ""


def _copied(data: bytes) -> bytes:
    """A copy of the parts that hold cells, unpacked within bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = _wanted(packed)
            copied = io.BytesIO()
            strings: list[int] = []
            with zipfile.ZipFile(copied, "w", zipfile.ZIP_STORED) as plain:
                held = {part.filename: packed.read(part) for part in parts}
                for name, content in held.items():
                    if name.lower() == STRINGS:
                        strings = [len(each) for each in _SHARED_END.split(content)]
                    plain.writestr(name, content)
            _weigh([c for n, c in held.items() if _SHEET_PART.fullmatch(n)], strings, held)
            return copied.getvalue()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as failure:
        raise _damaged() from failure
    except RuntimeError as failure:  # what zipfile says of a part with a password
        raise _locked() from failure


def _wanted(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The parts to copy; raises Refused when they promise more than any list of people holds."""
    listed = packed.infolist()
    names = {part.filename.lower() for part in listed}
    if not names & {"xl/workbook.xml", "xl/workbook.bin"}:
        raise not_a_sheet()
    if len(listed) > MOST_PARTS or len(names) < len(listed):
        raise _damaged()
    if sum(part.file_size for part in listed) > MOST_UNPACKED:
        raise _swollen()
    wanted = [
        part
        for part in listed
        if _PARTS.fullmatch(part.filename) and not _NEEDLESS.match(part.filename)
    ]
    if any(part.compress_type not in _PACKED for part in wanted):
        # No program packs a workbook otherwise; what else zip knows fails in its own ways.
        raise _damaged()
    return wanted


def _weigh(sheets: list[bytes], strings: list[int], held: dict[str, bytes]) -> None:
    """Counts what laying out the cells would take, before anything does."""
    for name, content in held.items():
        # No program writes these into cells; they could hide some from the count.
        if b"<!" in content and (content in sheets or name.lower() == STRINGS):
            raise _damaged()
    longest = max(strings, default=0)
    for content in sheets:
        wide, tall = 0, 0
        for letters, number in _PLACE.findall(content):
            tall = max(tall, int(number))
            wide = max(wide, _column(letters))
        if wide * tall > MOST_CELLS and wide * _filled_to(content) > MOST_CELLS:
            raise _far_away()
        if sum(_letters(value, strings, longest) for value in _VALUE.findall(content)) > (
            MOST_LETTERS
        ):
            raise _swollen()


def _filled_to(content: bytes) -> int:
    """The last row that holds a value: rows that are only coloured cost nothing."""
    last = max(content.rfind(b"</v>"), content.rfind(b"</is>"), content.rfind(b":v>"))
    places = _PLACE.findall(content[: max(last, 0)])
    return max((int(number) for _, number in places), default=0)


def _letters(value: bytes, strings: list[int], longest: int) -> int:
    if value.isdigit():
        at = int(value[:9])
        return strings[at] if at < len(strings) else len(value)
    return longest if b"&" in value else len(value)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _damaged() -> Refused:
    return Refused(
        translate("sheet", "This workbook is damaged. Open it in Excel and save it again as .xlsx.")
    )


def _locked() -> Refused:
    return Refused(
        translate("sheet", "This workbook has a password. Save it with none, then choose it again.")
    )


def _swollen() -> Refused:
    return Refused(
        translate(
            "sheet",
            "This workbook unpacks to far more than a list of people. "
            "Copy the list into a new one.",
        )
    )


def _far_away() -> Refused:
    return Refused(
        translate(
            "sheet",
            "Something stands very far down or to the right in this workbook. "
            "Copy the list into a new one.",
        )
    )
