"""Finds the headings of a sheet: under a title, over two rows, or one drawn over several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import Final

from msgspec import Struct

from hubdesk.sheets.sheet import Cells, Sheet
from hubdesk.sheets.vocabulary import UNKNOWN, Column, Columns, Vocabulary

LOOKED_AT: Final = 25
"""Rows among which the headings are sought."""


class Headings(Struct, frozen=True):
    """The columns, and the first row that is not a heading (counted from 0)."""

    columns: Columns
    first: int

    def meant(self, abouts: Sequence[StrEnum], known: Vocabulary) -> Headings:
        """The same columns, each about what a person says that it tells."""
        said = [
            Column(column.heading, about, column.why if about is known.left_out else "")
            for column, about in zip(self.columns, abouts, strict=True)
        ]
        return Headings(tuple(said), self.first)

    def sample(self, sheet: Sheet, column: int) -> list[str]:
        """The first few cells below a column's heading, to tell what is in it."""
        cells = (row[column] for row in sheet.rows[self.first :][:200])
        return list(dict.fromkeys(filter(None, cells)))[:3]


def found(sheet: Sheet, known: Vocabulary) -> Headings:
    """The headings of a sheet, over one row or two; letters of columns where it has none."""
    if not sheet.rows:
        return Headings((), 0)
    best, best_score = Headings(known.nothing(sheet.columns), 0), 0
    for at in range(min(LOOKED_AT, len(sheet.rows))):
        for said, first in _read_at(sheet, at, known):
            score = _score(said, known)
            if score > best_score:
                best, best_score = Headings(known.guessed(said), first), score
    return (
        best if best_score or not _is_headed(sheet) else Headings(known.guessed(sheet.rows[0]), 1)
    )


def _is_headed(sheet: Sheet) -> bool:
    """True for words over figures: headings that nobody here knows are headings still."""
    top, below = sheet.rows[0], sheet.rows[1] if len(sheet.rows) > 1 else ()
    told = [each for each in top if each]
    figures = [each for each in below if each and not _is_words(each)]
    return len(told) > 1 and all(map(_is_words, told)) and bool(figures)


def promise(rows: Sequence[Cells], known: Vocabulary) -> tuple[int, int]:
    """How much a sheet looks like such a list: known headings, then rows."""
    heads = found(Sheet(tuple(rows[: LOOKED_AT + 2])), known)
    told = len({column.about for column in heads.columns} - {known.left_out})
    return told, len(rows)


def letters(at: int) -> str:
    """The name of a column in a spreadsheet program: A, B, AA."""
    said = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        said = chr(65 + rest) + said
    return said


def _read_at(sheet: Sheet, at: int, known: Vocabulary) -> list[tuple[list[str], int]]:
    """The headings in a row, and those of this row and the next together."""
    upper = _spread(sheet, at, known)
    one = ([" ".join(each.split()) for each in upper], at + 1)
    if at + 1 >= len(sheet.rows) or not any(sheet.rows[at + 1]):
        return [one]
    return [one, ([*map(partial(_joined, known), upper, sheet.rows[at + 1])], at + 2)]


def _joined(known: Vocabulary, upper: str, lower: str) -> str:
    """Two rows of headings as one: the lower alone where it says enough by itself."""
    if not lower or not upper:
        return upper or lower
    return lower if known.guess(lower)[0] is not known.left_out else f"{upper} {lower}"


def _spread(sheet: Sheet, at: int, known: Vocabulary) -> list[str]:
    """A row with what is drawn across several columns said for each of them.

    A CSV file does not say what was drawn as one: there a gap in a row of headings belongs to
    the heading before it, when the next row says something below the gap.
    """
    row = list(sheet.rows[at])
    row += [""] * (sheet.columns - len(row))
    for top, left, bottom, right in sheet.joined:
        if top <= at <= bottom and 0 <= left < len(row):
            row[left : right + 1] = [sheet.rows[max(top, 0)][left]] * (
                min(right, len(row) - 1) + 1 - left
            )
    below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else ()
    if sheet.joined or _known_in(below, known) == 0:
        return row
    for place in range(1, len(row)):
        if (
            not row[place]
            and below[place]
            and known.guess(f"{row[place - 1]} {below[place]}")[0] is not known.left_out
        ):
            row[place] = row[place - 1]
    return row


def _known_in(row: Sequence[str], known: Vocabulary) -> int:
    """How many cells of a row read like headings of something that is taken in."""
    return sum(known.guess(each)[0] is not known.left_out for each in row if _is_words(each))


def _score(said: Sequence[str], known: Vocabulary) -> int:
    """Known headings count, figures and long texts speak against a row of headings."""
    guesses = [known.guess(each) for each in said if _is_words(each)]
    taken = {about for about, _ in guesses} - {known.left_out}
    refused = sum(why not in ("", UNKNOWN) for _, why in guesses)
    figures = sum(bool(each) and not _is_words(each) for each in said)
    return 3 * len(taken) + refused - 3 * figures if taken else 0


def _is_words(text: str) -> bool:
    return (
        bool(re.search(r"[^\W\d_]", text))
        and len(text) <= 80
        and not re.search(r"\d{5}|@|^\d+$|^[A-Za-z]{1,2}\d\w? ?\d[A-Za-z]{2}$", text)
    )
