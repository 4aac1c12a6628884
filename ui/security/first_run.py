"""The first run: three short steps in the window itself, gone on with where they were cut off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from hubdesk import starting
from hubdesk.clock import Clock
from hubdesk.doorstep import Begun, Found, Opened, Reached, in_folder
from hubdesk.errors import Refused, Said
from hubdesk.labels.papers import RecoverySheet, recovery_sheet
from hubdesk.security.key_file import Cost
from hubdesk.security.keys import USUAL_COST
from ui import wording
from ui.aside import Aside
from ui.labels.whole_page import WholePages
from ui.security.choice import Start, StartPage
from ui.security.page import Page
from ui.security.pages import NamesPage, PhrasePage, SheetPage, TypeBackPage
from ui.security.side import Side
from ui.theme.look import Look

SHEET_STEM = "recovery-sheet"
T = TypeVar("T")


class FirstRun(QWidget):
    """Makes a hub in ``folder``. ``hub_ready(folder, key, opener)`` when it can be opened.

    ``practise_wanted`` when somebody would rather practise; what was reached is kept.
    """

    hub_ready = Signal(object, object, str)
    practise_wanted = Signal()
    backups_wanted = Signal()

    def __init__(
        self,
        look: Look,
        folder: Path,
        clock: Clock,
        papers: WholePages,
        cost: Cost = USUAL_COST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._folder, self._clock = look, folder, clock
        self._papers, self._cost = papers, cost
        self._key, self._code, self._hub_name = b"", "", ""
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.aside = Aside(self)
        steps = (self.tr("This hub"), self.tr("Passphrase"), self.tr("Start"))
        self.side = Side(look, steps)
        self.names, self.phrase = NamesPage(look), PhrasePage(look)
        self.sheet, self.type_back = SheetPage(look), TypeBackPage(look)
        self.start = StartPage(look)
        self.pages = QStackedWidget()
        self.steps: dict[Page, int] = {self.names: 1, self.phrase: 2, self.sheet: 2}
        self.steps |= {self.type_back: 2, self.start: 3}
        for page in self.steps:
            self.pages.addWidget(page)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.side)
        across.addWidget(self.pages, 1)
        self._connect()
        look.changed.connect(self._fit)
        if in_folder(folder) is Found.KEYS_ALONE:
            self.phrase.ask_known()
        self._fit()
        self.turn_to(self.names)

    def go_on(self, opened: Opened) -> None:
        """Goes on with a first run that was cut off, after its hub was unlocked."""
        self._key, self._hub_name = opened.key, opened.hub_name
        if opened.reached is Reached.CODE:
            self.sheet.offer("", [])
            self.turn_to(self.sheet)
            self._work(
                partial(starting.another_code, self._folder, self._key, self._cost),
                self._offer_sheet,
            )
        else:
            self.turn_to(self.start)

    def turn_to(self, page: Page) -> None:
        """Opens one of the pages, ready to type."""
        page.refuse("")
        self.side.set_step(self.steps[page])
        self.pages.setCurrentWidget(page)
        page.first_field().setFocus()

    def current(self) -> Page:
        """The page on show."""
        page = self.pages.currentWidget()
        assert isinstance(page, Page)
        return page

    def close_down(self) -> None:
        """Waits for what is under way."""
        self.aside.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _connect(self) -> None:
        self.names.wanted.connect(self._named)
        self.names.practise_wanted.connect(self.practise_wanted)
        self.names.backups_wanted.connect(self.backups_wanted)
        self.phrase.wanted.connect(self._phrased)
        self.phrase.back_wanted.connect(partial(self.turn_to, self.names))
        self.sheet.print_wanted.connect(self._print)
        self.sheet.wanted.connect(self._on_paper)
        self.type_back.wanted.connect(self._typed_back)
        self.type_back.back_wanted.connect(partial(self.turn_to, self.sheet))
        self.start.wanted.connect(self._started)

    def _named(self) -> None:
        names = self.names.names()
        fields = (self.names.hub, self.names.laptop, self.names.place)
        for field, text in zip(fields, (names.hub, names.laptop, names.place), strict=True):
            try:
                starting.tidy_name(text)
            except Refused as refusal:
                self._refuse(refusal)
                field.entry.setFocus()
                return
        self.turn_to(self.phrase)

    def _phrased(self) -> None:
        try:
            chosen = self.phrase.chosen()
        except Refused as refusal:
            self._refuse(refusal)
            return
        self._hub_name = starting.tidy_name(self.names.hub.text())
        work = partial(
            starting.begin, self._folder, self.names.names(), chosen, self._clock, self._cost
        )
        self._work(work, self._begun, self.tr("Making the hub"))

    def _begun(self, begun: Begun) -> None:
        self._key = begun.key
        self.phrase.forget()
        self.turn_to(self.sheet)
        self._offer_sheet(begun.recovery_code)

    def _offer_sheet(self, code: str) -> None:
        self._code = code
        self.sheet.offer(code, self._papers.known())
        self.sheet.first_field().setFocus()

    def _print(self, printer: str) -> None:
        today = self._clock.day_of(self._clock.now_ms())
        said = RecoverySheet(self._hub_name, self._code, today)
        page = recovery_sheet(said, self._papers.room())
        self._papers.send([page], printer, SHEET_STEM, self.sheet.printed, self.sheet.not_printed)

    def _on_paper(self) -> None:
        self.type_back.expect(self._code)
        self.turn_to(self.type_back)

    def _typed_back(self) -> None:
        try:
            self.type_back.prove()
        except Refused as refusal:
            self._refuse(refusal)
            return
        work = partial(starting.code_proven, self._folder, self._key, self._clock)
        self._work(work, self._proven)

    def _proven(self, _none: None) -> None:
        self._code = ""
        self.type_back.expect("")
        self.sheet.offer("", [])
        self.turn_to(self.start)

    def _started(self) -> None:
        start = self.start.chosen()
        if start is Start.PRACTICE:
            self.practise_wanted.emit()
            return
        chosen = {"with_starter": start is Start.STARTER, "joins": start is Start.JOIN}
        work = partial(starting.finish, self._folder, self._key, self._clock, **chosen)
        self._work(work, self._ready, self.tr("Opening"))

    def _ready(self, _none: None) -> None:
        self.hub_ready.emit(self._folder, self._key, "")

    def _work(self, work: Callable[[], T], then: Callable[[T], object], words: str = "") -> None:
        page = self.current()
        page.refuse("")
        page.set_busy(True, words)
        self.aside.start(work, partial(self._over, page, then), partial(self._failed, page))

    def _over(self, page: Page, then: Callable[[T], object], value: T) -> None:
        page.set_busy(False)
        then(value)

    def _failed(self, page: Page, failure: Said) -> None:
        page.set_busy(False)
        if page is self.phrase and in_folder(self._folder) is Found.KEYS_ALONE:
            # The keys were saved and the hub was not: only the passphrase chosen opens them.
            self.phrase.ask_known()
        page.refuse(wording.said(failure))
        page.first_field().setFocus()

    def _refuse(self, failure: Said) -> None:
        self.current().refuse(wording.said(failure))

    def _fit(self) -> None:
        narrow = self._look.scale.is_compact(self.width())
        self.side.set_narrow(narrow)
        for page in self.steps:
            page.set_tight(narrow)
