"""The number of a barcode in a list, or what is wrong with it. Nothing is ever put right."""

from __future__ import annotations

from functools import cache
from typing import Final

from hubdesk.catalogue.skipping import Why
from hubdesk.codes import check_digit


@cache
def weighed() -> list[int]:
    """What four digits, as a number, add to the sum of an EAN-13 at places 1, 5 and 9."""
    return [n // 1000 + 3 * (n // 100 % 10) + n // 10 % 10 + 3 * (n % 10) for n in range(10_000)]


def plain(code: str, sums: list[int]) -> int:
    """An EAN-13 that a maker gave out and whose check digit is right; 0 for all else.

    The quick way for nearly every row of a list; ``read`` looks closer. Beginning with 0 or 2 it
    may be a shop's own, or a shorter code.
    """
    if len(code) != _USUAL or not code.isdigit() or not code.isascii() or code[0] in "02":
        return 0
    number = int(code)
    total = sums[number // 10**9] + sums[number // 10**5 % 10**4] + sums[number // 10 % 10**4]
    return 0 if (total + number) % 10 else number


_USUAL: Final = 13


def read(text: str) -> tuple[int, Why | None]:
    """The number of a code, however it is written; or 0, and why it is none.

    Spaces between the digits and the marks of a spreadsheet are not part of it.
    """
    code = text.replace(" ", "").strip("'\t\0\ufeff\xa0\r\n")
    if not code:
        return 0, Why.NO_CODE
    if not check_digit.is_digits(code):
        return 0, Why.NOT_A_NUMBER
    if len(code) not in check_digit.LENGTHS or not code.strip("0"):
        return 0, Why.BAD_LENGTH
    if check_digit.expected(code) != code[-1]:
        return 0, Why.WRONG_CHECK
    if check_digit.is_in_store(check_digit.shortest(code)):
        return 0, Why.IN_STORE
    return int(code), None
