"""The sheets with a hub's codes: all words, the bar code, and which of the two it is."""

from __future__ import annotations

import pytest

from hubdesk.labels import sheet_text as formats
from hubdesk.labels.draft import Room
from hubdesk.labels.hub_sheet import HubCodeSheet, hub_code_sheet
from hubdesk.labels.pdf import pdf_of
from hubdesk.sync import hub_code
from tests.hub.labels.paper import dots, scanned
from tests.hub.labels.test_designs import SATURDAY


@pytest.mark.parametrize(("names", "said"), [(True, "people's details"), (False, "without names")])
def test_a_sheet_holds_every_word_and_says_which_code_it_is(names: bool, said: str) -> None:
    code = hub_code.draw()
    sheet = HubCodeSheet("High Street Hub", code.words, code.text, names, SATURDAY)
    page = formats.named(formats.PAGE)
    label = hub_code_sheet(sheet, Room.on(page, 300))
    drawn = repr(label)
    assert all(word in drawn for word in code.words.split())
    assert said in drawn
    assert "Locked away from the laptops" in drawn
    (found,) = scanned(next(dots(pdf_of([label], page), 300)))
    assert hub_code.read(found) == code
