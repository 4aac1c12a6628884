"""Paints laid-out labels into a PDF.

Bars are one filled path of whole modules on the printer's dot grid, each bar drawn 0.05 dot in
from either side: PDF viewers that fill every dot they touch would otherwise widen bars until
they read as another code (measured with PDFium at 203 dpi).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache

from hubdesk.labels.faces import Outlines, first_font, registered, runs
from hubdesk.labels.format import Format
from hubdesk.labels.layout import MM_PER_INCH, MM_PER_PT, Bars, Box, Label, Mark, Squares, Words
from hubdesk.labels.libraries import Canvas, getFont, rl_config
from hubdesk.labels.pages import UNMOVED, Offset, Page, Placed, pages_of
from hubdesk.labels.script import must_be_shaped

_PT = 1 / MM_PER_PT
_INSET_DOTS = 0.05

# Plain compressed streams: as text (ASCII 85) they are a quarter larger and slower to make.
rl_config.useA85 = 0


def pdf_of(
    labels: Sequence[Label],
    format_: Format,
    start_at: int = 1,
    offset: Offset = UNMOVED,
    outlines: Outlines | None = None,
) -> bytes:
    """The labels on their sheets, from position ``start_at``. Raises Refused, see pages_of."""
    return pdf_of_pages(pages_of(labels, format_, start_at, offset), outlines)


def pdf_of_pages(pages: Iterable[Page], outlines: Outlines | None = None) -> bytes:
    """A PDF of these pages: compressed, fonts within, and nothing personal in its properties."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=1, invariant=1)
    canvas.setTitle("Labels")
    canvas.setAuthor("Hubdesk")
    canvas.setCreator("Hubdesk")
    canvas.setViewerPreference("PrintScaling", "None")
    for page in pages:
        canvas.setPageSize((page.width_mm * _PT, page.height_mm * _PT))
        for placed in page.placed:
            for mark in placed.label.marks:
                _paint(canvas, mark, placed, page.height_mm, outlines)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _paint(
    canvas: Canvas, mark: Mark, at: Placed, page_mm: float, outlines: Outlines | None
) -> None:
    """One mark at its place on the page."""
    match mark:
        case Words():
            _words(canvas, mark, at, page_mm, outlines)
        case Box():
            _box(canvas, mark, at, page_mm)
        case Bars():
            _bars(canvas, mark, at, page_mm)
        case Squares():
            _squares(canvas, mark, at, page_mm)


def _words(
    canvas: Canvas, words: Words, at: Placed, page_mm: float, outlines: Outlines | None
) -> None:
    """A line of text: as text where that is right in a PDF, else as its shaped outline."""
    x = (at.x_mm + words.x_mm) * _PT
    y = (page_mm - at.y_mm - words.baseline_mm) * _PT
    before, after = ("1 g ", " 0 g") if words.white else ("", "")
    if outlines is not None and must_be_shaped(words.text):
        path = "\n".join(
            f"{_numbers(step[1:])}{step[0]}"
            for step in outlines.outline(words.text, words.face).steps
        )
        size = f"{words.size_pt:.3f}"
        canvas.addLiteral(f"{before}q {size} 0 0 {size} {x:.3f} {y:.3f} cm\n{path}\nf Q{after}")
        return
    if words.text.isascii() and words.text.isprintable():
        name = registered(first_font(words.face))
        canvas.addLiteral(f"{before}{_plain(canvas, name, words, x, y)}{after}")
        return
    canvas.setFillGray(1 if words.white else 0)
    for font_name, piece in runs(words.text, words.face):
        name = registered(font_name)
        canvas.setFont(name, words.size_pt)
        canvas.drawString(x, y, piece)
        x += canvas.stringWidth(piece, name, words.size_pt)
    canvas.setFillGray(0)


_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def _plain(canvas: Canvas, name: str, words: Words, x: float, y: float) -> str:
    """ASCII words as their operator: reportlab keeps those letters at their own numbers in the
    first part of an embedded font (``asciiReadable``), and all of them are in it."""
    font = getFont(name)
    inside = font.getSubsetInternalName(0, canvas._doc)
    text = words.text.translate(_ESCAPED)
    return f"BT {inside} {words.size_pt:.4g} Tf {x:.2f} {y:.2f} Td ({text}) Tj ET"


def _box(canvas: Canvas, box: Box, at: Placed, page_mm: float) -> None:
    """A filled or outlined rectangle; the line lies inside its area."""
    inset_mm = box.line_mm / 2
    area = box.area
    canvas.setFillGray(0)
    canvas.setLineWidth(box.line_mm * _PT)
    canvas.roundRect(
        (at.x_mm + area.x_mm + inset_mm) * _PT,
        (page_mm - at.y_mm - area.bottom_mm + inset_mm) * _PT,
        (area.width_mm - box.line_mm) * _PT,
        (area.height_mm - box.line_mm) * _PT,
        max(0.0, box.corner_mm - inset_mm) * _PT,
        stroke=0 if box.filled else 1,
        fill=1 if box.filled else 0,
    )


def _bars(canvas: Canvas, bars: Bars, at: Placed, page_mm: float) -> None:
    """All bars as one path: x in modules, the height as one unit."""
    module = bars.module_mm * _PT
    inset = _INSET_DOTS / bars.dots
    x = _on_dot(at.x_mm + bars.x_mm, bars.dpi) + inset * module
    y = (page_mm - at.y_mm - bars.y_mm - bars.height_mm) * _PT
    path = "\n".join(map(_rectangles(inset).__getitem__, bars.runs))
    canvas.addLiteral(
        f"q {module:.5f} 0 0 {bars.height_mm * _PT:.3f} {x:.4f} {y:.3f} cm\n{path}\nf Q"
    )


class _Rectangles(dict[tuple[int, int], str]):
    """Bars as a PDF draws them, by start and length; the same few dozen come again and again."""

    def __init__(self, inset: float) -> None:
        super().__init__()
        self._less = 2 * inset

    def __missing__(self, run: tuple[int, int]) -> str:
        start, length = run
        told = self[run] = f"{start} 0 {length - self._less:.4g} 1 re"
        return told


@cache
def _rectangles(inset: float) -> _Rectangles:
    return _Rectangles(inset)


def _squares(canvas: Canvas, code: Squares, at: Placed, page_mm: float) -> None:
    """A QR code as one path, in modules both ways, downwards."""
    module = code.module_mm * _PT
    inset = _INSET_DOTS / code.dots
    x = _on_dot(at.x_mm + code.x_mm, code.dpi) + inset * module
    top = _on_dot(at.y_mm + code.y_mm, code.dpi) + inset * module
    path = "\n".join(
        f"{start} {row} {length - 2 * inset:.4g} {1 - 2 * inset:.4g} re"
        for row, of_row in enumerate(code.rows)
        for start, length in of_row
    )
    canvas.addLiteral(
        f"q {module:.5f} 0 0 {-module:.5f} {x:.4f} {page_mm * _PT - top:.4f} cm\n{path}\nf Q"
    )


def _on_dot(length_mm: float, dpi: int) -> float:
    """The nearest dot of the printer's grid, in points."""
    return round(length_mm * dpi / MM_PER_INCH) * 72 / dpi


def _numbers(values: Sequence[float | str]) -> str:
    """Numbers as a PDF wants them, each with a space after it."""
    return "".join(f"{float(value):.4f}".rstrip("0").rstrip(".") + " " for value in values)
