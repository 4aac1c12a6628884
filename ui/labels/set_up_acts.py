"""What was measured and typed on the page behind Labels, kept: the printer's, and own sheets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from hubdesk import settings
from hubdesk.errors import Refused
from hubdesk.labels import sheets
from hubdesk.labels.format import Format
from hubdesk.settings import PrinterSetup
from ui.background import DeskLine
from ui.labels.paper_acts import PaperActs
from ui.labels.set_up_page import SetUpPage
from ui.labels.wanted import Wanted
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class SetUpActs(QObject):
    """Between the page and the hub's file."""

    def __init__(
        self,
        page: SetUpPage,
        wanted: Wanted,
        acts: PaperActs,
        line: DeskLine,
        notices: Notices,
    ) -> None:
        super().__init__(page)
        self._page, self._wanted = page, wanted
        self._line, self._notices, self._acts = line, notices, acts
        page.printer.test_wanted.connect(acts.print_test)
        page.printer.kept.connect(self._keep_printer)
        page.own_sheet.kept.connect(self._keep_sheet)
        page.own_sheet.dropped.connect(self._drop_sheet)

    def show_printer(self) -> None:
        """The printer in use, as it was put right, on the sheet in use."""
        told, paper = self._wanted.told, self._wanted.paper()
        if told is not None and paper is not None:
            name = told.settings.printer
            setup = told.settings.printers.get(name, PrinterSetup())
            self._page.printer.show_printer(name, setup, paper)

    def _keep_printer(self, make: Callable[[], PrinterSetup]) -> None:
        told = self._wanted.told
        if told is None:
            return
        try:
            setup = make()
        except Refused as refused:
            self._acts.refused(refused)
            return
        kept = {**told.settings.printers, told.settings.printer: setup}
        self._line.do(settings.change, printers=kept, then=self._kept, refused=self._acts.refused)

    def _keep_sheet(self, make: Callable[[], Format]) -> None:
        try:
            paper = make()
        except Refused as refused:
            self._acts.refused(refused)
            return
        self._line.do(sheets.keep_own, paper, then=self._kept, refused=self._acts.refused)

    def _drop_sheet(self, name: str) -> None:
        self._line.do(sheets.drop_own, name, then=self._kept, refused=self._acts.refused)

    def _kept(self, _: object) -> None:
        self._notices.notice(Result(Tone.OK, self.tr("Kept")))
