"""Opens a spreadsheet file, whatever its name says it is, or says in a sentence why not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hubdesk.errors import Refused, Trouble
from hubdesk.sheets import book, text
from hubdesk.sheets.book import Promise
from hubdesk.sheets.sheet import Sheet, not_a_sheet
from hubdesk.wording import translate

MOST_BYTES: Final = 60_000_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path, tab: str = "", promise: Promise = book.most_rows) -> Sheet:
    """Reads a CSV or XLSX file; ``tab`` chooses a sheet of a workbook by its name.

    With no name, the sheet with the highest ``promise`` is read.

    Raises Refused for what is no such file, too large or empty; Trouble when it cannot be read.
    """
    data = _bytes(path)
    refuse_others(data)
    found = book.read(data, tab, promise) if data.startswith(ZIP) else text.read(data)
    if not found.rows:
        raise Refused(translate("sheet", "This file is empty. Choose one with rows in it."))
    return found


def _bytes(path: Path) -> bytes:
    refuse_missing(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(
                translate("sheet", "This file is too large. Leave out what is not needed."),
            )
        return path.read_bytes()
    except OSError as failure:
        raise not_read() from failure


def refuse_missing(path: Path) -> None:
    """Raises Refused when there is no such file."""
    try:
        is_there = path.is_file()
    except ValueError:  # a NUL typed into the path
        is_there = False
    if not is_there:
        raise Refused(translate("sheet", "There is no such file. Choose it from its folder."))


def not_read() -> Trouble:
    """The disk or the file itself failed."""
    return Trouble(
        translate("sheet", "The file could not be read. Close it in other programs and try again.")
    )


def refuse_others(data: bytes) -> None:
    """Other kinds of file, each with what to do."""
    start = data[:512].lstrip().lower()
    if not data:
        raise Refused(translate("sheet", "This file is empty. Choose one with rows in it."))
    if data.startswith(OLE):
        raise Refused(
            translate(
                "sheet",
                "This is an old Excel file, or it has a password. "
                "Open it in Excel and save it as .xlsx with no password.",
            )
        )
    if start.startswith(b"%pdf"):
        raise Refused(
            translate("sheet", "This is a PDF. Ask for the spreadsheet it was made from.")
        )
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"{\\rtf")):
        raise Refused(
            translate(
                "sheet",
                "This is a web page or a letter under another name. "
                "Open it in Excel and save it as .xlsx.",
            )
        )
    if data.startswith(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc")
    ):
        raise not_a_sheet()
