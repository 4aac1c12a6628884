"""What code is this? From the text a scanner sent, or somebody typed, to its meaning.

Nothing is corrected in silence: what cannot be known for certain comes back as a question
(WrongCheckDigit, AmbiguousGs1, UnclearCode), and what no rule knows as an UnknownCode.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from itertools import product as every_choice

from hubdesk.codes import check_digit, own
from hubdesk.codes.own import OwnCode
from hubdesk.errors import Refused
from hubdesk.scanner import digital_link, element_string
from hubdesk.scanner.meanings import (
    AmbiguousGs1,
    InStoreCode,
    Own,
    ProductCode,
    Reading,
    UnclearCode,
    UnknownCode,
    WrongCheckDigit,
)
from hubdesk.scanner.setup import GsMode, ScannerSetup
from hubdesk.wording import translate

__all__ = [
    "LONGEST_UNKNOWN",
    "TYPED",
    "AmbiguousGs1",
    "InStoreCode",
    "Own",
    "ProductCode",
    "Reading",
    "UnclearCode",
    "UnknownCode",
    "WrongCheckDigit",
    "own_code",
    "read",
]

LONGEST_UNKNOWN = 80
_LONGEST = 500
_SPELLINGS_AT_MOST = 16
# Scanners can put three characters before a code to tell its kind: ]C1 is GS1-128, ]d2 GS1
# DataMatrix, ]Q3 GS1 QR, ]e0 DataBar, ]J1 DotCode (ISO/IEC 15424). Caps Lock turns their case.
_SYMBOLOGY = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
_GS1_SYMBOLOGIES = {"C1", "D2", "Q3", "E0", "J1"}

TYPED = ScannerSetup()
"""How a code typed by hand comes: as it stands."""


def read(text: str, sender: ScannerSetup = TYPED, *, today: date | None = None) -> Reading:
    """What ``text``, as ``sender`` sent it, is a code for.

    ``today`` decides the century of a two-digit year; without it, this laptop's date does.
    Raises Refused for what cannot be a code: nothing, control characters, too much of it.
    """
    received = text.strip("\r\n\t ")
    if len(received) > _LONGEST:
        raise _too_long()
    day = today or date.today()
    sent = _without_extras(received, sender)
    if not sender.layout:
        return _meaning(sent, sender, day)
    spellings = _as_printed(sent, sender)
    first, *others = [_meaning(spelling, sender, day) for spelling in spellings]
    if others.count(first) == len(others):
        return first
    return UnclearCode(received, tuple(spellings))


def own_code(text: str, sender: ScannerSetup = TYPED) -> OwnCode | None:
    """The code of ours that ``text``, as ``sender`` sent it, was printed as; None for any other.

    One that reads as it stands was typed, or comes from a scanner that changes nothing.
    """
    received = text.strip("\r\n\t ")
    if len(received) > _LONGEST:
        return None
    bare = own.read(received)
    if bare is not None:
        return bare
    sent = _without_extras(received, sender)
    spellings = _as_printed(sent, sender) if sender.layout else [sent]
    bare_ones = [each[3:] if _SYMBOLOGY.match(each) else each for each in spellings]
    found = {code for each in bare_ones if (code := own.read(each))}
    return found.pop() if len(found) == 1 else None


def _without_extras(received: str, sender: ScannerSetup) -> str:
    """The code without what the scanner itself puts before and after it."""
    return received.removeprefix(sender.prefix).removesuffix(sender.suffix)


def _as_printed(received: str, sender: ScannerSetup) -> list[str]:
    """Every text that may have been printed, the likeliest first: mostly one.

    ``sender`` has a layout. A stand-in for GS is characters as received: it is kept as it is.
    """
    parts = [received]
    if sender.gs is GsMode.STAND_IN and sender.gs_text:
        parts = re.split(f"({re.escape(sender.gs_text)})", received)
    choices: list[Sequence[str]] = []
    for place, part in enumerate(parts):
        is_stand_in = place % 2 == 1
        choices += [[part]] if is_stand_in else [sender.layout.get(each, each) for each in part]
    return ["".join(spelled) for spelled in islice(every_choice(*choices), _SPELLINGS_AT_MOST)]


def _meaning(text: str, sender: ScannerSetup, today: date) -> Reading:
    marked = _SYMBOLOGY.match(text) if text.startswith("]") else None
    symbology = marked[1].upper() if marked else ""
    body = text[3:] if marked else text
    if not body:
        raise Refused(translate("hub", "There is no code here. Scan it again."))
    certain = symbology in _GS1_SYMBOLOGIES
    return (
        _shop(body)
        or _own(body)
        or _web(body, today)
        or _elements(body, sender, today, certain=certain)
        or _unknown(body)
    )


def _own(text: str) -> Own | WrongCheckDigit | None:
    code = own.read(text)
    if code is not None:
        return Own(code)
    right = own.expected(text)
    return None if right is None else WrongCheckDigit(text.strip().upper(), right)


def _shop(text: str) -> Reading | None:
    """A plain EAN, UPC or GTIN: its length and its check digit go before any other reading."""
    if len(text) not in check_digit.LENGTHS or not check_digit.is_digits(text):
        return None
    return _gtin(text)


@lru_cache(maxsize=1024)
def _gtin(text: str) -> Reading:
    """So many digits as a shop's code has; a hub's goods are scanned over and over."""
    if not text.strip("0"):
        return UnknownCode(text)
    if check_digit.valid(text):
        gtin = check_digit.shortest(text)
        return InStoreCode(gtin) if check_digit.is_in_store(gtin) else ProductCode(gtin)
    squeezed = _upc_e(text)
    if squeezed is not None:
        return AmbiguousGs1(text, (ProductCode(squeezed),))
    return WrongCheckDigit(text, check_digit.expected(text))


def _upc_e(text: str) -> str | None:
    """The EAN-13 of a UPC-A that was squeezed into eight digits, if its check digit is right.

    It is asked about, because an EAN-8 that begins with 0 looks the same with one digit wrong.
    Source: GS1 General Specifications, 5.2.2.4.2.
    """
    if len(text) != 8 or text[0] not in "01":
        return None
    system, digits, check = text[0], text[1:7], text[7]
    last = digits[5]
    if last in "012":
        body = f"{digits[:2]}{last}0000{digits[2:5]}"
    elif last == "3":
        body = f"{digits[:3]}00000{digits[3:5]}"
    elif last == "4":
        body = f"{digits[:4]}00000{digits[4]}"
    else:
        body = f"{digits[:5]}0000{last}"
    whole = f"{system}{body}{check}"
    return check_digit.shortest(whole) if check_digit.valid(whole) else None


def _web(text: str, today: date) -> Reading | None:
    return digital_link.read(text, today) if digital_link.may_be(text) else None


def _elements(text: str, sender: ScannerSetup, today: date, *, certain: bool) -> Reading | None:
    marked = certain or element_string.is_certain(text)
    if not marked and not element_string.may_be(text):
        return None
    if sender.gs is GsMode.STAND_IN and sender.gs_text and not text.startswith("("):
        found = element_string.read_with_stand_in(text, sender.gs_text, today)
    else:
        arrives = sender.gs in {GsMode.RAW, GsMode.ALT}
        found = element_string.read(text, today, gs_arrives=arrives)
    return found or element_string.number_alone(text)


def _unknown(text: str) -> UnknownCode:
    if not text.isprintable():
        raise Refused(
            translate("hub", "This code holds no product number. Scan another code on the pack.")
        )
    if len(text) > LONGEST_UNKNOWN:
        raise _too_long()
    return UnknownCode(text)


def _too_long() -> Refused:
    return Refused(
        translate("hub", "This code is too long to be kept. Scan another code on the pack.")
    )
