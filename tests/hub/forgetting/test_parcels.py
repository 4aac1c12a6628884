"""What a parcel was packed for is forgotten with whoever took it, or some time after it left."""

from __future__ import annotations

from hubdesk import check, day
from hubdesk.forgetting import consent, retention
from hubdesk.households.diet import Chip
from hubdesk.packing import diet, pack, waiting
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.hub.test_nothing_personal import dump, said
from tests.world import World


def handed_over(world: World) -> bytes:
    """A parcel that was packed for those who eat no pork is handed over to one of them."""
    stocked(world)
    home = world.household(2, 0, diet=("no pork",))
    (parcel,) = world.desk.do(pack.pack, 2, (Chip.NO_PORK,)).made
    world.scan(home.card)
    world.scan(parcel.code)
    world.finish()
    return home.id


def what_is_told(world: World) -> str:
    events = [f"{each.title} {each.detail}" for each in world.desk.ask(today.events)]
    return said(dump(world)) + " ".join(events)


def test_consent_taken_back_forgets_what_their_parcel_was_packed_for(world: World) -> None:
    home = handed_over(world)
    assert "No pork" in what_is_told(world)
    world.desk.do(consent.withdraw, home)
    rows = dump(world)
    assert rows["packed_for"] == [] == rows["at_visit"]
    assert "no pork" not in what_is_told(world).lower(), "its label is not kept either"
    assert check.check(world.desk).sound


def test_time_forgets_it_and_not_while_the_parcel_waits(world: World) -> None:
    handed_over(world)
    (waits,) = world.desk.do(pack.pack, 2, (Chip.VEGAN,)).made
    world.clock.forward(days=95)
    world.desk.do(day.confirm, world.clock.moment.date())
    world.desk.do(retention.piece)
    assert [row[1] for row in dump(world)["packed_for"]] == ["vegan"]
    assert "no pork" not in what_is_told(world).lower()
    assert world.desk.ask(diet.of, waits.id) == ("vegan",)
    (there,) = world.desk.ask(waiting.window, 0, 9)
    assert there.parcel.chips == ("vegan",)
    assert check.check(world.desk).sound
