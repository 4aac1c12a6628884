"""The page of the shared folder: connect it, see how it stands, decide what a person must."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk import set_up, settings
from hubdesk.changes import Changes
from hubdesk.clock import Clock
from hubdesk.errors import Said
from hubdesk.labels.hub_sheet import HubCodeSheet, hub_code_sheet
from hubdesk.settings import Settings
from hubdesk.sync import hub_code
from hubdesk.sync.joining import Codes, Joined
from hubdesk.sync.report import HeardOf
from hubdesk.sync.review import Waiting
from ui import counted, wording
from ui.background import Callback, DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.sync import places
from ui.sync.codes_page import CodesPage
from ui.sync.connect_page import ConnectPage
from ui.sync.run import SharingRun, Standing
from ui.sync.state_page import StatePage
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.late import is_in_front, is_made
from ui.widgets.result import Result
from ui.wording import inside

if TYPE_CHECKING:
    from ui.sync.review_page import ReviewPage

STEM = "hub-codes"


class SharingScreen(ReadsCodes, QWidget):
    """``left`` when it is to go away; ``not_for_here`` is a scan that is no hub's code."""

    left = Signal()
    counts_wanted = Signal()
    doubles_wanted = Signal()
    compare_wanted = Signal(object, object)
    decided = Signal()
    joined = Signal()
    not_for_here = Signal(str)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        clock: Clock,
        papers: WholePages,
        run: SharingRun,
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Shared folder"), "sharing"
        self._look, self._line, self._notices = look, line, notices
        self._clock, self._papers, self._run = clock, papers, run
        self._hub_name = self._laptop = ""
        self._is_moving = self._compact = False
        self.connect_page, self.codes = ConnectPage(look), CodesPage(look)
        self.state = StatePage(look, clock)
        self.pages = QStackedWidget()
        for page in (self.state, self.connect_page, self.codes):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._connect()

    @cached_property
    def review(self) -> ReviewPage:
        """What a person has to decide, loaded and made when it is first wanted."""
        from ui.sync.review_page import ReviewPage  # noqa: PLC0415

        made = ReviewPage(self._look, self._line, self._notices, self._clock)
        self.pages.addWidget(made)
        made.compact(self._compact)
        made.left.connect(self._begin)
        made.counts_wanted.connect(self.counts_wanted)
        made.doubles_wanted.connect(self.doubles_wanted)
        made.compare_wanted.connect(self.compare_wanted)
        made.decided.connect(self.decided)
        return made

    def open_review(self) -> None:
        """Opens what a person has to decide; codes that are not on paper yet go first."""
        if self.pages.currentWidget() is not self.codes:
            self.review.open_()
            self._turn_to(self.review)
            # Some of it may have been decided elsewhere since it was counted.
            self.decided.emit()

    def show_waiting(self, waiting: Waiting) -> None:
        """How much there is to look at."""
        self.state.show_review(counted.to_look_at(waiting.all) if waiting.all else "")

    def shown(self) -> None:
        """Asks again; codes that are not on paper yet stay in front."""
        self._run.look()
        self._line.ask(settings.asked, then=self._know)
        if self.pages.currentWidget() is not self.codes:
            self._begin()

    def scanned(self, text: str) -> None:
        """The hub's code, when this laptop joins."""
        code = hub_code.scanned(text, self.setup)
        if not code or self.pages.currentWidget() is not self.connect_page or self._is_moving:
            self.not_for_here.emit(text)
            return
        self.connect_page.turn_to("join")
        self.connect_page.code.entry.setText(code)
        if self.connect_page.path() is not None:
            self._go_on()

    def changed(self, changes: Changes) -> None:
        """What is shown comes by the run."""

    def compact(self, compact: bool) -> None:
        """One column or two."""
        self._compact = compact
        self.state.compact(compact)
        if is_made(self, "review"):
            self.review.compact(compact)
        self.connect_page.set_tight(True)
        self.codes.set_tight(compact)

    def focus_home(self) -> None:
        """Where typing belongs, or the way on."""
        page = self.pages.currentWidget()
        if isinstance(page, (ConnectPage, CodesPage)):
            page.first_field().setFocus()
        elif page is self.state:
            self.state.laptops.setFocus()
        else:
            self.review.focus_home()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """No scan box: a scan is heard wherever the focus is."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_state = self.pages.currentWidget() is self.state
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif at_state and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run.now()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self._run.stands.connect(self._show)
        self.connect_page.chosen.connect(self._look_in)
        self.connect_page.wanted.connect(self._go_on)
        self.connect_page.back_wanted.connect(self._back)
        self.codes.print_wanted.connect(self._print)
        self.codes.wanted.connect(self._on_paper)
        self.state.review_wanted.connect(self.open_review)
        self.state.share_wanted.connect(self._run.now)
        self.state.lost.connect(self._shut_out)
        self.state.codes_wanted.connect(self._draw_codes)
        self.state.move_wanted.connect(self._move)
        self.state.disconnect_wanted.connect(self._disconnect)

    def _begin(self) -> None:
        self._is_moving = False
        self.state.calm()
        if self._run.standing.connected:
            self._turn_to(self.state)
        else:
            self._ask_folder(joining=self._run.standing.joins)
        self._show(self._run.standing)

    def _ask_folder(self, *, joining: bool = False) -> None:
        self.connect_page.begin(self._laptop, joining=joining)
        self._run.find_places(self.connect_page.offer)
        self._turn_to(self.connect_page)

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        if self.isVisible():
            self.focus_home()

    def _back(self) -> None:
        if self.pages.currentWidget() is self.codes:
            return
        if self._is_moving or is_in_front(self.pages, self, "review"):
            self._begin()
        elif self.state.is_asking:
            self.state.calm()
        else:
            self.left.emit()

    def _know(self, known: Settings) -> None:
        self._hub_name, self._laptop = known.hub_name, known.laptop_name
        entry = self.connect_page.laptop.entry
        if not entry.isModified():
            entry.setText(known.laptop_name)

    def _show(self, standing: Standing) -> None:
        self.state.show_standing(standing)
        connecting = self.pages.currentWidget() is self.connect_page and not self._is_moving
        if connecting and standing.connected and not standing.is_busy:
            self._turn_to(self.state)

    def _look_in(self, path: Path) -> None:
        self._run.aside(partial(places.holds_a_hub, path), self._found_hub, self._refused)

    def _found_hub(self, there: bool) -> None:
        if not self._is_moving:
            self.connect_page.turn_to("join" if there else "make")

    def _go_on(self) -> None:
        page, path = self.connect_page, self.connect_page.path()
        if path is None:
            page.refuse(self.tr("Choose the folder first."))
            page.folder.entry.setFocus()
            return
        if self._is_moving:
            self._busy(self.tr("Looking at the folder"))
            self._run.move(path, self._moved, self._refused)
        elif page.joins():
            try:
                hub_code.read(page.code.text())
            except Said as refusal:
                self._refused(refusal)
                page.code.entry.setFocus()
                return
            self._name_laptop(partial(self._join, path))
        else:
            self._name_laptop(partial(self._make, path))

    def _name_laptop(self, then: Callback) -> None:
        name = self.connect_page.laptop.text()
        self._line.do(set_up.name_laptop, name, then=then, refused=self._refused)

    def _join(self, path: Path, _: object) -> None:
        self._busy(self.tr("Joining the hub"))
        self._run.join(path, self.connect_page.code.text(), self._joined, self._refused)

    def _make(self, path: Path, _: object) -> None:
        self._busy(self.tr("Making the hub here"))
        self._run.make(path, partial(self._offer_codes, ""), self._refused)

    def _busy(self, words: str) -> None:
        self.connect_page.refuse("")
        self.connect_page.set_busy(True, words)

    def _joined(self, joined: Joined) -> None:
        self.connect_page.set_busy(False)
        self.connect_page.code.entry.clear()
        told = self.tr("With names, diets and addresses.")
        if not joined.people:
            told = self.tr("Without names: it shows numbers and sizes, and says to ask about diet.")
        self._notices.notice(Result(Tone.OK, self.tr("This laptop has joined the hub"), (told,)))
        self.joined.emit()
        self._run.now()

    def _moved(self, _: object) -> None:
        self.connect_page.set_busy(False)
        self._is_moving = False
        self._turn_to(self.state)
        self._run.look()

    def _refused(self, failure: Said) -> None:
        self.connect_page.set_busy(False)
        if self.pages.currentWidget() is self.connect_page:
            self.connect_page.refuse(wording.said(failure))
        else:
            self._notices.said(failure)

    def _move(self) -> None:
        self._ask_folder()
        self._is_moving = True
        self.connect_page.ask_only_folder()

    def _disconnect(self) -> None:
        self._run.disconnect_()
        told = self.tr("This laptop keeps all it has. Connect a folder again whenever you like.")
        self._notices.notice(Result(Tone.OK, self.tr("Sharing has ended"), (told,)))
        self.left.emit()

    def _shut_out(self, lost: HeardOf) -> None:
        told = self.tr("{laptop} is shut out; throw the old codes away.")
        said = told.format(laptop=inside(lost.name))
        self._run.shut_out([lost.device], partial(self._offer_codes, said), self._refused)

    def _draw_codes(self) -> None:
        told = self.tr("The old codes let nobody in any more; throw them away.")
        self._run.shut_out([], partial(self._offer_codes, told), self._refused)

    def _offer_codes(self, told: str, codes: Codes) -> None:
        self.connect_page.set_busy(False)
        self.codes.offer_codes(codes, self._papers.known(), told)
        self._turn_to(self.codes)
        self._run.now()

    def _print(self, printer: str) -> None:
        codes = self.codes.codes
        if codes is None:
            return
        today, room = self._clock.day_of(self._clock.now_ms()), self._papers.room()
        pages = [
            hub_code_sheet(HubCodeSheet(self._hub_name, e.words, e.text, names, today), room)
            for e, names in ((codes.with_names, True), (codes.without_names, False))
        ]
        self._papers.send(pages, printer, STEM, self.codes.printed, self.codes.not_printed)

    def _on_paper(self) -> None:
        self.codes.forget()
        self._begin()
