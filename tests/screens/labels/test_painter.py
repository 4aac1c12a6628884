"""The picture on the screen, the print and the PDF are one and the same label."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from hubdesk.labels import sheet_text as formats
from hubdesk.labels.contents import HouseholdCard, ParcelLabel
from hubdesk.labels.designs import household_card, parcel_label
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import Letters
from hubdesk.labels.format import Format
from hubdesk.labels.layout import Area, Face, Label
from hubdesk.labels.pages import pages_of
from hubdesk.labels.pdf import pdf_of, pdf_of_pages
from tests.hub.labels.paper import DPI, HOSTILE, dots, eans, ink, own_codes, plain_page, scanned
from tests.hub.labels.test_barcode import ROW_MM, column
from ui.labels.outlines import QtOutlines
from ui.labels.painter import picture
from ui.labels.preview import LabelPreview
from ui.labels.printers import paint_on

SHEET = formats.named("l7160")
ROLL = formats.named("roll-62x40")
PARCEL = ParcelLabel("P123456789012", "0417", 2, 3, date(2026, 11, 21), 18, 7420, "No pork")


@pytest.fixture
def outlines(qtbot: QtBot) -> QtOutlines:
    return QtOutlines()


def grey(image: QImage) -> Image.Image:
    """A Qt picture as one that the code reader takes."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (plain.width(), plain.height())
    return Image.frombytes("L", size, bytes(plain.constBits()), "raw", "L", plain.bytesPerLine())


@pytest.mark.parametrize("dpi", DPI)
@pytest.mark.parametrize(
    ("codes", "width_mm"), [(own_codes(100, 1), 38.0), (eans(60, 2), 38.0), (eans(60, 3, 8), 30.0)]
)
def test_random_codes_read_back_from_the_print(
    outlines: QtOutlines, codes: list[str], width_mm: float, dpi: int
) -> None:
    pages = pages_of(column(codes, width_mm, dpi), plain_page(width_mm, 10 * ROW_MM))
    found = [text for page in pages for text in scanned(grey(picture(page, dpi, outlines)))]
    assert found == codes


@pytest.mark.parametrize("printer_dpi", [180, 203, 300, 360, 600])
def test_a_label_laid_out_for_another_printer_still_reads_back(
    outlines: QtOutlines, printer_dpi: int
) -> None:
    codes = own_codes(30, 4)
    pages = pages_of(column(codes, 59.5, 300), plain_page(59.5, 10 * ROW_MM))
    found = [text for page in pages for text in scanned(grey(picture(page, printer_dpi, outlines)))]
    assert found == codes


@pytest.mark.parametrize("text", ["Household 0417", "Żółw AVATAR To", "1x2 -> 3:4", "面包", "ψωμί"])
@pytest.mark.parametrize("face", Face)
def test_plain_words_are_as_wide_on_screen_as_in_the_pdf(
    outlines: QtOutlines, text: str, face: Face
) -> None:
    in_pdf = Letters().width_mm(text, 1, face) * 72 / 25.4
    assert outlines.outline(text, face).width == pytest.approx(in_pdf, abs=0.01)


@pytest.mark.parametrize("hub", ["St Mary's Hub", "لا لحم Hub 12", "সেন্ট মেরি · 社区 · Żółw"])
def test_print_and_pdf_are_the_same_picture(outlines: QtOutlines, hub: str) -> None:
    """Compared in grey after a small blur: fewer than 1 in 200 dots may differ clearly."""
    room = Room.on(ROLL, 300, Letters(outlines))
    labels = [household_card(HouseholdCard(hub, "4821", "H123456784821"), room)]
    pages = pages_of(labels, ROLL)
    printed = grey(picture(pages[0], 300, outlines)).filter(ImageFilter.BoxBlur(2))
    in_pdf = next(dots(pdf_of_pages(pages, outlines), 300)).filter(ImageFilter.BoxBlur(2))
    in_pdf = in_pdf.resize(printed.size)
    apart = ImageChops.difference(printed, in_pdf).point(lambda dot: 255 * (dot > 90))
    assert ImageStat.Stat(apart).mean[0] / 255 < 0.005


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_inside_their_label(outlines: QtOutlines, text: str) -> None:
    room = Room.on(SHEET, 300, Letters(outlines))
    label = household_card(HouseholdCard(text, "4821", "H123456784821"), room)
    place = SHEET.place(5)
    painted = grey(picture(pages_of([label], SHEET, 5)[0], 200, outlines))
    in_pdf = next(dots(pdf_of([label], SHEET, 5, outlines=outlines), 200))
    for page in (painted, in_pdf):
        assert place.holds(ink(page, 200))
        assert scanned(page) == ["H123456784821"]


def test_arabic_is_joined_and_runs_from_the_right(outlines: QtOutlines) -> None:
    """Unjoined, the word for meat is wider than as it is written."""
    joined = outlines.outline("لحم", Face.REGULAR).width
    apart = sum(outlines.outline(letter, Face.REGULAR).width for letter in "لحم")
    assert joined < 0.95 * apart


@pytest.mark.parametrize("sheet", [SHEET, ROLL], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("dpi", DPI)
def test_a_printer_gets_pages_of_the_right_size_that_read_back(
    outlines: QtOutlines, tmp_path: Path, sheet: Format, dpi: int
) -> None:
    room = Room.on(sheet, dpi, Letters(outlines))
    codes = own_codes(25, 11)
    labels = [parcel_label(_parcel(code), room) for code in codes]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(dpi)
    paint_on(printer, pages_of(labels, sheet), outlines)
    pages = list(dots((tmp_path / "printed.pdf").read_bytes(), 300))
    assert len(pages) == -(-25 // sheet.labels)
    # Qt writes PDF pages in whole points, a third of a mm.
    assert pages[0].width * 25.4 / 300 == pytest.approx(sheet.page_width_mm, abs=0.4)
    assert pages[0].height * 25.4 / 300 == pytest.approx(sheet.page_height_mm, abs=0.4)
    assert sorted(text for page in pages for text in scanned(page)) == sorted(codes)


def test_the_preview_shows_the_label_and_nothing_before_it(
    qtbot: QtBot, outlines: QtOutlines
) -> None:
    preview = LabelPreview(outlines)
    qtbot.addWidget(preview)
    preview.resize(800, 500)
    empty = preview.grab().toImage()
    label = parcel_label(PARCEL, Room.on(SHEET, 300, Letters(outlines)))
    preview.show_label(label, "Parcel 9012")
    shown = preview.grab().toImage()
    assert shown != empty
    assert scanned(grey(shown)) == ["P123456789012"]
    assert preview.accessibleDescription() == "Parcel 9012"
    preview.show_label(None)
    assert preview.grab().toImage() == empty


def test_the_preview_keeps_the_shape_of_the_label(qtbot: QtBot, outlines: QtOutlines) -> None:
    preview = LabelPreview(outlines)
    qtbot.addWidget(preview)
    preview.show_label(Label(100, 50, ()))
    hint = preview.sizeHint()
    assert (hint.width() - 12) / (hint.height() - 12) == pytest.approx(2, abs=0.02)
    assert Area(0, 0, hint.width(), hint.height()).holds(Area(0, 0, 100, 50))


def _parcel(code: str) -> ParcelLabel:
    """A parcel with this code."""
    return ParcelLabel(code, "0417", 2, 3, date(2026, 11, 21), 18, 7420)
