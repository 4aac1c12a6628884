"""What the Set-up screen asks and changes: this laptop's choices, the hub's places and people."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import select

from hubdesk import settings
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.labels import queue
from hubdesk.labels.contents import VolunteerCard
from hubdesk.settings import Settings
from hubdesk.starting import tidy_name
from hubdesk.stock import records
from hubdesk.stock.tables import balance, place
from hubdesk.volunteers.volunteer import Volunteer, by_id, give_card, number_of, volunteers
from hubdesk.wording import translate

MOST_NUMBERS = 20


class Place(Struct, frozen=True):
    """Somewhere stock stands: a counter, a store, a stall."""

    id: bytes
    name: str


class SetUp(Struct, frozen=True):
    """This laptop's settings, the places it may serve from and who helps here, by name."""

    settings: Settings
    places: tuple[Place, ...]
    volunteers: tuple[Volunteer, ...] = ()

    @property
    def here(self) -> str:
        """The name of the place that this laptop serves from."""
        return next((each.name for each in self.places if each.id == self.settings.here), "")


def asked(view: View) -> SetUp:
    """Everything that Set-up shows."""
    named = select(place.c.id, place.c.name).where(place.c.name != "")
    rows = view.connection.execute(named.order_by(place.c.name))
    places = tuple(Place(id_, name) for id_, name in rows)
    return SetUp(settings.read(view.connection), places, volunteers(view))


def serve_from(act: Act, place_id: bytes) -> None:
    """From now on this laptop's parcels take their stock from there."""
    settings.change(act, here=place_id)


def add_place(act: Act, name: str) -> Place:
    """Opens another place. This laptop goes on serving where it does, if it serves anywhere.

    Raises Refused for no name, or for one that another place has.
    """
    told, known = tidy_name(name), asked(act)
    if any(each.name.casefold() == told.casefold() for each in known.places):
        raise Refused(
            translate("hub", "{name} is there already. Choose it under Where it serves."), name=told
        )
    made = Place(identity.new_id(), told)
    records.name_place(act, made.id, told)
    if not known.here:
        serve_from(act, made.id)
    return made


def serve_where_named(act: Act) -> None:
    """A laptop that joined serves from the others' place of the name that it gave its own.

    Nothing was ever taken in at its own, which was named before it had heard of theirs.
    """
    known = asked(act)
    same = [
        each.id
        for each in known.places
        if each.id != known.settings.here and each.name.casefold() == known.here.casefold()
    ]
    stands = select(balance.c.product).where(balance.c.place == known.settings.here).limit(1)
    if same and act.connection.execute(stands).first() is None:
        records.name_place(act, known.settings.here, "")
        serve_from(act, min(same))


def name_hub(act: Act, name: str) -> None:
    """The hub is called so, on cards and labels printed from now on."""
    settings.change(act, hub_name=tidy_name(name))


def name_laptop(act: Act, name: str) -> None:
    """This laptop is called so."""
    settings.change(act, laptop_name=tidy_name(name))


def keep_numbers(act: Act, numbers: list[tuple[str, str]]) -> None:
    """The hub's emergency numbers, in order; rows with nothing in them are dropped."""
    tidy = [(" ".join(whom.split()), " ".join(number.split())) for whom, number in numbers]
    settings.change(act, emergency=[row for row in tidy if any(row)][:MOST_NUMBERS])


def print_volunteer_card(act: Act, subject: bytes) -> str:
    """A new card for a volunteer waits for the printer; an earlier one counts no more.

    Returns the number on it.
    """
    before = by_id(act, subject).card
    code = give_card(act, subject)
    if before:
        # A card that waits for the printer must not come out dead.
        queue.kill(act, before)
    hub_name = settings.read(act.connection).hub_name
    card = VolunteerCard(hub_name, number_of(code), code, replaces=bool(before))
    queue.queue(act, card)
    return number_of(code)
