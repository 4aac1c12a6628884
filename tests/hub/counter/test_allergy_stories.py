"""Allergies at the counter: nothing goes out unasked, and nothing is asked twice."""

from __future__ import annotations

import pytest

from hubdesk.counter import finishing, serving
from hubdesk.counter.outcome import Answer, Result
from hubdesk.counter.scanning import give
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households.allergens import Allergen
from hubdesk.households.record import Details, Household
from hubdesk.reports import today
from hubdesk.stock.allergens import Stated
from tests.world import World

CELERY = Stated(frozenset({Allergen.CELERY}))
CLEAR = Stated()


def soups(world: World) -> Household:
    """A soup that states celery, one that is clear, and one that nobody has read."""
    world.line("soup")
    world.product("Lentil", "soup", CELERY)
    world.product("Tomato", "soup", CLEAR)
    world.product("Mystery", "soup")
    world.parcel(soup=2)
    return world.household(1, 0, allergies=("celery",))


def test_a_clear_tin_of_a_line_that_is_left_out_is_given_when_it_is_scanned(
    world: World,
) -> None:
    home = soups(world)
    world.shelf("4 Lentil", "4 Tomato")
    world.scan(home.card)
    world.desk.do(serving.settle, world.visit().id, world.row("soup").n, "leave out")
    assert world.row("soup").gone
    scan = world.scan("Tomato")
    assert scan.outcome.result is Result.ADDED and scan.row is not None
    assert scan.row.quantity == 1 and not scan.row.gone
    assert world.finish().items == 1
    assert (world.left("Tomato"), world.left("Lentil")) == (3, 4)


def test_giving_another_leaves_the_stated_one_on_the_shelf_next_week_too(world: World) -> None:
    home = soups(world)
    world.shelf("4 Lentil, best before 2026-12", "4 Tomato, best before 2027-12")
    world.scan(home.card)
    conflict = world.row("soup").conflict
    assert conflict is not None and conflict.allergens == (Allergen.CELERY,)
    assert [pack.name for pack in conflict.others] == ["Tomato"]
    world.desk.do(serving.settle, world.visit().id, world.row("soup").n, "others")
    world.finish()
    world.clock.forward(days=7)
    world.serve(home)
    assert (world.left("Tomato"), world.left("Lentil")) == (0, 4)


def test_a_pack_that_states_nothing_is_read_once_and_never_given_unread(world: World) -> None:
    home = soups(world)
    world.shelf("4 Mystery")
    world.scan(home.card)
    assert [pack.name for pack in world.visit().to_read] == ["Mystery"]
    with pytest.raises(finishing.NotSettled):
        world.finish()
    world.desk.do(serving.packs_read, world.visit().id)
    world.finish()
    world.clock.forward(days=7)
    world.serve(home)
    assert world.left("Mystery") == 0


def test_ctrl_z_takes_back_what_was_read_or_settled(world: World) -> None:
    home = soups(world)
    world.shelf("4 Mystery", "4 Lentil")
    world.scan(home.card)
    world.desk.do(serving.settle, world.visit().id, world.row("soup").n, "others")
    world.desk.do(serving.packs_read, world.visit().id)
    assert not world.visit().to_read and not world.visit().conflicts
    world.desk.do(today.undo_last)
    assert world.visit().to_read and not world.visit().conflicts
    world.desk.do(today.undo_last)
    assert world.visit().conflicts


def test_goods_that_the_book_does_not_have_are_read_like_any_pack(world: World) -> None:
    """One clear soup in the book, two wanted: nobody knows what the second tin will be."""
    home = soups(world)
    world.shelf("1 Tomato")
    world.scan(home.card)
    assert [pack.name for pack in world.visit().to_read] == ["soup"]
    with pytest.raises(finishing.NotSettled):
        world.finish()
    world.desk.do(serving.packs_read, world.visit().id)
    assert world.finish().items == 2


def test_a_line_that_states_the_allergen_is_a_conflict_even_when_the_book_is_empty(
    world: World,
) -> None:
    world.line("stock cubes", allergens="celery")
    world.parcel(stock_cubes=1)
    home = world.household(1, 0, allergies=("celery",))
    world.scan(home.card)
    assert world.row("stock cubes").conflict is not None
    world.desk.do(serving.settle, world.visit().id, world.row("stock cubes").n, "leave out")
    assert world.row("stock cubes").gone
    with pytest.raises(Refused):
        world.finish()


def test_a_tin_in_the_hand_does_not_escape_an_allergy_that_is_told_later(world: World) -> None:
    soups(world)
    world.shelf("4 Lentil")
    home = world.household(1, 0)
    world.scan(home.card)
    world.scan("Lentil")
    world.scan("Lentil")
    told = Details(allergies=("celery",))
    world.desk.do(households.note_details, home.id, told)
    assert world.row("soup").conflict is not None
    with pytest.raises(finishing.NotSettled):
        world.finish()
    world.desk.do(serving.settle, world.visit().id, world.row("soup").n, "leave out")
    assert world.row("soup").gone
    assert world.left("Lentil") == 4


def test_a_stop_cannot_be_given_all_the_same(world: World) -> None:
    home = soups(world)
    world.shelf("4 Lentil")
    world.scan(home.card)
    stop = world.scan("Lentil").outcome
    assert stop.result is Result.STOP and stop.answers == (Answer.PUT_ASIDE,)
    assert stop.product is not None
    again = world.desk.do(give, world.visit().id, stop.product, None)
    assert again.outcome.result is Result.STOP and again.row is None


def test_a_new_allergy_is_asked_about_though_an_older_one_was_settled(world: World) -> None:
    home = soups(world)
    world.product("Cream of leek", "soup", Stated(frozenset({Allergen.MILK})))
    world.shelf("4 Lentil", "4 Cream of leek")
    world.scan(home.card)
    world.desk.do(serving.settle, world.visit().id, world.row("soup").n, "others")
    assert not world.visit().conflicts
    world.desk.do(households.note_details, home.id, Details(allergies=("celery", "milk")))
    assert world.visit().conflicts


def test_an_allergy_is_one_of_the_fourteen(world: World) -> None:
    home = world.household(1, 0)
    with pytest.raises(Refused, match="kiwi"):
        world.desk.do(households.note_details, home.id, Details(allergies=("kiwi",)))
