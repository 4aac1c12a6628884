"""What a household may ask of us, on its details: in two presses, and with nothing left behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.forgetting import consent
from hubdesk.households import household as households
from tests.erased import erased_subjects
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.privacy import holds
from ui.households.details_page import DetailsPage
from ui.households.find_screen import FindScreen
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

NAME, STREET = "Amina O'Brien", "12 Mill Lane"


@pytest.fixture
def page(screen_world: ScreenWorld) -> DetailsPage:
    """The details of a household of five, shown."""
    home = screen_world.world.household(
        2, 3, name=NAME, street=STREET, diet=("no pork",), allergies=("nuts",)
    )
    find = FindScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(find)
    find.ways.see_for_another(home.id)
    screen_world.settle()
    find.pages.details.show_button.click()
    screen_world.settle()
    return find.pages.details


def press(page: DetailsPage, button: object, screen_world: ScreenWorld) -> None:
    button.setFocus()  # type: ignore[attr-defined]
    window = page.window().windowHandle()
    QTest.keyClick(window, Qt.Key.Key_Space)
    screen_world.settle()


def test_erasing_takes_two_presses_says_what_stays_and_leaves_nothing(
    page: DetailsPage, screen_world: ScreenWorld
) -> None:
    rights, home = page.rights, page._id
    press(page, rights.erase, screen_world)
    assert "still counts" in rights.stays.text() and "cannot" in rights.stays.text()
    assert screen_world.ask(erased_subjects) == set()
    press(page, rights.erase, screen_world)
    assert screen_world.ask(erased_subjects) == {home}
    assert not page.isVisible() and holds(page.window(), NAME, STREET) == []


def test_leaving_the_page_takes_the_first_press_back(
    page: DetailsPage, screen_world: ScreenWorld
) -> None:
    home = page._id
    press(page, page.rights.erase, screen_world)
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Escape)
    screen_world.settle()
    page.window().pages.currentWidget().ways.see_for_another(home)  # type: ignore[attr-defined]
    screen_world.settle()
    page.show_button.click()
    screen_world.settle()
    assert page.rights.stays.text() == "" and not page.rights._is_asked


def test_consent_is_one_press_and_taking_it_back_forgets(
    page: DetailsPage, screen_world: ScreenWorld
) -> None:
    press(page, page.rights.agree, screen_world)
    assert screen_world.ask(consent.of, page._id) is not None
    assert "21 November 2026" in page.rights.state.text()
    press(page, page.rights.agree, screen_world)
    screen_world.settle()
    told = screen_world.ask(households.details_of, page._id)
    assert told.diet == told.allergies == () and told.name == NAME
    assert page.form.allergies.chosen() == () and page.form.name.box.text() == NAME


def test_all_that_is_held_is_written_where_they_chose(
    page: DetailsPage, screen_world: ScreenWorld, tmp_path: Path
) -> None:
    page.rights.write_into(tmp_path)
    screen_world.settle()
    screen_world.qtbot.waitUntil(lambda: len(list(tmp_path.glob("household-*"))) == 2)
    written = sorted(tmp_path.glob("household-*"))
    assert [each.suffix for each in written] == [".json", ".pdf"]
    assert not any("Amina" in each.name for each in written)
    assert json.loads(written[0].read_bytes())["name"] == NAME
    assert written[1].read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("theme", list(Theme), ids=[each.value for each in Theme])
def test_every_theme_passes_every_audit(
    page: DetailsPage, screen_world: ScreenWorld, theme: Theme
) -> None:
    screen_world.look.wear(theme)
    press(page, page.rights.erase, screen_world)
    QApplication.processEvents()
    assert audit.everything(page.window(), screen_world.look) == []


@pytest.mark.parametrize("scale", [Scale(100), Scale(150)], ids=["100", "150"])
def test_both_directions_pass_every_audit(
    page: DetailsPage, screen_world: ScreenWorld, qapp: QApplication, scale: Scale
) -> None:
    screen_world.look.wear(scale=scale)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press(page, page.rights.erase, screen_world)
    QApplication.processEvents()
    assert audit.everything(page.window(), screen_world.look) == []
