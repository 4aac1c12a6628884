"""A spreadsheet taken in, in three steps: choose it, look at what would happen, then do it.

Nothing of the file stays in any widget once the page is hidden; it is shown again, as it was,
when the page is. What a sort of list is about stands in the pages built on this one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.errors import Said
from hubdesk.sheets.headings import Headings
from hubdesk.sheets.vocabulary import Vocabulary
from ui import wording
from ui.aside import Aside
from ui.background import DeskLine
from ui.notices import Notices
from ui.sheets.columns import ColumnsCard
from ui.sheets.steps import CheckingPage, ChoosingCard, WorkingCard
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.record_list import RecordLine


class ReadSheet(Protocol):
    """A sheet that was read and judged, as far as every page shows it."""

    @property
    def headings(self) -> Headings: ...
    @property
    def tabs(self) -> Sequence[str]: ...
    @property
    def tab(self) -> str: ...
    def sample(self, column: int) -> list[str]: ...


class Run(Protocol):
    """What takes rows in, part by part, and out again."""

    is_busy: bool
    import_id: bytes

    def take_out(self, import_id: bytes) -> None: ...
    def cancel(self) -> None: ...
    def forget(self) -> None: ...


class SheetPage(QWidget):
    """Three steps on one page. ``finished`` after something came in or went out.

    A page built on it says what is read (``reads``, ``reads_again``), what was found
    (``shows``, ``how_many``, ``why_not``), and begins (``begins``). Its ``run`` tells
    ``taken``, ``taken_out`` and ``stopped`` how it went.
    """

    finished = Signal()

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        known: Vocabulary,
        figures: Any,
        run: Any,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._line, self._notices = look, line, notices
        self._path = Path()
        self._read: Any = None
        self._wanted_again = False
        self.aside = Aside(self)
        self.run: Any = run
        self.columns = ColumnsCard(look, known)
        self.figures: Any = figures
        self.pages = QStackedWidget()
        self.choosing = ChoosingCard(look, self.reads_past)
        self.checking = CheckingPage(look, self.columns, self.figures)
        self.working = WorkingCard(look)
        self._name_parts()
        for page in (self.choosing, self.checking, self.working):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._connect()

    def reads(self, path: Path, tab: str) -> Any:
        """Reads and judges a file, beside the window. Raises Refused and Trouble."""
        raise NotImplementedError

    def reads_again(self, run: Any, said: Sequence[StrEnum]) -> Any:
        """The same file with its columns meant otherwise, beside the window."""
        raise NotImplementedError

    def reads_past(self, past: Any) -> RecordLine:
        """An earlier import in a line."""
        raise NotImplementedError

    def asks_past(self) -> None:
        """Asks for the earlier imports."""
        raise NotImplementedError

    def how_many(self) -> int:
        """How many rows would come in."""
        raise NotImplementedError

    def why_not(self) -> str:
        """Why nothing can come in; empty when something can."""
        return ""

    def begins(self) -> None:
        """Begins to take in what was chosen."""
        raise NotImplementedError

    def at_work(self) -> str:
        """The words for what goes on then."""
        raise NotImplementedError

    def judged(self, run: Any) -> None:
        """A file was read. Pages that still have to ask the desk call ``ready`` later."""
        self.ready(run)

    def open_(self) -> None:
        """Comes to the page: the first step, unless an import is under way."""
        if not self.is_busy() and self._read is None:
            self._front(self.choosing)
        self.asks_past()

    def is_busy(self) -> bool:
        """True while rows are being read, compared, taken in or taken out."""
        return bool(self.run.is_busy) or self.aside.is_busy

    def step_back(self) -> bool:
        """One step back; True when there is none left and the page may be left."""
        if self.pages.currentWidget() is self.choosing and not self.is_busy():
            return True
        if self.pages.currentWidget() is self.working and self.run.is_busy:
            return False
        self._start_again()
        return False

    def close_(self) -> None:
        """Stops whatever is under way and forgets the file."""
        self.run.forget()
        self.aside.close()
        self._forget()

    def compact(self, compact: bool) -> None:
        """One column or two."""
        self.checking.compact(compact)
        self.choosing.compact(compact)

    def focus_home(self) -> None:
        """What comes next on the step in front."""
        page = self.pages.currentWidget()
        if page is not None and not page.isAncestorOf(QApplication.focusWidget() or self):
            self._focus_step()

    def _focus_step(self) -> None:
        last = self.cancel if self.run.is_busy else self.done
        homes = ((self.choosing, self.path.entry), (self.checking, self.go), (self.working, last))
        for page, home in homes:
            if page is self.pages.currentWidget():
                home.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.columns.clear()
        self.figures.clear()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._read is not None:
            self._fill(self._read)

    def _name_parts(self) -> None:
        first, second, last = self.choosing, self.checking, self.working
        self.path, self.read_it, self.refusal = first.path, first.read_it, first.refusal
        self.past, self.undo_past = first.past, first.undo_past
        self.tab, self.state, self.go = second.tab, second.state, second.go
        self.cancel, self.undo, self.done = last.cancel, last.undo, last.done
        self.told, self.hint, self.bar = last.told, last.hint, last.bar

    def _connect(self) -> None:
        self.choosing.browse.clicked.connect(self._browse)
        self.read_it.clicked.connect(self._start)
        self.path.entry.returnPressed.connect(self._start)
        self.tab.picked.connect(self._other_tab)
        self.columns.changed.connect(self._other_columns)
        self.figures.chosen.connect(self._say_go)
        self.go.clicked.connect(self._import)
        self.cancel.clicked.connect(self.run.cancel)
        self.undo.clicked.connect(self._undo)
        self.undo_past.clicked.connect(self._undo_past)
        self.done.clicked.connect(self._start_again)
        self.run.moved.connect(self.working.moved)
        self.run.stopped.connect(self._stopped)

    def _front(self, page: QWidget) -> None:
        is_new = page is not self.pages.currentWidget()
        self.pages.setCurrentWidget(page)
        if self.isVisible() and is_new:
            self._focus_step()
        elif self.isVisible():
            self.focus_home()

    def _browse(self) -> None:
        kinds = self.tr("Spreadsheets") + " (*.xlsx *.csv *.xlsm *.txt *.tsv)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", kinds)
        if chosen:
            self.path.entry.setText(chosen)
            self._start()

    def _start(self) -> None:
        typed = self.path.text().strip().strip('"')
        if typed and not self.is_busy():
            self.refusal.say("")
            self._path = Path(typed)
            self._work(partial(self.reads, self._path, ""), self.tr("Reading the file"))

    def _other_tab(self, tab: str) -> None:
        if not self.is_busy():
            self._work(partial(self.reads, self._path, tab), self.tr("Reading the file"))

    def _other_columns(self) -> None:
        """Reads the rows anew; what is picked meanwhile is read once more at the end."""
        if self.is_busy():
            self._wanted_again = True
        elif self._read is not None:
            said = self.columns.said()
            self._work(partial(self.reads_again, self._read, said), self.tr("Reading the rows"))

    def _work(self, work: Callable[[], Any], words: str) -> None:
        self.state.setText(words)
        self.go.setEnabled(False)
        self.read_it.setEnabled(False)
        self.aside.start(work, self._judged, self._stopped)

    def _judged(self, run: Any) -> None:
        self._read = run
        self.read_it.setEnabled(True)
        self.judged(run)

    def ready(self, run: Any) -> None:
        """Shows what would happen."""
        self._read = run
        if self.isVisible():
            self._fill(run)
        if self.pages.currentWidget() is self.choosing:
            self._front(self.checking)
        if self._wanted_again:
            self._wanted_again = False
            self._other_columns()

    def _fill(self, run: Any) -> None:
        columns = run.headings.columns
        if self.columns.said() != [column.about for column in columns]:
            self.columns.show_columns(columns, run.sample)
        self.figures.show_run(run)
        self.tab.offer([(tab, tab) for tab in run.tabs], run.tab)
        self.tab.setVisible(len(run.tabs) > 1)
        self._say_go()

    def _say_go(self) -> None:
        if self._read is None:
            return
        self.state.setText(self.why_not() or self.tr("Nothing has been changed yet."))
        count = self.how_many()
        self.go.setEnabled(bool(count))
        self.go.say(self.tr("Import {count}").format(count=QLocale().toString(count)))

    def _import(self) -> None:
        if self.how_many() and not self.is_busy():
            self._at_work(self.at_work())
            self.begins()

    def _at_work(self, words: str) -> None:
        self.working.at_work(words)
        self._front(self.working)

    def ended(self, said: str, hint: str, can_undo: bool) -> None:
        """It is over: what came of it, and whether it can be undone."""
        self.working.ended(said, hint, can_undo)
        self._front(self.working)
        self.asks_past()
        self.finished.emit()

    def _undo(self) -> None:
        if not self.is_busy():
            self._at_work(self.tr("Taking them out again"))
            self.cancel.setVisible(False)
            self.run.take_out(self.run.import_id)

    def _undo_past(self) -> None:
        marked = self.past.marked()
        if marked is not None and not self.is_busy():
            self._at_work(self.tr("Taking them out again"))
            self.cancel.setVisible(False)
            self.run.take_out(marked.id)

    def _stopped(self, failure: Said) -> None:
        self.read_it.setEnabled(True)
        if self.pages.currentWidget() is self.choosing:
            self.refusal.say(wording.said(failure), Tone.SOON)
            self.path.entry.setFocus()
            return
        self._notices.said(failure)
        if self.pages.currentWidget() is self.working:
            self._start_again()

    def _start_again(self) -> None:
        self.run.forget()
        self._forget()
        self.path.entry.setText("")
        self._front(self.choosing)
        self.asks_past()

    def _forget(self) -> None:
        self._read = None
        self._wanted_again = False
        self.columns.clear()
        self.figures.clear()
