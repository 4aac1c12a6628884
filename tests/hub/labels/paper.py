"""Looks at what was printed: pages as dots, and the codes a scanner reads on them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL import Image

from hubdesk.labels.format import Format, PrinterKind
from hubdesk.labels.layout import Area, Label, Mark

# zxing-cpp takes a list, though its stub asks for one value.
_BARS: Any = [
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.EAN13,
    zxingcpp.BarcodeFormat.EAN8,
]
_QR: Any = [zxingcpp.BarcodeFormat.QRCodeModel2]
"""What is printed. When zxing-cpp looks for Micro QR too, which checks itself less, it sees one
now and then in a part of a QR code in black and white."""
DPI = (203, 300, 600)


def dots(pdf: bytes, dpi: int, *, only_black: bool = False) -> Iterator[Image.Image]:
    """Each page in grey, or in black and white, at so many dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        yield picture.point(lambda grey: 255 * (grey > 127)) if only_black else picture
    document.close()


def texts(pdf: bytes) -> list[str]:
    """The words of each page, as somebody copies them out of the PDF."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def scanned(picture: Image.Image) -> list[str]:
    """Every code on a picture, downwards.

    Bars are read dot by dot: when zxing-cpp also reads them at half the size, dots are
    skipped, and now and then it finds a product code there that nobody printed. A large QR code
    is found by its smaller picture, and checks itself.
    """
    found = zxingcpp.read_barcodes(picture, formats=_BARS, try_downscale=False)
    found += zxingcpp.read_barcodes(picture, formats=_QR)
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]


def upright(picture: Image.Image, *, as_qr: bool) -> list[str]:
    """Every code on a picture of codes one way up, of bars only or of QR codes only.

    Quicker than ``scanned``, which looks for both, turned and in white on black too.
    """
    wanted = _QR if as_qr else _BARS
    found = zxingcpp.read_barcodes(
        picture, formats=wanted, try_rotate=False, try_downscale=as_qr, try_invert=False
    )
    return [code.text for code in found]


def plain_page(width_mm: float, height_mm: float) -> Format:
    """Paper with one label on it, as large as the paper."""
    return Format(
        name="plain",
        title="plain",
        printer=PrinterKind.ROLL,
        page_width_mm=width_mm,
        page_height_mm=height_mm,
        columns=1,
        rows=1,
        label_width_mm=width_mm,
        label_height_mm=height_mm,
        pitch_x_mm=width_mm,
        pitch_y_mm=height_mm,
        left_mm=0,
        top_mm=0,
        edge_mm=0,
    )


def only(label: Label, kind: type[Mark]) -> list[Mark]:
    """The marks of one kind."""
    return [mark for mark in label.marks if isinstance(mark, kind)]


def own_codes(count: int, seed: int) -> list[str]:
    """Codes shaped like a hub's own: a letter and twelve digits."""
    chance = random.Random(seed)
    letters = "HPLCBVTSD"
    return [chance.choice(letters) + f"{chance.randrange(10**12):012}" for _ in range(count)]


def eans(count: int, seed: int, digits: int = 13) -> list[str]:
    """Product codes with their right check digit."""
    chance = random.Random(seed)
    bodies = ("".join(chance.choices("0123456789", k=digits - 1)) for _ in range(count))
    return [with_check(body) for body in bodies]


def with_check(body: str) -> str:
    """A product code from all but its last digit (GS1 General Specifications, 7.9)."""
    weighed = sum(int(digit) * (3, 1)[at % 2] for at, digit in enumerate(reversed(body)))
    return body + str(-weighed % 10)


def ink(picture: Image.Image, dpi: int) -> Area:
    """The smallest rectangle around all ink, in mm from the page's corner."""
    mm = 25.4 / dpi
    found = picture.point(lambda grey: 255 * (grey < 200)).getbbox()
    left, top, right, bottom = found or (0, 0, 0, 0)
    return Area(left * mm, top * mm, (right - left) * mm, (bottom - top) * mm)


HOSTILE = [
    "O<Brien",
    "</para>",
    "<img src='/local/file.png'/> & <b>Bob",
    "x" * 500,
    "Household of many words " * 20,
    "لا لحم خنزير Hub 12 من فضلك",
    "শুকরের মাংস নয়",
    "ડુક્કરનું માંસ નહીં",
    "ਸੂਰ ਦਾ ਮਾਸ ਨਹੀਂ",
    "不要猪肉" * 30,
    "😀🍞👩‍👩‍👧",
    "\u202eevil\u202c \u2066isolated\u2069 \u200fmark",
    "Zażółć gęślą jaźń, cà phê sữa đá",
    "e\u0301" * 300,
    "\ud800 lone \x00\x1d\n\tcontrol",
    "ꙮ\U000e0041\ufffe",
    "\u0e34" * 80,
    "H\u030a\u0323\u0332" * 40,
]
"""Texts that break programs; each must build and stay inside its label."""


def write(folder: Path, text: str) -> Path:
    """A label sheet's file."""
    file = folder / "mine.toml"
    file.write_text(text, "utf-8")
    return file
