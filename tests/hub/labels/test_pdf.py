"""The PDF: small, exact in size, and silent about people."""

from __future__ import annotations

import pypdfium2  # type: ignore[import-untyped]
import pytest

from hubdesk.labels import sheet_text as formats
from hubdesk.labels.contents import HouseholdCard
from hubdesk.labels.designs import household_card
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Area, Box, Label
from hubdesk.labels.pages import Offset
from hubdesk.labels.pdf import pdf_of
from tests.hub.labels.paper import dots, ink, own_codes

SHEET = formats.named("l7160")


def cards(count: int) -> list[Label]:
    room = Room.on(SHEET)
    return [
        household_card(HouseholdCard("The Hub", code[-4:], code), room)
        for code in own_codes(count, 6)
    ]


@pytest.mark.parametrize("name", formats.names())
def test_pages_are_as_large_as_the_paper(name: str) -> None:
    sheet = formats.named(name)
    document = pypdfium2.PdfDocument(pdf_of([Label(10, 10, ())], sheet))
    assert document[0].get_size() == pytest.approx(
        (sheet.page_width_mm * 72 / 25.4, sheet.page_height_mm * 72 / 25.4), abs=0.01
    )
    document.close()


@pytest.mark.parametrize("position", [1, 2, 5, 21])
def test_a_label_lies_at_its_place_to_a_tenth_of_a_mm(position: int) -> None:
    frame = Label(63.5, 38.1, (Box(Area(0, 0, 63.5, 38.1), line_mm=0.3),))
    page = next(dots(pdf_of([frame], SHEET, position, Offset(0.4, -0.6)), 600))
    found, place = ink(page, 600), SHEET.place(position)
    assert found.x_mm == pytest.approx(place.x_mm + 0.4, abs=0.1)
    assert found.y_mm == pytest.approx(place.y_mm - 0.6, abs=0.1)
    assert found.width_mm == pytest.approx(63.5, abs=0.1)
    assert found.height_mm == pytest.approx(38.1, abs=0.1)


def test_its_properties_name_no_hub_and_nobody() -> None:
    document = pypdfium2.PdfDocument(pdf_of(cards(1), SHEET))
    told = document.get_metadata_dict()
    document.close()
    assert told["Title"] == "Labels"
    assert told["Author"] == told["Creator"] == "Hubdesk"
    assert "The Hub" not in str(told)


def test_the_same_labels_are_the_same_file() -> None:
    assert pdf_of(cards(3), SHEET) == pdf_of(cards(3), SHEET)


def test_a_thousand_labels_cost_at_most_110_bytes_each() -> None:
    """A code and two lines of words, fonts and all (performance.md, section 4)."""
    room = Room.on(SHEET)
    labels = [_shelf_label(code, room) for code in own_codes(1000, 6)]
    assert len(pdf_of(labels, SHEET)) / 1000 <= 110


def _shelf_label(code: str, room: Room) -> Label:
    """A code between two lines."""
    draft, inside = Draft(room), room.inside
    draft.words("Tins, shelf 4", Area(inside.x_mm, 2, inside.width_mm, 5), Style(11, 8))
    draft.code(code, Area(inside.x_mm, 10, inside.width_mm, 15))
    draft.words(code, Area(inside.x_mm, 28, inside.width_mm, 5), Style(9, 8))
    return draft.finished()
