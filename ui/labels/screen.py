"""Labels (F7): what, how many, on which sheet; a picture of it; and how it came out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
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
from hubdesk.codes import own
from hubdesk.counter import reprinting
from hubdesk.counter.reprinting import Labelled
from hubdesk.errors import Refused, Said
from hubdesk.journal.act import View
from hubdesk.labels import orders, ruler_page, runs, sheets
from hubdesk.labels.contents import Content
from hubdesk.labels.designed import designed
from hubdesk.labels.format import Format
from hubdesk.labels.orders import Order
from hubdesk.labels.pages import sheets_for
from hubdesk.labels.runs import Run
from hubdesk.settings import PrinterSetup, Settings
from hubdesk.stock import places, products, shelves
from ui import keys, wording
from ui.background import DeskLine
from ui.labels import press
from ui.labels.after import After
from ui.labels.how_many import HowMany
from ui.labels.name_shelf import NameShelf
from ui.labels.preview import LabelPreview
from ui.labels.printing import PrintSettings, chosen_settings
from ui.labels.run_printer import MakePrinter, RunPrinter
from ui.labels.sheet_picture import SheetPicture
from ui.labels.what import Stands, What
from ui.labels.what_form import WhatForm
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.settings.cards import titled
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.late import is_in_front, is_made
from ui.widgets.result import Result

if TYPE_CHECKING:
    from ui.labels.set_up_page import SetUpPage

_SAMPLE_DIGITS = "123456784821"


class _Told(Struct, frozen=True):
    """All that this screen shows of the hub."""

    settings: Settings
    stands: Stands
    papers: list[Format]
    run: Run | None


class _Meant(Struct, frozen=True):
    """What a scan stands for here: a shelf, an unused shelf's code ("" if not), a parcel."""

    shelf: shelves.Shelf | None
    unused: str
    parcel: Labelled | None


class LabelsScreen(ReadsCodes, QWidget):
    """``folder`` is where PDFs go when no printer is set; ``printing`` tells when one is busy."""

    printing = Signal(bool)

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
        self._look, self._line, self._notices, self._folder = look, line, notices, folder
        self._told: _Told | None = None
        self._run: Run | None = None
        self._busy = self._compact = False
        self.printer = RunPrinter(clock, make_printer, self)
        self.form, self.how_many = WhatForm(look), HowMany(look)
        self.print_button = primary(look, self.tr("Print"), "printer", keys.FINISH.shown)
        self.stop = plain(look, self.tr("Stop"), "x")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Labels laid out"))
        self.preview = LabelPreview(press.outlines())
        self.sheet = SheetPicture(look)
        self.says = label("", "strong", wraps=True)
        self.after = After(look, notices)
        self.name_shelf = NameShelf(look)
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
        made.printer.test_wanted.connect(self._print_test)
        made.printer.kept.connect(self._keep_printer)
        made.own_sheet.kept.connect(self._keep_sheet)
        made.own_sheet.dropped.connect(self._drop_sheet)
        return made

    # --- what the window asks ---

    def shown(self) -> None:
        """Asks again for what there is to print on and for."""
        self._line.ask(_asked, then=self._show)

    def scanned(self, text: str) -> None:
        """A label of a shelf or parcel chooses that; a shelf's that is new is given its shelf."""
        self._line.ask(_meant, self.printed(text), then=self._read)

    def changed(self, changes: Changes) -> None:
        """Shelves, goods, settings or the day are other ones now."""
        if changes.touches(Touched.SETTING, Touched.PRODUCT, Touched.DAY, Touched.LABEL):
            self.shown()

    def compact(self, compact: bool) -> None:
        """Short of room: the picture of the sheet gives way."""
        self._compact = compact
        self.sheet.setVisible(not compact)
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
        self._seen_card = Card(look)
        self._seen_card.set_tight()
        self._across_seen = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across_seen.addWidget(self.sheet, 2)
        self._across_seen.addWidget(self.preview, 3)
        self._seen_card.body.addWidget(self.says)
        self._seen_card.body.addLayout(self._across_seen, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._seen_card, 1)
        right.addWidget(self.name_shelf)
        right.addWidget(self.after)
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
        self._set_busy(False)
        self._dress()

    def _connect(self) -> None:
        self.setting_up.toggled.connect(self._turn)
        self.form.edited.connect(self._picture)
        self.how_many.edited.connect(self._picture)
        self.how_many.sheet_chosen.connect(self._choose_sheet)
        self.how_many.print_wanted.connect(self._print)
        self.print_button.clicked.connect(self._print)
        self.stop.clicked.connect(self.printer.cancel)
        self.sheet.place_chosen.connect(self._choose_place)
        self.printer.progressed.connect(self.progress.setValue)
        self.printer.came_out.connect(self._came_out)
        self.printer.failed.connect(self._failed)
        self.name_shelf.named.connect(self._name_shelf)
        self.after.settled.connect(self._settle)
        self.after.again.connect(self._send)
        self.after.dropped.connect(self._drop)
        self.after.turned.connect(self._make_room)
        self._look.changed.connect(self._dress)
        keys.FINISH.calls(self._print, within=self)

    def _dress(self) -> None:
        self._across.setSpacing(self._look.px(16))
        self._across_seen.setSpacing(self._look.px(16))
        self._right.setSpacing(self._look.px(12))

    def _make_room(self) -> None:
        """Short of room, the preview gives way to the question how it came out."""
        self._seen_card.setVisible(self.after.isHidden() or not self._compact)

    def _turn(self, setting_up: bool) -> None:
        self.pages.setCurrentWidget(self.set_up if setting_up else self._main)
        self._show_printer()
        self.focus_home()

    # --- what is shown ---

    def _show(self, told: _Told) -> None:
        is_first = self._told is None
        paper = self.how_many.sheet()
        name = told.settings.labels_on if is_first or paper is None else paper.name
        before = self._told
        self._told = told
        self.how_many.offer(told.papers, name)
        if before is None or before.settings.sheet_starts != told.settings.sheet_starts:
            self._begin_at_known()
        self.form.show_stands(told.stands)
        self._show_printer()
        if told.run is not None and not self._busy:
            self._run = told.run
            if self.after.isHidden():
                self._ask_again(told.run)
        self._picture()

    def _ask_again(self, run: Run) -> None:
        """A run from before: it waits, or nobody said how it came out."""
        if run.is_out:
            self.after.ask(run, None)
        else:
            self.after.wait(run)

    def _begin_at_known(self) -> None:
        paper = self.how_many.sheet()
        if self._told is not None and paper is not None:
            start = self._told.settings.sheet_starts.get(paper.name, 1)
            self.how_many.begin_at(min(start, paper.labels))

    def _choose_sheet(self) -> None:
        self._begin_at_known()
        self._picture()
        paper = self.how_many.sheet()
        if paper is not None:
            self._line.do(settings.change, labels_on=paper.name)

    def _choose_place(self, place: int) -> None:
        if self.how_many.start.isVisibleTo(self):
            self.how_many.start.entry.setText(str(place))

    def _read(self, meant: _Meant) -> None:
        if meant.unused:
            self.name_shelf.ask(meant.unused)
        elif meant.parcel is not None:
            self._choose_parcel(meant.parcel)
        else:
            self._choose_shelf(meant.shelf)

    def _choose_parcel(self, parcel: Labelled) -> None:
        """The label of a parcel that was scanned prints again, whenever it was made."""
        if self._told is not None:
            others = (p for p in self._told.stands.parcels if p.label.code != parcel.label.code)
            stands = replace(self._told.stands, parcels=(parcel, *others))
            self._told = replace(self._told, stands=stands)
            self.form.show_stands(stands)
        self.form.choose(What.PARCEL, parcel.label.code)

    def _name_shelf(self, code: str, name: str) -> None:
        self._line.do(shelves.make, name, None, code, then=self._shelf_named, refused=self._refused)

    def _shelf_named(self, shelf: shelves.Shelf) -> None:
        self.name_shelf.hide()
        said = self.tr("{name} has this label now").format(name=shelf.name)
        self._notices.notice(Result(Tone.OK, said))
        self.focus_home()

    def _choose_shelf(self, shelf: shelves.Shelf | None) -> None:
        if shelf is None:
            said = self.tr("Nothing to print for this code here")
            self._notices.notice(Result(Tone.INFO, said))
            return
        self.form.choose(What.SHELF, shelf.id.hex())

    def _picture(self) -> None:
        """The label and its sheet as they would come out now, or what is missing."""
        paper = self.how_many.sheet()
        if self._told is None or paper is None:
            return
        try:
            count = self.how_many.labels() * self.form.how_many_each()
            place = self.how_many.place()
            self.sheet.show_sheet(paper, place, count)
            order = self.form.order(1)
            made = designed(_sample(order), press.room_on(self._chosen(place)))
        except Refused as refused:
            self.preview.show_label(None)
            self.says.setText(wording.said(refused))
            return
        self.preview.show_label(made, self.says.text())
        self.says.setText(self._on_sheets(count, paper, place))

    def _on_sheets(self, count: int, paper: Format, place: int) -> str:
        """ "18 on this sheet, 6 on a new one"."""
        if paper.labels == 1:
            return self.tr("%n labels on the roll", "", count)
        here = min(count, paper.labels - place + 1)
        there, more = count - here, sheets_for(count, paper, place) - 1
        if not there:
            return self.tr("%n on this sheet", "", here)
        if more == 1:
            said = self.tr("{here} on this sheet, {there} on a new one")
            return said.format(here=here, there=there)
        said = self.tr("{here} on this sheet, {there} on {more} new ones")
        return said.format(here=here, there=there, more=more)

    def _chosen(self, place: int) -> PrintSettings:
        assert self._told is not None
        paper = self.how_many.sheet()
        assert paper is not None
        told = chosen_settings(self._folder, self._told.settings, paper.name)
        return replace(told, start_at=place)

    # --- the printer and the sheets ---

    def _show_printer(self) -> None:
        paper = self.how_many.sheet()
        if is_made(self, "set_up") and self._told is not None and paper is not None:
            told = self._told.settings
            setup = told.printers.get(told.printer, PrinterSetup())
            self.set_up.printer.show_printer(told.printer, setup, paper)

    def _print_test(self) -> None:
        paper = self.how_many.sheet()
        if paper is None or self._busy or self.printer.is_busy:
            return
        self._run = None
        self.printer.send_page(ruler_page.page(paper), self._chosen(1))

    def _keep_printer(self, make: Callable[[], PrinterSetup]) -> None:
        if self._told is None:
            return
        try:
            setup = make()
        except Refused as refused:
            self._refused(refused)
            return
        told = self._told.settings
        kept = {**told.printers, told.printer: setup}
        self._line.do(settings.change, printers=kept, then=self._kept, refused=self._refused)

    def _keep_sheet(self, make: Callable[[], Format]) -> None:
        try:
            paper = make()
        except Refused as refused:
            self._refused(refused)
            return
        self._line.do(sheets.keep_own, paper, then=self._kept, refused=self._refused)

    def _drop_sheet(self, name: str) -> None:
        self._line.do(sheets.drop_own, name, then=self._kept, refused=self._refused)

    def _kept(self, _: object) -> None:
        self._notices.notice(Result(Tone.OK, self.tr("Kept")))

    # --- printing ---

    def _print(self) -> None:
        paper = self.how_many.sheet()
        if self._busy or self._told is None or paper is None:
            return
        try:
            count, place = self.how_many.labels(), self.how_many.place()
            order = self.form.order(count)
            designed(_sample(order), press.room_on(self._chosen(place)))
        except Refused as refused:
            self._refused(refused)
            return
        self._set_busy(True)
        self._line.do(
            orders.begin, order, paper.name, place, then=self._begun, refused=self._refused
        )

    def _begun(self, run: Run) -> None:
        """It is kept in the hub's file: now it may be printed."""
        self._run = run
        self._send()

    def _send(self) -> None:
        run = self._run
        if run is None or self._told is None:
            return
        self.after.clear()
        self._set_busy(True)
        self.progress.setRange(0, len(run.contents))
        self.progress.setValue(0)
        told = chosen_settings(self._folder, self._told.settings, run.format_name)
        self.printer.send(run, replace(told, start_at=run.start_at))

    def _came_out(self, file: Path | None) -> None:
        self._set_busy(False)
        if self._run is not None:
            self._line.do(runs.came_out, self._run.no)
            self.after.ask(self._run, file)
        else:
            place = self.tr("{file} in {folder}")
            lines = (place.format(file=file.name, folder=file.parent),) if file else ()
            said = self.tr("Measure the test page with a ruler")
            self._notices.notice(Result(Tone.OK, said, lines))

    def _failed(self, failure: Said) -> None:
        """Nothing of it counts: it waits here, with what to do."""
        self._set_busy(False)
        if self._run is not None:
            self.after.wait(self._run, failure)
        else:
            self._notices.said(failure)

    def _settle(self, good: int) -> None:
        paper = self._paper_of(self._run)
        if self._run is not None and paper is not None and not self._busy:
            self._set_busy(True)
            self._line.do(
                runs.settle, self._run, paper, good, then=self._rest, refused=self._refused
            )

    def _rest(self, run: Run | None) -> None:
        """What did not come out is printed at once, on the next places."""
        self._set_busy(False)
        self._run = run
        self.after.clear()
        if run is not None:
            self._send()
        else:
            self._notices.aloud(Result(Tone.OK, self.tr("Kept")))
            self.focus_home()

    def _drop(self) -> None:
        if self._run is not None:
            self._line.do(runs.drop, self._run.no)
            self._run = None
        self.after.clear()
        self.focus_home()

    def _paper_of(self, run: Run | None) -> Format | None:
        papers = self._told.papers if self._told else []
        return next((p for p in papers if run is not None and p.name == run.format_name), None)

    def _refused(self, failure: Said) -> None:
        self._set_busy(False)
        self._notices.said(failure)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.print_button.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.printing.emit(busy)


def _asked(view: View) -> _Told:
    told = settings.asked(view)
    place = places.named(view, view.here)
    lines = tuple((each.id, each.name) for each in products.lines(view))
    stands = Stands(
        reprinting.of_today(view),
        tuple(shelves.of_place(view, view.here)),
        lines,
        told.hub_name,
        place.name if place else "",
        view.today,
    )
    return _Told(told, stands, sheets.choices(view), runs.unsettled(view))


def _meant(view: View, text: str) -> _Meant:
    code = own.read(text)
    parcel = reprinting.by_code(view, code.text) if code is not None else None
    return _Meant(shelves.by_code(view, text), shelves.is_unused(view, text), parcel)


def _sample(order: Order) -> Content:
    """What the first label will look like; its code is drawn when it is printed."""
    letter = order.fresh or ("D" if order.line is not None else "")
    if not letter:
        return order.like
    return orders.with_code(order.like, letter + _SAMPLE_DIGITS)
