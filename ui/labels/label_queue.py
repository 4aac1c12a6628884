"""Prints what the counter finished, after it was saved; what fails waits, and nobody is asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from hubdesk import settings
from hubdesk.clock import Clock
from hubdesk.errors import Said
from hubdesk.labels import designs, format, queue
from hubdesk.labels.designs import PackedLabel, ParcelLabel, VolunteerCard
from hubdesk.labels.draft import Room
from hubdesk.labels.layout import Label
from hubdesk.labels.pages import Page, pages_of
from hubdesk.labels.queue import Job
from hubdesk.settings import Settings
from ui import wording
from ui.background import DeskLine
from ui.labels.outlines import QtOutlines
from ui.labels.printers import Printer
from ui.labels.printing import PrintLine, PrintSettings, printer_of
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result

WARM_MS = 3000
"""When the desk has long been able to scan: then the libraries for labels are loaded."""
REST_MS = 40
"""Between two labels, so that a pile of them leaves the counter most of the time."""

MOST_NAMED = 6
"""How many numbers fit where one is told what to write on which bag."""

MakePrinter = Callable[[PrintSettings], Printer]


class LabelQueue(QObject):
    """Labels on their way to paper, one at a time; those of parcels packed ahead together.

    ``told`` says in words, with a tone, how the printer is doing; a label that does not come
    out stays in the hub's file as waiting and is tried again with the next one. ``caught_up``
    carries the notice that told of it, once all have printed.
    """

    told = Signal(str, object)
    caught_up = Signal(object)

    def __init__(
        self,
        line: DeskLine,
        notices: Notices,
        folder: Path,
        clock: Clock,
        make_printer: MakePrinter | None = None,
    ) -> None:
        super().__init__()
        self._line, self._notices, self._folder = line, notices, folder
        outlines = QtOutlines()
        usual = partial(printer_of, clock=clock, outlines=outlines)
        self._make_printer = make_printer or usual
        self._printing = PrintLine(self)
        self._settings: Settings | None = None
        self._jobs: deque[Job] = deque()
        self._done: set[int] = set()
        self._under_way = False
        self._closing = False
        self._waiting = 0
        self._told: set[int] = set()
        self._notice: Result | None = None

    @property
    def at_rest(self) -> bool:
        """True when no label is on its way to paper."""
        return not self._under_way and not self._jobs

    def use(self, chosen: Settings) -> None:
        """Takes up the printer and formats that this laptop was told to use.

        Nothing is printed before: it would come out of another printer, or on used places.
        """
        self._settings = chosen
        self._say_ready()
        self._next()

    def send(self, _: object = None) -> None:
        """Prints all that waits."""
        self._line.ask(queue.waiting, then=self._take_jobs)

    def send_left(self) -> None:
        """At the start: prints what waited before. The bags have gone, so nobody is told."""
        self._line.ask(queue.waiting, then=self._take_left)
        QTimer.singleShot(WARM_MS, self, self._printing.warm)

    def close(self) -> None:
        """Waits for the label that is being printed, and notes that it was."""
        self._closing = True
        self._printing.close()
        # Without its answer the label would come out once more at the next start.
        QCoreApplication.sendPostedEvents(self._printing, QEvent.Type.MetaCall.value)

    def _take_left(self, jobs: Sequence[Job]) -> None:
        self._told.update(job.no for job in jobs)
        self._take_jobs(jobs)

    def _take_jobs(self, jobs: Sequence[Job]) -> None:
        # An answer may have set off before a label was noted as printed.
        known = self._done | {job.no for job in self._jobs}
        self._jobs.extend(job for job in jobs if job.no not in known)
        self._next()

    def _next(self) -> None:
        if self._under_way or self._closing or not self._jobs or self._settings is None:
            return
        jobs = self._together()
        chosen = self._chosen(jobs[0], self._settings)
        try:
            printer = self._make_printer(chosen)
        except Said as failure:
            self._failed(failure)
            return
        self._under_way = True
        printed = partial(self._printed, jobs, chosen)
        self._printing.send(printer, partial(_laid_out, jobs, chosen), printed, self._failed)

    def _together(self) -> Sequence[Job]:
        """The next job; labels that were packed ahead in a row are one job for the printer."""
        packed = takewhile(_is_packed, self._jobs)
        return list(packed) or [self._jobs[0]]

    def _chosen(self, job: Job, told: Settings) -> PrintSettings:
        is_parcel = isinstance(job.content, ParcelLabel | PackedLabel)
        return PrintSettings(
            self._folder,
            told.printer,
            told.label_format if is_parcel else told.card_format,
            told.sheet_start,
        )

    def _printed(self, jobs: Sequence[Job], chosen: PrintSettings) -> None:
        self._under_way = False
        for job in jobs:
            self._jobs.popleft()
            self._done.add(job.no)
            self._told.discard(job.no)
        if self._waiting and not self._jobs:
            self._waiting = 0
        self._line.do(queue.printed, *(job.no for job in jobs))
        paper = format.named(chosen.format_name)
        if paper.labels > 1:
            used = min(chosen.start_at, paper.labels) - 1 + len(jobs)
            self._start_at(used % paper.labels + 1)
        self._say_ready()
        if self._notice is not None and not self._jobs:
            self.caught_up.emit(self._notice)
            self._notice = None
        QTimer.singleShot(REST_MS, self, self._next)

    def _start_at(self, place: int) -> None:
        """The next free place of the sheet."""
        if self._settings is not None:
            # Taken up at once: the next label may be on its way before the answer comes.
            self._settings = msgspec.structs.replace(self._settings, sheet_start=place)
        self._line.do(settings.change, sheet_start=place)

    def _failed(self, failure: Said) -> None:
        """The counter goes on: the number to write on the bag stands large, the label waits.

        A label that waited before is tried first, but its bag has gone: only what was not told
        yet is told.
        """
        self._under_way = False
        new = [job for job in self._jobs if job.no not in self._told]
        self._waiting = len(self._jobs)
        self._jobs.clear()
        self._told.update(job.no for job in new)
        self._say_ready()
        if new:
            self._notice = Result(Tone.SOON, self._to_write(new), self._why(failure))
            self._notices.notice(self._notice)

    def _to_write(self, jobs: Sequence[Job]) -> str:
        bags = [job.code[-4:] for job in jobs if job.kind in ("parcel", "packed")]
        if len(bags) > MOST_NAMED:
            return self.tr("%n labels did not print", "", len(bags))
        numbers = ", ".join(bags)
        if numbers:
            return self.tr("Write {number} on the bag").format(number=numbers)
        return self.tr("Write {number} on a card").format(number=jobs[-1].code[-4:])

    def _why(self, failure: Said) -> tuple[str, ...]:
        return wording.said(failure), self.tr("The label waits and prints with the next one.")

    def _say_ready(self) -> None:
        if self._waiting:
            self.told.emit(self.tr("%n labels waiting", "", self._waiting), Tone.SOON)
            return
        has_printer = self._settings is not None and self._settings.printer
        ready = self.tr("Label printer ready") if has_printer else ""
        self.told.emit(ready or self.tr("Labels are saved as PDF"), Tone.OK)


def _is_packed(job: Job) -> bool:
    return isinstance(job.content, PackedLabel)


def _laid_out(jobs: Sequence[Job], chosen: PrintSettings) -> Sequence[Page]:
    """The pages of labels. Done where they are printed: one takes as long as two scans."""
    paper = format.named(chosen.format_name)
    room = Room.on(paper, chosen.dpi)
    made = [_designed(job, room) for job in jobs]
    start = chosen.start_at if paper.labels > 1 else 1
    return pages_of(made, paper, min(start, paper.labels), chosen.offset)


def _designed(job: Job, room: Room) -> Label:
    """A label as its design has it."""
    match job.content:
        case ParcelLabel():
            return designs.parcel_label(job.content, room)
        case PackedLabel():
            return designs.packed_label(job.content, room)
        case VolunteerCard():
            return designs.volunteer_card(job.content, room)
        case _:
            return designs.household_card(job.content, room)
