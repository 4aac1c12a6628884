"""A household that came to two laptops stands in the list of what is to be decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.households import groups, household
from hubdesk.households.record import Details
from hubdesk.sync.alike_apart import Twins
from tests.screens import audit
from tests.screens.sync.conftest import Counter, Store
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

Opened = Callable[..., Counter]
AMINA = Details(name="Amina Example", street="12 Rose Walk", postcode="ZZ1 1AA", phone="0160")


def opened_twice(counter: Opened, store: Store) -> tuple[Counter, bytes, bytes]:
    """Both laptops open it, and hear of it from each other."""
    here = counter()
    store.join(here.make().with_names.words)
    one = here.do(household.open_household, 2, 3)
    here.do(household.note_details, one.id, AMINA)
    other = store.world.desk.do(household.open_household, 2, 4)
    store.world.desk.do(household.note_details, other.id, AMINA)
    for _ in range(2):
        here.share()
        store.sync()
    here.share()
    return here, one.id, other.id


def answers(here: Counter) -> list[str]:
    """What can be pressed beside the list."""
    return [button.text() for button in here.page.review.pair.buttons]


def press(here: Counter, word: str) -> None:
    """Presses an answer."""
    (button,) = (e for e in here.page.review.pair.buttons if e.text() == word)
    button.click()
    here.settle()


def is_one(here: Counter, one: bytes, other: bytes) -> bool:
    """Whether both are one household."""
    return len({here.ask(groups.one_of, each) for each in (one, other)}) == 1


def open_list(here: Counter) -> None:
    here.meter.desk.sharing.open_review()
    here.settle()


def test_it_is_counted_made_one_and_made_two_again(counter: Opened, store: Store) -> None:
    here, one, other = opened_twice(counter, store)
    assert here.says("review") == "1 to look at"
    open_list(here)
    side = here.page.review.pair
    assert answers(here) == ["Look at both", "Not the same"]
    shown = side.told.text() + side.holds.text() + side.sides.text()
    assert "Amina" not in shown, "names show when somebody asks"
    press(here, "Look at both")
    assert side.sides.text().count("Amina Example") == 2
    assert audit.everything(here.meter.desk.window, here.meter.look) == []
    press(here, "They are one household")
    assert is_one(here, one, other)
    assert here.says("review") == ""
    assert answers(here) == ["Separate them"]
    press(here, "Separate them")
    assert not is_one(here, one, other)
    assert here.says("review") == "1 to look at"


def test_ctrl_z_makes_two_again_and_brings_a_not_the_same_back(
    counter: Opened, store: Store
) -> None:
    here, one, other = opened_twice(counter, store)
    open_list(here)
    press(here, "Look at both")
    press(here, "They are one household")
    here.meter.press("Ctrl+Z")
    here.settle()
    assert not is_one(here, one, other)
    press(here, "Not the same")
    assert here.says("review") == ""
    assert not here.page.review.list.records.records
    here.meter.press("Ctrl+Z")
    here.settle()
    assert here.says("review") == "1 to look at"
    (twins,) = here.page.review.list.records.records
    assert isinstance(twins, Twins)


def test_line_by_line_is_chosen_at_find(counter: Opened, store: Store) -> None:
    here, _, _ = opened_twice(counter, store)
    open_list(here)
    press(here, "Look at both")
    press(here, "Choose what holds")
    merge = here.meter.desk.places.find.pages.merge
    assert merge.isVisible()
    assert "size" in merge.sides.choices


def test_names_do_not_stay_when_the_list_is_left(counter: Opened, store: Store) -> None:
    here, _, _ = opened_twice(counter, store)
    open_list(here)
    press(here, "Look at both")
    here.meter.press("Esc")
    here.settle()
    assert "Amina" not in here.page.review.pair.sides.text()


@pytest.mark.parametrize("dress", ["large", "mirrored", "sunlight"])
def test_a_pair_can_be_read_in_every_dress(
    counter: Opened, store: Store, qapp: QApplication, dress: str
) -> None:
    here, _, _ = opened_twice(counter, store)
    window, look = here.meter.desk.window, here.meter.look
    if dress == "mirrored":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.wear(
        theme=Theme.SUNLIGHT if dress == "sunlight" else Theme.LIGHT,
        scale=Scale(150 if dress == "large" else 100),
    )
    open_list(here)
    press(here, "Look at both")
    assert audit.everything(window, look) == []
