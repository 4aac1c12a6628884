"""Rows out of a text file: CSV from any program, country and decade.

The letters are told by the file's own mark (BOM), else by what fits: UTF-16 by its NULs, UTF-8
because nothing else fits it by chance, and then Windows-1252. The sign between the cells is the
one of tab, semicolon, comma and bar that cuts the first lines most evenly.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice
from typing import Final

from hubdesk.errors import Refused
from hubdesk.sheets.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    cell,
    not_a_sheet,
    tidy,
    too_wide,
)
from hubdesk.wording import translate

LONGEST_LINE: Final = 1_000_000
"""Characters. A quote that is never closed makes one line of a whole file."""
SIGNS: Final = ("\t", ";", ",", "|")
LOOKED_AT: Final = 40
"""Lines from which the sign between cells is told."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOSTLY_TEXT = 0.02
"""The share of control signs up to which bytes may still be text."""


def read(data: bytes) -> Sheet:
    """The rows of a text file. Raises Refused when it is none, or its quotes are not closed."""
    text = decoded(data)
    _refuse_long_lines(text)
    said, text = said_sign(text)
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=said or sign(text)):
            if len(row) > MOST_COLUMNS and any(map(str.strip, row[MOST_COLUMNS:])):
                raise too_wide()
            rows.append([cell(each) for each in row[:MOST_COLUMNS]])
            if len(rows) > 2 * MOST_ROWS:
                break
    except csv.Error as failure:
        raise unclosed() from failure
    kept, first_line = tidy(rows)
    return Sheet(kept, first_line)


def decoded(data: bytes) -> str:
    """The letters of a file; raises Refused for what is no text at all."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return looks_like_text(data[len(mark) :].decode(name, "replace"))
    found = utf16(data) or "utf-8"
    for name in (found, "cp1252"):
        try:
            return looks_like_text(data.decode(name))
        except UnicodeDecodeError:
            continue
    # Five bytes stand for nothing in Windows-1252: one slip in a file must not cost all of it.
    return looks_like_text(data.decode("cp1252", "replace"))


def sign(text: str) -> str:
    """The sign between the cells of these lines; a comma when there is only one column."""
    head = "".join(islice(io.StringIO(text, newline=""), LOOKED_AT))
    best, best_score = ",", (0.0, 0)
    for each in SIGNS:
        score = _evenness(head, each)
        if score > best_score:
            best, best_score = each, score
    return best


def _evenness(head: str, between: str) -> tuple[float, int]:
    """How many of the rows have the usual number of cells, and what that number is."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=between)]
    except csv.Error:
        return (0.0, 0)
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return (0.0, 0)
    usual, times = max(counted.items(), key=lambda pair: (pair[1], pair[0]))
    return (times / max(len([width for width in widths if width]), 1), usual)


def said_sign(text: str) -> tuple[str, str]:
    """The sign that Excel's own first line ``sep=;`` names, and the text after that line."""
    line, _, rest = text.partition("\n")
    plain = line.strip().strip('"').lower()
    if len(plain) == 5 and plain.startswith("sep=") and plain[4] in SIGNS:
        return plain[4], rest
    return ("\t", rest) if plain == "sep=" and "\t" in line else ("", text)


def utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of plain English is NUL."""
    head = data[:4000]
    halves = len(head) // 2
    if halves < 4 or head.count(0) < halves * 0.6:
        return None
    odd = head[1::2].count(0)
    if odd >= halves * 0.6:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) >= halves * 0.6 else None


def looks_like_text(text: str) -> str:
    head = text[:20_000]
    odd = sum(1 for each in head if (each < " " and each not in "\t\r\n\f\0") or each == "\ufffd")
    if odd > 3 and odd > len(head) * _MOSTLY_TEXT:
        raise not_a_sheet()
    return text


def _refuse_long_lines(text: str) -> None:
    for line in io.StringIO(text, newline=""):
        if len(line) > LONGEST_LINE:
            raise unclosed()


def unclosed() -> Refused:
    return Refused(
        translate(
            "sheet",
            "One line of this file is far too long: perhaps a quote mark is not closed. "
            "Open it in Excel and save it as .xlsx.",
        )
    )
