"""A run from the form to paper, and what becomes of it: it came out, some of it, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hubdesk.errors import Refused, Said
from hubdesk.labels import orders, ruler_page, runs
from hubdesk.labels.runs import Run
from ui.background import DeskLine
from ui.labels.after import After
from ui.labels.run_printer import RunPrinter
from ui.labels.wanted import Wanted
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class PaperActs(QObject):
    """``busy`` tells when a run is under way, ``begun`` of how many labels; ``over`` when one is
    settled or dropped."""

    busy = Signal(bool)
    begun = Signal(int)
    over = Signal()

    def __init__(
        self,
        wanted: Wanted,
        printer: RunPrinter,
        after: After,
        line: DeskLine,
        notices: Notices,
    ) -> None:
        super().__init__()
        self._wanted, self._printer, self._after = wanted, printer, after
        self._line, self._notices = line, notices
        self._run: Run | None = None
        self._was_sent = False
        """The printer took some of these labels before, and may hold them still."""
        self.is_busy = False
        printer.came_out.connect(self._came_out)
        printer.failed.connect(self._failed)
        after.settled.connect(self.settle)
        after.again.connect(self.send)
        after.dropped.connect(self.drop)

    def print_wanted(self) -> None:
        """Prints what stands in the form, once it is kept in the hub's file."""
        wanted, paper = self._wanted, self._wanted.paper()
        if self.is_busy or wanted.told is None or paper is None:
            return
        try:
            place, order = wanted.how_many.place(), wanted.order()
            wanted.sample(order, place)
        except Refused as refused:
            self.refused(refused)
            return
        self._set_busy(True)
        self._line.do(
            orders.begin, order, paper.name, place, then=self._begin, refused=self.refused
        )

    def print_test(self) -> None:
        """Prints the page with the rulers."""
        paper = self._wanted.paper()
        if paper is None or self.is_busy or self._printer.is_busy or self._wanted.told is None:
            return
        self._run = None
        chosen = self._wanted.printing_on(paper.name, 1)
        self._printer.send_page(ruler_page.page(paper), chosen)

    def found(self, run: Run) -> None:
        """A run from before: it waits, or nobody said how it came out."""
        if self.is_busy:
            return
        self._run = run
        if not self._after.isHidden():
            return
        if run.is_out:
            self._after.ask(run, None)
        else:
            self._after.wait(run)

    def none_waits(self) -> None:
        """The run that waited is gone: its parcels were opened again, or went home."""
        if not self.is_busy and not self._after.isHidden():
            self._run = None
            self._after.clear()

    def send(self) -> None:
        """Prints the run that waits."""
        run = self._run
        if run is None or self._wanted.told is None:
            return
        self._after.clear()
        self._set_busy(True)
        self.begun.emit(len(run.contents))
        # Kept first: if the laptop stops meanwhile, the next start asks how it came out.
        self._line.do(runs.sent, run.no, then=self._hand_over, refused=self._is_gone)

    def settle(self, good: int) -> None:
        """So many of the run are right, from the first."""
        paper = self._wanted.paper_of(self._run)
        if self._run is not None and paper is not None and not self.is_busy:
            self._set_busy(True)
            self._line.do(
                runs.settle, self._run, paper, good, then=self._rest, refused=self.refused
            )

    def drop(self) -> None:
        """The run is not printed any more."""
        if self._run is not None:
            self._line.do(runs.drop, self._run.no)
            self._run = None
        self._after.clear()
        self.over.emit()

    def refused(self, failure: Said) -> None:
        """Nothing of it was done, and why."""
        self._set_busy(False)
        self._notices.said(failure)

    def _is_gone(self, failure: Said) -> None:
        """What was to be printed is dead by now."""
        self._run = None
        self.refused(failure)
        self.over.emit()

    def _begin(self, run: Run) -> None:
        self._run, self._was_sent = run, False
        self.send()

    def _hand_over(self, run: Run) -> None:
        self._run, alone = run, self._was_sent
        chosen = self._wanted.printing_on(run.format_name, run.start_at, alone=alone)
        self._printer.send(run, chosen)

    def _came_out(self, file: Path | None) -> None:
        self._set_busy(False)
        if self._run is not None:
            self._after.ask(self._run, file)
        else:
            place = self.tr("{file} in {folder}")
            lines = (place.format(file=file.name, folder=file.parent),) if file else ()
            said = self.tr("Measure the test page with a ruler")
            self._notices.notice(Result(Tone.OK, said, lines))

    def _failed(self, failure: Said) -> None:
        """Nothing of it counts: it waits here, with what to do."""
        self._set_busy(False)
        if self._run is not None:
            self._line.do(runs.not_sent, self._run.no)
            self._after.wait(self._run, failure)
        else:
            self._notices.said(failure)

    def _rest(self, run: Run | None) -> None:
        """What did not come out is printed at once, on the next places."""
        self._set_busy(False)
        self._run, self._was_sent = run, True
        self._after.clear()
        if run is not None:
            self.send()
        else:
            self._notices.aloud(Result(Tone.OK, self.tr("Kept")))
            self.over.emit()

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.busy.emit(busy)
