"""Jobs go out one after another, and a printer that fails loses nothing."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk.clock import SetClock
from hubdesk.errors import Said, Trouble
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.contents import HouseholdCard
from hubdesk.labels.designs import household_card
from hubdesk.labels.draft import Room
from hubdesk.labels.pages import Page, pages_of
from tests.hub.labels.paper import dots, scanned
from ui.labels.outlines import QtOutlines
from ui.labels.printers import FolderPrinter, QueuePrinter, names, printer_of
from ui.labels.printing import PrintLine, PrintSettings

ROLL = formats.named("roll-62x40")
CLOCK = SetClock(datetime(2026, 11, 21, 10, tzinfo=UTC))


class PaperTray:
    """A printer that remembers, or is out of paper."""

    def __init__(self) -> None:
        self.printed: list[tuple[Page, ...]] = []
        self.empty = False
        self.threads: set[int] = set()

    def print_(self, pages: Sequence[Page]) -> None:
        self.threads.add(threading.get_ident())
        if self.empty:
            raise Trouble("Put paper into the printer.")
        self.printed.append(tuple(pages))


class Ears:
    """Hears how each job went."""

    def __init__(self) -> None:
        self.printed = 0
        self.failed: list[str] = []

    def hear_printed(self) -> None:
        self.printed += 1

    def hear_failed(self, said: Said) -> None:
        self.failed.append(str(said))


@pytest.fixture
def pages(qtbot: QtBot) -> tuple[Page, ...]:
    card = household_card(HouseholdCard("Hub", "4821", "H123456784821"), Room.on(ROLL))
    return pages_of([card], ROLL)


@pytest.fixture
def line(qtbot: QtBot) -> PrintLine:
    return PrintLine()


def test_jobs_come_out_in_their_order_and_off_the_gui_thread(
    qtbot: QtBot, line: PrintLine, pages: tuple[Page, ...]
) -> None:
    tray, ears = PaperTray(), Ears()
    jobs = [pages * count for count in range(1, 21)]
    for job in jobs:
        line.send(tray, job, ears.hear_printed, ears.hear_failed)
    qtbot.waitUntil(lambda: ears.printed == 20)
    assert tray.printed == jobs
    assert threading.get_ident() not in tray.threads
    assert line.waiting == 0


def test_a_printer_out_of_paper_says_what_to_do_and_later_prints_on(
    qtbot: QtBot, line: PrintLine, pages: tuple[Page, ...]
) -> None:
    tray, ears = PaperTray(), Ears()
    tray.empty = True
    line.send(tray, pages, ears.hear_printed, ears.hear_failed)
    qtbot.waitUntil(lambda: bool(ears.failed))
    assert ears.failed == ["Put paper into the printer."]
    tray.empty = False
    line.send(tray, pages, ears.hear_printed, ears.hear_failed)
    qtbot.waitUntil(lambda: ears.printed == 1)
    assert tray.printed == [pages]


def test_closing_waits_for_the_last_label(
    qtbot: QtBot, line: PrintLine, pages: tuple[Page, ...]
) -> None:
    tray, ears = PaperTray(), Ears()
    line.send(tray, pages, ears.hear_printed, ears.hear_failed)
    line.close()
    assert tray.printed == [pages]
    qtbot.waitUntil(lambda: ears.printed == 1)


def test_a_label_that_is_printed_is_let_go_of(qtbot: QtBot, line: PrintLine) -> None:
    """A Saturday prints two thousand: what each leaves behind would add up."""

    class Label:
        def __call__(self) -> None:
            """Is printed sooner than the line has taken it."""

    ears, gone = Ears(), list[object]()
    for _ in range(30):
        label = Label()
        weakref.finalize(label, gone.append, None)
        line.do(label, ears.hear_printed, ears.hear_failed)
        del label
        QApplication.processEvents()
        sum(range(100_000))  # the counter goes on
    qtbot.waitUntil(lambda: ears.printed == 30)
    gc.collect()
    assert len(gone) == 30


def test_pdfs_are_numbered_by_day_and_name_nobody(tmp_path: Path, pages: tuple[Page, ...]) -> None:
    folder = tmp_path / "labels"
    printer = FolderPrinter(folder, CLOCK, QtOutlines())
    printer.print_(pages)
    printer.print_(pages)
    assert sorted(file.name for file in folder.iterdir()) == [
        "labels-2026-11-21-0001.pdf",
        "labels-2026-11-21-0002.pdf",
    ]
    assert printer.latest == folder / "labels-2026-11-21-0002.pdf"
    assert scanned(next(dots(printer.latest.read_bytes(), 300))) == ["H123456784821"]


def test_what_a_power_cut_left_half_written_is_wiped(
    tmp_path: Path, pages: tuple[Page, ...]
) -> None:
    (tmp_path / "labels-2026-11-20-0001.part").write_bytes(b"%PDF")
    FolderPrinter(tmp_path, CLOCK, QtOutlines()).print_(pages)
    assert [file.suffix for file in tmp_path.iterdir()] == [".pdf"]


def test_a_folder_that_cannot_be_written_is_trouble(
    tmp_path: Path, pages: tuple[Page, ...]
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="Make room"):
        FolderPrinter(tmp_path / "file", CLOCK, QtOutlines()).print_(pages)


def test_a_printer_that_is_gone_says_so(pages: tuple[Page, ...]) -> None:
    with pytest.raises(Trouble, match="The printer Attic is not there"):
        QueuePrinter("Attic", 300, QtOutlines()).print_(pages)


def test_the_settings_choose_a_queue_or_a_folder(qtbot: QtBot, tmp_path: Path) -> None:
    outlines = QtOutlines()
    assert isinstance(printer_of(PrintSettings(tmp_path), CLOCK, outlines), FolderPrinter)
    queued = printer_of(PrintSettings(tmp_path, printer="Attic"), CLOCK, outlines)
    assert isinstance(queued, QueuePrinter)
    assert "Attic" not in names()
