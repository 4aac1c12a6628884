"""Consent to keep a diet, taken back as easily; and all that is held, for whom it is about."""

from __future__ import annotations

import msgspec

from hubdesk import check
from hubdesk.forgetting import access, consent
from hubdesk.households import household as households
from hubdesk.households import merging
from hubdesk.households.diet import Chip
from hubdesk.households.matters import Matter
from hubdesk.households.record import Details
from hubdesk.journal.sealed import keys_of
from hubdesk.labels import sheet_text
from hubdesk.labels.draft import Room
from hubdesk.labels.layout import Words
from hubdesk.packing import pack
from hubdesk.reports import today
from hubdesk.volunteers import serving, volunteer
from tests.hub.counter.test_serving import stocked
from tests.hub.forgetting.test_erasing import TOLD, known
from tests.world import World

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<b>Bob</b>",
    'O\'Brien \\ (née) "x"',
    "Żółć ñ 名前",
    "</para>&amp;",
)


def words_of(held: access.Held) -> str:
    pages = access.pages(held, Room.on(sheet_text.named(sheet_text.PAGE), 300))
    return " ".join(mark.text for page in pages for mark in page.marks if isinstance(mark, Words))


def test_consent_says_who_when_and_to_which_words(world: World) -> None:
    home = known(world)
    assert world.desk.ask(consent.of, home.id) is None
    amina = world.desk.do(volunteer.add, "Amina Yusuf")
    world.desk.do(serving.tapped, amina.id)
    world.desk.do(consent.record, home.id)
    found = world.desk.ask(consent.of, home.id)
    assert found is not None
    assert (found.by, found.wording) == (("Amina Yusuf",), consent.WORDING)


def test_taking_it_back_forgets_the_diet_and_nothing_else(world: World) -> None:
    home = known(world)
    world.desk.do(consent.record, home.id)
    world.desk.do(consent.withdraw, home.id)
    world.desk.sweep()
    told = world.desk.ask(households.details_of, home.id)
    assert told == Details(TOLD.name, TOLD.street, TOLD.postcode, TOLD.phone)
    assert world.desk.ask(consent.of, home.id) is None
    keys = world.desk.ask(lambda view: keys_of(view.connection))
    assert Matter.DIET not in {key.matter for key in keys if key.subject == home.id}
    assert world.desk.do(consent.withdraw, home.id) is None
    assert check.check(world.desk).sound


def test_all_that_is_held_is_given_and_nobody_elses(world: World) -> None:
    home = known(world)
    other = world.household(1, 0, name="Zephyrine Q", allergies=("nuts",))
    alike = world.household(1, 0, name="Zephyrine Quokkaworth", postcode="ZE1 9QX")
    amina = world.desk.do(volunteer.add, "Amina Yusuf")
    world.desk.do(serving.tapped, amina.id)
    world.desk.do(consent.record, home.id)
    world.desk.do(merging.merge, other.id, home.id)
    held = world.desk.do(access.give, home.id)
    told = msgspec.json.decode(access.as_json(held))
    assert (told["name"], told["street"], told["phone"]) == ("Zephyrine Q", TOLD.street, TOLD.phone)
    assert told["told_earlier"] == {"name": [TOLD.name]}
    assert len(told["allergies"]) == 2 and len(told["visits"]) == 1
    assert told["consent_recorded_by"] == "A.Y."
    for text in (str(told), words_of(held)):
        assert alike.number not in text and "Amina" not in text and other.number in text
    kinds = [each.kind for each in world.desk.ask(today.events)]
    assert "household.told_all" in kinds


def test_what_was_known_of_them_at_a_visit_is_among_it(world: World) -> None:
    stocked(world)
    home = world.household(2, 2, diet=("no pork",))
    world.desk.do(households.note_ages, home.id, (1, 1, 0, 0))
    (parcel,) = world.desk.do(pack.pack, 4, (Chip.NO_PORK,)).made
    world.scan(home.card)
    world.scan(parcel.code)
    world.finish()
    held = world.desk.do(access.give, home.id)
    (visit,) = held.visits
    assert (visit.ages_of_children, visit.parcel_packed_for) == ([1, 1, 0, 0], ["No pork"])
    assert "(1, 1, 0, 0)" in words_of(held) and "No pork" in words_of(held)


def test_hostile_names_survive_as_they_were_typed(world: World) -> None:
    for name in HOSTILE:
        home = world.household(1, 0, name=name)
        held = world.desk.do(access.give, home.id)
        assert msgspec.json.decode(access.as_json(held), type=access.Held).name == name
        assert name in words_of(held)
