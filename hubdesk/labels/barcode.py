"""Bar codes as whole modules on whole printer dots, with the white that must surround them.

Code 128 (ISO/IEC 15417) for our own codes, EAN-13 and EAN-8 (ISO/IEC 15420) for products, and
QR (ISO/IEC 18004) with the same text where bars would be too narrow. The patterns come from
python-barcode and reportlab; where they stand, and how wide a module is, is decided here.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from itertools import chain
from operator import mul

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.labels.layout import MM_PER_INCH, Area, Bars, Squares
from hubdesk.labels.libraries import (
    Code128,
    EuropeanArticleNumber8,
    EuropeanArticleNumber13,
    SVGWriter,
    code128_signs,
)
from hubdesk.wording import translate

QUIET = 10
QUIET_EAN = 11
"""GS1 General Specifications, 5.2.1.4: EAN-13 asks for 11 modules of white on its left."""
QUIET_QR = 4

NARROWEST_MM = 0.24
"""Finer bars are lost by old scanners and by printers of 203 dots an inch (2 dots: 0.25)."""
WIDEST_MM = 0.5
LOWEST_MM = 5.0
WIDEST_QR_MM = 0.8
_LONGEST_QR = 200
_GS = "\x1d"


class Stripes(Struct, frozen=True):
    """A code as bars in whole modules: (start, length) of each bar."""

    text: str
    modules: int
    runs: tuple[tuple[int, int], ...]
    quiet: int


class _Code128(Code128):  # type: ignore[misc]
    """Code 128 that keeps a leading 99.

    python-barcode 0.16.1 takes the pair 99 after START C for "change to set C" and drops it
    (its issue 251). After START C that change cannot occur, so there a 99 is always data.
    """

    def _try_to_optimize(self, encoded: list[int]) -> list[int]:
        if encoded[1] == 99:
            return encoded
        optimised: list[int] = super()._try_to_optimize(encoded)
        return optimised


@lru_cache(maxsize=256)
def stripes(text: str) -> Stripes:
    """The bars of a text: EAN for 8 or 13 digits, Code 128 for everything else."""
    return ean(text) if text.isdecimal() and len(text) in (8, 13) else code128(text)


def code128(text: str) -> Stripes:
    """The bars of a text of printable ASCII. Raises Refused for any other text."""
    if _OWN.fullmatch(text):
        return _own(text)
    _printable(text)
    return _stripes(text, _Code128(text, writer=_writer()).build()[0], QUIET)


def _own(text: str) -> Stripes:
    """A code of our own, a letter and twelve digits: the same bars, put together sign by sign."""
    signs = [_START_B, ord(text[0]) - 32, _TO_C]
    signs += [int(text[at : at + 2]) for at in range(1, 13, 2)]
    check = (signs[0] + sum(map(mul, signs, _PLACES))) % 103
    signs += [check, _STOP]
    found = tuple(chain.from_iterable(map(_sign_at, _PLACES, signs)))
    return Stripes(text, 11 * len(signs) + 2, found, QUIET)


_OWN = re.compile(r"[A-Z][0-9]{12}", re.ASCII)
_START_B, _TO_C, _STOP = 104, 99, 106
_PLACES = range(11)
"""Of a code of our own: the start, its letter, the change of set, six pairs, check and stop."""


@cache
def _sign_at(place: int, sign: int) -> tuple[tuple[int, int], ...]:
    """The bars of a sign at its place in a code."""
    return tuple((11 * place + start, length) for start, length in _signs()[sign])


@cache
def _signs() -> tuple[tuple[tuple[int, int], ...], ...]:
    """The bars of each sign of Code 128; the stop sign has a bar more than the others."""
    return tuple(runs(bits) for bits in (*code128_signs.CODES, code128_signs.STOP + "11"))


def ean(text: str) -> Stripes:
    """The bars of an EAN-13 or EAN-8. Raises Refused when its check digit is wrong."""
    kinds = {13: EuropeanArticleNumber13, 8: EuropeanArticleNumber8}
    kind = kinds.get(len(text))
    if kind is None or not (text.isascii() and text.isdecimal()):
        raise Refused(
            translate("hub", "A product's bar code has 8 or 13 digits. Look at the pack again.")
        )
    symbol = kind(text, writer=_writer())
    if symbol.ean != text:
        raise Refused(
            translate("hub", "The last digit of {code} does not fit the others. Type it again."),
            code=text,
        )
    return _stripes(text, symbol.build()[0], QUIET_EAN)


def dots_for(modules: int, room_mm: float, dpi: int, widest_mm: float = WIDEST_MM) -> int:
    """How many printer dots a module may be wide, so that so many fit; 0 when too fine."""
    dot_mm = MM_PER_INCH / dpi
    dots = math.floor(min(room_mm / modules, widest_mm) / dot_mm + 1e-6)
    return dots if dots * dot_mm >= NARROWEST_MM else 0


def fit(text: str, area: Area, dpi: int) -> Bars | Squares:
    """The code as large as its area lets it be, in the middle; QR when bars are too narrow.

    The quiet zones lie inside the area. Raises Refused when neither fits.
    """
    symbol = stripes(text)
    dots = dots_for(symbol.modules + 2 * symbol.quiet, area.width_mm, dpi)
    if not dots or area.height_mm < LOWEST_MM:
        return qr(text, area, dpi)
    width_mm = symbol.modules * dots * MM_PER_INCH / dpi
    x_mm = area.x_mm + (area.width_mm - width_mm) / 2
    return Bars(
        text=text,
        x_mm=x_mm,
        y_mm=area.y_mm,
        height_mm=area.height_mm,
        dots=dots,
        dpi=dpi,
        modules=symbol.modules,
        runs=symbol.runs,
        quiet=symbol.quiet,
    )


def qr(text: str, area: Area, dpi: int) -> Squares:
    """The text as a QR code in the middle of its area. Raises Refused when it does not fit."""
    _printable(text)
    if len(text) > _LONGEST_QR:
        raise _too_long(text)
    rows = _qr_rows(text)
    side_mm = min(area.width_mm, area.height_mm)
    dots = dots_for(len(rows) + 2 * QUIET_QR, side_mm, dpi, WIDEST_QR_MM)
    if not dots:
        raise _too_long(text)
    symbol_mm = len(rows) * dots * MM_PER_INCH / dpi
    return Squares(
        text=text,
        x_mm=area.x_mm + (area.width_mm - symbol_mm) / 2,
        y_mm=area.y_mm + (area.height_mm - symbol_mm) / 2,
        dots=dots,
        dpi=dpi,
        rows=rows,
    )


def _stripes(text: str, bits: str, quiet: int) -> Stripes:
    """The bars out of a row of ones and zeros."""
    return Stripes(text, len(bits), runs(bits), quiet)


def runs(bits: str) -> tuple[tuple[int, int], ...]:
    """(start, length) of each unbroken row of ones."""
    runs: list[tuple[int, int]] = []
    end = 0
    while (start := bits.find("1", end)) >= 0:
        end = bits.find("0", start)
        end = len(bits) if end < 0 else end
        runs.append((start, end - start))
    return tuple(runs)


def _qr_rows(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The dark runs of each row, at medium correction (15 % may be lost)."""
    # Here, because it loads all that reportlab knows of charts, and most labels have bars.
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel  # noqa: PLC0415

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    rows = ("".join("1" if dark else "0" for dark in row) for row in code.modules)
    return tuple(runs(row) for row in rows)


def _printable(text: str) -> None:
    """Refuses what Code 128 cannot hold or a keyboard scanner cannot type.

    A GS between other letters is let through: the scanner's set-up code asks what becomes of it.
    """
    plain = text.replace(_GS, "") if text.strip(_GS) == text else text
    if not plain or not all(" " <= letter <= "~" for letter in plain):
        raise Refused(
            translate(
                "hub", "A bar code holds only plain letters, digits and signs. Choose another code."
            )
        )


def _too_long(text: str) -> Refused:
    """The refusal of a text that no code on this label can hold."""
    return Refused(
        translate(
            "hub",
            "A code of {length} characters is too long for this label. Choose a larger label.",
        ),
        length=len(text),
    )


@cache
def _writer() -> SVGWriter:
    """python-barcode wants a writer even where it writes nothing."""
    return SVGWriter()
