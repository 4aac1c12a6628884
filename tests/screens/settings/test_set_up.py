"""Set-up: what is chosen is kept at once, and nothing that was typed is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk import resources, set_up
from hubdesk.scanner.keystrokes import Scan
from hubdesk.scanner.learn import SETUP_CODE
from hubdesk.scanner.setup import ScannerSetup
from tests.screens import audit
from tests.screens.settings.conftest import Bench, show
from ui.scanner.filter import ScanFilter
from ui.scanner.setup_page import SetupPage
from ui.settings.screen import SetUpScreen
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme

MIRRORED = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


def rename(bench: Bench, qtbot: QtBot, name: str) -> None:
    entry = bench.screen.cards.hub.hub.entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, name)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    bench.settle(qtbot)


def test_it_shows_what_is_set(bench: Bench) -> None:
    screen = bench.screen
    assert screen.cards.hub.hub.text() == "High Street Hub"
    assert screen.cards.hub.place.currentText() == "Counter"
    assert screen.cards.look_card.theme.value() == "light"
    assert screen.cards.numbers.rows[0].number.text() == "999"


def test_a_new_name_is_kept_when_enter_is_pressed(bench: Bench, qtbot: QtBot) -> None:
    rename(bench, qtbot, "Station Road Hub")
    assert bench.told(qtbot).hub_name == "Station Road Hub"


def test_an_empty_name_is_refused_and_the_old_one_stands(bench: Bench, qtbot: QtBot) -> None:
    rename(bench, qtbot, "   ")
    assert "Type a name" in bench.notices.recent[-1].headline
    assert bench.told(qtbot).hub_name == "High Street Hub"
    bench.screen.cards.labels.printer.setFocus()
    bench.screen.shown()
    bench.settle(qtbot)
    assert bench.screen.cards.hub.hub.text() == "High Street Hub"


@pytest.mark.parametrize("theme", ["dark", "sunlight"])
def test_a_theme_is_worn_at_once_and_kept(
    bench: Bench, look: Look, qtbot: QtBot, theme: str
) -> None:
    bench.screen.cards.look_card.themes[theme].click()
    assert look.theme.value == theme
    bench.settle(qtbot)
    assert bench.told(qtbot).theme == theme


def test_larger_text_is_worn_at_once_and_kept(bench: Bench, look: Look, qtbot: QtBot) -> None:
    bench.screen.cards.look_card.sizes["150"].click()
    assert look.scale.percent == 150
    bench.settle(qtbot)
    assert bench.told(qtbot).scale_percent == 150


def test_sounds_fall_silent(bench: Bench, qtbot: QtBot) -> None:
    bench.screen.cards.look_card.sounds.click()
    assert not bench.notices.sounds.on
    bench.settle(qtbot)
    assert not bench.told(qtbot).sounds


def test_the_printer_and_its_sheets_are_kept(bench: Bench, qtbot: QtBot) -> None:
    card = bench.screen.cards.labels
    assert [card.printer.itemText(at) for at in range(2)] == [
        "Save labels as PDF",
        "Office printer",
    ]
    card.printer.setFocus()
    QTest.keyClick(card.printer, Qt.Key.Key_Down)
    card.label.setFocus()
    QTest.keyClick(card.label, Qt.Key.Key_Up)
    bench.settle(qtbot)
    told = bench.told(qtbot)
    assert (told.printer, told.label_format) == ("Office printer", "roll-57x32")


def test_another_place_is_there_to_choose_and_is_not_chosen(bench: Bench, qtbot: QtBot) -> None:
    """The next parcels must not come from a place where nothing stands yet."""
    card = bench.screen.cards.hub
    card.another.entry.setFocus()
    QTest.keyClicks(card.another.entry, "Street stall")
    QTest.keyClick(card.another.entry, Qt.Key.Key_Return)
    bench.settle(qtbot)
    assert card.place.currentText() == "Counter"
    assert bench.notices.recent[-1].headline == "Street stall is a place now"
    assert "choose it under Where it serves" in card.another.hint.text()
    assert card.another.entry.hasFocus(), "the next one can be typed"
    QTest.keyClicks(card.another.entry, "  counter ")
    QTest.keyClick(card.another.entry, Qt.Key.Key_Return)
    bench.settle(qtbot)
    assert [card.place.itemText(at) for at in range(card.place.count())] == [
        "Counter",
        "Street stall",
    ]
    assert "Choose it under Where it serves" in bench.notices.recent[-1].headline
    card.place.setFocus()
    QTest.keyClick(card.place, Qt.Key.Key_Down)
    bench.settle(qtbot)
    assert card.place.currentText() == "Street stall"
    assert bench.told(qtbot).here.hex() == card.place.currentData()
    assert card.another.hint.text() == ""


def test_a_number_is_added_and_another_taken_away(bench: Bench, qtbot: QtBot) -> None:
    card = bench.screen.cards.numbers
    before = len(card.rows)
    card.add.click()
    QTest.keyClicks(card.rows[-1].whom, "Hub lead")
    QTest.keyClick(card.rows[-1].whom, Qt.Key.Key_Tab)
    QTest.keyClicks(card.rows[-1].number, "0113 496 0000")
    card.rows[0].remove.click()
    bench.settle(qtbot)
    kept = bench.told(qtbot).emergency
    assert len(kept) == before
    assert kept[-1] == ("Hub lead", "0113 496 0000")
    assert "999" not in [number for _, number in kept]


def test_what_is_being_typed_is_not_overwritten(bench: Bench, qtbot: QtBot) -> None:
    entry = bench.screen.cards.hub.laptop.entry
    entry.setFocus()
    entry.setText("Half a na")
    bench.line.do(set_up.name_laptop, "Laptop 9")
    bench.settle(qtbot)
    assert entry.text() == "Half a na"


def test_practice_codes_and_the_scanner_sheet_become_pdfs(
    bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    bench.screen.cards.practice.sheet.click()
    bench.screen.cards.scanner.sheet.click()
    bench.screen.cards.paper.sheets.click()
    papers = tmp_path / "papers"
    qtbot.waitUntil(lambda: len(list(papers.glob("*.pdf"))) == 3, timeout=15_000)
    bench.papers.close()
    QApplication.processEvents()
    assert {file.name.split("-2026")[0] for file in papers.glob("*.pdf")} == {
        "practice-codes",
        "scanner-sheet",
        "visit-sheets",
    }
    assert bench.notices.recent[-1].headline == "Saved as a PDF"


def test_practice_is_asked_of_whoever_holds_the_hubs(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.screen.practice_reset):
        bench.screen.cards.practice.reset.click()
    with qtbot.waitSignal(bench.screen.practise_switched):
        bench.screen.cards.practice.switch.click()


def test_a_scan_here_is_shown_as_a_test(bench: Bench) -> None:
    bench.window.scanned("9520000010010")
    heard = bench.screen.cards.scanner.heard.text()
    assert "9520000010010" in heard and "bread" in heard


def test_a_learned_scanner_is_kept(bench: Bench, qtbot: QtBot) -> None:
    bench.screen.choices.learn(ScannerSetup(gap_ms=60, prefix="$"))
    bench.settle(qtbot)
    assert ScannerSetup.from_plain(bench.told(qtbot).scanner).prefix == "$"


def test_the_scanners_own_page_opens_and_leads_back(
    bench: Bench, look: Look, qtbot: QtBot, qapp: QApplication
) -> None:
    listening = ScanFilter(qapp, ScannerSetup())
    page = SetupPage(look, listening)
    screen = SetUpScreen(look, bench.line, bench.notices, bench.papers, lambda: page)
    qtbot.addWidget(screen)
    show(screen, qtbot)
    screen.shown()
    bench.settle(qtbot)
    screen.cards.scanner.set_up.click()
    assert page.isVisible()
    assert resources.path("help", f"{screen.help_topic}.md").stem == "scanner"
    for _ in range(3):
        page.hear(Scan(SETUP_CODE, "\r", 3.0))
    bench.settle(qtbot)
    assert bench.told(qtbot).scanner["gs"] == "raw"
    assert audit.everything(screen, look) == []
    page.back.click()
    assert screen.help_topic == "set-up"
    assert screen.cards.hub.isVisible() and not page.isVisible()
    listening.deleteLater()


def test_english_is_there_and_no_language_that_is_not_shipped(bench: Bench) -> None:
    language = bench.screen.cards.look_card.language
    assert [language.itemData(at) for at in range(language.count())] == [""]


def judged(bench: Bench, look: Look) -> list[str]:
    for _ in range(3):
        QApplication.processEvents()
    return audit.everything(bench.window, look)


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(bench: Bench, look: Look, theme: Theme) -> None:
    look.wear(theme)
    assert judged(bench, look) == []


@pytest.mark.parametrize("direction", MIRRORED, ids=("left to right", "right to left"))
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    bench: Bench, look: Look, qapp: QApplication, percent: int, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    look.wear(scale=Scale(percent))
    assert judged(bench, look) == []
