"""Two and three laptops share a folder, and come to the same hub."""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.households import household
from hubdesk.households.record import Details
from hubdesk.journal import identity
from hubdesk.stock import intake
from tests.hub.journal.laptops import tables
from tests.hub.sync.hubs import Laptop, MemoryFolder

Another = Callable[[str], Laptop]
BEANS = identity.product_of_code("5000000000012")
PLACE = identity.named("place", "counter")


def take_in(laptop: Laptop, quantity: int) -> None:
    laptop.desk.do(intake.take_in, BEANS, quantity, place=PLACE)


def test_the_second_laptop_joins_by_code_and_both_hold_the_same(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = laptop("first"), laptop("second")
    take_in(first, 12)
    codes = first.make(folder)
    assert first.sync(folder).sent == 1

    assert second.join(folder, codes.with_names.words).people
    take_in(second, 5)
    home = second.desk.do(household.open_household, 2, 3)
    second.desk.do(household.note_details, home.id, Details(name="Amina Example"))
    came = second.sync(folder)
    assert (came.read, came.unsent, came.stopped) == (1, 0, None)
    assert first.sync(folder).read == came.sent

    assert first.digest() == second.digest()
    assert tables(first.desk) == tables(second.desk)
