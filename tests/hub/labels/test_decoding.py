"""A sample of the long run in ``decoding``, and that it finds what is wrong when something is."""

from __future__ import annotations

import pytest
from barcode.codex import Code128

from hubdesk.labels import barcode, pdf
from hubdesk.labels.layout import PDF_DPI, Area, Bars, Squares
from hubdesk.labels.pages import Page
from tests.hub.labels import decoding
from tests.hub.labels.decoding import Tally, column, own_codes, see
from tests.hub.labels.looks import LOOKS, Printed
from tests.hub.labels.paper import DPI, eans


def looked_at(codes: list[str], dpi: int, dots: int, names: tuple[str, ...] = ("pdfium",)) -> Tally:
    tally = Tally()
    printed = Printed(column(codes, dpi, dots, as_qr=False))
    for name in names:
        see(printed, codes, dpi, LOOKS[name], tally)
    return tally


@pytest.mark.slow
def test_a_thousand_codes_of_every_kind_and_width_read_back() -> None:
    """All of it is run by ``python -m tests.hub.labels.decoding``; here every tenth."""
    wrong = [what for what, tally in decoding.modules_run(100) if not tally.is_right]
    assert not wrong


@pytest.mark.parametrize(
    "printer",
    [
        pytest.param(203, marks=pytest.mark.slow, id="coarse"),
        pytest.param(300, marks=pytest.mark.longest, id="fine"),
    ],
)
def test_a_full_page_of_every_design_reads_back_from_every_sheet(printer: int) -> None:
    runs = list(decoding.pages_run(printers=(printer,)))
    assert len(runs) > 120
    assert not [what for what, tally in runs if not tally.is_right]


@pytest.mark.slow
def test_hostile_contents_read_back_by_every_renderer() -> None:
    tally = decoding.hostile_run()
    assert tally.is_right, (tally.unread, tally.wrong)


def test_a_few_of_every_kind_read_back_at_their_finest() -> None:
    for codes in (own_codes(24, 1), eans(10, 2), eans(10, 3, 8)):
        for dpi in DPI:
            tally = looked_at(codes, dpi, decoding.module_widths(dpi)[0])
            assert tally.is_right, (dpi, tally.unread, tally.wrong)


def test_a_pdf_reads_back_from_every_printer_in_grey_and_in_black_and_white() -> None:
    for codes, as_qr in ((own_codes(24, 1), False), (eans(10, 2), False), (own_codes(5, 3), True)):
        for dots in decoding.module_widths(PDF_DPI):
            printed = Printed(column(codes, PDF_DPI, dots, as_qr=as_qr))
            for sight in DPI:
                tally = Tally()
                see(printed, codes, sight, LOOKS["pdfium"], tally, as_qr=as_qr)
                assert tally.is_right, (dots, sight, tally.unread, tally.wrong)
                assert tally.looks == 2 * len(codes)


def test_a_qr_code_has_too_few_stripes_to_be_read_as_bars() -> None:
    """A bar reader that crosses it meets 21 stripes at most. The shortest bar code of one letter
    has 25 (Code 128: start, letter, check and stop), an EAN-8 has 43."""
    for code in own_codes(200, 8):
        rows = barcode.qr(code, Area(0, 0, 30, 30), PDF_DPI).rows
        assert len(rows) == 21
        dark = [{at + n for at, length in row for n in range(length)} for row in rows]
        columns = [{y for y in range(21) if x in dark[y]} for x in range(21)]
        for line in (*dark, *columns):
            assert _stripes(line) <= 21 < len(barcode.code128("A").runs) * 2 - 1
    assert len(barcode.code128("A").runs) * 2 - 1 == 25
    assert len(barcode.ean("96385074").runs) * 2 - 1 == 43


def _stripes(line: set[int]) -> int:
    """How often a row of 21 modules changes, and one."""
    return 1 + sum((at in line) != (at - 1 in line) for at in range(1, 21))


@pytest.mark.parametrize(("kind", "name"), [("shelf", "l7651"), ("parcel", "l7160")])
def test_a_full_page_reads_back_moved_and_scaled(kind: str, name: str) -> None:
    for _, tally in decoding.pages_run([kind], [name], [300], ["pdfium"]):
        assert tally.looks in (130, 42)
        assert tally.is_right, (tally.unread, tally.wrong)


def test_bars_as_wide_as_a_viewer_makes_them_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bars that reach into the dots beside them, which PDFium then fills."""
    monkeypatch.setattr(pdf, "_INSET_DOTS", -0.6)
    tally = looked_at(eans(60, 5), 203, 2)
    assert not tally.is_right


def test_an_encoder_that_loses_a_leading_99_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-barcode 0.16.1 as it is (its issue 251)."""
    monkeypatch.setattr(barcode, "_Code128", Code128)
    tally = looked_at(["991234567890"], 300, 3)
    assert not tally.is_right
    assert tally.wrong == {"1234567890": 2}


def test_one_bar_too_many_is_caught() -> None:
    codes = own_codes(10, 6)
    page = column(codes, 300, 3, as_qr=False)[0]
    tally = Tally()
    see(Printed([_spoilt(page)]), codes, 300, LOOKS["pdfium"], tally)
    assert tally.unread == {codes[0]: 2}


def _spoilt(page: Page) -> Page:
    """The page with a bar of its first code one module wider."""
    label = page.placed[0].label
    corner, first, *others = label.marks
    assert isinstance(first, Bars | Squares)
    assert isinstance(first, Bars)
    (start, length), *runs = first.runs[3:]
    bad = type(first)(
        first.text,
        first.x_mm,
        first.y_mm,
        first.height_mm,
        first.dots,
        first.dpi,
        first.modules,
        (*first.runs[:3], (start, length + 1), *runs),
        first.quiet,
    )
    placed = page.placed[0]
    spoilt = type(label)(label.width_mm, label.height_mm, (corner, bad, *others))
    return Page(page.width_mm, page.height_mm, (type(placed)(placed.x_mm, placed.y_mm, spoilt),))
