"""Labels wait for their printer, and each comes out of it once."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from hubdesk import day, settings
from hubdesk.counter import finishing, serving
from hubdesk.counter.finishing import Finished
from hubdesk.errors import Trouble
from hubdesk.labels import queue, runs
from hubdesk.labels.contents import ShelfLabel
from hubdesk.labels.pages import Page
from hubdesk.labels.queue import Job
from hubdesk.reports import today
from hubdesk.stock import shelves
from tests.screens.conftest import ScreenWorld
from ui.labels.label_queue import LabelQueue
from ui.labels.printing import PrintSettings
from ui.theme.tokens import Tone


class SlowPrinter:
    """Prints when it is let, and remembers for which settings it was made."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.let.set()
        self.empty = False
        self.prints_yet: int | None = None
        self.sheets: list[int] = []
        self.starts: list[int] = []

    def made(self, chosen: PrintSettings) -> SlowPrinter:
        self.starts.append(chosen.start_at)
        return self

    def print_(self, pages: Iterable[Page]) -> None:
        self.let.wait(10)
        if self.empty or self.prints_yet == len(self.sheets):
            raise Trouble("Put paper into the printer.")
        self.sheets.append(sum(1 for _ in pages))


@pytest.fixture
def printer() -> SlowPrinter:
    return SlowPrinter()


@pytest.fixture
def labels(screen_world: ScreenWorld, printer: SlowPrinter, tmp_path: Path) -> Iterator[LabelQueue]:
    """The queue of a hub where one parcel was finished and its label still waits."""
    world = screen_world.world
    world.line("Beans")
    world.product("Tinned beans", "Beans")
    world.shelf("9 Tinned beans")
    world.parcel(Beans=1)
    world.serve(world.household(1, 0))
    made = LabelQueue(
        screen_world.line, screen_world.notices, tmp_path, world.clock, make_printer=printer.made
    )
    yield made
    made.close()
    shiboken6.delete(made)


def _rest(world: ScreenWorld, labels: LabelQueue) -> None:
    # What was just sent is asked about first, and once more before it prints.
    world.settle()
    world.qtbot.waitUntil(lambda: labels.at_rest)
    world.settle()


def test_nothing_prints_before_it_is_known_which_printer_to_use(
    screen_world: ScreenWorld, labels: LabelQueue, printer: SlowPrinter
) -> None:
    labels.send_left()
    screen_world.settle()
    assert printer.starts == []
    screen_world.do(_start_at_4)
    labels.use(screen_world.ask(settings.asked))
    _rest(screen_world, labels)
    assert printer.starts == [4]
    assert screen_world.ask(settings.asked).sheet_starts == {"l7160": 5}


def test_an_answer_that_set_off_before_a_label_was_printed_prints_no_second_one(
    screen_world: ScreenWorld, labels: LabelQueue, printer: SlowPrinter
) -> None:
    labels.use(screen_world.ask(settings.asked))
    stale: list[Job] = screen_world.ask(queue.waiting)
    asked = screen_world.line.ask
    labels.send()
    _rest(screen_world, labels)
    assert printer.sheets == [1]

    def ask_late(question: Any, **named: Any) -> None:
        asked(lambda view: stale, **named)

    screen_world.line.ask = ask_late  # type: ignore[method-assign,assignment]
    labels.send()
    screen_world.line.ask = asked  # type: ignore[method-assign]
    _rest(screen_world, labels)
    QApplication.processEvents()
    assert printer.sheets == [1], "the label came out once"


def test_a_label_that_did_not_print_comes_with_the_next_one(
    screen_world: ScreenWorld, labels: LabelQueue, printer: SlowPrinter
) -> None:
    labels.use(screen_world.ask(settings.asked))
    printer.empty = True
    told: list[str] = []
    labels.told.connect(lambda words, tone: told.append(words))
    labels.send()
    _rest(screen_world, labels)
    assert told[-1] == "1 label waiting" and printer.sheets == []
    printer.empty = False
    labels.send()
    _rest(screen_world, labels)
    assert printer.sheets == [1] and screen_world.ask(queue.waiting) == []


def test_labels_of_the_labels_screen_wait_in_the_same_number(
    screen_world: ScreenWorld, labels: LabelQueue, printer: SlowPrinter
) -> None:
    """One bag's label and five for shelves: six wait, and once the bag's is out, five do."""
    labels.use(screen_world.ask(settings.asked))
    told: list[tuple[str, Tone]] = []
    labels.told.connect(lambda words, tone: told.append((words, tone)))
    printer.empty = True
    labels.send()
    _rest(screen_world, labels)
    shelf = screen_world.do(_shelf_labels)
    _rest(screen_world, labels)
    assert told[-1] == ("6 labels waiting", Tone.SOON)
    printer.empty = False
    labels.send()
    _rest(screen_world, labels)
    assert told[-1] == ("5 labels waiting", Tone.SOON)
    screen_world.do(runs.drop, shelf.no)
    _rest(screen_world, labels)
    assert told[-1] == ("Labels are saved as PDF", Tone.OK)


def _shelf_labels(act: Any) -> runs.Run:
    made = [shelves.make(act, f"A{n}") for n in range(5)]
    contents = [ShelfLabel(each.code, each.name, "Counter") for each in made]
    return runs.begin(act, contents, "l7159", 1)


def _served(screen_world: ScreenWorld) -> Finished:
    """A first visit, handed over; its label and card wait."""
    visit_id = screen_world.do(serving.first_visit, 2, 0)
    done: Finished = screen_world.do(finishing.finish, visit_id)
    card = next(job for job in done.jobs if job.kind == "card")
    screen_world.do(queue.kill, card.code)
    return done


def _start_at_4(act: Any) -> None:
    settings.change(act, sheet_starts={"l7160": 4}, label_format="l7160")


def test_a_label_whose_parcel_is_undone_while_another_prints_never_prints(
    screen_world: ScreenWorld, labels: LabelQueue, printer: SlowPrinter
) -> None:
    undone = _served(screen_world)
    _served(screen_world)
    printer.let.clear()
    labels.use(screen_world.ask(settings.asked))
    labels.send()
    screen_world.qtbot.waitUntil(lambda: len(printer.starts) == 1)
    screen_world.do(today.undo, undone.op)
    printer.let.set()
    _rest(screen_world, labels)
    assert printer.sheets == [1, 1], "the first and the third"
    assert screen_world.ask(queue.waiting) == []


def test_a_printer_that_refuses_in_the_middle_prints_the_rest_later_and_each_once(
    screen_world: ScreenWorld, labels: LabelQueue, printer: SlowPrinter
) -> None:
    """Removed, switched off or out of paper after the first of three."""
    numbers = [_served(screen_world).number for _ in range(2)]
    printer.prints_yet = 1
    labels.use(screen_world.ask(settings.asked))
    labels.send()
    _rest(screen_world, labels)
    assert printer.sheets == [1]
    told = screen_world.notices.recent[-1].headline
    assert all(number in told for number in numbers)
    printer.prints_yet = None
    labels.send()
    _rest(screen_world, labels)
    assert printer.sheets == [1, 1, 1] and screen_world.ask(queue.waiting) == []


def test_the_label_of_a_parcel_that_went_yesterday_never_prints_but_the_card_does(
    screen_world: ScreenWorld, labels: LabelQueue, printer: SlowPrinter
) -> None:
    screen_world.world.clock.forward(days=1)
    screen_world.do(day.confirm, screen_world.world.clock.day_of(screen_world.world.clock.now_ms()))
    before = [job.kind for job in screen_world.ask(queue.waiting)]
    assert "parcel" in before
    labels.use(screen_world.ask(settings.asked))
    labels.send_left()
    _rest(screen_world, labels)
    assert len(printer.sheets) == len([kind for kind in before if kind != "parcel"])
    assert screen_world.ask(queue.waiting) == []


def test_half_a_pdf_of_a_laptop_that_was_switched_off_is_wiped_at_the_next_start(
    screen_world: ScreenWorld, labels: LabelQueue, tmp_path: Path
) -> None:
    (tmp_path / "labels-2026-11-20-0001.part").write_bytes(b"%PDF")
    (tmp_path / "labels-2026-11-20-0001.pdf").write_bytes(b"%PDF")
    labels.send_left()
    screen_world.settle()
    assert sorted(file.suffix for file in tmp_path.glob("labels-*")) == [".pdf"]


def test_a_bag_that_went_while_the_printer_was_off_gets_no_label_later(
    screen_world: ScreenWorld, labels: LabelQueue, printer: SlowPrinter
) -> None:
    """The first failed at ten; paper is there at a quarter to eleven, with the next parcel."""
    labels.use(screen_world.ask(settings.asked))
    printer.empty = True
    labels.send()
    _rest(screen_world, labels)
    cards = len([job for job in screen_world.ask(queue.waiting) if job.kind != "parcel"])
    screen_world.world.clock.forward(minutes=45)
    _served(screen_world)
    printer.empty = False
    labels.send()
    _rest(screen_world, labels)
    assert len(printer.sheets) == cards + 1
    assert screen_world.ask(queue.waiting) == []
