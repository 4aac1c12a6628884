"""All households: numbers and sizes only, thousands of them; one with its cards and visits."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.counter import history
from hubdesk.counter.history import Listed
from hubdesk.errors import Said
from hubdesk.journal.act import View
from hubdesk.reports import household_export
from ui import moments
from ui.aside import Aside
from ui.background import DeskLine
from ui.households.about_page import AboutPage
from ui.households.import_page import ImportPage
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_table import Heading, RecordTable, WindowedModel
from ui.widgets.result import Result


class AllScreen(QWidget):
    """A part of Find. ``bar`` is its row with the way back, for the head of the screen.

    ``visit_wanted`` and ``details_wanted`` carry a household's id; ``closed`` when Back is
    pressed on the list.
    """

    visit_wanted = Signal(object)
    details_wanted = Signal(object)
    closed = Signal()

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._line, self._notices = look, line, notices
        self._rows: list[household_export.Row] = []
        self._aside = Aside(self)
        self.model: WindowedModel[Listed] = WindowedModel(self._columns(), self)
        self.table = RecordTable(look, self.model, self.tr("All households"), wide_column=5)
        self.about = AboutPage(look, line)
        self.importing = ImportPage(look, line, notices)
        self.empty = EmptyState(
            look,
            "users",
            self.tr("No households yet"),
            self.tr("Serve somebody at the counter (F2), or import a spreadsheet."),
        )
        self.bar = self._made_bar()
        self._arrange()
        self._connect()

    def open_(self) -> None:
        """Comes to the list, from its beginning."""
        self._front(self.listing)
        self.refresh()

    def refresh(self) -> None:
        """Counts anew; the rows on show are asked for again."""
        self._line.ask(history.how_many, then=self._counted)

    def changed(self, changes: Changes) -> None:
        """Households or their collections changed."""
        if changes.touches(Touched.HOUSEHOLD, Touched.COLLECTION) and not self.importing.is_busy():
            self.refresh()
            self.about.refresh()

    def compact(self, compact: bool) -> None:
        """One column or two."""
        self.about.compact(compact)
        self.importing.compact(compact)

    def focus_home(self) -> None:
        """The list, or what is open over it."""
        page = self.pages.currentWidget()
        if page is self.importing:
            self.importing.focus_home()
        elif page is self.about:
            self.about.focus_home()
        elif self.empty.isVisible():
            self.import_button.setFocus()
        else:
            self.table.setFocus()

    def close_(self) -> None:
        """Lets go of what was read; called when the desk closes or the list is left."""
        self.importing.close_()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rows = []

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
        self.import_button = plain(self._look, self.tr("Import"), "file-text")
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.back, self.heading, self.count):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.export_button)
        row.addWidget(self.import_button)
        self._bar_row = row
        bar.hide()
        return bar

    def _arrange(self) -> None:
        self.listing = QStackedWidget()
        nothing = Card(self._look)
        nothing.body.addWidget(self.empty)
        self.listing.addWidget(self.table)
        self.listing.addWidget(nothing)
        self.pages = QStackedWidget()
        for page in (self.listing, self.about, self.importing):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._dress()

    def _connect(self) -> None:
        self.model.wanted.connect(self._ask_rows)
        self.table.opened.connect(self._open)
        self.back.clicked.connect(self._go_back)
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self._export)
        self.about.visit_wanted.connect(self.visit_wanted)
        self.about.details_wanted.connect(self.details_wanted)
        self.importing.finished.connect(self.refresh)
        self._look.changed.connect(self._dress)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._go_back)

    def _dress(self) -> None:
        self._bar_row.setSpacing(self._look.px(12))

    def _front(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        listed = page is self.listing
        self.count.setVisible(page is not self.importing)
        for button in (self.export_button, self.import_button):
            button.setVisible(listed)
        if page is self.importing:
            self.heading.setText(self.tr("Import households"))
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
        self.about.open_(listed.id)
        self._front(self.about)

    def _import(self) -> None:
        self.importing.open_()
        self._front(self.importing)

    def _go_back(self) -> None:
        if self.pages.currentWidget() is self.listing:
            self.closed.emit()
        elif self.pages.currentWidget() is self.about and not self.about.step_back():
            return
        elif self.pages.currentWidget() is not self.importing or self.importing.step_back():
            self._front(self.listing)
            self.refresh()

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export"), "households.xlsx", "Excel (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            self._into = Path(chosen)
            self._rows = []
            self._line.ask(household_export.rows, then=self._more_rows)

    def _more_rows(self, answer: tuple[list[household_export.Row], int]) -> None:
        rows, more = answer
        self._rows += rows
        if more:
            self._line.ask(household_export.rows, more, then=self._more_rows)
            return
        into, held = self._into, tuple(self._rows)
        self._aside.start(_Writing(into, held), self._written, self._not_written)

    def _written(self, _: object) -> None:
        said = self.tr("Numbers, sizes and visits. No name or address is in it.")
        self._notices.notice(Result(Tone.OK, self.tr("Households exported"), (said,)))

    def _not_written(self, failure: Said) -> None:
        self._notices.said(failure)


class _Writing:
    """The export on its way to a file."""

    def __init__(self, path: Path, rows: tuple[household_export.Row, ...]) -> None:
        self._path, self._rows = path, rows

    def __call__(self) -> None:
        household_export.write(self._path, self._rows)


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
