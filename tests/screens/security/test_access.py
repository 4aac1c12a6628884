"""People and access, behind Set-up: phrases, a new code typed back, roles, and the lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import settings
from hubdesk.doorstep import Unlocked
from hubdesk.errors import Refused
from hubdesk.security import keys as slots
from hubdesk.security.key_file import Cost
from hubdesk.trust import Role
from hubdesk.volunteers import openers, volunteer
from tests.hub.counter.test_serving import stocked
from tests.journeys.meter import Meter
from tests.screens import audit
from tests.world import World, open_world
from ui.security.access import Access
from ui.theme.look import Look
from ui.theme.scale import STEPS
from ui.widgets.buttons import WordButton
from ui.widgets.pick import Pick

FIRST, SECOND = "orange ladder seven clouds", "quiet harbour tin whistle"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = open_world(tmp_path / "hub")
    stocked(made)
    for name in ("Amina", "Joe", "Wei"):
        made.desk.do(volunteer.add, name)
    return made


@pytest.fixture
def by(tmp_path: Path) -> Unlocked:
    key, _ = slots.make(tmp_path / "keys", FIRST, cost=Cost(n=2))
    return Unlocked(tmp_path / "keys", key)


@pytest.fixture
def meter(
    qapp: QApplication,
    look: Look,
    world: World,
    by: Unlocked,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Meter]:
    cheap = Cost(n=2)
    for name in ("add", "change", "keep_code"):
        each = getattr(openers, name)
        monkeypatch.setattr(each, "__defaults__", (cheap,))
    made = Meter(qapp, look, world, unlocked=by)
    yield made
    made.close()
    qapp.processEvents()


def opened(meter: Meter) -> Access:
    """Set-up, and from there the page of people and access."""
    meter.press("F10")
    meter.desk.places.set_up.cards.access.open_button.click()
    meter.settle()
    return meter.desk.places.set_up.pages.access.page


def named(page: QWidget, name: str) -> QWidget:
    """The button or list with this name for those who do not see it."""
    kinds = (*page.findChildren(WordButton), *page.findChildren(Pick))
    return next(each for each in kinds if each.accessibleName() == name and each.isVisible())


def choose(meter: Meter, page: Access, name: str, value: str) -> None:
    """Chooses from a list by its name."""
    pick = named(page, name)
    assert isinstance(pick, Pick)
    pick.set_value(value)
    pick.picked.emit(value)
    meter.settle()


def test_somebody_gets_a_phrase_of_their_own_another_and_none(meter: Meter, by: Unlocked) -> None:
    access = opened(meter)
    access.page.add.click()
    access.phrase.name.entry.setFocus()
    meter.type_(f"Amina\r{SECOND}\r{SECOND}\r")
    meter.wait(lambda: access.pages.currentWidget() is access.page)
    assert slots.unlock(by.folder, SECOND) == by.key
    meter.click(named(access.page, "Change the passphrase of Amina"))
    access.phrase.first.entry.setFocus()
    meter.type_("nine blue kites up\rnine blue kites up\r")
    meter.wait(lambda: access.pages.currentWidget() is access.page)
    assert slots.unlock(by.folder, "nine blue kites up") == by.key
    remove = named(access.page, "Remove the passphrase of Amina")
    meter.click(remove)
    assert slots.unlock(by.folder, "nine blue kites up") == by.key
    meter.click(remove)
    meter.settle()
    with pytest.raises(Refused):
        slots.unlock(by.folder, "nine blue kites up")
    assert meter.count.modals == 0


def test_the_last_phrase_has_no_way_to_be_removed(meter: Meter) -> None:
    access = opened(meter)
    (row,) = access.page.openers.rows
    assert [each.text() for each in row.findChildren(WordButton)] == ["Change"]


def test_a_new_code_is_printed_and_typed_back(meter: Meter, by: Unlocked) -> None:
    access = opened(meter)
    meter.click(access.page.code)
    meter.click(access.sheet.show_code)
    meter.click(access.sheet.next)
    code = access._code
    access.type_back.typed.entry.setFocus()
    meter.type_(code.lower() + "\r")
    meter.wait(lambda: access.pages.currentWidget() is access.page)
    assert slots.unlock(by.folder, code) == by.key
    assert access._code == "" and access.sheet.code.text() == ""


def test_a_code_that_was_not_typed_back_changes_nothing(meter: Meter, by: Unlocked) -> None:
    access = opened(meter)
    before = (by.folder / "hub.keys").read_bytes()
    meter.click(access.page.code)
    meter.click(access.sheet.show_code)
    meter.press("Esc")
    assert access.pages.currentWidget() is access.page
    assert (by.folder / "hub.keys").read_bytes() == before


def test_roles_and_the_lock_are_chosen_from_lists(meter: Meter, world: World) -> None:
    access = opened(meter)
    choose(meter, access, "Somebody who has not said who they are", "young")
    assert "admin first" in meter.desk.notices.recent[-1].headline
    assert access.page.unnamed.value() == "admin"
    choose(meter, access, "What Amina may do", "lead")
    choose(meter, access, "Lock after", "10")
    told: list[object] = []
    meter.desk._line.ask(settings.asked, then=told.append)
    meter.desk._line.ask(volunteer.volunteers, then=told.append)
    meter.settle()
    assert told[0].lock_min == 10  # type: ignore[attr-defined]
    assert [each.role for each in told[1]] == [Role.LEAD, None, None]  # type: ignore[attr-defined]


def test_esc_leads_back_to_set_up(meter: Meter) -> None:
    opened(meter)
    meter.press("Esc")
    assert meter.desk.places.set_up.pages.currentIndex() == 0


@pytest.mark.parametrize("percent", STEPS)
def test_the_page_passes_the_audits(meter: Meter, look: Look, percent: int) -> None:
    meter.desk._line.do(settings.change, scale_percent=percent)
    meter.settle()
    access = opened(meter)
    problems = audit.everything(meter.desk.window, look)
    access.page.add.click()
    meter.settle()
    assert problems + audit.everything(meter.desk.window, look) == []
