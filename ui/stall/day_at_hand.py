"""The day of the stall that is looked at: its figures, its tally, and both on paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from hubdesk.codes import own
from hubdesk.labels.papers import tally_sheet
from hubdesk.reports import stall_page
from hubdesk.scanner import reading
from hubdesk.stall import tally, tins
from hubdesk.stall.session import Session
from hubdesk.stall.tally import Tally
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.stall.day_page import DayPage
from ui.stall.pages import StallPages
from ui.stall.service import Service


class DayAtHand(QObject):
    """``session`` is that day, None before any is known; ``code_wanted`` a code for the counter,
    and ``not_for_here`` one that is of no use on this page."""

    code_wanted = Signal(str)
    not_for_here = Signal(str)

    def __init__(
        self,
        pages: StallPages,
        service: Service,
        notices: Notices,
        papers: WholePages | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pages, self._service = pages, service
        self._notices, self._papers = notices, papers
        self.session: Session | None = None
        pages.day_made.connect(self._day_made)

    def scanned(self, text: str) -> None:
        """The code of a tally sheet, or of a household that is served meanwhile."""
        code = reading.own_code(text, self._service.setup or reading.TYPED)
        printed = "" if code is None else code.text
        sheet = tally.sheet_of(printed)
        if sheet is not None:
            self._service.sheet(sheet)
            self._pages.day.tally.say_sheet(sheet[-4:])
        elif tins.for_counter(printed):
            self.code_wanted.emit(printed)
        else:
            self.not_for_here.emit(text)

    def _day_made(self, made: DayPage) -> None:
        service = self._service
        made.day_wanted.connect(self._another_day)
        made.print_wanted.connect(self._print)
        made.sheet_wanted.connect(self._print_sheet)
        made.tally.clicked_.connect(self._click)
        made.tally.tallied.connect(self._tally)
        made.tally.refused.connect(service.refused)
        service.tallied.connect(made.tally.entered)
        service.clicked_.connect(made.tally.click_entered)

    def _another_day(self, day: date) -> None:
        if self.session is not None:
            self.session = Session(self.session.place, day)
            self._service.ask_day(self.session)

    def _click(self, people: int) -> None:
        if self.session is not None:
            self._service.click(self.session, people)

    def _tally(self, told: Tally) -> None:
        if self.session is not None:
            self._service.tally(self.session, told)

    def _print(self) -> None:
        """The day goes to a PDF: the label printer may hold a roll."""
        told = self._pages.day.told
        if self._papers is not None and told is not None:
            page = stall_page.stall_page(told, self._papers.room())
            self._papers.send([page], "", "stall", self._notices.saved, self._notices.said)

    def _print_sheet(self) -> None:
        """Its code is drawn now and kept nowhere: an hour is known once it is entered."""
        told = self._pages.day.told
        if self._papers is not None and told is not None:
            page = tally_sheet(told.hub_name, own.draw(own.Kind.SHEET), self._papers.room())
            self._papers.send([page], "", "tally", self._notices.saved, self._notices.said)
