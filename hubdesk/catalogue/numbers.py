"""The number of a barcode in a list, or what is wrong with it. Nothing is ever put right."""

from __future__ import annotations

from typing import Final

from hubdesk.catalogue.skipping import Why
from hubdesk.codes import check_digit

_USUAL: Final = 13
_ZEROS: Final = 48 * 24
"""What the digits 0 add to the sum below, as bytes: 48 each, six of them thrice."""


def plain(code: str) -> int:
    """An EAN-13 that a maker gave out and whose check digit is right; 0 for all else.

    The quick way for nearly every row of a list; ``read`` looks closer.
    """
    if len(code) != _USUAL or not (code.isascii() and code.isdigit()) or code[0] in "02":
        return 0
    digits = code.encode()
    total = sum(digits[:12:2]) + 3 * sum(digits[1:12:2]) - _ZEROS
    return int(code) if (total + digits[12]) % 10 == 8 else 0


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
