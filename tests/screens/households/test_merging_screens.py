"""One household that came in twice: suggested while typed, merged, separated, told apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.counter import history
from hubdesk.households import merging, seek
from hubdesk.households.record import Household
from tests.hub.counter.test_serving import stocked
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.privacy import holds
from ui.households.find_screen import FindScreen
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme

NAME = "Amina O'Brien"
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def homes(screen_world: ScreenWorld) -> list[Household]:
    """One that was here, one that looks like it, and one that told nothing."""
    world = screen_world.world
    stocked(world)
    here = world.household(
        2, 3, name=NAME, street="4 Mill Lane", postcode="B14 7XY", allergies=("nuts",)
    )
    world.serve(here)
    like = world.household(2, 2, name="Amena OBrien", postcode="B14 7XY", diet=("halal",))
    return [here, like, world.household(1, 0)]


@pytest.fixture
def find(screen_world: ScreenWorld, homes: list[Household]) -> FindScreen:
    made = FindScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(made)
    return made


def key(find: FindScreen, which: Qt.Key, how: Qt.KeyboardModifier | None = None) -> None:
    how = Qt.KeyboardModifier.NoModifier if how is None else how
    QTest.keyClick(find.window().windowHandle(), which, how)


def typing(find: FindScreen, world: ScreenWorld, home: Household, text: str) -> None:
    """Somebody types a name into the details of a household."""
    find.ways.see_for_another(home.id)
    world.settle()
    find.pages.details.show_button.click()
    world.settle()
    QTest.keyClicks(QApplication.focusWidget(), text)
    world.qtbot.waitUntil(find.pages.details.likely.isVisible)
    world.settle()


def about(find: FindScreen, world: ScreenWorld, home: Household) -> None:
    find.found.all_button.click()
    world.settle()
    find.pages.all.show_about(home.id)
    world.settle()


def picture(find: FindScreen, name: str) -> None:
    if PICTURES:
        for _ in range(4):
            QApplication.processEvents()
        find.window().grab().save(str(Path(PICTURES) / f"{name}.png"))


def standing(world: ScreenWorld, home: Household) -> seek.Told:
    told = world.ask(seek.told, home.id)
    assert isinstance(told, seek.Told)
    return told


def test_one_key_says_it_is_somebody_who_was_here(
    find: FindScreen, screen_world: ScreenWorld, homes: list[Household]
) -> None:
    here, _, new = homes
    typing(find, screen_world, new, "amina obrien")
    assert find.pages.details.likely.rows[0].number.text() == here.number
    picture(find, "likely")
    key(find, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    screen_world.settle()
    assert standing(screen_world, new).household.id == here.id
    assert screen_world.notices.recent[-1].headline == "One household now"
    screen_world.settle()
    assert find.pages.details.form.name.box.text() == NAME, "its own details are open"
    assert holds(find.pages.details.likely, NAME) == []


def test_suggested_names_go_with_the_page(
    find: FindScreen, screen_world: ScreenWorld, homes: list[Household]
) -> None:
    typing(find, screen_world, homes[2], "amina obrien")
    window = find.window()
    window.go(1)  # type: ignore[attr-defined]
    assert holds(window, NAME, "Amena") == []


def test_one_with_a_name_is_looked_at_first(
    find: FindScreen, screen_world: ScreenWorld, homes: list[Household]
) -> None:
    here, like, _ = homes
    typing(find, screen_world, like, " ")
    find.pages.details.likely.rows[0].button.click()
    screen_world.settle()
    assert find.pages.currentWidget() is find.pages.merge
    sides = find.pages.merge.sides
    assert sides.choices["name"].value() == "one", "it was told last"
    assert sides.choices["number"].value() == "other", "that one was here before"
    sides.choices["name"].buttons["other"].click()
    picture(find, "side-by-side")
    sides.merge.click()
    screen_world.settle()
    told = standing(screen_world, like)
    assert told.household.id == here.id and told.details.name == NAME
    assert told.details.allergies == ("nuts",) and told.details.diet == ("halal",)
    assert (told.household.adults, told.household.children) == (2, 2), "the later size"
    assert find.pages.currentWidget() is find.pages.details


@pytest.mark.parametrize("way", ["card", "number", "name"])
def test_the_other_is_found_by_card_number_or_name(
    find: FindScreen, screen_world: ScreenWorld, homes: list[Household], way: str
) -> None:
    here, like, _ = homes
    about(find, screen_world, like)
    find.pages.all.about.same.click()
    screen_world.settle()
    assert find.pages.merge.isVisible() and find.pages.merge.scan.field.hasFocus()
    picture(find, "which-one")
    if way == "card":
        find.scanned(here.card)
    else:
        typed = here.number if way == "number" else "amina"
        QTest.keyClicks(QApplication.focusWidget(), typed)
        key(find, Qt.Key.Key_Return)
    screen_world.settle()
    assert find.pages.merge.pages.currentWidget() is find.pages.merge.sides
    key(find, Qt.Key.Key_Return)
    screen_world.settle()
    assert standing(screen_world, like).household.id == here.id
    assert find.pages.all.about.isVisible() and find.pages.all.about.merges.isVisible()
    picture(find, "about-merged")
    screen_world.do(merging.separate, screen_world.ask(merging.merges_of, here.id)[0].ref)
    assert standing(screen_world, like).household.id == like.id


def test_merged_ones_are_separated_where_they_are_seen(
    find: FindScreen, screen_world: ScreenWorld, homes: list[Household]
) -> None:
    here, like, _ = homes
    screen_world.do(merging.merge, like.id, here.id)
    about(find, screen_world, here)
    find.pages.all.about.merges.rows[0].findChildren(QWidget)[-1].click()  # type: ignore[attr-defined]
    screen_world.settle()
    assert standing(screen_world, like).household.id == like.id
    assert not find.pages.all.about.merges.isVisible()


def test_pairs_that_look_alike_are_decided_one_by_one(
    find: FindScreen, screen_world: ScreenWorld, homes: list[Household]
) -> None:
    find.found.all_button.click()
    screen_world.settle()
    find.pages.all.doubles_button.click()
    screen_world.settle()
    assert len(find.pages.all.doubles.list.records.records) == 1
    assert holds(find.window(), NAME, "Amena") == []
    picture(find, "doubles")
    key(find, Qt.Key.Key_Return)
    screen_world.settle()
    assert find.pages.merge.sides.isVisible() and holds(find.window(), NAME) != []
    find.pages.merge.sides.apart.click()
    screen_world.settle()
    assert find.pages.all.doubles.isVisible() and holds(find.window(), NAME) == []
    screen_world.settle()
    assert not find.pages.all.doubles.list.records.records
    assert screen_world.ask(merging.are_apart, homes[0].id, homes[1].id)


def test_a_lost_card_is_replaced_with_two_presses(
    find: FindScreen, screen_world: ScreenWorld, homes: list[Household]
) -> None:
    here = homes[0]
    sent: list[bool] = []
    find.pages.labels_wanted.connect(lambda: sent.append(True))
    about(find, screen_world, here)
    find.pages.all.about.lost.setFocus()
    key(find, Qt.Key.Key_Space)
    assert not sent and standing(screen_world, here).household.number == here.number
    picture(find, "lost-card")
    key(find, Qt.Key.Key_Space)
    screen_world.settle()
    number = standing(screen_world, here).household.number
    assert sent and number != here.number
    assert (
        here.number in find.pages.all.about.cards.text()
        and "Replaced" in find.pages.all.about.cards.text()
    )
    find.scanned(here.card)
    screen_world.settle()
    assert screen_world.notices.recent[-1].headline == "This card was replaced"
    found = screen_world.ask(history.about, here.id)
    assert isinstance(found, history.About) and len(found.collections) == 1


def judge(find: FindScreen, world: ScreenWorld, homes: list[Household], name: str) -> None:
    def problems(what: str) -> list[str]:
        picture(find, f"{name}-{what}")
        for _ in range(4):
            QApplication.processEvents()
        return [f"{what}: {each}" for each in audit.everything(find.window(), world.look)]

    typing(find, world, homes[2], "amina obrien")
    found = problems("likely")
    find.pages.details.compare_wanted.emit(homes[0].id, homes[1].id)
    world.settle()
    found += problems("sides")
    find.pages.merge.sides.merge.click()
    world.settle()
    find.pages.details.close_()
    find.pages.details.closed.emit()
    about(find, world, homes[0])
    found += problems("about")
    find.pages.all.about.same.click()
    world.settle()
    found += problems("which")
    find.pages.merge.back.click()
    find.pages.all.show_doubles()
    world.settle()
    found += problems("doubles")
    assert found == []


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(
    find: FindScreen, screen_world: ScreenWorld, homes: list[Household], theme: Theme
) -> None:
    screen_world.look.wear(theme)
    judge(find, screen_world, homes, theme.value)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    find: FindScreen,
    screen_world: ScreenWorld,
    homes: list[Household],
    qapp: QApplication,
    percent: int,
    direction: Qt.LayoutDirection,
) -> None:
    qapp.setLayoutDirection(direction)
    screen_world.look.wear(scale=Scale(percent))
    judge(find, screen_world, homes, f"{percent}-{direction.name}")
