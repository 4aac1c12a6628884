"""Every code is printed, looked at by two renderers and by the painter, and read back.

    python -m tests.hub.labels.decoding [--each 1000] [--pages] [--modules --of "own QR"]

It prints a line for each symbology, printer and module width, and ends with 1 when any code was
not read, or was read as something else. The tests run a sample of it.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec.structs import replace
from PIL import Image

from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.labels import barcode, sheet_text
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.format import Format
from hubdesk.labels.layout import MM_PER_INCH, PDF_DPI, Area, Bars, Box, Label, Squares
from hubdesk.labels.pages import Offset, Page, pages_of
from tests.hub.labels.looks import BLACK, BOTH, GREY, LOOKS, Look, Printed
from tests.hub.labels.paper import DPI, eans, plain_page, upright

OFFSET = Offset(0.37, -0.21, across=1.004, down=0.997)
_ROWS, _ROWS_QR, _AT_ONCE = 250, 50, 25
"""Codes on a page, on one of QR codes, and how many of them are read at once: of a taller picture
zxing-cpp skips lines."""
_ROW_MM = 4.0
"""Bars here are lower than on any label, so that more of them are looked at in the same time."""
_WHITE_MM = 1.0
_CORNER = Box(Area(0, 0, 0.2, 0.2))
"""pdftoppm works out its screen for black and white at the first ink, and once more for each code
when that is the first: this is ten times as quick."""
_LEAST_DOTS = {GREY: 2.6, BLACK: 4.6}
"""Dots a module must have for another printer than the one it was laid out for, in grey and in
black and white: then bars end between dots, and renderers that fill every dot they touch make
them a dot wider. So the dots of the printer are a setting, and each roll knows its usual ones."""


@dataclass
class Tally:
    """How many looks there were, and what went wrong in them."""

    looks: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def look(self, expected: Sequence[str], found: Sequence[str]) -> None:
        """Counts what one look at a page should have found, and did."""
        self.looks += len(expected)
        missing = Counter(expected) - Counter(found)
        self.unread += missing
        self.wrong += Counter(found) - Counter(expected)

    @property
    def is_right(self) -> bool:
        return not self.unread and not self.wrong


def module_widths(dpi: int, *, as_qr: bool = False) -> list[int]:
    """The dots a module may be wide on a printer: 0.24 to 0.5 mm, of a QR code to 0.8 mm."""
    dot_mm = MM_PER_INCH / dpi
    finest = barcode.NARROWEST_MM
    widest = barcode.WIDEST_QR_MM if as_qr else barcode.WIDEST_MM
    return [count for count in range(1, 20) if finest <= count * dot_mm <= widest]


def own_codes(count: int, seed: int) -> list[str]:
    """Codes as the hub draws them, of every kind in turn."""
    chance, kinds = random.Random(seed), list(own.Kind)
    return [own.draw(kinds[number % len(kinds)], chance) for number in range(count)]


def hostile() -> list[str]:
    """What breaks encoders: leading 99, odd and even lengths, changes of set, all signs."""
    chance = random.Random(99)
    texts = ["99" + "".join(chance.choices("0123456789", k=length)) for length in range(1, 12)]
    texts += ["".join(chance.choices("0123456789", k=length)) for length in range(1, 12)]
    texts += ["A99", "99A", "9999A99", "12A34B567C", "aBc 99 ~!#$%", "P" + "9" * 12]
    # A text of 8 or 13 digits is a product's code.
    return [text for text in texts if not (text.isdecimal() and len(text) in (8, 13))]


SYMBOLOGIES: dict[str, Callable[[int, int], list[str]]] = {
    "own Code 128": own_codes,
    "EAN-13": eans,
    "EAN-8": lambda count, seed: eans(count, seed, 8),
    "own QR": own_codes,
}


def column(codes: Sequence[str], dpi: int, module_dots: int, *, as_qr: bool) -> list[Page]:
    """Pages of codes under one another, each module so many dots of a printer."""
    modules = 29 if as_qr else max(barcode.stripes(c).modules + 24 for c in codes)
    module_mm = module_dots * MM_PER_INCH / dpi
    width_mm = modules * module_mm + 2 * _WHITE_MM
    row_mm = width_mm if as_qr else _ROW_MM
    labels, rows = [], _ROWS_QR if as_qr else _ROWS
    for first in range(0, len(codes), rows):
        marks = [
            _mark(code, Area(0, at * row_mm, width_mm, row_mm), dpi, module_dots, as_qr=as_qr)
            for at, code in enumerate(codes[first : first + rows])
        ]
        labels.append(Label(width_mm, row_mm * rows, (_CORNER, *marks)))
    offset = replace(OFFSET, across=1.0, down=1.0, y_mm=0.11)
    return list(pages_of(labels, plain_page(width_mm, row_mm * rows), offset=offset))


@lru_cache(maxsize=2000)
def _square(code: str, dpi: int) -> Squares:
    return barcode.qr(code, Area(0, 0, 100, 100), dpi)


def _mark(code: str, row: Area, dpi: int, module_dots: int, *, as_qr: bool) -> Bars | Squares:
    module_mm = module_dots * MM_PER_INCH / dpi
    if as_qr:
        square = _square(code, dpi)
        side_mm = len(square.rows) * module_mm
        x_mm = row.x_mm + (row.width_mm - side_mm) / 2
        y_mm = row.y_mm + (row.height_mm - side_mm) / 2
        return replace(square, dots=module_dots, x_mm=x_mm, y_mm=y_mm)
    symbol = barcode.stripes(code)
    x_mm = row.x_mm + (row.width_mm - symbol.modules * module_mm) / 2
    y_mm, high_mm = row.y_mm + _WHITE_MM, row.height_mm - 2 * _WHITE_MM
    return Bars(
        code, x_mm, y_mm, high_mm, module_dots, dpi, symbol.modules, symbol.runs, symbol.quiet
    )


# --- the runs ------------------------------------------------------------------------------


def modules_run(each: int, of: str = "") -> Iterator[tuple[str, Tally]]:
    """Every symbology, on every printer, with modules of every width; one tally each.

    ``of`` begins the name of those that are wanted: "own QR, 300 dpi".
    """
    for name, make in SYMBOLOGIES.items():
        as_qr = "QR" in name
        for dpi in DPI:
            for number, module_dots in enumerate(module_widths(dpi, as_qr=as_qr)):
                what = f"{name}, {dpi} dpi, {module_dots} dots a module"
                if what.startswith(of):
                    # A QR code takes longer to make than to read, so a printer has its thousand.
                    codes = make(each, dpi + (0 if as_qr else number))
                    yield what, _looked_at(codes, dpi, module_dots, as_qr=as_qr)


def _looked_at(codes: Sequence[str], dpi: int, module_dots: int, *, as_qr: bool) -> Tally:
    """Codes with modules of one width, looked at with every printer's dots in every way."""
    printed, tally = Printed(column(codes, dpi, module_dots, as_qr=as_qr)), Tally()
    for sight in DPI:
        for look in LOOKS.values():
            modes = _modes(dpi, module_dots, sight)
            see(printed, codes, sight, look, tally, modes, as_qr=as_qr)
    return tally


def see(
    printed: Printed,
    codes: Sequence[str],
    dpi: int,
    look: Look,
    tally: Tally,
    modes: str = BOTH,
    *,
    as_qr: bool = False,
) -> None:
    """Looks at pages of codes, in grey, in black and white or both; reads what is on them."""
    rows = _ROWS_QR if as_qr else _ROWS
    for _, number, picture in look(printed, dpi, modes):
        for first in range(0, rows, _AT_ONCE):
            top, bottom = (round(picture.height * at / rows) for at in (first, first + _AT_ONCE))
            part = picture.crop((0, top, picture.width, bottom))
            expected = codes[number * rows :][first : first + _AT_ONCE]
            tally.look(expected, upright(part, as_qr=as_qr))


def _modes(dpi: int, module_dots: int, sight: int) -> str:
    """How a code is looked at with so many dots an inch: its own printer's, or another's.

    A PDF, which is laid out for the coarsest printer, must be read from every one.
    """
    if dpi == PDF_DPI:
        return BOTH
    there = module_dots * sight / dpi
    return "".join(mode for mode, least in _LEAST_DOTS.items() if sight == dpi or there >= least)


def hostile_run() -> Tally:
    """Hostile contents on all printers, by all renderers."""
    tally = Tally()
    for dpi in DPI:
        for text in hostile():
            printed = Printed(column([text], dpi, module_widths(dpi)[0], as_qr=False))
            for look in LOOKS.values():
                see(printed, [text], dpi, look, tally)
    return tally


def pages_run(
    kinds: Sequence[str] = (),
    formats: Sequence[str] = (),
    printers: Sequence[int] = DPI,
    names: Sequence[str] = tuple(LOOKS),
) -> Iterator[tuple[str, Tally]]:
    """A full page of every design on every format, moved and scaled; one tally each."""
    from tests.hub.labels.samples import NAMES, SAMPLES  # noqa: PLC0415

    for format_name in formats or NAMES:
        sheet = sheet_text.named(format_name)
        for kind in kinds or [each for each in SAMPLES if SAMPLES[each].code]:
            tally = Tally()
            for dpi in printers:
                made = _full_page(kind, sheet, dpi)
                if made is None:
                    break
                page, codes = made
                printed = Printed([page])
                for look in names:
                    for _, _, picture in LOOKS[look](printed, dpi, BOTH):
                        _look_at_each(page, picture, dpi, codes, tally)
            if tally.looks:
                yield f"{kind} on {format_name}", tally


def _code_on(label: Label) -> bool:
    """False for the cut marks of a page."""
    return any(isinstance(mark, Bars | Squares) for mark in label.marks)


def _look_at_each(
    page: Page, picture: Image.Image, dpi: int, codes: Sequence[str], tally: Tally
) -> None:
    """Each label by itself must bear its own code, and no other."""
    coded = [each for each in page.placed if _code_on(each.label)]
    for at, code in zip(coded, codes, strict=True):
        left, top = (round(side * dpi / MM_PER_INCH) for side in (at.x_mm, at.y_mm))
        wide = round(at.label.width_mm * dpi / MM_PER_INCH)
        tall = round(at.label.height_mm * dpi / MM_PER_INCH)
        label = picture.crop((left, top, left + wide, top + tall))
        tally.look([code], upright(label, as_qr=False) + upright(label, as_qr=True))


def _full_page(kind: str, sheet: Format, dpi: int) -> tuple[Page, list[str]] | None:
    """A page with another code on each label; None when the design is refused on this sheet."""
    from tests.hub.labels.samples import SAMPLES  # noqa: PLC0415

    content = SAMPLES[kind]
    codes = [
        own.draw(own.Kind(content.code[0]), random.Random(f"{kind} {sheet.name} {dpi} {number}"))
        for number in range(sheet.labels)
    ]
    try:
        room = Room.on(sheet, dpi)
        labels = [designed(replace(content, code=code), room) for code in codes]
    except Refused:
        return None
    return pages_of(labels, sheet, 1, OFFSET)[0], codes


def main(words: Sequence[str]) -> int:
    """Runs all of it, prints a line each, and says how it went."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--each", type=int, default=1000, help="codes of each kind")
    parser.add_argument("--pages", action="store_true", help="full pages of every design only")
    parser.add_argument("--modules", action="store_true", help="module widths only")
    parser.add_argument("--of", default="", help="of these, only what begins like that")
    told = parser.parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    all_right = True
    both = told.pages == told.modules
    if both or told.modules:
        if not told.of:
            all_right &= _told("hostile contents", hostile_run())
        for what, tally in modules_run(told.each, told.of):
            all_right &= _told(what, tally)
    if both or told.pages:
        for what, tally in pages_run():
            all_right &= _told(what, tally)
    return 0 if all_right else 1


def _told(what: str, tally: Tally) -> bool:
    bad = f"{sum(tally.unread.values())} not read, {sum(tally.wrong.values())} read as another"
    shown = [*tally.unread][:3] + [*tally.wrong][:3]
    said = "all right" if tally.is_right else f"{bad} {shown}"
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {what}: {tally.looks} looks, {said}\n")
    sys.stdout.flush()
    return tally.is_right


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
