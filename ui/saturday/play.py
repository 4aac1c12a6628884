"""Plays the practice Saturday through the real window, and proves that the counter opens."""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from hubdesk import practice
from hubdesk.clock import SetClock
from hubdesk.reports import household_export
from hubdesk.sheets import written
from ui.around import Around
from ui.background import DeskLine
from ui.desk_window import OpenDesk
from ui.dressed import dressed
from ui.saturday import people
from ui.saturday.album import Album
from ui.saturday.hands import Count, Hands
from ui.saturday.people import People
from ui.saturday.printer import MoodyPrinter
from ui.saturday.story import Story
from ui.sounds import Sounds
from ui.tidy import Tidying

PICTURE_SIZE = (1366, 768)
SATURDAY = 5


class Stage:
    """A fresh practice hub in a folder of its own, and the real window open on it."""

    def __init__(self, hub: Path, labels: Path) -> None:
        self._app, look = dressed()
        self._tidying = Tidying()
        self.clock = SetClock(_saturday_morning())
        desk = practice.reset(hub, self.clock)
        self.people: People = people.of_practice(desk)
        desk.close()
        self.printer = MoodyPrinter(self.clock)
        line = DeskLine(partial(practice.open_, hub, self.clock))
        around = Around(
            look,
            self.clock,
            labels,
            practice=True,
            make_printer=self.printer.made,
            sounds=Sounds(player=_silent),
        )
        self.desk = OpenDesk(self._app, line, around)
        self.desk.window.resize(*PICTURE_SIZE)
        self.desk.window.show()
        self.desk.window.activateWindow()
        self.hands = Hands(self.desk, line)

    def close(self) -> None:
        """Closes the hub and its window."""
        self.desk.close()
        self.desk.window.deleteLater()
        self._app.processEvents()
        self._tidying.stop()


def saturday(out: Path) -> int:
    """Plays the Saturday; leaves pictures and labels in ``out`` and tells what it did."""
    with tempfile.TemporaryDirectory(prefix="hubdesk-saturday-") as folder:
        stage = Stage(Path(folder) / "practice", out / "labels")
        try:
            album = Album(out / "pictures")
            story = Story(stage.desk, stage.hands, stage.clock, stage.printer, album)
            story.play(stage.people)
        finally:
            stage.close()
    _say(*story.told, *_sums(story, stage.hands.count, out))
    return 0


def prove() -> int:
    """Opens a practice hub, serves one parcel, opens every screen, and leaves nothing behind.

    What is loaded late must be there too: the label is printed, each page made.
    """
    with tempfile.TemporaryDirectory(prefix="hubdesk-prove-") as folder:
        stage = Stage(Path(folder) / "practice", Path(folder) / "labels")
        try:
            stage.hands.scan(stage.people.plain)
            stage.hands.press("F12")
            served = stage.desk.counter.service.served
            _open_everything(stage.desk)
        finally:
            stage.close()
    if served is None:
        _say(_tr("The counter opens, but no parcel could be served"))
        return 1
    _say(_tr("The counter opens"))
    return 0


def _open_everything(desk: OpenDesk) -> None:
    """Every page, and the workbook that no page writes by itself."""
    for number in range(len(desk.window.places)):
        desk.window.go(number)
    desk.window.show_help()
    desk.volunteers.open_page()
    with tempfile.TemporaryDirectory(prefix="hubdesk-prove-") as folder:
        written.write(Path(folder) / "proof.xlsx", [], household_export.HEADINGS)


def _sums(story: Story, count: Count, out: Path) -> list[str]:
    labels = len(list((out / "labels").glob("*.pdf")))
    counted = _tr("{keys} keys, {scans} scans, {clicks} clicks, {modals} dialogs.")
    left = _tr("{pictures} pictures and {labels} label PDFs are in {folder}.")
    return [
        counted.format(
            keys=count.keys, scans=count.scans, clicks=count.clicks, modals=count.modals
        ),
        left.format(pictures=story.album.taken, labels=labels, folder=out),
    ]


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Saturday", text)


def _saturday_morning() -> datetime:
    """Four past ten on the last Saturday there was."""
    now = datetime.now().astimezone()
    day = now - timedelta(days=(now.weekday() - SATURDAY) % 7)
    return day.replace(hour=10, minute=4, second=0, microsecond=0)


def _silent(_: Path) -> None:
    """Nobody is there to hear."""
