"""A code that was typed by hand, or came from a scanner too slow to be known as one."""

from __future__ import annotations

import re

from hubdesk.stock.keyed import plain

SHORTEST_CODE = 8
"""Digits of the shortest barcode on goods, an EAN-8."""

_OWN_CODE = re.compile(r"[a-z][0-9]{12}")
_PRINTED_CODE = re.compile(r"[0-9]+(?: [0-9]+)*")
_ELEMENTS = re.compile(r"(?:[0-9]{8}|\][a-z][0-9]|\([0-9]{2,4}\)|https?://)\S+")
_ONE = r"(?:[0-9]{1,3}[*x×])?[0-9]{1,15}(?:[.,][0-9]+)?\s?(?:kg?|ml|l|g)"
_MEASURE = re.compile(rf"{_ONE}(?:\s?\+\s?{_ONE})*")
"""A weight or a volume in small letters: however silly, it is no code. A code of GS1 elements
that ends so has more digits."""
_GS = "\x1d"
"""The separator inside GS1 codes. No volunteer can type it."""


def code_in(text: str) -> str | None:
    """The code that a text is, without the spaces it is printed with; None when it is none."""
    typed = plain(text)
    if _GS in text:
        return text.strip(" ")
    digits = typed.replace(" ", "")
    if len(digits) >= SHORTEST_CODE and _PRINTED_CODE.fullmatch(typed):
        return digits
    if _OWN_CODE.fullmatch(typed):
        return typed.upper()
    if _MEASURE.fullmatch(text.strip()):
        return None
    return text.strip() if _ELEMENTS.fullmatch(typed) else None
