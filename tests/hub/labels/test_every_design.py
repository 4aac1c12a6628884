"""Every design on every sheet and roll: inside its label, whole, and readable by a scanner."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import fields, replace

from hubdesk.errors import Refused
from hubdesk.labels import contents, sheet_text
from hubdesk.labels.contents import (
    BatchLabel,
    Content,
    CrateLabel,
    DeliveryLabel,
    FrozenLabel,
    HouseholdCard,
    OpenedLabel,
    ProductLabel,
    ShelfLabel,
)
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.format import Format
from hubdesk.labels.layout import Area, Bars, Box, Label, Mark, Squares, Words
from hubdesk.labels.pdf import pdf_of
from tests.hub.labels.paper import HOSTILE, dots, ink, scanned
from tests.hub.labels.samples import LATER, NAMES, SAMPLES, SATURDAY, SMALL

REFUSED_BY_SMALL = {"food", "opened", "frozen", "delivery"}
"""What must be whole may be too much for the smallest labels; every other design fits on all."""


WITH_CODE = [kind for kind, content in SAMPLES.items() if content.code]
"""A slip of thanks bears none: nobody scans it."""


def area_of(mark: Mark) -> Area:
    """What a mark covers, letters without their tails; a code with the white around it."""
    match mark:
        case Words():
            tall_mm = mark.size_pt * 25.4 / 72 * 0.73
            return Area(mark.x_mm, mark.baseline_mm - tall_mm, mark.width_mm, tall_mm)
        case Box():
            return mark.area
        case Bars():
            white_mm = mark.quiet * mark.module_mm
            wide_mm = mark.width_mm + 2 * white_mm
            return Area(mark.x_mm - white_mm, mark.y_mm, wide_mm, mark.height_mm)
        case Squares():
            white_mm = 4 * mark.module_mm
            side_mm = mark.side_mm + 2 * white_mm
            return Area(mark.x_mm - white_mm, mark.y_mm - white_mm, side_mm, side_mm)


def made(kind: str, sheet: Format) -> Label | None:
    """The label; None where a small one rightly refuses what may not be cut."""
    try:
        return designed(SAMPLES[kind], Room.on(sheet))
    except Refused as refused:
        small = sheet.name in SMALL or (kind == "food" and sheet.label_height_mm < 38)
        assert small and kind in REFUSED_BY_SMALL, refused
        return None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", SAMPLES)
def test_every_design_stays_inside_every_label(kind: str, name: str) -> None:
    sheet = sheet_text.named(name)
    label = made(kind, sheet)
    if label is None:
        return
    edge, side = sheet.edge_mm, max(sheet.edge_mm, sheet.side_mm)
    width_mm, height_mm = sheet.label_width_mm, sheet.label_height_mm
    inside = Area(side, edge, width_mm - 2 * side, height_mm - 2 * edge)
    for mark in label.marks:
        assert inside.holds(area_of(mark), 0.02), mark
    # The tails of letters too, but for the width of a dot.
    assert inside.holds(ink(next(dots(pdf_of([label], _alone(sheet)), 300)), 300), 0.15)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", WITH_CODE)
def test_nothing_lies_over_a_code_or_in_its_quiet_zone(kind: str, name: str) -> None:
    label = made(kind, sheet_text.named(name))
    if label is None:
        return
    codes = [area_of(mark) for mark in label.marks if isinstance(mark, Bars | Squares)]
    others = [area_of(mark) for mark in label.marks if not isinstance(mark, Bars | Squares)]
    assert len(codes) == 1
    for each in others:
        wide = min(each.right_mm, codes[0].right_mm) - max(each.x_mm, codes[0].x_mm)
        tall = min(each.bottom_mm, codes[0].bottom_mm) - max(each.y_mm, codes[0].y_mm)
        assert min(wide, tall) <= 0.25, each


@pytest.mark.parametrize("kind", WITH_CODE)
def test_the_code_of_every_design_reads_back_from_every_sheet(kind: str) -> None:
    for name in NAMES:
        sheet = sheet_text.named(name)
        label = made(kind, sheet)
        if label is not None:
            code = SAMPLES[kind].code
            assert scanned(next(dots(pdf_of([label], sheet), 203))) == [code], name


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["l7160", "l7651", "roll-4x6in"])
def test_hostile_words_stay_inside_their_label_or_are_refused(name: str, text: str) -> None:
    sheet = sheet_text.named(name)
    for content in _hostile(text):
        try:
            label = designed(content, Room.on(sheet))
        except Refused as refused:
            assert not isinstance(content, ShelfLabel | ProductLabel | HouseholdCard), refused
            continue
        place = Area(0, 0, sheet.label_width_mm, sheet.label_height_mm)
        assert place.holds(ink(next(dots(pdf_of([label], _alone(sheet)), 200)), 200))


def test_only_a_delivery_label_has_an_address_and_none_has_a_name_of_a_person() -> None:
    """By the fields that there are: what has no field cannot be printed."""
    kinds = [getattr(contents, name) for name in dir(contents) if name.endswith(("Label", "Card"))]
    with_address = [kind for kind in kinds if any("address" in f.name for f in fields(kind))]
    assert with_address == [DeliveryLabel]
    named = {each.name for kind in kinds for each in fields(kind)}
    assert not named & {"first_name", "surname", "person", "phone", "birth", "reason", "diagnosis"}


def test_a_shelf_without_a_name_has_a_line_to_write_it_on() -> None:
    label = designed(SAMPLES["shelf-unnamed"], Room.on(sheet_text.named("l7160")))
    lines = [mark for mark in label.marks if isinstance(mark, Box)]
    assert [line.area.width_mm > 50 for line in lines] == [True]


def test_an_address_is_refused_rather_than_cut() -> None:
    long = replace(_delivery(), address=("Llanfairpwllgwyngyllgogerychwyrndrobwll " * 9,))
    with pytest.raises(Refused, match="none of it may be cut"):
        designed(long, Room.on(sheet_text.named("l7160")))
    with pytest.raises(Refused, match="needs an address"):
        designed(replace(_delivery(), address=(" ",)), Room.on(sheet_text.named("l7160")))


def test_a_batch_without_a_date_says_so() -> None:
    label = designed(BatchLabel("B123456789012", "Soap"), Room.on(sheet_text.named("l7160")))
    assert "No date" in [mark.text for mark in label.marks if isinstance(mark, Words)]


def _delivery() -> DeliveryLabel:
    content = SAMPLES["delivery"]
    assert isinstance(content, DeliveryLabel)
    return content


def _hostile(text: str) -> list[Content]:
    code = "B123456789012"
    return [
        ShelfLabel(code, text, text),
        ProductLabel(code, text, text),
        CrateLabel(code, text, SATURDAY),
        BatchLabel(code, text, LATER),
        OpenedLabel(text, ("milk",), SATURDAY, LATER, keep=text, code=code),
        FrozenLabel(text, SATURDAY, LATER, code=code),
        DeliveryLabel(code, (text, "Leeds"), note=text),
        HouseholdCard(text, "4821", code),
    ]


def _alone(sheet: Format) -> Any:
    """The label alone on paper of its own size."""
    return replace(
        sheet,
        page_width_mm=sheet.label_width_mm,
        page_height_mm=sheet.label_height_mm,
        left_mm=0,
        top_mm=0,
        columns=1,
        rows=1,
        cut_marks=False,
    )
