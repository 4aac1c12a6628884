"""Labels (F7): what, how many, on which sheet; a picture of it; and how it came out."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hubdesk import settings
from hubdesk.changes import Changes, Touched
from hubdesk.clock import Clock
from ui import keys
from ui.background import DeskLine
from ui.labels import wanted
from ui.labels.after import After
from ui.labels.how_many import HowMany
from ui.labels.name_shelf import NameShelf
from ui.labels.paper_acts import PaperActs
from ui.labels.run_printer import MakePrinter, RunPrinter
from ui.labels.scan_acts import ScanActs
from ui.labels.seen_card import SeenCard
from ui.labels.wanted import Told, Wanted
from ui.labels.what_form import WhatForm
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.settings.cards import titled
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card
from ui.widgets.late import is_in_front, is_made

if TYPE_CHECKING:
    from ui.labels.set_up_acts import SetUpActs
    from ui.labels.set_up_page import SetUpPage


class LabelsScreen(ReadsCodes, QWidget):
    """``folder`` is where PDFs go when no printer is set; ``printing`` tells when one is busy."""

    printing = Signal(bool)
    not_for_here = Signal(str)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        folder: Path,
        clock: Clock,
        make_printer: MakePrinter | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Labels"), "labels"
        self._look, self._line, self._notices = look, line, notices
        self._compact = False
        self.printer = RunPrinter(clock, make_printer, self)
        self.form, self.how_many = WhatForm(look), HowMany(look)
        self.wanted = Wanted(self.form, self.how_many, folder)
        self.print_button = primary(look, self.tr("Print"), "printer", keys.FINISH.shown)
        self.stop = plain(look, self.tr("Stop"), "x")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Labels laid out"))
        self.seen = SeenCard(look, self.wanted)
        self.after = After(look, notices)
        self.name_shelf = NameShelf(look)
        self.acts = PaperActs(self.wanted, self.printer, self.after, line, notices)
        self.scans = ScanActs(self.wanted, self.name_shelf, line, notices)
        self.scans.not_for_here.connect(self.not_for_here)
        self.setting_up = plain(look, self.tr("Printer and sheets"), "settings")
        # Until the title row takes it, it is no window of its own.
        self.setting_up.setParent(self)
        self.setting_up.setCheckable(True)
        self._arrange()
        self._connect()

    @cached_property
    def set_up(self) -> SetUpPage:
        """The printer and the sheets."""
        from ui.labels.set_up_page import SetUpPage  # noqa: PLC0415 - loaded where made

        made = SetUpPage(self._look, self.pages)
        self.pages.addWidget(made)
        made.compact(self._compact)
        return made

    @cached_property
    def setting(self) -> SetUpActs:
        """What is kept of that page."""
        from ui.labels.set_up_acts import SetUpActs  # noqa: PLC0415 - as above

        return SetUpActs(self.set_up, self.wanted, self.acts, self._line, self._notices)

    # --- what the window asks ---

    def shown(self) -> None:
        """Asks again for what there is to print on and for."""
        self._line.ask(wanted.asked, then=self._show)

    def scanned(self, text: str) -> None:
        """A label of ours chooses that it prints again; a shelf's that is new gets its shelf."""
        self.scans.scanned(self.printed(text))

    def changed(self, changes: Changes) -> None:
        """Shelves, goods, settings or the day are other ones now."""
        if changes.touches(Touched.SETTING, Touched.PRODUCT, Touched.DAY, Touched.LABEL):
            self.shown()

    def compact(self, compact: bool) -> None:
        """Short of room: the picture of the sheet gives way."""
        self._compact = compact
        self.seen.sheet.setVisible(not compact)
        if is_made(self, "set_up"):
            self.set_up.compact(compact)
        self._make_room()

    def focus_home(self) -> None:
        """Typing begins with how many, or where the page in front begins."""
        if is_in_front(self.pages, self, "set_up"):
            self.set_up.printer.dots.setFocus()
        else:
            self.how_many.focus_home()

    def tools(self) -> list[QWidget]:
        """The button that turns between printing and how the printer is set up."""
        return [self.setting_up]

    def head_row(self) -> QHBoxLayout | None:
        """No scan box: a scan is heard wherever the focus is."""
        return None

    # --- putting it together ---

    def _arrange(self) -> None:
        look = self._look
        self._ask_card = Card(look, foot=True)
        self._ask_card.set_tight()
        self._ask_card.body.addWidget(self.how_many)
        self._ask_card.body.addWidget(self.form, 1)
        self.form.add_last(titled(self.how_many.paper, look))
        foot = self._ask_card.foot
        assert foot is not None
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.stop)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.seen, 1)
        right.addWidget(self.name_shelf)
        right.addWidget(self.after)
        right.addStretch()
        self._right = right
        self.pages = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._main = QWidget()
        self._main.setProperty("role", "plain")
        self.pages.addWidget(self._main)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._main)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self._ask_card, 2)
        self._across.addLayout(right, 3)
        self._show_busy(False)
        self._dress()

    def _connect(self) -> None:
        self.setting_up.toggled.connect(self._turn)
        self.form.edited.connect(self.seen.show_wanted)
        self.how_many.edited.connect(self.seen.show_wanted)
        self.how_many.sheet_chosen.connect(self._choose_sheet)
        self.how_many.print_wanted.connect(self.acts.print_wanted)
        self.print_button.clicked.connect(self.acts.print_wanted)
        self.stop.clicked.connect(self.printer.cancel)
        self.seen.sheet.place_chosen.connect(self._choose_place)
        self.printer.progressed.connect(self.progress.setValue)
        self.acts.busy.connect(self._show_busy)
        self.acts.begun.connect(self._show_begun)
        self.acts.over.connect(self.focus_home)
        self.scans.shelf_named.connect(self.focus_home)
        self.after.turned.connect(self._make_room)
        self._look.changed.connect(self._dress)
        keys.FINISH.calls(self.acts.print_wanted, within=self)

    def _dress(self) -> None:
        self._across.setSpacing(self._look.px(16))
        self._right.setSpacing(self._look.px(12))

    def _make_room(self) -> None:
        """Short of room, the preview gives way to the question how it came out."""
        self.seen.setVisible(self.after.isHidden() or not self._compact)

    def _turn(self, setting_up: bool) -> None:
        self.pages.setCurrentWidget(self.set_up if setting_up else self._main)
        if setting_up:
            self.setting.show_printer()
        self.focus_home()

    # --- what is shown ---

    def _show(self, told: Told) -> None:
        before, paper = self.wanted.told, self.wanted.paper()
        name = told.settings.labels_on if before is None or paper is None else paper.name
        if before is not None:
            told = replace(told, stands=replace(told.stands, again=before.stands.again))
        self.wanted.told = told
        self.how_many.offer(told.papers, name)
        if before is None or before.settings.sheet_starts != told.settings.sheet_starts:
            self._begin_at_known()
        self.form.show_stands(told.stands)
        if is_made(self, "setting"):
            self.setting.show_printer()
        self.after.say_others(told.others)
        if told.run is not None:
            self.acts.found(told.run)
        else:
            self.acts.none_waits()
        self.seen.show_wanted()

    def _show_busy(self, busy: bool) -> None:
        self.print_button.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.printing.emit(busy)

    def _show_begun(self, count: int) -> None:
        self.progress.setRange(0, count)
        self.progress.setValue(0)

    def _begin_at_known(self) -> None:
        told, paper = self.wanted.told, self.wanted.paper()
        if told is not None and paper is not None:
            start = told.settings.sheet_starts.get(paper.name, 1)
            self.how_many.begin_at(min(start, paper.labels))

    def _choose_sheet(self) -> None:
        self._begin_at_known()
        self.seen.show_wanted()
        paper = self.wanted.paper()
        if paper is not None:
            self._line.do(settings.change, labels_on=paper.name)

    def _choose_place(self, place: int) -> None:
        if self.how_many.start.isVisibleTo(self):
            self.how_many.start.entry.setText(str(place))
