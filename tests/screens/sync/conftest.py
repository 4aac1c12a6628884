"""The window of one laptop, another laptop's desk, and a real folder that both share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk import desk as desks
from hubdesk import settings
from hubdesk.sync import joining
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.joining import Codes
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.report import PassReport
from tests.hub.sync.hubs import CHEAP, become_another
from tests.journeys.conftest import look, tidying
from tests.journeys.meter import Meter
from tests.world import KEY, World, open_world
from ui.sync.screen import SharingScreen
from ui.theme.look import Look

__all__ = ["look", "tidying"]

PATIENCE_MS = 30_000
"""Joining stretches a code and writes its files; a busy machine takes seconds over it."""


@dataclass
class Store:
    """The laptop in the store: a desk that shares by hand."""

    world: World
    path: Path

    def make(self) -> Codes:
        """Makes the hub in the folder."""
        return joining.make(self.world.desk, DiskFolder(self.path), self.now_ms(), CHEAP)

    def join(self, words: str) -> joining.Joined:
        """Joins it."""
        return joining.join(self.world.desk, DiskFolder(self.path), words, self.now_ms())

    def sync(self) -> PassReport:
        """One pass."""
        return sync_once(self.world.desk, DiskFolder(self.path), self.now_ms())

    def now_ms(self) -> int:
        """What its clock says."""
        return self.world.clock.now_ms()


@dataclass
class Counter:
    """The laptop at the counter: its window, and its page of the shared folder."""

    meter: Meter
    qtbot: QtBot
    path: Path

    @property
    def page(self) -> SharingScreen:
        """The page of the shared folder."""
        return self.meter.desk.sharing.page

    def open_page(self) -> None:
        """Alt+J."""
        self.meter.press("Alt+J")
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is under way with the folder."""
        run = self.meter.desk.sharing.run
        for _ in range(3):
            self.meter.settle()
            self.qtbot.waitUntil(
                lambda: run._across is None and not run._daemons.is_busy, timeout=PATIENCE_MS
            )
        QApplication.processEvents()

    def says(self, part: str) -> str:
        """A part of the status bar, as it is read aloud."""
        parts = self.meter.desk.window.status.parts
        return parts[part].accessibleName() if part in parts else ""

    def make(self) -> Codes:
        """Makes the hub in the folder, on the page, and puts the codes on paper."""
        self.open_page()
        self.page.connect_page.set_folder(self.path)
        self.settle()
        self.page.connect_page.next.click()
        self.settle()
        codes = self.page.codes.codes
        assert codes is not None
        self.page.codes.show_code.click()
        self.page.codes.next.click()
        self.settle()
        return codes

    def join(self, words: str) -> None:
        """Joins the hub that is in the folder."""
        self.open_page()
        self.page.connect_page.set_folder(self.path)
        self.settle()
        self.page.connect_page.code.entry.setText(words)
        self.page.connect_page.next.click()
        self.settle()

    def do(self, command: Callable[..., Any], *args: Any) -> Any:
        """Something is recorded at the desk."""
        answers: list[Any] = []
        self.meter._line.do(command, *args, then=answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def ask(self, question: Callable[..., Any], *args: Any) -> Any:
        """Something is asked of the desk."""
        answers: list[Any] = []
        self.meter._line.ask(question, *args, then=answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def share(self) -> None:
        """Shares now."""
        self.meter.desk.sharing.run.now()
        self.settle()


def another_laptop(folder: Path) -> World:
    """A hub of its own: the worlds of tests are copies of one, and would be one laptop."""
    made = open_world(folder)
    made.desk.close()
    become_another(folder)
    made.desk = desks.open_desk(folder, KEY, made.clock)
    return made


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder that both see, as a stick that is in."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def store(tmp_path: Path, shared: Path) -> Iterator[Store]:
    """The other laptop, not joined yet."""
    world = another_laptop(tmp_path / "store")
    world.desk.do(lambda act: settings.change(act, laptop_name="Store"))
    yield Store(world, shared)
    world.desk.close()


@pytest.fixture
def counter(
    qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path, shared: Path
) -> Iterator[Callable[[World | None], Counter]]:
    """Opens the window on a world, or on an empty hub."""
    meters: list[Meter] = []

    def opened(world: World | None = None) -> Counter:
        meters.append(Meter(qapp, look, world or open_world(tmp_path / "counter")))
        made = Counter(meters[-1], qtbot, shared)
        made.settle()
        return made

    yield opened
    for each in meters:
        each.close()
    qapp.processEvents()
