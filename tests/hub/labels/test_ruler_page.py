"""A printer's faults are measured on one page, and put right on every label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.labels import ruler_page, sheet_text
from hubdesk.labels.layout import Area, Label
from hubdesk.labels.pages import pages_of
from hubdesk.labels.pdf import pdf_of_pages
from hubdesk.labels.ruler_page import Measured
from tests.hub.labels.paper import dots, texts
from tests.hub.labels.samples import NAMES

SHEET = sheet_text.named("l7160")


@given(st.floats(-4, 4), st.floats(-4, 4), st.floats(0.97, 1.03), st.floats(0.97, 1.03))
def test_labels_of_a_printer_that_errs_come_out_where_they_belong(
    right_mm: float, lower_mm: float, wide: float, tall: float
) -> None:
    """The printer shows wide * x + right: measured with a ruler, then put right."""
    meant = ruler_page.marks(SHEET)
    measured = Measured(
        wide * meant.cross_mm + right_mm,
        tall * meant.cross_mm + lower_mm,
        wide * meant.across_mm,
        tall * meant.down_mm,
    )
    offset = ruler_page.offset(SHEET, measured)
    label = Label(63.5, 38.1, ())
    for at, placed in enumerate(pages_of([label] * 21, SHEET, 1, offset)[0].placed, start=1):
        place = SHEET.place(at)
        middle_x = wide * (placed.x_mm + 63.5 / 2) + right_mm
        middle_y = tall * (placed.y_mm + 38.1 / 2) + lower_mm
        assert middle_x == pytest.approx(place.x_mm + 63.5 / 2, abs=0.05)
        assert middle_y == pytest.approx(place.y_mm + 38.1 / 2, abs=0.05)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_stays_on_its_paper_and_says_how_long_its_lines_are(name: str) -> None:
    paper = sheet_text.named(name)
    meant = ruler_page.marks(paper)
    page = ruler_page.page(paper)
    whole = Area(0, 0, paper.page_width_mm, paper.page_height_mm)
    ruler = Area(meant.cross_mm, meant.cross_mm, meant.across_mm, meant.down_mm)
    assert whole.holds(ruler)
    pdf = pdf_of_pages([page])
    assert f"{meant.across_mm:g} mm" in " ".join(texts(pdf)[0].split())
    assert next(dots(pdf, 100)).getbbox() is not None


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        (Measured(20, 20, 100, 250), "about 170 mm"),
        (Measured(20, 20, 0, 250), "about 170 mm"),
        (Measured(70, 20, 170, 250), "more than 25 mm off"),
    ],
)
def test_what_no_printer_does_is_refused(measured: Measured, said: str) -> None:
    with pytest.raises(Refused, match=said):
        ruler_page.offset(SHEET, measured)
