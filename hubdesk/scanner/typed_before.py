"""A key that somebody pressed just before a scan came in: it was typed, and is no part of the code.

A hand on the digits and a hand on the trigger can be as little as a few hundredths of a second
apart, and then they look like one run of keys. What tells them apart is the pause between the
two, longer than any inside the code, and that the code is proven by its own check only without
what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hubdesk.codes import check_digit, own
from hubdesk.scanner.setup import ScannerSetup

MOST: Final = 3
"""So many keys fit before a scan at the most: nobody types more without a pause."""
_TIMES_LONGER: Final = 1.4
_LONGER_MS: Final = 5.0
# 01 and a GTIN begin nearly every GS1 code (GS1 General Specifications, 3.3.2).
_GTIN_LENGTH: Final = 14


def keys_before(
    text: str, pauses_ms: Sequence[float], widest_later_ms: float, setup: ScannerSetup
) -> int:
    """How many of the first keys of a run were typed; 0 when all of it is one code.

    ``pauses_ms`` are those after each of the first keys, ``widest_later_ms`` the longest of
    all that follow.
    """
    for keys, pause_ms in enumerate(pauses_ms[:MOST], start=1):
        inside_ms = max((*pauses_ms[keys:], widest_later_ms))
        if pause_ms < inside_ms + _LONGER_MS or pause_ms < inside_ms * _TIMES_LONGER:
            continue
        if _is_proven(text[keys:], setup) and not _is_proven(text, setup):
            return keys
    return 0


def _is_proven(text: str, setup: ScannerSetup) -> bool:
    """True for a code that its own check digit says is whole."""
    if not text.startswith(setup.prefix):
        return False
    code = text.removeprefix(setup.prefix).removesuffix(setup.suffix)
    if code.startswith("]"):
        code = code[3:]
    if own.read(code) is not None:
        return True
    if code.startswith("01") and len(code) > _GTIN_LENGTH + 1:
        code = code[2 : 2 + _GTIN_LENGTH]
    is_shops = len(code) in check_digit.LENGTHS and check_digit.is_digits(code)
    return is_shops and check_digit.valid(code)
