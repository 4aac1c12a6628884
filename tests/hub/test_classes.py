"""Which field of which entry is stock, and which is people's, is stated: docs/privacy.md."""

from __future__ import annotations

import random
import re
import typing
from pathlib import Path

import msgspec
import pytest

from hubdesk import practice
from hubdesk.clock import SetClock
from hubdesk.desk import KINDS, Desk
from hubdesk.households.tables import household
from hubdesk.journal.act import View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Klass
from hubdesk.packing.tables import packed_for, packed_parcel
from hubdesk.stock.tables import line, product
from hubdesk.volunteers.tables import volunteer
from tests.hub.journal.laptops import laptop, pristine
from tests.hub.journal.test_any_order import written
from tests.world import SATURDAY

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"
ROW = re.compile(r"\| (\*\*people\*\*|stock) \| `([^`]+)` \| (.+?) \| (.+?) \|")
SAY = "say in docs/privacy.md which class it is, and why"
TOLD = {"name", "phone", "street", "postcode", "diet", "allergies", "ages", "chips", "consent"}
"""What people tell of themselves, whatever it is called."""


class Stated(typing.NamedTuple):
    """A row of the page: the class of an entry, its fields and why."""

    klass: Klass
    fields: frozenset[str]
    why: str


def stated() -> dict[str, Stated]:
    found = {}
    for klass, kind, fields, why in ROW.findall(PAGE.read_text("utf-8").split("## Which field")[1]):
        of = Klass.STOCK if klass == "stock" else Klass.PEOPLE
        names = frozenset() if fields == "–" else frozenset(fields.split(", "))
        found[kind] = Stated(of, names, why)
    return found


def fields_of(told: object) -> set[str]:
    """The fields of a body, and of all that it holds."""
    if isinstance(told, type) and issubclass(told, msgspec.Struct):
        hints = {n: t for n, t in typing.get_type_hints(told).items() if not n.startswith("__")}
        return set(hints).union(*map(fields_of, hints.values()))
    return set().union(*map(fields_of, typing.get_args(told)))


def noted(desk: Desk) -> dict[str, set[str]]:
    """The fields that were noted in a hub, by kind of entry; of a name in two parts the first."""

    def asked(view: View) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for op, raw in view.journal.all(view.connection):
            body = view.journal.body_of(view.connection, op, raw)
            if isinstance(body, FieldsNoted):
                names = (each.field.split(":")[0].replace(" ", "_") for each in body.settings)
                found.setdefault(op.type, set()).update(names)
        return found

    return desk.ask(asked)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_field_of_an_entry_is_stated(kind: typing.Any) -> None:
    row = stated().get(kind.name)
    assert row is not None, f"{kind.name}: {SAY}"
    assert row.klass is kind.klass and row.why.strip(), f"{kind.name}: {SAY}"
    if kind.body is not FieldsNoted:
        assert row.fields == fields_of(kind.body), f"{kind.name}: {SAY}"


def test_no_row_speaks_of_an_entry_that_is_not_written() -> None:
    assert set(stated()) == {kind.name for kind in KINDS}


def test_each_field_that_a_hub_notes_is_stated(tmp_path: Path) -> None:
    rows = stated()
    made = laptop(pristine(tmp_path / "pristine"), tmp_path / "one")
    written([made], random.Random(7), 600)
    practised = practice.open_(tmp_path / "practice", SetClock(SATURDAY))
    for desk in (made, practised):
        for kind, names in noted(desk).items():
            assert names <= rows[kind].fields, f"{kind}: {SAY}"
        desk.close()


def test_what_is_shown_of_a_thing_is_noted_under_a_stated_name() -> None:
    """A column that is added to one of these tables comes from a field, and that has a class."""
    rows = stated()
    own = {"no", "id", "card", "name_key", "phone_key", "also", "merged_into"}
    told = rows["household.noted"].fields | rows["household.sized"].fields
    assert set(household.c.keys()) - own <= told, SAY
    assert set(line.c.keys()) - {"id"} <= rows["line.noted"].fields, SAY
    assert set(product.c.keys()) - {"id"} <= rows["product.noted"].fields, SAY
    kinds = ("volunteer.noted", "volunteer.card", "volunteer.trusted")
    fields = frozenset().union(*(rows[kind].fields for kind in kinds))
    assert set(volunteer.c.keys()) - {"id"} <= fields, SAY


def test_nothing_that_people_told_is_in_the_stock_class() -> None:
    """Names of goods and places are no names of people; a sum is of five households or more."""
    goods = {"line.noted", "product.noted", "place.noted", "shelf.noted", "parcel_list.issued"}
    goods |= {"ages.summed"}
    for kind, row in stated().items():
        if row.klass is Klass.STOCK and kind not in goods:
            assert not row.fields & TOLD, kind
    assert not set(packed_parcel.c.keys()) & TOLD and "chips" in packed_for.c
