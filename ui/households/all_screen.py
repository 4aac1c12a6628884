"""All households: numbers and sizes only, thousands of them; one with its cards and visits."""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.counter import history
from hubdesk.counter.history import Listed
from hubdesk.journal.act import View
from ui import keys, moments
from ui.background import DeskLine
from ui.households.export_run import ExportRun
from ui.notices import Notices
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.late import is_in_front, is_made
from ui.widgets.record_table import Heading, RecordTable, WindowedModel

if TYPE_CHECKING:
    from ui.households.about_page import AboutPage
    from ui.households.doubles_page import DoublesPage
    from ui.households.import_page import ImportPage


class AllScreen(QWidget):
    """A part of Find. ``bar`` is its row with the way back, for the head of the screen.

    ``visit_wanted`` and ``details_wanted`` carry a household's id; ``closed`` when Back is
    pressed on the list.
    """

    visit_wanted = Signal(object)
    details_wanted = Signal(object)
    compare_wanted = Signal(object, object)
    labels_wanted = Signal()
    closed = Signal()

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._line, self._notices = look, line, notices
        self.exporting = ExportRun(line, notices, self)
        self.model: WindowedModel[Listed] = WindowedModel(self._columns(), self)
        self.table = RecordTable(look, self.model, self.tr("All households"), wide_column=5)
        self._compact = False
        self.empty = EmptyState(
            look,
            "users",
            self.tr("No households yet"),
            self.tr("Serve somebody at the counter (F2), or import a spreadsheet."),
        )
        self.bar = self._made_bar()
        self._arrange()
        self._connect()

    @cached_property
    def about(self) -> AboutPage:
        """One household."""
        from ui.households.about_page import AboutPage  # noqa: PLC0415 - loaded where it is made

        made = AboutPage(self._look, self._line, self._notices)
        self.pages.addWidget(made)
        made.compact(self._compact)
        made.compare_wanted.connect(self._compare)
        made.labels_wanted.connect(self.labels_wanted)
        made.visit_wanted.connect(self.visit_wanted)
        made.details_wanted.connect(self.details_wanted)
        return made

    @cached_property
    def doubles(self) -> DoublesPage:
        """The pairs that look alike."""
        from ui.households.doubles_page import DoublesPage  # noqa: PLC0415 - loaded where made

        made = DoublesPage(self._look, self._line, self._notices)
        self.pages.addWidget(made)
        made.compare_wanted.connect(self.compare_wanted)
        return made

    @cached_property
    def importing(self) -> ImportPage:
        """Households out of a spreadsheet."""
        from ui.households.import_page import ImportPage  # noqa: PLC0415 - loaded where made

        made = ImportPage(self._look, self._line, self._notices)
        self.pages.addWidget(made)
        made.compact(self._compact)
        made.finished.connect(self.refresh)
        return made

    def is_at(self, part: str) -> bool:
        """True while a page over the list is in front: "about", "doubles" or "importing"."""
        return is_in_front(self.pages, self, part)

    def open_(self) -> None:
        """Comes to the list, from its beginning."""
        self._front(self.listing)
        self.refresh()

    def refresh(self) -> None:
        """Counts anew; the rows on show are asked for again."""
        self._line.ask(history.how_many, then=self._counted)

    def changed(self, changes: Changes) -> None:
        """Households or their collections changed."""
        is_busy = is_made(self, "importing") and self.importing.is_busy()
        if changes.touches(Touched.HOUSEHOLD, Touched.COLLECTION) and not is_busy:
            self.refresh()
            if is_made(self, "about"):
                self.about.refresh()

    def compact(self, compact: bool) -> None:
        """One column or two; with large letters the deeds stand in a row of their own."""
        self._compact = compact
        if compact:
            self._whole.insertWidget(0, self.deeds)
        else:
            self._bar_row.addWidget(self.deeds)
        if is_made(self, "about"):
            self.about.compact(compact)
        if is_made(self, "importing"):
            self.importing.compact(compact)

    def focus_home(self) -> None:
        """The list, or what is open over it."""
        if self.is_at("importing"):
            self.importing.focus_home()
        elif self.is_at("about"):
            self.about.focus_home()
        elif self.is_at("doubles"):
            self.doubles.focus_home()
        elif self.empty.isVisible():
            self.import_button.setFocus()
        else:
            self.table.setFocus()

    def close_(self) -> None:
        """Lets go of what was read; called when the desk closes or the list is left."""
        if is_made(self, "importing"):
            self.importing.close_()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.exporting.forget()

    def _columns(self) -> type[Enum]:
        class Columns(Enum):
            NUMBER = Heading[Listed](self.tr("Number"), _number)
            DISTRICT = Heading[Listed](self.tr("District"), _district)
            ADULTS = Heading[Listed](self.tr("Adults"), _adults, figure=True)
            CHILDREN = Heading[Listed](self.tr("Children"), _children, figure=True)
            VISITS = Heading[Listed](self.tr("Visits"), _visits, figure=True)
            LAST = Heading[Listed](self.tr("Last visit"), _last, figure=True)

        return Columns

    def _made_bar(self) -> QWidget:
        bar = QWidget()
        self.back = plain(self._look, self.tr("Back"), "arrow-left", "Esc")
        self.heading = label(self.tr("All households"), "heading")
        self.count = label("")
        self.export_button = plain(self._look, self.tr("Export"), "download")
        self.doubles_button = plain(self._look, self.tr("These look alike"), "users")
        self.import_button = plain(self._look, self.tr("Import"), "file-text")
        self.deeds = self._made_deeds()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.back, self.heading, self.count):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.deeds)
        self._bar_row = row
        bar.hide()
        return bar

    def _made_deeds(self) -> QWidget:
        """What can be done with the list as a whole."""
        deeds = QWidget()
        self._deeds_row = QHBoxLayout(deeds)
        self._deeds_row.setContentsMargins(0, 0, 0, 0)
        for each in (self.doubles_button, self.export_button, self.import_button):
            self._deeds_row.addWidget(each)
        self._deeds_row.addStretch(1)
        return deeds

    def _arrange(self) -> None:
        self.listing = QStackedWidget()
        nothing = Card(self._look)
        nothing.body.addWidget(self.empty)
        self.listing.addWidget(self.table)
        self.listing.addWidget(nothing)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.listing)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self.pages)
        self._dress()

    def _connect(self) -> None:
        self.model.wanted.connect(self._ask_rows)
        self.table.opened.connect(self._open)
        self.back.clicked.connect(self._go_back)
        self.import_button.clicked.connect(self._import)
        self.doubles_button.clicked.connect(self.show_doubles)
        self.export_button.clicked.connect(self._export)
        self._look.changed.connect(self._dress)
        keys.BACK.calls(self._go_back, within=self, while_focused=True)

    def _dress(self) -> None:
        for row in (self._bar_row, self._deeds_row, self._whole):
            row.setSpacing(self._look.px(12))

    def _front(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        listed = page is self.listing
        self.count.setVisible(listed or self.is_at("about"))
        self.deeds.setVisible(listed)
        if self.is_at("importing"):
            self.heading.setText(self.tr("Import households"))
        elif self.is_at("doubles"):
            self.heading.setText(self.tr("These look alike"))
        else:
            self.heading.setText(self.tr("All households"))
        if self.isVisible():
            self.focus_home()

    def _counted(self, total: int) -> None:
        self.count.setText(QLocale().toString(total))
        self.listing.setCurrentIndex(0 if total else 1)
        self.export_button.setEnabled(bool(total))
        self.model.start(total)

    def _ask_rows(self, first: int, count: int) -> None:
        self._line.ask(_rows, first, count, then=self._filled)

    def _filled(self, answer: tuple[int, list[Listed]]) -> None:
        self.model.fill(*answer)

    def _open(self, listed: Listed) -> None:
        self.show_about(listed.id)

    def show_about(self, household_id: bytes) -> None:
        """Opens one household."""
        self.about.open_(household_id)
        self._front(self.about)

    def show_doubles(self) -> None:
        """Opens the pairs that look alike."""
        self._front(self.doubles)
        self.doubles.open_()

    def _compare(self, one: bytes) -> None:
        self.compare_wanted.emit(one, None)

    def _import(self) -> None:
        self.importing.open_()
        self._front(self.importing)

    def _go_back(self) -> None:
        if self.pages.currentWidget() is self.listing:
            self.closed.emit()
        elif self.is_at("about") and not self.about.step_back():
            return
        elif not self.is_at("importing") or self.importing.step_back():
            self._front(self.listing)
            self.refresh()

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export"), "households.xlsx", "Excel (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            self.exporting.start(Path(chosen))


def _rows(view: View, first: int, count: int) -> tuple[int, list[Listed]]:
    return first, history.window(view, first, count)


def _number(each: Listed) -> str:
    return each.number


def _district(each: Listed) -> str:
    return each.district


def _adults(each: Listed) -> str:
    return str(each.adults)


def _children(each: Listed) -> str:
    return str(each.children)


def _visits(each: Listed) -> str:
    return str(each.visits or "")


def _last(each: Listed) -> str:
    return moments.day(each.last_ms) if each.last_ms is not None else ""
