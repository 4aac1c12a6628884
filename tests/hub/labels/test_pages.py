"""Labels go onto the free places of a part-used sheet, then onto new ones."""

from __future__ import annotations

import pytest

from hubdesk.errors import Refused
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.layout import Area, Box, Label
from hubdesk.labels.pages import Offset, Page, next_place, pages_of, sheets_for

SHEET = formats.named("l7160")
LABEL = Label(63.5, 38.1, ())


def test_24_labels_from_position_7_fill_this_sheet_and_begin_another() -> None:
    pages = pages_of([LABEL] * 24, SHEET, start_at=7)
    assert [len(page.placed) for page in pages] == [15, 9]
    assert _corners(pages[0])[0] == pytest.approx((7.21, 15.15 + 2 * 38.1))
    assert _corners(pages[1])[0] == pytest.approx((7.21, 15.15))


@pytest.mark.parametrize("name", [name for name in formats.names() if name != "a4"])
def test_labels_follow_along_the_row_from_any_place(name: str) -> None:
    """On every sheet and roll, from every place and one past the last, over several pages."""
    sheet = formats.named(name)
    label = Label(sheet.label_width_mm, sheet.label_height_mm, ())
    for start_at in range(1, sheet.labels + 2):
        count = 2 * sheet.labels + 3
        pages = pages_of([label] * count, sheet, start_at)
        corners = [corner for page in pages for corner in _corners(page)]
        places = [sheet.place((start_at - 1 + step) % sheet.labels + 1) for step in range(count)]
        assert corners == [(place.x_mm, place.y_mm) for place in places]
        assert len(pages) == sheets_for(count, sheet, start_at)
        assert next_place(count, sheet, start_at) == (start_at - 1 + count) % sheet.labels + 1


def test_18_labels_fit_on_this_sheet_and_6_on_a_new_one() -> None:
    """24 shelf labels from place 7 of a sheet of 24."""
    pages = pages_of([Label(63.5, 33.9, ())] * 24, formats.named("l7159"), start_at=7)
    assert [len(_corners(page)) for page in pages] == [18, 6]


def test_plain_paper_has_cut_marks_in_its_margins_and_none_on_a_label() -> None:
    paper = formats.named("a4-cut")
    pages = pages_of([Label(64, 34, ())], paper)
    marks = [mark.area for mark in pages[0].placed[0].label.marks if isinstance(mark, Box)]
    assert len(marks) == 2 * (paper.columns + 1) + 2 * (paper.rows + 1)
    whole = Area(0, 0, 210, 297)
    grid = Area(9, 12.5, 192, 272)
    for mark in marks:
        assert whole.holds(mark)
        beside = mark.right_mm <= grid.x_mm or mark.x_mm >= grid.right_mm
        above = mark.bottom_mm <= grid.y_mm or mark.y_mm >= grid.bottom_mm
        assert beside or above
    upright = {round(mark.x_mm + mark.width_mm / 2, 2) for mark in marks if mark.width_mm < 1}
    assert upright == {9, 73, 137, 201}


def test_a_printer_that_prints_small_puts_its_labels_farther_apart() -> None:
    """A hundredth too small: the middle of each label comes to lie where it belongs."""
    offset = Offset(0.4, 0, across=1 / 0.99, down=1 / 0.98)
    for number, (x_mm, y_mm) in enumerate(_corners(pages_of([LABEL] * 21, SHEET, 1, offset)[0])):
        place = SHEET.place(number + 1)
        middle_mm = (x_mm - 0.4 + 63.5 / 2) * 0.99, (y_mm + 38.1 / 2) * 0.98
        assert middle_mm == pytest.approx((place.x_mm + 63.5 / 2, place.y_mm + 38.1 / 2))


def test_a_roll_that_is_taken_by_its_short_side_says_so() -> None:
    assert pages_of([Label(89, 28, ())], formats.named("dymo-99010"))[0].turned
    assert not pages_of([LABEL], SHEET)[0].turned


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
    """Where the labels of a page begin; the marks to cut along are none of them."""
    return [(placed.x_mm, placed.y_mm) for placed in page.placed if not placed.label.marks]
