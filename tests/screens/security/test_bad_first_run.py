"""A first run in which everything is typed wrong, or the disk says no: said plainly, and mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk import desk as desks
from hubdesk import settings
from hubdesk.clock import SetClock
from hubdesk.doorstep import Found, in_folder
from hubdesk.security import keys, recovery
from hubdesk.storage import birth
from tests.screens.security.conftest import PHRASE
from tests.screens.security.keyboard import Door, enter, idle, to_the_sheet, to_the_start, type_
from ui.security.front_door import FrontDoor

NAMES = {
    "O'Brien in angle brackets": "O<Brien & sons",
    "a closing tag": "</para><b>hub</b>",
    "arabic": "مركز الحي",
    "bengali": "পাড়ার কেন্দ্র",
    "chinese": "街坊中心",
    "emoji": "Hub 🙂👩‍👩‍👧",
    "bidi marks": "\u202eHub\u202c \u2066two\u2069",
    "format signs": "{name} %s {0}",
}


def paste(text: str) -> None:
    """Puts text into the field in front as the clipboard does: no key for each sign."""
    QApplication.clipboard().setText(text)
    QTest.keySequence(QApplication.focusWidget(), "Ctrl+V")


def begin_with(made: FrontDoor, qtbot: QtBot, name: str, phrase: str) -> None:
    names = made.first_run.names
    for field in (names.hub, names.laptop, names.place):
        field.entry.setFocus()
        field.entry.clear()
        paste(name)
    made.first_run.names.next.click()
    if made.first_run.current() is not made.first_run.phrase:
        return
    for field in (made.first_run.phrase.first, made.first_run.phrase.again):
        field.entry.setFocus()
        paste(phrase)
    made.first_run.phrase.next.click()
    idle(qtbot, made)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_any_script_names_a_hub_and_its_passphrase(
    qtbot: QtBot, door: Door, tmp_path: Path, clock: SetClock, name: str
) -> None:
    made = door()
    phrase = f"{name} seven buses"
    begin_with(made, qtbot, name, phrase)
    first = made.first_run
    assert first.current() is first.sheet, first.current().strip.words.text()
    first.sheet.print_.click()
    qtbot.waitUntil(first.sheet.next.isEnabled)
    desk = desks.open_desk(tmp_path / "hub", keys.unlock(tmp_path / "hub", phrase), clock)
    told = desk.ask(settings.asked)
    desk.close()
    assert (told.hub_name, told.laptop_name) == (name, name)


@pytest.mark.parametrize("name", ["", "   ", "\u200f\u200e", "\u2066\u2069", "\t\u00a0"])
def test_a_name_that_shows_nothing_is_asked_for(qtbot: QtBot, door: Door, name: str) -> None:
    made = door()
    begin_with(made, qtbot, name, PHRASE)
    assert made.first_run.current() is made.first_run.names
    assert "Type a name" in made.first_run.names.strip.words.text()


def test_five_hundred_characters_are_too_long_for_a_name(qtbot: QtBot, door: Door) -> None:
    made = door()
    begin_with(made, qtbot, "x" * 500, PHRASE)
    assert "longer than 80 characters" in made.first_run.names.strip.words.text()
    assert made.first_run.names.hub.text() == "x" * 500


def test_five_hundred_characters_are_too_long_for_a_passphrase(qtbot: QtBot, door: Door) -> None:
    made = door()
    begin_with(made, qtbot, "High Street Hub", "four words and more " * 25)
    assert "longer than 200 characters" in made.first_run.phrase.strip.words.text()


def test_a_code_typed_back_in_any_manner_is_right(qtbot: QtBot, door: Door) -> None:
    made = door()
    code = to_the_sheet(qtbot, made)
    made.first_run.sheet.show_code.click()
    enter()
    paste("  " + code.lower().replace("-", "  ").replace("0", "o").replace("1", "l") + " ")
    enter()
    idle(qtbot, made)
    assert made.first_run.current() is made.first_run.start


@pytest.mark.parametrize("wrong", ["", "hello", "🙂" * 40, "مركز" * 10, "{number} %s", "x" * 500])
def test_a_code_typed_back_wrong_says_what_to_do(qtbot: QtBot, door: Door, wrong: str) -> None:
    made = door()
    code = to_the_sheet(qtbot, made)
    made.first_run.sheet.show_code.click()
    enter()
    page = made.first_run.type_back
    paste(wrong)
    enter()
    assert made.first_run.current() is page
    assert "paper" in page.strip.words.text()
    page.typed.entry.setText(code)
    enter()
    idle(qtbot, made)
    assert made.first_run.current() is made.first_run.start


def test_closed_at_every_step_and_begun_again(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    made = door()
    type_("High Street Hub")
    enter()
    type_(PHRASE)
    made = door()
    assert in_folder(tmp_path / "hub") is Found.NOTHING
    assert made.first_run.names.hub.text() == ""
    to_the_sheet(qtbot, made)
    made.first_run.sheet.show_code.click()
    enter()
    type_("7K")
    made = door()
    type_(PHRASE)
    enter()
    idle(qtbot, made)
    qtbot.waitUntil(lambda: made.first_run._code != "")
    code = made.first_run._code
    assert recovery.tidy(code) == code
    made.first_run.sheet.show_code.click()
    enter()
    type_(code)
    enter()
    idle(qtbot, made)
    made = door()
    type_(PHRASE)
    enter()
    idle(qtbot, made)
    assert made.first_run.current() is made.first_run.start
    with qtbot.waitSignal(made.hub_ready):
        enter()


def test_a_folder_that_cannot_be_made_is_said_in_the_page(
    qtbot: QtBot, door: Door, tmp_path: Path
) -> None:
    (tmp_path / "hub").write_bytes(b"a file stands where the folder would")
    made = door()
    begin_with(made, qtbot, "High Street Hub", PHRASE)
    assert "cannot be made here" in made.first_run.phrase.strip.words.text()
    assert made.first_run.phrase.next.isEnabled()
    (tmp_path / "hub").unlink()
    enter()
    idle(qtbot, made)
    assert made.first_run.current() is made.first_run.sheet


def test_a_disk_that_fills_up_on_the_way_asks_for_the_passphrase_that_was_chosen(
    qtbot: QtBot, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(part: Path, key: bytes) -> None:
        raise OSError(28, "No space left on device")

    made = door()
    with monkeypatch.context() as patched:
        patched.setattr(birth, "_fill", full)
        begin_with(made, qtbot, "High Street Hub", PHRASE)
    page = made.first_run.phrase
    assert "disk has room" in page.strip.words.text()
    assert page.title.text() == "Type the passphrase that you chose"
    assert in_folder(tmp_path / "hub") is Found.KEYS_ALONE
    enter()
    idle(qtbot, made)
    assert made.first_run.current() is made.first_run.sheet


def test_a_hub_that_is_taken_away_meanwhile_is_said(
    qtbot: QtBot, door: Door, tmp_path: Path
) -> None:
    made = door()
    to_the_start(qtbot, made)
    shutil.move(tmp_path / "hub", tmp_path / "elsewhere")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    idle(qtbot, made)
    assert "no hub in this folder" in made.first_run.start.strip.words.text()
