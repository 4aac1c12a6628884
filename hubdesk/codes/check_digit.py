"""The check digit at the end of a shop's barcode: EAN-8, EAN-13, UPC-A and GTIN-14.

Counted from the right, the digits before the check weigh 3, 1, 3, 1 …; the check digit brings
the sum to a multiple of ten. Source: GS1 General Specifications, section 7.9.1.
"""

from __future__ import annotations

LENGTHS = (8, 12, 13, 14)


def is_digits(text: str) -> bool:
    """Whether ``text`` is one or more of 0 to 9 and nothing else: no other script's digits."""
    return text.isascii() and text.isdigit()


def expected(code: str) -> str:
    """The digit that should stand last in ``code``, given all the digits before it.

    ``code`` is the whole code, its last digit included. Raises ValueError for anything but
    two or more digits.
    """
    if len(code) < 2 or not is_digits(code):
        raise ValueError("a code with a check digit is two or more digits")
    # The bytes of 0 to 9 are 48 to 57: what the 48s add is taken off at once.
    body = code.encode()[-2::-1]
    heavy, light = body[::2], body[1::2]
    total = 3 * (sum(heavy) - 48 * len(heavy)) + sum(light) - 48 * len(light)
    return str(-total % 10)


def valid(code: str) -> bool:
    """Whether ``code`` has the length of an EAN, UPC or GTIN and the right check digit."""
    return len(code) in LENGTHS and is_digits(code) and expected(code) == code[-1]


def is_in_store(gtin: str) -> bool:
    """Whether an EAN-13 is one that a shop gives out itself: it begins 02, or 20 to 29."""
    return len(gtin) == 13 and (gtin.startswith("02") or gtin[0] == "2")


def shortest(code: str) -> str:
    """One form for one product: EAN-8, else EAN-13, else GTIN-14.

    UPC-A becomes an EAN-13 with a leading 0; zeros that only pad a code to 14 digits go.
    Takes 8, 12, 13 or 14 digits and never changes the check digit.
    """
    padded = code.zfill(14)
    for length in (8, 13):
        if not padded[: 14 - length].strip("0"):
            return padded[-length:]
    return padded
