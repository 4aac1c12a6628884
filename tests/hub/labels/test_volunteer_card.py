"""A volunteer's card: a hub, a number and a code; a name is for a pen."""

from __future__ import annotations

import pytest

from hubdesk.codes import own
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.contents import VolunteerCard
from hubdesk.labels.designs import volunteer_card
from hubdesk.labels.draft import Room
from hubdesk.labels.pdf import pdf_of
from tests.hub.labels.paper import dots, scanned, texts

CARD = VolunteerCard("St Mary's Community Hub", "V4821", own.draw(own.Kind.VOLUNTEER))


@pytest.mark.parametrize("name", ["l7160", "roll-62x40"])
def test_it_scans_and_says_what_to_do(name: str) -> None:
    paper = formats.named(name)
    made = pdf_of([volunteer_card(CARD, Room.on(paper))], paper)
    (text,) = texts(made)
    assert "V4821" in text and "Volunteer" in text and "St Mary" in text
    (picture,) = dots(made, 300)
    assert scanned(picture) == [CARD.code]
