from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hubdesk.scanner.setup import ScannerSetup
from ui.scanner.filter import ScanFilter


@dataclass
class Heard:
    """What came out of the filter, and what leaked into the screen."""

    scans: list[str] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    clicks: list[bool] = field(default_factory=list)
    shortcuts: list[str] = field(default_factory=list)

    def on_click(self) -> None:
        self.clicks.append(True)


class Desk(QWidget):
    """A screen with every kind of place where the focus can be."""

    def __init__(self) -> None:
        super().__init__()
        self.notes = QLineEdit()
        self.more = QPlainTextEdit()
        self.people = QSpinBox()
        self.finish = QPushButton("Finish")
        self.finish.setDefault(True)
        self.shelf = QListWidget()
        self.shelf.addItems(["5 beans", "0 peas", "1 rice"])
        layout = QVBoxLayout(self)
        for widget in self.places():
            layout.addWidget(widget)

    def places(self) -> list[QWidget]:
        return [self.notes, self.more, self.people, self.finish, self.shelf]

    def contents(self) -> tuple[object, ...]:
        return (
            self.notes.text(),
            self.more.toPlainText(),
            self.people.value(),
            self.shelf.currentRow(),
        )


@pytest.fixture
def scan_filter(qapp: QApplication) -> Iterator[ScanFilter]:
    listening = ScanFilter(qapp, ScannerSetup())
    yield listening
    listening.deleteLater()


@pytest.fixture
def heard(scan_filter: ScanFilter, desk: Desk) -> Heard:
    heard = Heard()
    scan_filter.scanned.connect(heard.scans.append)
    scan_filter.waiting.connect(heard.waiting.append)
    desk.finish.clicked.connect(heard.on_click)
    return heard


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    QTest.qWaitForWindowActive(desk)
    return desk


def modal_over(desk: Desk, qtbot: QtBot) -> tuple[QDialog, QPushButton, QLineEdit]:
    """A dialog whose default button closes it, with a field in it."""
    dialog = QDialog(desk)
    dialog.setModal(True)
    close, why = QPushButton("Close"), QLineEdit()
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    layout = QHBoxLayout(dialog)
    layout.addWidget(close)
    layout.addWidget(why)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    return dialog, close, why
