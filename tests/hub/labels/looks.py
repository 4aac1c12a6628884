"""Ways to look at printed pages: two renderers of PDFs, each in grey and in black and white, and
the painter that draws on printers."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import IO

from PIL import Image

from hubdesk.labels.pages import Page
from hubdesk.labels.pdf import pdf_of_pages
from tests.hub.labels.paper import dots

GREY, BLACK = "L", "1"
BOTH = GREY + BLACK

Seen = tuple[str, int, Image.Image]
"""How a page was looked at, which it is, and what there was to see."""


class Printed:
    """Pages and their PDF, which is made once however often it is looked at."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages

    @cached_property
    def pdf(self) -> bytes:
        """All pages in one file."""
        return pdf_of_pages(self.pages, _outlines())


Look = Callable[[Printed, int, str], Iterator[Seen]]
"""Pages at so many dots an inch, in grey, in black and white, or in both."""


def by_pdfium(printed: Printed, dpi: int, modes: str) -> Iterator[Seen]:
    """The PDF as PDFium renders it; black and white is grey cut in the middle."""
    for number, picture in enumerate(dots(printed.pdf, dpi)):
        if GREY in modes:
            yield GREY, number, picture
        if BLACK in modes:
            yield BLACK, number, picture.point(lambda grey: 255 * (grey > 127))


def by_poppler(printed: Printed, dpi: int, modes: str) -> Iterator[Seen]:
    """The PDF as poppler's pdftoppm renders it, in grey and in its own black and white.

    Once for all pages: before a page in black and white it works out its screen for 0.3 s.
    """
    for mode in modes:
        words = ["pdftoppm", "-r", str(dpi), "-mono" if mode == BLACK else "-gray", "-"]
        with tempfile.TemporaryFile() as given:
            given.write(printed.pdf)
            given.seek(0)
            with subprocess.Popen(words, stdin=given, stdout=subprocess.PIPE) as renderer:
                assert renderer.stdout is not None
                for number, picture in enumerate(_portable(renderer.stdout)):
                    yield mode, number, picture
            assert renderer.returncode == 0


def by_painter(printed: Printed, dpi: int, modes: str) -> Iterator[Seen]:
    """The pages as QPainter paints them on a printer."""
    from PySide6.QtGui import QImage  # noqa: PLC0415 - the rest works without Qt

    from ui.labels.painter import picture  # noqa: PLC0415

    for number, page in enumerate(printed.pages if GREY in modes else ()):
        image = picture(page, dpi, _outlines()).convertToFormat(QImage.Format.Format_Grayscale8)
        size = (image.width(), image.height())
        bits = bytes(image.constBits())
        yield GREY, number, Image.frombytes("L", size, bits, "raw", "L", image.bytesPerLine())


LOOKS: dict[str, Look] = {"pdfium": by_pdfium, "poppler": by_poppler, "painter": by_painter}


def _portable(stream: IO[bytes]) -> Iterator[Image.Image]:
    """Pictures of the portable anymap, one after another (P4 and P5), one held at a time."""
    while kind := stream.readline().strip():
        width, height = map(int, stream.readline().split())
        if kind == b"P4":
            data = stream.read((width + 7) // 8 * height)
            yield Image.frombytes("1", (width, height), data, "raw", "1;I").convert("L")
        else:
            assert kind == b"P5" and stream.readline().strip() == b"255", kind
            yield Image.frombytes("L", (width, height), stream.read(width * height))


@cache
def _outlines():  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from ui.labels.outlines import QtOutlines  # noqa: PLC0415

    _outlines.app = QApplication.instance() or QApplication([])  # type: ignore[attr-defined]
    return QtOutlines()
