"""The number of a barcode in a list, or what is wrong with it. Nothing is ever put right."""

from __future__ import annotations

from functools import cache
from typing import Final

from hubdesk.catalogue.skipping import Why
from hubdesk.codes import check_digit


@cache
def weighed() -> dict[str, int]:
    """What four digits of an EAN-13 add to its sum, by the digits; the last digit alone, too.

    Looking three fours up takes a third of the time of adding twelve digits.
    """
    fours = {f"{n:04}": n // 1000 + 3 * (n // 100 % 10) + n // 10 % 10 + 3 * (n % 10) for n in _ALL}
    return fours | {str(n): n for n in range(10)}


_ALL: Final = range(10_000)


def plain(code: str, weighed: dict[str, int]) -> int:
    """An EAN-13 that a maker gave out and whose check digit is right; 0 for all else.

    The quick way for nearly every row of a list; ``read`` looks closer.
    """
    try:
        total = weighed[code[:4]] + weighed[code[4:8]] + weighed[code[8:12]] + weighed[code[12:]]
    except KeyError:
        return 0
    # The fours of a 16-digit number would do as well: the last must be one digit.
    return 0 if total % 10 or len(code) != _USUAL or code[0] in "02" else int(code)


_USUAL: Final = 13


def read(text: str) -> int | Why:
    """The number of a code, however it is written, or why it is none.

    Spaces between the digits and the marks of a spreadsheet are not part of it.
    """
    code = text.replace(" ", "").strip("'\t\0\ufeff\xa0\r\n")
    if not code:
        return Why.NO_CODE
    if not check_digit.is_digits(code):
        return Why.NOT_A_NUMBER
    if len(code) not in check_digit.LENGTHS or not code.strip("0"):
        return Why.BAD_LENGTH
    if check_digit.expected(code) != code[-1]:
        return Why.WRONG_CHECK
    return Why.IN_STORE if check_digit.is_in_store(check_digit.shortest(code)) else int(code)
