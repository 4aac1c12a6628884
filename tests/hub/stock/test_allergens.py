"""Allergies met with what packs state."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.stock.allergens import (
    UNKNOWN,
    Meeting,
    Stated,
    kept_stated,
    kept_text,
    meets,
    read_stated,
)

SOME = st.frozensets(st.sampled_from(list(Allergen)))


def test_there_are_fourteen_and_each_has_words() -> None:
    assert len(Allergen) == 14
    assert set(ALLERGEN_WORDS) == set(Allergen)


def test_muesli_with_nuts_conflicts_with_a_nut_allergy() -> None:
    muesli = Stated(frozenset({Allergen.NUTS, Allergen.GLUTEN}))
    assert meets(muesli, {Allergen.NUTS}) is Meeting.CONFLICT


def test_a_pack_nobody_has_read_is_never_called_clear() -> None:
    assert meets(UNKNOWN, {Allergen.NUTS}) is Meeting.READ_THE_PACK


def test_a_pack_half_read_still_conflicts() -> None:
    half = Stated(frozenset({Allergen.MILK}), known=False)
    assert meets(half, {Allergen.MILK}) is Meeting.CONFLICT
    assert meets(half, {Allergen.EGGS}) is Meeting.READ_THE_PACK


@given(SOME, st.booleans(), SOME)
def test_clear_only_when_known_and_apart_or_nothing_is_avoided(
    held: frozenset[Allergen], known: bool, avoided: frozenset[Allergen]
) -> None:
    meeting = meets(Stated(held, known), avoided)
    assert (meeting is Meeting.CLEAR) == (not avoided or (known and not held & avoided))
    assert (meeting is Meeting.CONFLICT) == bool(held & avoided)


def test_a_table_cell_states_allergens() -> None:
    assert read_stated("Milk; soya") == Stated(frozenset({Allergen.MILK, Allergen.SOYA}))
    assert read_stated("none") == Stated()
    assert read_stated("  ") == UNKNOWN


@given(st.text())
def test_any_table_cell_is_read_or_refused(text: str) -> None:
    try:
        read_stated(text)
    except Refused as refused:
        assert str(refused)


@given(SOME)
def test_what_is_kept_of_a_pack_comes_back_whole_or_in_part(some: frozenset[Allergen]) -> None:
    assert kept_stated(kept_text(Stated(some))) == Stated(some)
    assert kept_stated(kept_text(Stated(some, known=False))) == Stated(some, known=False)
