"""Every bar code reads back as exactly its text, on every printer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.labels import barcode
from hubdesk.labels.layout import MM_PER_INCH, Area, Bars, Label, Squares
from hubdesk.labels.pages import UNMOVED, Offset
from hubdesk.labels.pdf import pdf_of
from tests.hub.labels.paper import DPI, dots, eans, own_codes, plain_page, scanned

ROW_MM = 12.0
ODD_ONES = [
    "9912345",
    "991234567890",
    "9999999999",
    "P99",
    "H999999999999",
    "1",
    "12",
    "123",
    "A1B22C333D4444",
    "abc DEF ~!#$%",
    "1234567890123456789",
    "00000000000000",
]


@pytest.mark.parametrize("printer_dpi", DPI)
@pytest.mark.parametrize("codes", [own_codes(120, 1), eans(60, 2), eans(60, 3, 8)], ids=len)
def test_random_codes_read_back_from_a_pdf(codes: list[str], printer_dpi: int) -> None:
    pdf = _pdf(codes, 62, printer_dpi)
    for dpi in DPI:
        for only_black in (False, True):
            found = [
                text for page in dots(pdf, dpi, only_black=only_black) for text in scanned(page)
            ]
            assert found == codes, (dpi, only_black)


@pytest.mark.parametrize("printer_dpi", DPI)
def test_the_finest_bars_read_back_from_their_own_printer(printer_dpi: int) -> None:
    """Two dots a module at 203 dpi: where PDF viewers turn bars into other codes."""
    codes = own_codes(100, 4)
    pdf = _pdf(codes, 38.0, printer_dpi, Offset(0.37, 0.81))
    found = [text for page in dots(pdf, printer_dpi) for text in scanned(page)]
    assert found == codes


def test_codes_of_our_own_are_the_same_bars_as_anybody_elses() -> None:
    """They are put together sign by sign, because python-barcode takes ten times as long."""
    for code in own_codes(200, 8):
        bits = barcode._Code128(code, writer=barcode._writer()).build()[0]
        made = barcode.code128(code)
        assert (made.runs, made.modules) == (barcode.runs(bits), len(bits))


def test_a_leading_99_and_other_odd_codes_are_kept() -> None:
    for text in ODD_ONES:
        label = Label(150, ROW_MM, (_bars(text, 150),))
        page = next(dots(pdf_of([label], plain_page(150, ROW_MM)), 300))
        assert scanned(page) == [text]


@settings(max_examples=60)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=24))
def test_any_plain_text_reads_back(text: str) -> None:
    symbol = barcode.code128(text)
    label = Label(260, ROW_MM, (_of(symbol),))
    assert scanned(next(dots(pdf_of([label], plain_page(260, ROW_MM)), 300))) == [text]


@pytest.mark.parametrize("text", ["", "Zażółć", "tab\there", "\x1d01", "１２３", "خبز"])
def test_what_bars_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="plain letters"):
        barcode.stripes(text)


@pytest.mark.parametrize("text", ["5000157024672", "96385075"])
def test_a_wrong_check_digit_is_refused_and_never_rewritten(text: str) -> None:
    with pytest.raises(Refused, match="last digit"):
        barcode.stripes(text)


@pytest.mark.parametrize("text", ["500015702467", "abc", "５０００１５７０２４６７１"])
def test_only_8_or_13_digits_are_a_product_code(text: str) -> None:
    with pytest.raises(Refused, match="8 or 13"):
        barcode.ean(text)


@pytest.mark.parametrize("dpi", DPI)
@pytest.mark.parametrize("width_mm", [36.5, 45.0, 59.5, 100.0])
@pytest.mark.parametrize("text", ["P123456789012", "5000157024671", "96385074"])
def test_ten_modules_stay_white_on_either_side(text: str, width_mm: float, dpi: int) -> None:
    area = Area(3, 4, width_mm, 10)
    bars = barcode.fit(text, area, dpi)
    assert isinstance(bars, Bars)
    assert bars.quiet >= 10
    assert bars.x_mm - area.x_mm >= 10 * bars.module_mm - 1e-6
    assert area.right_mm - bars.x_mm - bars.width_mm >= 10 * bars.module_mm - 1e-6
    assert bars.module_mm * dpi / MM_PER_INCH == pytest.approx(bars.dots)
    assert 0.24 <= bars.module_mm <= 0.5


def test_where_bars_would_be_too_fine_the_same_text_is_a_qr_code() -> None:
    for text in own_codes(20, 5):
        code = barcode.fit(text, Area(0, 0, 30, 14), 203)
        assert isinstance(code, Squares)
        assert code.side_mm + 8 * code.module_mm <= 14 + 1e-6
        for dpi in DPI:
            page = next(dots(pdf_of([Label(30, 14, (code,))], plain_page(30, 14)), dpi))
            assert scanned(page) == [text]


def test_the_longest_code_that_fits_is_printed_and_the_next_is_refused() -> None:
    area = Area(0, 0, 59.5, 9)
    fitting = [length for length in range(1, 120) if _fits("H" * length, area)]
    assert fitting == list(range(1, len(fitting) + 1))
    longest = barcode.fit("H" * len(fitting), area, 300)
    page = next(dots(pdf_of([Label(59.5, 9, (longest,))], plain_page(59.5, 9)), 300))
    assert scanned(page) == ["H" * len(fitting)]
    with pytest.raises(Refused, match=f"{len(fitting) + 1} characters is too long"):
        barcode.fit("H" * (len(fitting) + 1), area, 300)


def test_no_code_is_so_long_that_it_is_a_bug() -> None:
    with pytest.raises(Refused, match="too long"):
        barcode.fit("H" * 5000, Area(0, 0, 200, 200), 300)


def _fits(text: str, area: Area) -> bool:
    """True when some code holds the text."""
    try:
        barcode.fit(text, area, 300)
    except Refused:
        return False
    return True


def _bars(text: str, width_mm: float, dpi: int = 300, y_mm: float = 1.0) -> Bars:
    """A code's bars across a width."""
    bars = barcode.fit(text, Area(0, y_mm, width_mm, ROW_MM - 4), dpi)
    assert isinstance(bars, Bars)
    return bars


def _of(symbol: barcode.Stripes) -> Bars:
    """Bars three dots of 300 a module."""
    return Bars(symbol.text, 10, 1, ROW_MM - 4, 3, 300, symbol.modules, symbol.runs)


def column(codes: list[str], width_mm: float, dpi: int) -> list[Label]:
    """Labels with ten codes under one another."""
    return [
        Label(
            width_mm,
            10 * ROW_MM,
            tuple(
                _bars(code, width_mm, dpi, 1.0 + row * ROW_MM)
                for row, code in enumerate(codes[first : first + 10])
            ),
        )
        for first in range(0, len(codes), 10)
    ]


def _pdf(codes: list[str], width_mm: float, dpi: int, offset: Offset = UNMOVED) -> bytes:
    """The same as a PDF, a label to a page."""
    paper = plain_page(width_mm, 10 * ROW_MM)
    return pdf_of(column(codes, width_mm, dpi), paper, offset=offset)
