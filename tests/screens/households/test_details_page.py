"""What a household chose to tell: seen when asked for, kept when saved, gone when left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.households import seek
from hubdesk.households.record import Details
from tests.screens.conftest import ScreenWorld
from tests.screens.privacy import holds
from ui.households.details_page import DetailsPage
from ui.households.find_screen import FindScreen
from ui.theme.tokens import Tone

NAME, STREET = "Amina O'Brien", "12 Mill Lane"


@pytest.fixture
def page(screen_world: ScreenWorld) -> DetailsPage:
    """The details of a household of five, still hidden."""
    home = screen_world.world.household(
        2, 3, name=NAME, street=STREET, diet=("no pork",), allergies=("nuts",)
    )
    return opened(screen_world, home.id)


def opened(screen_world: ScreenWorld, home: bytes) -> DetailsPage:
    find = FindScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(find)
    find.ways.see_for_another(home)
    screen_world.settle()
    return find.pages.details


def show(page: DetailsPage, screen_world: ScreenWorld) -> None:
    page.show_button.click()
    screen_world.settle()


def told(page: DetailsPage, screen_world: ScreenWorld) -> Details:
    answer = screen_world.ask(seek.told, page._id)
    assert isinstance(answer, seek.Told)
    return answer.details


def write(page: DetailsPage, name: str) -> None:
    # QTest types ASCII only; what is put in by an input method comes like this.
    page.form.name.box.selectAll()
    page.form.name.box.insert(name)
    page.form.edited.emit()


def test_number_and_size_show_but_nothing_personal_before_it_is_asked_for(
    page: DetailsPage, screen_world: ScreenWorld
) -> None:
    assert page.number.text().startswith("Household H")
    assert page.people.text() == "2 adults, 3 children"
    assert holds(page.window(), NAME, STREET) == []
    assert page.form.diet.chosen() == page.form.allergies.chosen() == ()
    show(page, screen_world)
    assert page.form.name.box.text() == NAME and page.form.street.box.text() == STREET
    assert page.form.diet.chosen() == ("no pork",) and page.form.allergies.chosen() == ("nuts",)


def test_a_first_visit_becomes_a_household_by_telling_a_name(screen_world: ScreenWorld) -> None:
    page = opened(screen_world, screen_world.world.household(2, 3).id)
    show(page, screen_world)
    write(page, "Łukasz O'Brien")
    page.form.diet.buttons[0].click()
    page.form.allergies.buttons[-1].click()
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    screen_world.settle()
    assert told(page, screen_world) == Details(
        name="Łukasz O'Brien", diet=("no pork",), allergies=("sulphites",)
    )
    assert page.state.text == "Saved" and page.state.tone is Tone.OK
    assert screen_world.notices.recent[-1].headline == "Details saved"


@pytest.mark.parametrize(
    "name",
    ["O<Brien", "</para>", "x" * 500, "أمينة الخطيب", "আমিনা", "王小明", "👩‍👧", "\u2067אב\u2069"],
    ids=["angle", "tag", "500", "arabic", "bengali", "chinese", "emoji", "bidi"],
)
def test_no_human_name_is_refused_and_it_comes_back_as_it_was(
    screen_world: ScreenWorld, name: str
) -> None:
    page = opened(screen_world, screen_world.world.household(1, 0).id)
    show(page, screen_world)
    write(page, name)
    page.save.click()
    screen_world.settle()
    assert told(page, screen_world).name == name
    assert page.form.name.box.text() == name


@pytest.mark.parametrize("away", ["leave", "hide"])
def test_details_hide_when_the_page_is_left_and_typed_words_are_kept(
    page: DetailsPage, screen_world: ScreenWorld, away: str
) -> None:
    window = page.window()
    show(page, screen_world)
    write(page, "Amina Khan")
    window.go(1) if away == "leave" else window.cover.hide_desk()  # type: ignore[attr-defined]
    screen_world.settle()
    assert holds(window, NAME, STREET, "Khan") == []
    window.go(0) if away == "leave" else window.cover.hidden.returned.emit()  # type: ignore[attr-defined]
    assert "not saved" in page.empty.headline.text()
    assert holds(window, NAME, STREET, "Khan") == []
    show(page, screen_world)
    assert page.form.name.box.text() == "Amina Khan"
    assert page.state.text == "Not saved yet"
    assert told(page, screen_world).name == NAME


def test_back_asks_once_in_place_before_words_are_lost(
    page: DetailsPage, screen_world: ScreenWorld
) -> None:
    left: list[bool] = []
    page.closed.connect(lambda: left.append(True))
    show(page, screen_world)
    write(page, "Amina Khan")
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Escape)
    assert not left and page.leave.isVisible()
    assert QApplication.focusWidget() is page.leave
    page.leave.click()
    assert left and told_nothing(page)
    assert QApplication.activeModalWidget() is None


def test_back_without_changes_just_goes(page: DetailsPage, screen_world: ScreenWorld) -> None:
    show(page, screen_world)
    page.back.click()
    assert told_nothing(page) and not page.isVisible()


def test_details_asked_for_and_left_before_they_came_never_show(
    page: DetailsPage, screen_world: ScreenWorld
) -> None:
    page.show_button.click()
    page.window().go(1)  # type: ignore[attr-defined]
    screen_world.settle()
    assert holds(page.window(), NAME, STREET) == []


def test_back_leads_to_where_the_details_were_opened_from(
    page: DetailsPage, screen_world: ScreenWorld
) -> None:
    find = page.window().places[0].widget  # type: ignore[attr-defined]
    back_at: list[bytes] = []
    find.ways.details_closed.connect(back_at.append)
    home = page._id
    page.back.click()
    assert back_at == [home]
    find.found.look_for("amina")
    screen_world.settle()
    find.found.hits.see.click()
    screen_world.settle()
    page.back.click()
    assert back_at == [home] and find.found.hits.isVisible()


def test_coming_back_to_find_starts_with_the_box_unless_words_wait(
    page: DetailsPage, screen_world: ScreenWorld
) -> None:
    window = page.window()
    window.go(1)  # type: ignore[attr-defined]
    window.go(0)  # type: ignore[attr-defined]
    assert not page.isVisible()


def told_nothing(page: DetailsPage) -> bool:
    return page.form.details() == Details() and page._kept == {}
