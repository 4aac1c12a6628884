from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hubdesk.scanner.keystrokes import Scan
from hubdesk.scanner.learn import SETUP_CODE
from hubdesk.scanner.setup import GsMode, ScannerSetup
from tests.hub.scanner.wedge import Wedge
from tests.screens.scanner.conftest import Desk, Heard
from tests.screens.scanner.keyboard import ENTER, play, settle
from ui.scanner.filter import ScanFilter
from ui.scanner.setup_page import SetupPage
from ui.theme.look import Look


@pytest.fixture
def page(qapp: QApplication, scan_filter: ScanFilter, qtbot: QtBot) -> Iterator[SetupPage]:
    page = SetupPage(Look(qapp), scan_filter)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    yield page
    page.hide()


@pytest.fixture
def learned(page: SetupPage) -> list[ScannerSetup]:
    learned: list[ScannerSetup] = []
    page.learned.connect(learned.append)
    return learned


def said(page: SetupPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_three_scans_of_the_sheet_teach_the_desk_its_scanner(
    page: SetupPage, learned: list[ScannerSetup], scan_filter: ScanFilter
) -> None:
    """With the keys of a real burst, a GS among them, and the focus on a button."""
    page.focus_home()
    for _ in range(3):
        play(page, Wedge(scanner="US").sends(SETUP_CODE) + ENTER, 3.0)
        settle()
    assert [setup.gs for setup in learned] == [GsMode.RAW]
    assert learned[0].layout["@"] == '"'
    assert scan_filter.setup == learned[0]
    assert "puts them right" in said(page, "findings")


def test_another_code_is_a_miss_with_its_reason(
    page: SetupPage, learned: list[ScannerSetup]
) -> None:
    play(page, "5000157024671\r")
    settle()
    assert "not the set-up code" in said(page, "message")
    assert said(page, "misses") == "Missed: 1"
    assert learned == []


def test_scans_that_disagree_start_again(page: SetupPage, learned: list[ScannerSetup]) -> None:
    for wedge in (Wedge(), Wedge(), Wedge(scanner="US")):
        page.hear(Scan(wedge.sends(SETUP_CODE), "\r", 3.0))
    assert "not alike" in said(page, "message")
    for _ in range(3):
        page.hear(Scan(Wedge().sends(SETUP_CODE), "\r", 3.0))
    assert len(learned) == 1


def test_what_was_lost_is_said(page: SetupPage, learned: list[ScannerSetup]) -> None:
    wedge = Wedge(caps_lock=True, gs="", prefix="~")
    for _ in range(3):
        page.hear(Scan(wedge.sends(SETUP_CODE), "\r", 3.0))
    findings = said(page, "findings")
    assert "is lost" in findings
    assert "adds ~ before" in findings
    assert "Caps Lock is on" in findings


def test_a_slow_scanner_is_learned_too(page: SetupPage, learned: list[ScannerSetup]) -> None:
    for _ in range(3):
        page.hear(Scan(SETUP_CODE, "\r", 140.0))
    assert learned[0].gap_ms == 160


def test_once_the_page_is_left_scans_are_scans_again(
    page: SetupPage, desk: Desk, heard: Heard
) -> None:
    page.hide()
    assert not page.isVisible()
    play(desk, "5000157024671\r")
    settle()
    assert heard.scans == ["5000157024671"]


def test_the_button_starts_again(page: SetupPage) -> None:
    page.hear(Scan("5000157024671", "\r", 3.0))
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert said(page, "misses") == "Missed: 0"
