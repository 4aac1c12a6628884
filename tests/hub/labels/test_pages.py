"""Labels go onto the free places of a part-used sheet, then onto new ones."""

from __future__ import annotations

import pytest

from hubdesk.errors import Refused
from hubdesk.labels import format as formats
from hubdesk.labels.layout import Label
from hubdesk.labels.pages import Offset, Page, pages_of

SHEET = formats.named("l7160")
LABEL = Label(63.5, 38.1, ())


def test_24_labels_from_position_7_fill_this_sheet_and_begin_another() -> None:
    pages = pages_of([LABEL] * 24, SHEET, start_at=7)
    assert [len(page.placed) for page in pages] == [15, 9]
    assert _corners(pages[0])[0] == pytest.approx((7.21, 15.15 + 2 * 38.1))
    assert _corners(pages[1])[0] == pytest.approx((7.21, 15.15))


@pytest.mark.parametrize("start_at", range(1, SHEET.labels + 2))
def test_labels_follow_along_the_row_from_any_place(start_at: int) -> None:
    pages = pages_of([LABEL] * 30, SHEET, start_at)
    corners = [corner for page in pages for corner in _corners(page)]
    expected = [SHEET.place((start_at - 1 + step) % 21 + 1) for step in range(30)]
    assert corners == [(place.x_mm, place.y_mm) for place in expected]


def test_a_used_up_sheet_means_a_new_one() -> None:
    pages = pages_of([LABEL], SHEET, start_at=22)
    assert len(pages) == 1
    assert _corners(pages[0]) == [(7.21, 15.15)]


def test_nothing_to_print_is_no_page() -> None:
    assert pages_of([], SHEET) == ()


@pytest.mark.parametrize("start_at", [0, -1, 23])
def test_a_place_that_the_sheet_lacks_is_refused(start_at: int) -> None:
    with pytest.raises(Refused, match="1 to 21"):
        pages_of([LABEL], SHEET, start_at)


def test_a_label_larger_than_its_place_is_refused() -> None:
    with pytest.raises(Refused, match="too large"):
        pages_of([Label(70, 30, ())], SHEET)


def test_a_printer_that_prints_low_is_corrected() -> None:
    pages = pages_of([LABEL], SHEET, offset=Offset(0.5, -1.5))
    assert _corners(pages[0])[0] == pytest.approx((7.71, 13.65))


def _corners(page: Page) -> list[tuple[float, float]]:
    """Where the labels of a page begin."""
    return [(placed.x_mm, placed.y_mm) for placed in page.placed]
