"""P1 and P3: a scan in the real window, on the encrypted hub, from Return to painted."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator

from sqlalchemy import func, select

from bench.floor import Floor
from bench.hub_key import KEY, NOW
from bench.hubs import Hubs
from bench.measuring import Line, Way, each_ms, in_turn, ratio
from bench.opened import cards
from bench.scan import CODES, ITEMS, Bare
from bench.seen import Seen
from hubdesk.clock import SetClock
from hubdesk.codes import own
from hubdesk.households.record import Details
from hubdesk.households.sheet_row import Outcome, SheetRow
from hubdesk.journal.act import Act, View
from hubdesk.journal.tables import operation
from hubdesk.labels import queue
from hubdesk.labels.contents import ParcelLabel, ShelfLabel
from hubdesk.labels.runs import Run
from ui.households.import_run import ImportRun
from ui.labels.printing import PrintSettings
from ui.labels.run_printer import RunPrinter

LABELS = 40
RUN = 1000
REPAINTS = 300
IMPORTED = 1000


class Counter:
    """Scans at the window: by the desk itself, or by the bare driver with the same answers."""

    def __init__(self, seen: Seen, bare: Bare, known: list[str]) -> None:
        self.seen, self.bare = seen, bare
        self._cards = itertools.cycle(known)
        self.begin()
        self._answers = itertools.cycle([seen.answer(code) for code in CODES])
        self._codes = itertools.cycle(CODES)
        self.own_s: list[float] = []
        self.alone_s: list[float] = []

    def begin(self) -> None:
        """A parcel into which nothing was scanned yet."""
        self.bare.begin()
        self.seen.parcel(next(self._cards))

    def type(self) -> None:
        """The digits of the next code; the scanner's Return is still to come."""
        self.seen.rest()
        self.seen.type(next(self._codes))

    def enter(self) -> None:
        """Return, until painted; notes what the window's own thread did before it painted."""
        begun_s = time.thread_time()
        self.seen.enter()
        self.own_s.append(self.seen.eye.began_own_s - begun_s)

    def bare_and_shown(self) -> None:
        """Looked up and saved by the bare driver, and the same answer painted."""
        begun_s = time.perf_counter()
        self.bare.item()
        self.seen.show(next(self._answers))
        self.alone_s.append(time.perf_counter() - begun_s)


def lines(hubs: Hubs) -> Iterator[Line]:
    """P1, P3."""
    hub = hubs.copy(hubs.large, "seen")
    known = _cards(hubs)
    bare = Bare(Floor(hubs.copy(hubs.large, "bare"), KEY), known)
    seen = Seen(hub, hubs.folder / "labels")
    counter = Counter(seen, bare, known)
    ways = [
        Way(counter.enter, counter.begin, counter.type),
        Way(counter.bare_and_shown, counter.begin, seen.rest),
    ]
    mine, floor = in_turn(ways, ITEMS)
    found = ratio(mine, floor)
    note = f"cpu {found.cpu:.2f}; {each_ms(mine):.1f} ms here"
    what = "scan, Return to painted ÷ bare driver, same paint"
    yield Line("P1", what, 1.20, found.wall, note=note)
    yield _held(counter)
    yield from _repaints(seen)
    seen.close()
    bare.floor.close()


def _cards(hubs: Hubs) -> list[str]:
    desk = hubs.desk(hubs.large, "asked")
    known = desk.ask(cards)
    desk.close()
    return known


def _held(counter: Counter) -> Line:
    """How long the window's thread is held before it paints, against doing it all there."""
    own_s, alone_s = statistics.median(counter.own_s), statistics.median(counter.alone_s)
    what = "window's thread held by a scan ÷ all done in it"
    return Line("P3", what, 0.30, own_s / alone_s, note=f"{own_s * 1000:.1f} ms held")


def _repaints(seen: Seen) -> Iterator[Line]:
    """Whether the window goes on painting while something else is busy."""
    idle_s = _repaint_s(seen, _hundreds())
    seen.line.do(_queue_labels)
    seen.rest()
    seen.desk.labels.send()
    seen.until(lambda: not seen.desk.labels.at_rest)
    labels_s = _repaint_s(seen, lambda: not seen.desk.labels.at_rest)
    what = "repaint, p95 while labels are printed ÷ p95 idle"
    note = f"{len(labels_s)} repaints, p95 {_p95(labels_s) * 1000:.1f} ms"
    yield Line("P3 labels", what, 3.0, _p95(labels_s) / _p95(idle_s), note=note)
    yield _of_a_run(seen, idle_s)
    done: list[object] = []
    seen.line.ask(_read_everything, then=done.append)
    reading_s = _repaint_s(seen, lambda: not done)
    what = "repaint, p95 while the whole hub is read ÷ p95 idle"
    note = f"{len(reading_s)} repaints, p95 {_p95(reading_s) * 1000:.1f} ms"
    yield Line("P3 reading", what, 3.0, _p95(reading_s) / _p95(idle_s), note=note)
    importing = ImportRun(seen.line)
    importing.take_in([_row(n) for n in range(IMPORTED)])
    import_s = _repaint_s(seen, lambda: importing.is_busy)
    what = "repaint, p95 while households are imported ÷ p95 idle"
    note = f"{len(import_s)} repaints, p95 {_p95(import_s) * 1000:.1f} ms; no sync job yet"
    yield Line("P3 import", what, 3.0, _p95(import_s) / _p95(idle_s), note=note)


def _of_a_run(seen: Seen, idle_s: list[float]) -> Line:
    """A thousand labels of one run, laid out beside the window and written as a PDF."""
    contents = [ShelfLabel(own.draw(own.Kind.SHELF), "Shelf A1") for _ in range(RUN)]
    printer = RunPrinter(SetClock(NOW), None)
    chosen = PrintSettings(seen.labels, format_name="l7159")
    printer.send(Run(1, tuple(contents), "l7159", 1), chosen)
    run_s = _repaint_s(seen, lambda: printer.is_busy)
    printer.close()
    what = "repaint, p95 while a run of 1,000 prints ÷ p95 idle"
    note = f"{len(run_s)} repaints, p95 {_p95(run_s) * 1000:.1f} ms"
    return Line("P3 run", what, 3.0, _p95(run_s) / _p95(idle_s), note=note)


def _repaint_s(seen: Seen, more: Callable[[], bool]) -> list[float]:
    taken_s = []
    while more():
        begun_s = time.perf_counter()
        seen.desk.counter.result.update()
        seen.eye.see()
        taken_s.append(time.perf_counter() - begun_s)
    return taken_s


def _hundreds() -> Callable[[], bool]:
    left = iter(range(REPAINTS))
    return lambda: next(left, None) is not None


def _p95(taken_s: list[float]) -> float:
    return sorted(taken_s)[int(0.95 * (len(taken_s) - 1))]


def _queue_labels(act: Act) -> None:
    for _ in range(LABELS):
        parcel = own.draw(own.Kind.PARCEL)
        queue.queue(act, ParcelLabel(parcel, "H1234", 2, 3, act.today, 60, 24_000))


def _row(number: int) -> SheetRow:
    """A household of a spreadsheet."""
    told = Details(f"Family {number}", f"{number} Bench Street", "AB1 2CD")
    return SheetRow(number, Outcome.READY, 2, number % 5, told)


def _read_everything(view: View) -> int:
    found = select(func.sum(func.length(operation.c.body)))
    return int(view.connection.execute(found).scalar_one())
