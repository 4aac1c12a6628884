"""Why a row of a list of products is left out, in words."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from hubdesk.wording import translate

SHOWN: Final = 20
"""Rows of each reason that a person is shown."""
WIDEST: Final = 80


class Why(StrEnum):
    """One reason to leave a row out."""

    NO_CODE = "no code"
    NOT_A_NUMBER = "not a number"
    BAD_LENGTH = "bad length"
    WRONG_CHECK = "wrong check digit"
    IN_STORE = "shop's own"
    NO_NAME = "no name"
    TWICE = "twice"
    ELSEWHERE = "elsewhere"
    TOO_LONG = "too long"


WORDS: dict[Why, str] = {
    Why.NO_CODE: translate("sheet", "No barcode"),
    Why.NOT_A_NUMBER: translate("sheet", "The barcode is not a number, or the spreadsheet cut it"),
    Why.BAD_LENGTH: translate("sheet", "The barcode has too few or too many digits"),
    Why.WRONG_CHECK: translate("sheet", "The last digit of the barcode is wrong"),
    Why.IN_STORE: translate("sheet", "A number that each shop gives out itself"),
    Why.NO_NAME: translate("sheet", "No name"),
    Why.TWICE: translate("sheet", "The same barcode stands further up"),
    Why.ELSEWHERE: translate("sheet", "Sold in other countries only"),
    Why.TOO_LONG: translate("sheet", "A line that is far too long"),
}
"""What a volunteer reads. Nothing is put right in silence: a wrong digit may hide another
product."""


class Row(Struct, frozen=True):
    """One row as it is shown: its number in the spreadsheet program, code and name."""

    line: int
    code: str
    name: str


class Skipped(Struct):
    """All rows that were left out for one reason; the first of them can be looked at."""

    why: Why
    count: int = 0
    rows: list[Row] = field(default_factory=list)

    def add(self, line: int, code: str, name: str) -> None:
        """One more."""
        self.count += 1
        if len(self.rows) < SHOWN:
            self.rows.append(Row(line, code[:WIDEST], name[:WIDEST]))
