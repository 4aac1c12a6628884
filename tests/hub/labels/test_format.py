"""Sheets and rolls: their measures in mm, and what is refused."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.format import Format, PrinterKind, checked
from hubdesk.labels.layout import Area
from tests.hub.labels.paper import write

SHEET = """
title = "Mine"
columns = 2
rows = 3
[page]
width_mm = 100
height_mm = 90
[label]
width_mm = 40
height_mm = 25
[first]
left_mm = 5
top_mm = 5
[pitch]
across_mm = 45
down_mm = 27
"""


def test_the_address_sheet_has_the_measures_printed_on_its_box() -> None:
    """Avery L7160: 3 by 7 labels of 63.5 x 38.1 mm, rows touching, columns 2.54 mm apart."""
    sheet = formats.named("l7160")
    assert sheet.labels == 21
    first, second, fourth, last = (sheet.place(at) for at in (1, 2, 4, 21))
    assert (first.x_mm, first.y_mm) == pytest.approx((7.21, 15.15))
    assert second.x_mm - first.right_mm == pytest.approx(2.54)
    assert second.y_mm == first.y_mm
    assert fourth.y_mm == pytest.approx(first.bottom_mm)
    assert 210 - last.right_mm == pytest.approx(first.x_mm, abs=0.02)
    assert 297 - last.bottom_mm == pytest.approx(first.y_mm, abs=0.02)


MEASURES = {
    # columns, rows, label, first label's corner, pitch: as the makers publish them.
    "l7159": (3, 8, (63.5, 33.9), (7.21, 12.9), (66.04, 33.9)),
    "l7160": (3, 7, (63.5, 38.1), (7.21, 15.15), (66.04, 38.1)),
    "l7163": (2, 7, (99.1, 38.1), (4.65, 15.15), (101.6, 38.1)),
    "l7165": (2, 4, (99.1, 67.7), (4.65, 13.1), (101.6, 67.7)),
    "l7169": (2, 2, (99.1, 139), (4.65, 9.5), (101.6, 139)),
    "l7651": (5, 13, (38.1, 21.2), (4.75, 10.7), (40.6, 21.2)),
    "a4-cut": (3, 8, (64, 34), (9, 12.5), (64, 34)),
    "roll-62x40": (1, 1, (62, 40), (0, 0), (62, 40)),
    "roll-57x32": (1, 1, (57, 32), (0, 0), (57, 32)),
    "roll-100x50": (1, 1, (100, 50), (0, 0), (100, 50)),
    "roll-4x6in": (1, 1, (4 * 25.4, 6 * 25.4), (0, 0), (101.6, 152.4)),
    "dymo-99010": (1, 1, (89, 28), (0, 0), (89, 28)),
}


def test_every_shipped_sheet_is_measured_here() -> None:
    assert {*MEASURES, "a4"} == set(formats.names())


@pytest.mark.parametrize("name", MEASURES)
def test_a_shipped_sheet_has_its_makers_measures(name: str) -> None:
    """And lies in the middle of its page, as die-cut sheets do."""
    columns, rows, size, corner, pitch = MEASURES[name]
    sheet = formats.named(name)
    assert (sheet.columns, sheet.rows) == (columns, rows)
    assert (sheet.label_width_mm, sheet.label_height_mm) == pytest.approx(size)
    assert (sheet.left_mm, sheet.top_mm) == pytest.approx(corner)
    assert (sheet.pitch_x_mm, sheet.pitch_y_mm) == pytest.approx(pitch)
    last = sheet.place(sheet.labels)
    assert sheet.page_width_mm - last.right_mm == pytest.approx(sheet.left_mm, abs=0.06)
    assert sheet.page_height_mm - last.bottom_mm == pytest.approx(sheet.top_mm, abs=0.06)


@pytest.mark.parametrize("name", MEASURES)
def test_labels_run_along_the_row_and_then_downwards(name: str) -> None:
    sheet = formats.named(name)
    places = [sheet.place(at) for at in range(1, sheet.labels + 1)]
    assert places == sorted(places, key=lambda place: (place.y_mm, place.x_mm))
    assert len({place.y_mm for place in places}) == sheet.rows
    assert len({place.x_mm for place in places}) == sheet.columns


@pytest.mark.parametrize("name", formats.names())
def test_a_sheet_written_as_text_reads_back_the_same(name: str) -> None:
    sheet = formats.named(name)
    assert formats.parse(name, formats.text_of(sheet)) == sheet


def test_a_hubs_own_sheet_is_found_by_its_name_before_the_shipped_ones() -> None:
    own = {"mine": SHEET, "l7160": SHEET}
    assert formats.named("mine", own).labels == formats.named("l7160", own).labels == 6
    assert formats.named("l7163", own).labels == 14


@given(st.text(max_size=40))
def test_a_sheet_with_any_title_reads_back(title: str) -> None:
    sheet = replace(formats.named("l7160"), title=title)
    if not any("\ud800" <= sign <= "\udfff" for sign in title):
        assert formats.parse("l7160", formats.text_of(sheet)).labels == 21


@pytest.mark.parametrize("name", formats.names())
def test_no_label_of_a_shipped_sheet_leaves_its_page_or_lies_on_another(name: str) -> None:
    sheet = formats.named(name)
    page = Area(0, 0, sheet.page_width_mm, sheet.page_height_mm)
    places = [sheet.place(at) for at in range(1, sheet.labels + 1)]
    assert all(page.holds(place) for place in places)
    assert not any(_overlap(one, other) for one, other in combinations(places, 2))


def test_a_sheet_of_ones_own_is_read(tmp_path: Path) -> None:
    sheet = formats.read(write(tmp_path, SHEET))
    assert (sheet.title, sheet.labels, sheet.place(6).right_mm) == ("Mine", 6, 90)


def test_a_roll_is_cut_at_another_length_but_a_sheet_is_not() -> None:
    roll = formats.named("roll-62x40").with_length(90)
    assert (roll.page_height_mm, roll.label_height_mm) == (90, 90)
    with pytest.raises(Refused, match="fixed length"):
        formats.named("l7160").with_length(90)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("across_mm = 45", "across_mm = 39", "overlap sideways"),
        ("down_mm = 27", "down_mm = 24", "overlap downwards"),
        ("left_mm = 5", "left_mm = 16", "beyond the page"),
        ("rows = 3", "rows = 4", "beyond the page"),
        ("columns = 2", "columns = 0", "1 to 1,000"),
        ("columns = 2", 'columns = "two"', "no usable columns"),
        ("height_mm = 25", "", "no usable label.height_mm"),
        ("width_mm = 40", "width_mm = nan", "more than 0 mm"),
        ("width_mm = 40", "width_mm = -40", "more than 0 mm"),
        ("top_mm = 5", "top_mm = -1", "less than 0"),
        ("height_mm = 25", "height_mm = 3", "no room on the label"),
        ("columns = 2", 'printer = "plotter"', "no usable printer"),
        ("[page]", "[page", "cannot be read"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        formats.read(write(tmp_path, SHEET.replace(old, new)))


def test_a_text_too_long_for_any_sheet_is_refused_before_it_is_read() -> None:
    """Ten thousand dots took three quarters of a gigabyte."""
    with pytest.raises(Refused, match="too long for a label sheet"):
        formats.parse("mine", SHEET + ".".join("a" * 10_000))


@given(st.text(max_size=60), st.integers(0, len(SHEET)))
def test_a_sheet_with_anything_written_into_it_is_a_sheet_or_refused(text: str, at: int) -> None:
    try:
        formats.parse("mine", SHEET[:at] + text + SHEET[at:])
    except Refused as refused:
        assert str(refused)


@pytest.mark.parametrize("length", ["1" + "0" * 400, "-1" + "0" * 400, "inf", "nan", "true", "[1]"])
def test_lengths_that_are_no_lengths_are_refused(length: str) -> None:
    with pytest.raises(Refused):
        formats.parse("mine", SHEET.replace("left_mm = 5", f"left_mm = {length}"))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="not plain text"):
        formats.read(file)


def test_a_sheet_nobody_ships_is_refused() -> None:
    with pytest.raises(Refused, match="no label sheet"):
        formats.named("../l7160")


@given(
    st.lists(st.floats(-10, 3000) | st.just(float("nan")), min_size=8, max_size=8),
    st.integers(-2, 40),
    st.integers(-2, 40),
)
def test_any_measures_are_a_fitting_sheet_or_refused(
    lengths: list[float], columns: int, rows: int
) -> None:
    tried = Format("x", "x", PrinterKind.SHEET, 210, 297, columns, rows, *lengths)
    try:
        sheet = checked(tried)
    except Refused:
        return
    page = Area(0, 0, sheet.page_width_mm, sheet.page_height_mm)
    assert all(page.holds(sheet.place(at), 0.06) for at in range(1, sheet.labels + 1))


def _overlap(one: Area, other: Area) -> bool:
    """True when two labels share more than an edge."""
    return (
        min(one.right_mm, other.right_mm) - max(one.x_mm, other.x_mm) > 0.01
        and min(one.bottom_mm, other.bottom_mm) - max(one.y_mm, other.y_mm) > 0.01
    )
