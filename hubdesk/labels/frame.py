"""The code of a label in its place, and the room that is left for words.

Bars stand across the foot of a label, with the code to read under them. Where they would be too
fine, a QR code stands at the left, and the words beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Align, Area, Face, Words

_DIGITS = re.compile("[0-9]")
_USUAL_WIDTH_MM = 59.5
_USUAL_HEIGHT_MM = 34.1
_TALL_MORE = 1.3
"""A tall label has lines to spare: what stands on it may wrap, and be larger."""
_TALLEST_BARS_MM = 16.0
_LARGEST_QR_MM = 34.0
_READ_MM = 2.2


@lru_cache(maxsize=64)
def unit(room: Room) -> float:
    """How much larger or smaller than the usual label everything is."""
    inside = room.inside
    fits = min(inside.width_mm / _USUAL_WIDTH_MM, inside.height_mm / _USUAL_HEIGHT_MM)
    if inside.height_mm > inside.width_mm:
        fits *= _TALL_MORE
    return max(0.4, min(fits, 3.0))


def spaced(code: str) -> str:
    """A code as people read it: its letter, then fours, so that the last four stand alone."""
    letters = code.rstrip("0123456789")
    first = len(letters) + (len(code) - len(letters)) % 4
    groups = [code[at : at + 4] for at in range(first, len(code), 4)]
    return " ".join(filter(None, (letters, code[len(letters) : first], *groups)))


def with_code(draft: Draft, code: str) -> Area:
    """Puts the code on a label; the room that is left. An empty code takes none."""
    inside = draft.room.inside
    if not code:
        return inside
    if is_narrow(draft.room, code):
        return _qr_beside(draft, code)
    above, bars, under = _shared_out(draft.room)
    draft.code(code, bars)
    _read(draft, code, under)
    return above


@lru_cache(maxsize=64)
def _shared_out(room: Room) -> tuple[Area, Area, Area]:
    """The room for words, for the bars at the foot, and for the code under them."""
    inside = room.inside
    height_mm = max(6.5, min(inside.height_mm * 0.3, _TALLEST_BARS_MM))
    text_mm = _READ_MM * max(0.8, min(unit(room), 2.0))
    under = Area(inside.x_mm, inside.bottom_mm - text_mm, inside.width_mm, text_mm)
    bars = Area(inside.x_mm, under.y_mm - 0.6 - height_mm, inside.width_mm, height_mm)
    above_mm = bars.y_mm - 1.2 - inside.y_mm
    return Area(inside.x_mm, inside.y_mm, inside.width_mm, above_mm), bars, under


def is_narrow(room: Room, code: str) -> bool:
    """True when the code's bars would be too fine for the width of the label."""
    from hubdesk.labels import barcode  # noqa: PLC0415 - its libraries are slow to load

    symbol = barcode.stripes(code)
    modules = symbol.modules + 2 * symbol.quiet
    return not barcode.dots_for(modules, room.inside.width_mm, room.dpi)


def _qr_beside(draft: Draft, code: str) -> Area:
    """A QR code as tall as the label at its left, the last four under it."""
    inside = draft.room.inside
    text_mm = _READ_MM * 1.1
    side_mm = min(inside.height_mm - text_mm - 0.4, inside.width_mm * 0.5, _LARGEST_QR_MM)
    square = Area(inside.x_mm, inside.y_mm, side_mm, side_mm)
    draft.code_square(code, square)
    under = Area(square.x_mm, square.bottom_mm + 0.2, side_mm, text_mm)
    style = Style(8, 5, Face.CODE)
    draft.words(code[-4:], under, style, Align.CENTRE, middle=True)
    beside_mm = square.right_mm + 1.2
    return Area(beside_mm, inside.y_mm, inside.right_mm - beside_mm, inside.height_mm)


def _read(draft: Draft, code: str, under: Area) -> None:
    """The code for people, under its bars."""
    text = code if code.isdecimal() else spaced(code)
    # All digits are as wide as one another: codes of one letter are fitted once.
    alike = _DIGITS.sub("0", text)
    marks = _read_at(draft.room, alike, under)
    if len(marks) == 1 and marks[0].text == alike:
        draft.add(replace(marks[0], text=text))
    else:
        draft.take(_read_at(draft.room, text, under))


@lru_cache(maxsize=256)
def _read_at(room: Room, text: str, under: Area) -> tuple[Words, ...]:
    draft = Draft(room)
    style = Style(under.height_mm * 3.4, 5, Face.CODE)
    draft.words(text, under, style, Align.CENTRE, middle=True)
    return tuple(mark for mark in draft.marks if isinstance(mark, Words))
