"""What laptops do in these stories: goods come in, households tell something, all of it shared."""

from __future__ import annotations

from hubdesk.households import household
from hubdesk.households.record import Details
from hubdesk.journal import fields, identity
from hubdesk.stock import intake, ledger
from tests.hub.sync.hubs import Laptop

BEANS = identity.product_of_code("5000000000012")
PLACE = identity.named("place", "counter")
AMINA = "Amina Example"


def take_in(laptop: Laptop, quantity: int) -> None:
    """Goods come in."""
    laptop.desk.do(intake.take_in, BEANS, quantity, place=PLACE)


def on_shelf(laptop: Laptop) -> int:
    """What the book says is there."""
    return laptop.desk.ask(lambda view: ledger.on_hand(view.connection, BEANS, PLACE))


def open_home(laptop: Laptop, name: str = AMINA) -> bytes:
    """A household comes for the first time, and tells a name and what it must not eat."""
    home = laptop.desk.do(household.open_household, 2, 3)
    laptop.desk.do(household.note_details, home.id, Details(name=name, allergies=("milk",)))
    return home.id


def rename(laptop: Laptop, home: bytes, name: str) -> None:
    """A household tells another name."""
    laptop.desk.do(household.note_details, home, Details(name=name, allergies=("milk",)))


def name_of(laptop: Laptop, home: bytes) -> str | None:
    """The name that a laptop shows; None where it knows none."""
    shown: str | None = laptop.desk.ask(lambda view: fields.shown(view.connection, home, "name"))
    return shown


def people_in(laptop: Laptop, home: bytes) -> int:
    """How many a household feeds, 0 where it was not heard of."""
    found = laptop.desk.ask(household.by_id, home)
    return 0 if found is None else found.people
