"""The made-up hub: believable, whole, and clashing with nothing real."""

from __future__ import annotations

from datetime import date, timedelta

from hubdesk import practice_data
from hubdesk.households import names, postcodes
from hubdesk.households.diet import Chip
from hubdesk.parcels.starter import starter_list
from hubdesk.stock.allergens import UNKNOWN
from hubdesk.stock.dates import DateKind, DateState, state_of

TODAY = date(2026, 11, 21)


def _is_valid_ean(code: str) -> bool:
    digits = [int(digit) for digit in code]
    return len(digits) == 13 and (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def test_practice_barcodes_are_valid_and_no_real_goods() -> None:
    products = practice_data.products()
    assert 85 <= len(products) <= 120
    assert all(_is_valid_ean(product.barcode) for product in products)
    assert all(product.barcode.startswith("952") for product in products)
    assert len({product.barcode for product in products}) == len(products)
    assert len({product.name for product in products}) == len(products)


def test_every_product_belongs_to_a_line() -> None:
    keys = {line.key for line in starter_list().lines}
    assert {product.line for product in practice_data.products()} <= keys


def test_some_packs_are_unread_and_some_hold_nothing() -> None:
    stated = [product.stated for product in practice_data.products()]
    assert stated.count(UNKNOWN) >= 5
    assert any(one.known and not one.allergens for one in stated)


def _states() -> list[DateState]:
    kinds = {line.key: line.date_kind for line in starter_list().lines}
    lines = {product.barcode: product.line for product in practice_data.products()}
    return [
        state_of(batch.day(TODAY), batch.kind or kinds[lines[batch.barcode]], TODAY)
        for batch in practice_data.batches()
    ]


def test_shelves_hold_food_in_every_state() -> None:
    states = _states()
    assert states.count(DateState.SOON) >= 5
    assert DateState.PAST_BEST_BEFORE in states
    assert states.count(DateState.PAST_USE_BY) == 1
    assert states.count(DateState.FINE) > len(states) / 2


def test_states_hold_on_whatever_day_the_hub_is_made() -> None:
    for forward in range(0, 400, 7):
        today = TODAY + timedelta(days=forward)
        past = [
            batch
            for batch in practice_data.batches()
            if (day := batch.day(today)) is not None and day < today
        ]
        assert {batch.days < 0 for batch in past if batch.days is not None} == {True}
        assert sum(batch.kind is DateKind.USE_BY for batch in past) == 1


def test_batches_are_of_known_products_and_hold_something() -> None:
    barcodes = {product.barcode for product in practice_data.products()}
    batches = practice_data.batches()
    assert {batch.barcode for batch in batches} == barcodes
    assert all(1 <= batch.quantity <= 999 for batch in batches)


def test_two_hundred_households_of_many_origins() -> None:
    households = practice_data.households()
    assert len(households) == 200
    named = [household for household in households if household.name]
    assert len({names.folded(household.name) for household in named}) == len(named)
    assert 20 <= len(households) - len(named) <= 60
    scripts = "".join(household.name for household in named)
    assert all(sign in scripts for sign in "عখ王Оਗ")
    assert "O'Brien" in scripts
    assert "Ł" in scripts


def test_households_are_of_a_size_and_live_nowhere_real() -> None:
    for household in practice_data.households():
        assert household.adults >= 1
        assert 0 <= household.children <= 10
        assert household.district == "" or household.district.startswith("ZZ")
        if household.postcode:
            assert postcodes.district(household.postcode) == household.district


def test_who_told_no_name_told_nothing_else() -> None:
    for household in practice_data.households():
        if not household.name:
            assert not (household.address or household.chips or household.avoids)


def test_some_households_have_diets_and_allergies() -> None:
    households = practice_data.households()
    chips = {chip for household in households for chip in household.chips}
    assert chips == set(Chip)
    assert sum(bool(household.avoids) for household in households) >= 15


def test_help_numbers_come_with_room_for_the_hubs_own() -> None:
    numbers = {number.number for number in practice_data.help_numbers()}
    assert {"999", "111", "116 123", ""} <= numbers
