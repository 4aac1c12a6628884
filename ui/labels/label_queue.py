"""Prints what the counter finished, after it was saved; what fails waits, and nobody is asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from hubdesk.changes import Changes, Touched
from hubdesk.clock import Clock
from hubdesk.errors import Said
from hubdesk.labels import left_over, queue, runs, sheets
from hubdesk.labels.contents import Content, HouseholdCard, PackedLabel, VolunteerCard
from hubdesk.labels.queue import Job
from hubdesk.packing import gone
from hubdesk.settings import Settings
from ui import wording
from ui.background import DeskLine
from ui.labels.printing import PrintLine, PrintSettings, chosen_settings
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result

if TYPE_CHECKING:
    from ui.labels.printers import Printer

MakePrinter = Callable[[PrintSettings], "Printer"]
REST_MS = 40
"""Between two labels, so that a pile of them leaves the counter most of the time."""

MOST_NAMED = 6
"""How many numbers fit where one is told what to write on which bag."""


class LabelQueue(QObject):
    """Labels on their way to paper, one at a time; those of parcels packed ahead together.

    ``told`` says in words, with a tone, how the printer is doing and how many labels wait, those
    of the Labels screen among them. A label that does not come out stays in the hub's file as
    waiting and is tried again with the next one. ``caught_up`` carries each notice that told of
    one, once all have printed.
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
        self._clock, self._make_printer = clock, make_printer
        self._printing = PrintLine(self)
        self._settings: Settings | None = None
        self._jobs: deque[Job] = deque()
        self._done: set[int] = set()
        self._under_way = False
        self._closing = False
        self._waiting = self._held = 0
        self._told: set[int] = set()
        self._shown: list[Result] = []
        # One timer: each ``singleShot`` of some milliseconds leaves a little behind for ever.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._next)
        line.changed.connect(self._changed)

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
        self._ask_held()
        self._next()

    def send(self, _: object = None) -> None:
        """Prints all that waits; after the printer failed, not what has gone by now."""
        if self._waiting:
            self._line.do(gone.drop_labels, then=self._ask, refused=self._ask)
        else:
            self._ask()

    def _ask(self, _: object = None) -> None:
        self._line.ask(queue.waiting, then=self._take_jobs)

    def send_left(self) -> None:
        """At the start: prints what waited before, but for parcels that have gone.

        What was with the printer when the laptop stopped may have come out: it says so.
        Of the last few bags somebody was told already, so nobody is told again.
        """
        left_over.wipe(self._folder)
        self._line.do(queue.take_up, then=self._drop_gone, refused=self._drop_gone)

    def _drop_gone(self, _: object) -> None:
        self._line.do(gone.drop_labels, then=self._ask_left, refused=self._ask_left)

    def _ask_left(self, _: object) -> None:
        self._line.ask(queue.waiting, then=self._take_left)

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
        self._under_way = True
        jobs = self._together()
        # Some may have been undone while those before them were printing.
        sent, numbers = partial(self._send, jobs), [job.no for job in jobs]
        self._line.do(queue.sending, *numbers, then=sent, refused=self._failed)

    def _together(self) -> Sequence[Job]:
        """The next job; labels that were packed ahead in a row are one job for the printer."""
        packed = takewhile(_is_packed, self._jobs)
        return list(packed) or [self._jobs[0]]

    def _send(self, jobs: Sequence[Job], waiting: frozenset[int]) -> None:
        wanted = [job for job in jobs if job.no in waiting]
        if len(wanted) < len(jobs):
            self._over([job for job in jobs if job.no not in waiting])
        if not wanted:
            self._next()
        elif not self._closing and self._settings is not None:
            self._under_way = True
            chosen = self._chosen(wanted[0], self._settings)
            contents = [job.content for job in wanted]
            work = _OnPaper(contents, chosen, self._clock, self._make_printer)
            self._printing.do(work, partial(self._printed, wanted, work), self._not_taken)

    def _chosen(self, job: Job, told: Settings) -> PrintSettings:
        is_card = isinstance(job.content, HouseholdCard | VolunteerCard)
        format_name = told.card_format if is_card else told.label_format
        return chosen_settings(self._folder, told, format_name)

    def _over(self, jobs: Sequence[Job]) -> None:
        """Labels are done with: printed, or not to be printed any more."""
        self._under_way = False
        for job in jobs:
            self._jobs.remove(job)
            self._done.add(job.no)
            self._told.discard(job.no)
        if self._waiting and not self._jobs:
            self._waiting = 0
            self._say_ready()

    def _printed(self, jobs: Sequence[Job], work: _OnPaper) -> None:
        self._over(jobs)
        self._line.do(queue.printed, *(job.no for job in jobs))
        if work.next_place:
            self._start_at(work.format_name, work.next_place)
        self._say_ready()
        if not self._jobs:
            shown, self._shown = self._shown, []
            for notice in shown:
                self.caught_up.emit(notice)
        self._rest.start()

    def _start_at(self, format_name: str, place: int) -> None:
        """The next free place of the sheet."""
        if self._settings is not None:
            # Taken up at once: the next label may be on its way before the answer comes.
            starts = {**self._settings.sheet_starts, format_name: place}
            self._settings = msgspec.structs.replace(self._settings, sheet_starts=starts)
        self._line.do(sheets.begin_at, format_name, place)

    def _not_taken(self, failure: Said) -> None:
        self._line.do(queue.not_sent, *(job.no for job in self._jobs))
        self._failed(failure)

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
            why = self._why(failure)
            notice = Result(Tone.SOON, self._to_write(new), why, pinned=_holds_number(new))
            self._shown.append(notice)
            self._notices.notice(notice)

    def _to_write(self, jobs: Sequence[Job]) -> str:
        bags = [job.code[-4:] for job in jobs if job.kind in ("parcel", "packed")]
        if len(bags) > MOST_NAMED:
            return self.tr("%n labels did not print", "", len(bags))
        numbers = ", ".join(bags)
        if numbers:
            return self.tr("Write {number} on the bag").format(number=numbers)
        if jobs[-1].kind == "thank you":
            return self.tr("The slip did not print")
        if jobs[-1].kind == "crate":
            return self.tr("Write {number} on the crate").format(number=jobs[-1].code[-4:])
        return self.tr("Write {number} on a card").format(number=jobs[-1].code[-4:])

    def _why(self, failure: Said) -> tuple[str, ...]:
        return wording.said(failure), self.tr("The label waits and prints with the next one.")

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Touched.LABEL):
            self._ask_held()

    def _ask_held(self) -> None:
        """Labels that wait on their own screen wait as well."""
        if not self._closing:
            self._line.ask(runs.waiting, then=self._say_held)

    def _say_held(self, held: int) -> None:
        if held != self._held:
            self._held = held
            if self._settings is not None:
                self._say_ready()

    def _say_ready(self) -> None:
        waiting = self._waiting + self._held
        if waiting:
            self.told.emit(self.tr("%n labels waiting", "", waiting), Tone.SOON)
            return
        has_printer = self._settings is not None and self._settings.printer
        ready = self.tr("Label printer ready") if has_printer else ""
        self.told.emit(ready or self.tr("Labels are saved as PDF"), Tone.OK)


def _holds_number(jobs: Sequence[Job]) -> bool:
    """A slip of thanks has none to write down."""
    return any(job.kind != "thank you" for job in jobs)


def _is_packed(job: Job) -> bool:
    return isinstance(job.content, PackedLabel)


class _OnPaper:
    """Labels, laid out and printed where printing is done; most of it is loaded there too.

    ``next_place`` is the next free place of a sheet afterwards, 0 for paper without places.
    """

    def __init__(
        self,
        contents: Sequence[Content],
        chosen: PrintSettings,
        clock: Clock,
        make: MakePrinter | None,
    ) -> None:
        self._contents, self._chosen, self._clock, self._make = contents, chosen, clock, make
        self.format_name = chosen.format_name
        self.next_place = 0

    def __call__(self) -> None:
        # Here, because the desk can scan, and often serves for minutes, before it first prints.
        from ui.labels import press  # noqa: PLC0415

        printer = (self._make or partial(press.usual_printer, clock=self._clock))(self._chosen)
        self.next_place = press.put_on_paper(self._contents, self._chosen, printer)
