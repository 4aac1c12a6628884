"""A volunteer makes a hub with the keyboard alone, and a power cut at any step loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk import desk as desks
from hubdesk import settings, starting
from hubdesk.clock import SetClock
from hubdesk.doorstep import Found, Names, Reached, in_folder
from hubdesk.errors import Refused
from hubdesk.security import keys, recovery
from hubdesk.stock import products
from tests.screens import audit
from tests.screens.security.conftest import PHRASE, QUICK
from tests.screens.security.keyboard import (
    Door,
    enter,
    focus,
    idle,
    press,
    to_the_sheet,
    to_the_start,
    type_,
)
from ui.security.choice import Start
from ui.security.front_door import FrontDoor
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme

NAMES = Names("High Street Hub", "Laptop 1", "Counter")
MIRRORED = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


def test_a_hub_is_made_by_keys_alone(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    made = door()
    code = to_the_start(qtbot, made)
    with qtbot.waitSignal(made.hub_ready) as ready:
        enter()
    folder, key, _ = ready.args
    assert keys.unlock(folder, PHRASE) == key == keys.unlock(folder, code)
    desk = desks.open_desk(folder, key, SetClock(made.first_run._clock.moment))  # type: ignore[attr-defined]
    told = desk.ask(settings.asked)
    assert (told.hub_name, told.laptop_name) == ("High Street Hub", "Laptop 1")
    assert len(desk.ask(products.lines)) > 20
    assert desk.ask(starting.how_far) is Reached.DONE
    desk.close()
    assert list((tmp_path / "papers").glob("recovery-sheet-*.pdf"))


def test_an_empty_hub_is_empty(qtbot: QtBot, door: Door, clock: SetClock) -> None:
    made = door()
    to_the_start(qtbot, made)
    press(Qt.Key.Key_Down)
    assert made.first_run.start.chosen() is Start.EMPTY
    with qtbot.waitSignal(made.hub_ready) as ready:
        enter()
    desk = desks.open_desk(ready.args[0], ready.args[1], clock)
    assert desk.ask(products.lines) == []
    desk.close()


def test_practising_first_keeps_the_hub_waiting(qtbot: QtBot, door: Door) -> None:
    made = door()
    to_the_start(qtbot, made)
    made.first_run.start.choices[Start.PRACTICE].click()
    with qtbot.waitSignal(made.practise_wanted):
        made.first_run.start.next.click()
    made = door()
    type_(PHRASE)
    enter()
    idle(qtbot, made)
    assert made.first_run.current() is made.first_run.start


def test_practice_needs_no_hub_at_all(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    made = door()
    with qtbot.waitSignal(made.practise_wanted):
        made.first_run.names.practise.click()
    assert in_folder(tmp_path / "hub") is Found.NOTHING


def test_a_power_cut_before_the_paper_gives_another_code(qtbot: QtBot, door: Door) -> None:
    made = door()
    lost = to_the_sheet(qtbot, made)
    made = door()
    assert made.currentWidget() is made.open_hub
    type_(PHRASE)
    enter()
    idle(qtbot, made)
    qtbot.waitUntil(lambda: made.first_run._code != "")
    assert made.first_run.current() is made.first_run.sheet
    assert made.first_run._code not in ("", lost)


def test_a_power_cut_after_the_keys_asks_the_passphrase_that_was_chosen(
    qtbot: QtBot, door: Door, tmp_path: Path
) -> None:
    (tmp_path / "hub").mkdir()
    key, _ = keys.make(tmp_path / "hub", PHRASE, cost=QUICK)
    made = door()
    type_("High Street Hub")
    enter()
    type_("some other passphrase")
    enter()
    idle(qtbot, made)
    assert "does not open" in made.first_run.phrase.strip.words.text()
    assert keys.unlock(tmp_path / "hub", PHRASE) == key
    made.first_run.phrase.first.entry.setText(PHRASE)
    enter()
    idle(qtbot, made)
    assert made.first_run.current() is made.first_run.sheet


def test_a_slip_in_the_code_is_told_by_its_group(qtbot: QtBot, door: Door) -> None:
    made = door()
    code = to_the_sheet(qtbot, made)
    made.first_run.sheet.show_code.click()
    shown = made.first_run.sheet.code.text().split()
    assert shown == code.split("-")
    enter()
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    type_(wrong)
    enter()
    assert "Group 10" in made.first_run.type_back.strip.words.text()
    made.first_run.type_back.typed.entry.setText(recovery.draw())
    enter()
    assert "another sheet" in made.first_run.type_back.strip.words.text()
    press(Qt.Key.Key_Escape)
    assert made.first_run.current() is made.first_run.sheet


def test_the_code_is_on_no_disk_but_in_the_paper(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    made = door()
    code = to_the_sheet(qtbot, made)
    groups = [code.encode(), code.replace("-", "").encode(), code.replace("-", " ").encode()]
    for file in (tmp_path / "hub").rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not any(each in content for each in (*groups, PHRASE.encode()))


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa"])
def test_a_weak_passphrase_is_refused_in_the_page(qtbot: QtBot, door: Door, weak: str) -> None:
    made = door()
    type_("High Street Hub")
    enter()
    type_(weak)
    enter()
    type_(weak)
    enter()
    page = made.first_run.phrase
    assert made.first_run.current() is page
    assert page.strip.words.text().startswith("This passphrase")


def test_two_that_differ_are_asked_again(qtbot: QtBot, door: Door) -> None:
    made = door()
    type_("High Street Hub")
    enter()
    type_(PHRASE)
    enter()
    type_(PHRASE + "x")
    enter()
    assert "not the same" in made.first_run.phrase.strip.words.text()
    assert focus() is made.first_run.phrase.again.entry


def test_an_offered_passphrase_is_seen_and_need_not_be_typed_twice(
    qtbot: QtBot, door: Door
) -> None:
    made = door()
    type_("High Street Hub")
    enter()
    page = made.first_run.phrase
    page.offer.click()
    assert len(page.first.text().split()) == 5
    assert not page.again.isVisible()
    enter()
    idle(qtbot, made)
    assert made.first_run.current() is made.first_run.sheet
    assert page.first.text() == ""


def test_a_hub_with_no_name_is_asked_for_one(qtbot: QtBot, door: Door) -> None:
    made = door()
    type_("   ")
    enter()
    assert made.first_run.current() is made.first_run.names
    assert "Type a name" in made.first_run.names.strip.words.text()
    assert focus() is made.first_run.names.hub.entry


def test_back_keeps_what_was_typed(qtbot: QtBot, door: Door) -> None:
    made = door()
    type_("High Street Hub")
    enter()
    press(Qt.Key.Key_Escape)
    assert made.first_run.names.names() == NAMES


def test_no_paper_no_way_on(qtbot: QtBot, door: Door) -> None:
    made = door()
    to_the_sheet(qtbot, made)
    assert not made.first_run.sheet.next.isEnabled()
    made.first_run.sheet.not_printed(Refused("The printer is not there."))
    assert not made.first_run.sheet.next.isEnabled()


def problems_of(made: FrontDoor, look: Look) -> list[str]:
    """Every page, half filled in and with something refused."""
    found = []
    first = made.first_run
    first.names.hub.entry.setText("High Street Hub")
    first.sheet.offer(recovery.draw(), ["Office printer"])
    first.sheet._show_code()
    for page in first.steps:
        first.turn_to(page)
        page.refuse("The two are not the same. Type the second one again.")
        for _ in range(3):
            QApplication.processEvents()
        found += [f"{type(page).__name__}: {each}" for each in audit.everything(made, look)]
    return found


@pytest.mark.parametrize("theme", Theme)
def test_every_page_passes_every_audit_in_every_theme(look: Look, door: Door, theme: Theme) -> None:
    look.wear(theme)
    assert problems_of(door(), look) == []


@pytest.mark.parametrize("direction", MIRRORED, ids=("left to right", "right to left"))
@pytest.mark.parametrize("percent", STEPS)
def test_every_page_passes_every_audit_at_every_scale(
    look: Look, qapp: QApplication, door: Door, percent: int, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    look.wear(scale=Scale(percent))
    assert problems_of(door(), look) == []
