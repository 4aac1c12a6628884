"""Two laptops that write without seeing each other: nothing is hidden, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from hubdesk import binding, check
from hubdesk.counter import collection
from hubdesk.desk import Desk
from hubdesk.errors import Refused
from hubdesk.households import find
from hubdesk.households import household as households
from hubdesk.households.record import Details, Household
from hubdesk.journal import fields, identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import subject_key
from hubdesk.stock import products
from hubdesk.stock.allergens import Stated
from tests.hub.journal.laptops import HOUSEHOLDS, hear, laptop, pristine, sent, tables

HOME = HOUSEHOLDS[0]
BEANS = "5000157024671"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two laptops of one hub; the clock of the second is nine years ahead."""
    template = pristine(tmp_path / "empty")
    made = laptop(template, tmp_path / "one"), laptop(template, tmp_path / "two")
    made[1].clock.forward(days=9 * 365)  # type: ignore[attr-defined]
    yield made
    for each in made:
        each.close()


def meet(one: Desk, two: Desk) -> None:
    """Each hears all that the other holds."""
    from_one, from_two = sent(one), sent(two)
    hear(two, from_one)
    hear(one, from_two)
    assert tables(one) == tables(two)


def home(desk: Desk) -> Household:
    found = desk.ask(households.by_id, HOME)
    assert found is not None
    return found


def test_an_allergy_that_one_laptop_noted_is_not_hidden_by_the_other(
    pair: tuple[Desk, Desk],
) -> None:
    one, two = pair
    one.do(households.note_details, HOME, Details("Ann Lee", allergies=("milk",)))
    two.do(households.note_details, HOME, Details("Anne Lee", allergies=("nuts", "soya")))
    meet(one, two)
    assert home(one).allergies == home(two).allergies == ("milk", "nuts", "soya")
    assert one.ask(find.find, "Lee")[0].name == "Anne Lee", "the latest name shows"

    one.do(households.note_details, HOME, Details("Ann Lee", allergies=("nuts",)))
    meet(one, two)
    assert home(two).allergies == ("nuts",), "somebody looked at both and decided"
    assert two.ask(find.find, "Lee")[0].name == "Ann Lee", "a wrong clock taints nothing"


def test_what_two_packs_state_is_put_together(pair: tuple[Desk, Desk]) -> None:
    for desk, allergen in zip(pair, ("milk", "nuts"), strict=True):
        stated = Stated(frozenset({households.Allergen(allergen)}))
        desk.do(products.name_product, BEANS, "Beans", None, stated=stated)
    meet(*pair)
    found = pair[0].ask(products.product_by_id, identity.product_of_code(BEANS))
    assert {str(each) for each in found.stated.allergens} == {"milk", "nuts"}


def test_a_barcode_that_both_named_stands_when_one_takes_it_back(
    pair: tuple[Desk, Desk],
) -> None:
    one, two = pair
    for desk in pair:
        desk.do(products.name_product, BEANS, "Beans", None)
    meet(one, two)
    assert len(one.ask(binding.bound_to, BEANS)) == 1
    (ref, other) = [s.envelope.ref for s in sent(one) if s.type == "code.bound"]
    one.do(_undo, ref)
    meet(one, two)
    assert len(two.ask(binding.bound_to, BEANS)) == 1
    two.do(_undo, other)
    meet(one, two)
    assert one.ask(binding.bound_to, BEANS) == []


def test_both_heads_of_a_clash_are_kept_until_somebody_decides(
    pair: tuple[Desk, Desk],
) -> None:
    one, two = pair
    one.do(_size, 2)
    two.do(_size, 3)
    meet(one, two)
    assert sorted(one.ask(_sizes)) == [2, 3]
    one.do(_size, 4)
    meet(one, two)
    assert two.ask(_sizes) == [4]


def test_undoing_the_same_thing_on_both_laptops_undoes_it_once(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    one.do(_size, 2)
    one.do(_size, 5)
    meet(one, two)
    last = sent(one)[-1].envelope.ref
    for desk in pair:
        desk.do(_undo, last)
    meet(one, two)
    assert one.ask(_sizes) == two.ask(_sizes) == [2]
    with pytest.raises(Refused, match="already"):
        one.do(_undo, last)


def test_without_its_key_a_household_is_a_number_and_the_rest_waits(
    pair: tuple[Desk, Desk],
) -> None:
    one, two = pair
    one.do(_size, 2)
    one.do(households.note_details, HOME, Details("Ann Lee"))
    hear(two, sent(one), keys="never")
    assert home(two).adults == 2 and not home(two).has_name
    assert len(sent(two)) == len(sent(one))
    assert two.ask(lambda view: view.connection.execute(select(subject_key)).all()) == []


def _undo(act: Act, ref: Ref) -> None:
    act.undo(ref)


def _size(act: Act, adults: int) -> None:
    act.note(households.SIZED, HOME, {"adults": adults})


def _sizes(view: View) -> list[int]:
    return [head.value for head in fields.heads(view.connection, HOME, "adults")]


def test_an_undoing_that_arrives_first_leaves_what_it_leaves_everywhere(
    pair: tuple[Desk, Desk],
) -> None:
    """The label of a parcel that was undone is known as dead on both laptops."""
    one, two = pair
    goods = [collection.GivenLine(None, identity.product_of_code(BEANS), None, 3, scanned=True)]
    body = collection.Collected(None, 1, 0, None, HOME, "P427", goods, 3, 0)
    op = one.do(lambda act: act.record(collection.COLLECTED, body, HOME))
    one.do(_undo, op.ref)
    hear(two, reversed(sent(one)))
    assert tables(one) == tables(two)
    found = two.ask(collection.of_parcel, HOME, "P427")
    assert found is not None and found.dead
    assert check.check(two).sound
