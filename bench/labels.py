"""The goals for labels (P10): a thousand shelf labels of 24 on an A4 sheet.

The floor encodes Code 128 with a table of its own and writes every operator of the PDF by
hand: two lines of text and the bars as one path. The peer is reportlab's own bar code widget.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from functools import partial

from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas

from bench.hubs import Hubs
from bench.measuring import Line, Way, in_turn, ratio
from hubdesk.codes import own
from hubdesk.labels import barcode, sheet_text
from hubdesk.labels.contents import ShelfLabel
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import registered
from hubdesk.labels.format import Format
from hubdesk.labels.layout import MM_PER_PT
from hubdesk.labels.pages import pages_of
from hubdesk.labels.pdf import pdf_of_pages

COUNT = 1000
_PT = 1 / MM_PER_PT


def lines(hubs: Hubs) -> Iterator[Line]:
    """Time against the floor and the widget, and how large a label is in the file."""
    paper = sheet_text.named("l7159")
    registered("Inter-Bold")  # fonts are read once a day, not once a job
    chance = random.Random(10)
    codes = [own.draw(own.Kind.SHELF, chance) for _ in range(COUNT)]
    ways = [Way(partial(way, codes, paper)) for way in (ours, floor, widget)]
    spent = in_turn(ways, 1)
    to_floor, to_widget = ratio(spent[0], spent[1]), ratio(spent[0], spent[2])
    yield Line("P10", "1,000 labels against operators by hand", 2.3, to_floor.cpu)
    yield Line("P10", "1,000 labels against reportlab's own widget", 0.5, to_widget.cpu)
    size = len(ours(codes, paper)) - len(ours(codes[:1], paper))
    yield Line("P10", "a label in the PDF", 110, size / (COUNT - 1), "B")


def ours(codes: Sequence[str], paper: Format) -> bytes:
    """As Hubdesk makes them, from what they say to the file."""
    room = Room.on(paper)
    labels = [designed(ShelfLabel(code, "Shelf A1"), room) for code in codes]
    return pdf_of_pages(pages_of(labels, paper))


def floor(codes: Sequence[str], paper: Format) -> bytes:
    """The least that a PDF with the same words and bars needs."""
    canvas, file = _canvas()
    for first in range(0, len(codes), paper.labels):
        canvas.setPageSize((paper.page_width_mm * _PT, paper.page_height_mm * _PT))
        for at, code in enumerate(codes[first : first + paper.labels]):
            place = paper.place(at + 1)
            x, y = place.x_mm * _PT, (paper.page_height_mm - place.bottom_mm) * _PT
            canvas.addLiteral(
                f"BT /F1 9 Tf {x + 8:.2f} {y + 70:.2f} Td (Shelf A1) Tj "
                f"32 -62 Td ({code}) Tj ET\n"
                f"q .72 0 0 30 {x + 20:.2f} {y + 20:.2f} cm {_path(code)} f Q"
            )
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def widget(codes: Sequence[str], paper: Format) -> bytes:
    """reportlab's Code 128 drawing itself on its canvas."""
    canvas, file = _canvas()
    name = registered("Inter-Bold")
    for first in range(0, len(codes), paper.labels):
        canvas.setPageSize((paper.page_width_mm * _PT, paper.page_height_mm * _PT))
        canvas.setFont(name, 9)
        for at, code in enumerate(codes[first : first + paper.labels]):
            place = paper.place(at + 1)
            x, y = place.x_mm * _PT, (paper.page_height_mm - place.bottom_mm) * _PT
            canvas.drawString(x + 8, y + 70, "Shelf A1")
            canvas.drawString(x + 40, y + 8, code)
            bars = Code128(code, barWidth=0.72, barHeight=30, quiet=False)
            bars.drawOn(canvas, x + 20, y + 20)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _canvas() -> tuple[Canvas, io.BytesIO]:
    file = io.BytesIO()
    return Canvas(file, pageCompression=1, invariant=1), file


def _path(code: str) -> str:
    """The bars of a letter and twelve digits, two digits to a sign, from a table."""
    signs = [104, ord(code[0]) - 32, 99, *(int(code[at : at + 2]) for at in range(1, 13, 2))]
    check = (signs[0] + sum(at * sign for at, sign in enumerate(signs[1:], 1))) % 103
    x, path = 0, []
    for sign in (*signs, check, 106):
        for start, length in _table()[sign]:
            path.append(f"{x + start} 0 {length} 1 re")
        x += 11
    return " ".join(path)


def _table() -> list[tuple[tuple[int, int], ...]]:
    """The bars of every sign of Code 128, taken once from python-barcode's tables."""
    if not _SIGNS:
        from barcode.charsets import code128  # noqa: PLC0415

        _SIGNS.extend(barcode.runs(bits) for bits in (*code128.CODES, code128.STOP + "11"))
    return _SIGNS


_SIGNS: list[tuple[tuple[int, int], ...]] = []
