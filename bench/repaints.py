"""P3: whether the real window goes on painting while something else is busy beside it.

Each line is the 95th of a hundred repaints meanwhile, divided by that of the same window at rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy import func, select

from bench import sync
from bench.hub_key import NOW
from bench.hubs import Hubs
from bench.measuring import Line
from bench.opened import cards
from bench.scan import CODES
from bench.seen import Seen
from bench.sync import Shared
from hubdesk.clock import SetClock
from hubdesk.codes import own
from hubdesk.households.record import Details
from hubdesk.households.sheet_row import Outcome, SheetRow
from hubdesk.journal.act import Act, View
from hubdesk.journal.tables import operation
from hubdesk.labels import queue
from hubdesk.labels.contents import ParcelLabel, ShelfLabel
from hubdesk.labels.runs import Run
from hubdesk.sync.report import PassReport
from ui.households.import_run import ImportRun
from ui.labels.printing import PrintSettings
from ui.labels.run_printer import RunPrinter

LABELS: Final = 40
RUN: Final = 1000
REPAINTS: Final = 300
IMPORTED: Final = 1000
SHARED: Final = 20_000
"""Operations that another laptop left in the folder."""


def lines(seen: Seen) -> Iterator[Line]:
    """While labels are queued and printed in a run, the hub is read, and a list comes in."""
    idle_s = _repaint_s(seen, _hundreds())
    yield _of_labels(seen, idle_s)
    yield _of_a_run(seen, idle_s)
    yield _of_reading(seen, idle_s)
    yield _of_an_import(seen, idle_s)


def while_shared(hubs: Hubs) -> Line:
    """While the window's own pass reads and applies what another laptop did, and sends its own.

    On the small hub: what this laptop has to send itself would take longer than what is read.
    """
    shared = sync.share(hubs.folder, SHARED)
    seen = Seen(hubs.copy(hubs.small, "sharing"), hubs.folder / "labels")
    _serve(seen)
    idle_s = _repaint_s(seen, _hundreds())
    passed: list[PassReport] = []
    seen.desk.sharing.run.passed.connect(passed.append)
    _join(seen, shared)
    busy_s = _repaint_s(seen, lambda: not passed)
    seen.close()
    told = passed[0]
    if told.stopped or told.read != SHARED:
        raise RuntimeError(f"{told.read} of {SHARED} operations were read")
    also = f"; {told.read:,} read, {told.sent:,} sent"
    return _line("sync", "a folder is shared", busy_s, idle_s, also)


def _serve(seen: Seen) -> None:
    """A parcel is open and something was scanned into it: there is an answer to be painted."""
    known: list[list[str]] = []
    seen.line.ask(cards, then=known.append)
    seen.until(lambda: bool(known))
    seen.parcel(known[0][0])
    seen.type(CODES[0])
    seen.enter()
    seen.rest()


def _join(seen: Seen, shared: Shared) -> None:
    """As its page does; the first pass begins by itself, on the thread of the shared folder."""
    joined: list[object] = []
    run = seen.desk.sharing.run
    run.join(shared.folder, shared.code, joined.append, _not_joined)
    seen.until(lambda: bool(joined))


def _not_joined(failure: Exception) -> None:
    raise failure


def _of_labels(seen: Seen, idle_s: list[float]) -> Line:
    """Labels that wait, printed one after another by the desk itself."""
    seen.line.do(_queue_labels)
    seen.rest()
    seen.desk.labels.send()
    seen.until(lambda: not seen.desk.labels.at_rest)
    busy_s = _repaint_s(seen, lambda: not seen.desk.labels.at_rest)
    return _line("labels", "labels are printed", busy_s, idle_s)


def _of_a_run(seen: Seen, idle_s: list[float]) -> Line:
    """A thousand labels of one run, laid out beside the window and written as a PDF."""
    contents = [ShelfLabel(own.draw(own.Kind.SHELF), "Shelf A1") for _ in range(RUN)]
    printer = RunPrinter(SetClock(NOW), None)
    chosen = PrintSettings(seen.labels, format_name="l7159")
    printer.send(Run(1, tuple(contents), "l7159", 1), chosen)
    busy_s = _repaint_s(seen, lambda: printer.is_busy)
    printer.close()
    return _line("run", "a run of 1,000 prints", busy_s, idle_s)


def _of_reading(seen: Seen, idle_s: list[float]) -> Line:
    done: list[object] = []
    seen.line.ask(_read_everything, then=done.append)
    busy_s = _repaint_s(seen, lambda: not done)
    return _line("reading", "the whole hub is read", busy_s, idle_s)


def _of_an_import(seen: Seen, idle_s: list[float]) -> Line:
    importing = ImportRun(seen.line)
    importing.take_in([_row(n) for n in range(IMPORTED)])
    busy_s = _repaint_s(seen, lambda: importing.is_busy)
    return _line("import", "households are imported", busy_s, idle_s)


def _line(name: str, busy: str, busy_s: list[float], idle_s: list[float], also: str = "") -> Line:
    what = f"repaint, p95 while {busy} ÷ p95 idle"
    note = f"{len(busy_s)} repaints, p95 {_p95(busy_s) * 1000:.1f} ms{also}"
    return Line(f"P3 {name}", what, 3.0, _p95(busy_s) / _p95(idle_s), note=note)


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
