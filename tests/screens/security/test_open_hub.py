"""Later starts: the right words open the hub, anything else is said plainly and harms nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk import starting
from hubdesk.clock import SetClock
from hubdesk.desk import FILE
from hubdesk.doorstep import Begun, Names
from hubdesk.security import keys
from hubdesk.storage import database, meta
from tests.screens import audit
from tests.screens.security.conftest import PHRASE, QUICK, show
from ui.security.open_hub import OpenHub
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme

NAMES = Names("High Street Hub", "Laptop 1", "Counter")
MIRRORED = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


@pytest.fixture
def begun(tmp_path: Path, clock: SetClock) -> Begun:
    made = starting.begin(tmp_path / "hub", NAMES, PHRASE, clock, QUICK)
    starting.finish(tmp_path / "hub", made.key, clock, with_starter=False)
    return made


@pytest.fixture
def page(
    look: Look, qtbot: QtBot, tmp_path: Path, clock: SetClock, begun: Begun
) -> Iterator[OpenHub]:
    made = OpenHub(look, tmp_path / "hub", clock)
    show(made, qtbot)
    made.focus_home()
    yield made
    made.close_down()
    shiboken6.delete(made)


def try_(page: OpenHub, qtbot: QtBot, text: str) -> str:
    """Types and presses Enter; what the page then says."""
    page.phrase.entry.clear()
    QTest.keyClicks(page.phrase.entry, text)
    QTest.keyClick(page.phrase.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.aside.is_busy)
    return page.page.strip.words.text()


@pytest.mark.parametrize("words", ["phrase", "code"])
def test_the_passphrase_or_the_paper_opens_the_hub(
    page: OpenHub, qtbot: QtBot, begun: Begun, words: str
) -> None:
    text = PHRASE if words == "phrase" else begun.recovery_code.lower().replace("-", " ")
    with qtbot.waitSignal(page.hub_ready) as ready:
        assert try_(page, qtbot, text) == ""
    assert ready.args[1] == begun.key
    assert page.phrase.text() == ""


def test_a_wrong_passphrase_is_refused_and_typed_over(page: OpenHub, qtbot: QtBot) -> None:
    assert "Check Caps Lock" in try_(page, qtbot, "not the passphrase")
    assert page.phrase.entry.selectedText() != ""
    assert QApplication.focusWidget() is page.phrase.entry
    assert not page.show_folder.isVisible()


def test_a_slip_in_the_code_is_told_by_its_group(page: OpenHub, qtbot: QtBot, begun: Begun) -> None:
    wrong = ("1" if begun.recovery_code[0] != "1" else "2") + begun.recovery_code[1:]
    assert "Group 1 " in try_(page, qtbot, wrong)


def test_nothing_typed_is_asked_for(page: OpenHub, qtbot: QtBot) -> None:
    assert try_(page, qtbot, "  ").startswith("Type the passphrase")


def test_the_window_lives_while_it_unlocks(page: OpenHub, qtbot: QtBot) -> None:
    page.phrase.entry.setText(PHRASE)
    page.page.next.click()
    assert page.page.next.text() == "Unlocking"
    assert not page.page.next.isEnabled()
    qtbot.waitUntil(lambda: not page.aside.is_busy)
    assert page.page.next.isEnabled()


def test_capital_letters_without_shift_are_caps_lock(page: OpenHub) -> None:
    QTest.keyClick(page.phrase.entry, "K", Qt.KeyboardModifier.NoModifier)
    assert page.phrase.hint.text() == "Caps Lock is on."
    QTest.keyClick(page.phrase.entry, "k", Qt.KeyboardModifier.NoModifier)
    assert page.phrase.hint.text() == ""


def test_the_letters_are_dots_until_somebody_asks(page: OpenHub) -> None:
    entry = page.phrase.entry
    hidden = entry.echoMode()
    page.phrase.eye.click()
    assert entry.echoMode() != hidden
    assert page.phrase.eye.text() == "Hide"


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def damage(folder: Path, how: str) -> None:
    file, key_file = folder / FILE, folder / "hub.keys"
    content = file.read_bytes()
    if how == "no keys":
        key_file.unlink()
    elif how == "another hub's keys":
        keys.make(folder / "other", PHRASE, cost=QUICK)
        (folder / "other" / "hub.keys").replace(key_file)
    elif how == "a database of another program":
        file.unlink()
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE things (a)")
        other.commit()
        other.close()
    elif how == "a newer schema":
        newer = database.open_(file, keys.unlock(folder, PHRASE))
        with newer.writing() as work:
            meta.write(work, "schema", "999")
        newer.close()
    else:
        where, changed = CHANGED[how](content)
        (key_file if where == "keys" else file).write_bytes(changed)


CHANGED: dict[str, Callable[[bytes], tuple[str, bytes]]] = {
    "damaged keys": lambda _: ("keys", b"{}"),
    "keys of garbage": lambda _: ("keys", bytes(range(256)) * 9),
    "empty keys": lambda _: ("keys", b""),
    "a picture for keys": lambda _: ("keys", PICTURE),
    "a text file": lambda _: ("hub", b"shopping list " * 100),
    "a picture": lambda _: ("hub", PICTURE),
    "an empty file": lambda _: ("hub", b""),
    "a flipped bit at the start": lambda was: ("hub", was[:40] + bytes([was[40] ^ 1]) + was[41:]),
    "a hole in the middle": lambda was: ("hub", was[:8192] + bytes(len(was) - 8192)),
    "cut short": lambda was: ("hub", was[: len(was) // 2]),
    "cut within the first page": lambda was: ("hub", was[:700]),
}


@pytest.mark.parametrize(
    "how",
    ["no keys", "another hub's keys", "a database of another program", "a newer schema", *CHANGED],
)
def test_broken_files_are_said_in_plain_words_and_left_alone(
    page: OpenHub, qtbot: QtBot, tmp_path: Path, how: str
) -> None:
    folder = tmp_path / "hub"
    damage(folder, how)
    before = (folder / FILE).read_bytes()
    said = try_(page, qtbot, PHRASE)
    assert ("Update Hubdesk" if how == "a newer schema" else "backup") in said
    assert page.show_folder.isVisible() and str(folder) in page.where.text()
    assert (folder / FILE).read_bytes() == before
    assert not page.aside.is_busy and page.page.next.isEnabled()


def test_another_hubs_file_with_these_keys_is_refused(
    page: OpenHub, qtbot: QtBot, tmp_path: Path, clock: SetClock
) -> None:
    other = starting.begin(tmp_path / "other", NAMES, PHRASE, clock, QUICK)
    starting.finish(tmp_path / "other", other.key, clock, with_starter=False)
    content = (tmp_path / "other" / FILE).read_bytes()
    (tmp_path / "hub" / FILE).write_bytes(content)
    assert "belongs to another hub" in try_(page, qtbot, PHRASE)
    assert (tmp_path / "hub" / FILE).read_bytes() == content


def test_practice_is_one_button_away(page: OpenHub, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.practise_wanted):
        page.practise.click()


def judged(page: OpenHub, qtbot: QtBot, look: Look, tmp_path: Path) -> list[str]:
    damage(tmp_path / "hub", "damaged keys")
    try_(page, qtbot, PHRASE)
    page.where.setText("the folder")
    for _ in range(3):
        QApplication.processEvents()
    return audit.everything(page, look)


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(
    page: OpenHub, look: Look, qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    look.wear(theme)
    assert judged(page, qtbot, look, tmp_path) == []


@pytest.mark.parametrize("direction", MIRRORED, ids=("left to right", "right to left"))
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    page: OpenHub,
    look: Look,
    qtbot: QtBot,
    tmp_path: Path,
    qapp: QApplication,
    percent: int,
    direction: Qt.LayoutDirection,
) -> None:
    qapp.setLayoutDirection(direction)
    look.wear(scale=Scale(percent))
    assert judged(page, qtbot, look, tmp_path) == []
