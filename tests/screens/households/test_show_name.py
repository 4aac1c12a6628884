"""The name in the head of a visit: for ten seconds, for this visit, and only when asked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.screens.conftest import Elsewhere, ScreenWorld
from tests.screens.privacy import holds
from ui.households.show_name import SHOWN_MS, ShowName

NAME = "Amina O'Brien"


@pytest.fixture
def name(screen_world: ScreenWorld) -> ShowName:
    home = screen_world.world.household(2, 3, name=NAME)
    return shown(screen_world, home.id)


def shown(screen_world: ScreenWorld, home: bytes, shown_ms: int = SHOWN_MS) -> ShowName:
    screen = Elsewhere()
    made = ShowName(screen_world.look, screen_world.line, shown_ms)
    QVBoxLayout(screen).addWidget(made)
    screen_world.show(screen)
    made.set_household(home)
    return made


def press(name: ShowName, screen_world: ScreenWorld) -> None:
    name.button.click()
    screen_world.settle()


def window(name: ShowName) -> QWidget:
    return name.window()


def test_a_name_shows_only_when_asked_and_hides_by_itself(screen_world: ScreenWorld) -> None:
    assert SHOWN_MS == 10_000
    home = screen_world.world.household(2, 3, name=NAME)
    name = shown(screen_world, home.id, shown_ms=300)
    assert holds(window(name), NAME) == []
    press(name, screen_world)
    assert name.name.text == NAME and name.name.isVisible()
    assert name.button.text() == "Hide name"
    screen_world.qtbot.waitUntil(lambda: not name.name.text)
    assert holds(window(name), NAME) == []


def test_a_second_press_hides_it(name: ShowName, screen_world: ScreenWorld) -> None:
    press(name, screen_world)
    press(name, screen_world)
    assert holds(window(name), NAME) == []


def test_another_visit_hides_it_at_once(name: ShowName, screen_world: ScreenWorld) -> None:
    press(name, screen_world)
    name.set_household(None)
    assert holds(window(name), NAME) == []
    assert not name.button.isEnabled()


def test_hiding_the_screen_hides_it(name: ShowName, screen_world: ScreenWorld) -> None:
    press(name, screen_world)
    window(name).cover.hide_desk()  # type: ignore[attr-defined]
    assert holds(window(name), NAME) == []


def test_a_name_asked_for_one_visit_never_shows_on_the_next(
    name: ShowName, screen_world: ScreenWorld
) -> None:
    name.button.click()
    name.set_household(b"2" * 16)
    screen_world.settle()
    assert holds(window(name), NAME) == []


def test_a_household_without_a_name_is_said_to_have_none(screen_world: ScreenWorld) -> None:
    name = shown(screen_world, screen_world.world.household(1, 0).id)
    press(name, screen_world)
    assert name.name.text == "No name given"


def test_a_name_of_500_letters_does_not_push_the_visit_aside(screen_world: ScreenWorld) -> None:
    name = shown(screen_world, screen_world.world.household(1, 0, name="W" * 500).id)
    press(name, screen_world)
    assert name.name.width() <= 330
