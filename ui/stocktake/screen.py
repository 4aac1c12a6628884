"""Stock count (F5): scan a shelf, then each product and its number; the shelf again to end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation
from hubdesk.reports import today
from hubdesk.stocktake import clashes, settling, spots, takes, variance
from hubdesk.stocktake.clashes import Clash
from hubdesk.stocktake.from_paper import Sheet
from hubdesk.stocktake.settling import Closed
from hubdesk.stocktake.spots import Progress
from hubdesk.stocktake.variance import Variance
from ui import keys
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.stocktake import words
from ui.stocktake.clash_page import ClashPage
from ui.stocktake.hands import Hands
from ui.stocktake.prints import Prints
from ui.stocktake.service import Service
from ui.stocktake.shelf_card import ShelfCard
from ui.stocktake.variance_page import VariancePage
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.result import Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox
from ui.widgets.strip import Strip

COUNT, CLASHES, VARIANCE = range(3)
TOUCHES = (Touched.COUNT, Touched.STOCK, Touched.PRODUCT, Touched.DAY)


class CountScreen(ReadsCodes, QWidget):
    """``not_for_here`` is a card that was scanned or typed here."""

    not_for_here = Signal(str)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        papers: WholePages | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Stock count"), "stock-count"
        self._look, self._line, self._notices, self._papers = look, line, notices, papers
        self._compact = False
        self._differing = 0
        self._done: Operation | None = None
        self.service = Service(line, self)
        self.prints = Prints(line, notices, papers, self)
        self.box = ScanBox(look, "")
        self.paper = Strip(look)
        self.shelf = ShelfCard(look)
        self.result = ResultCard(look)
        self.hands = Hands(self.service, notices, self.box, self.shelf, self.result, self.paper)
        self.clashes = ClashPage(look)
        self.variance = VariancePage(look)
        self.differ = plain(look, self.tr("Counts that differ"), "circle-alert")
        self.book = plain(look, self.tr("What differs from the book"), "file-text")
        self.sheets = plain(look, self.tr("Print count sheets"), "printer")
        self.on_paper = plain(look, self.tr("From paper"), "clipboard-list", keys.FROM_PAPER.shown)
        self.back = plain(look, self.tr("Back to counting"), "arrow-left", "Esc")
        self._arrange()
        self._connect()
        self.hands.say_wanted()

    def shown(self) -> None:
        """Asks again."""
        self._refresh()

    def scanned(self, text: str) -> None:
        """A shelf, a sheet, a product or a card."""
        self._go(COUNT)
        self.service.scanned(text, self.setup)

    def changed(self, changes: Changes) -> None:
        """Something was counted, given out or named, here or on another laptop."""
        if changes.touches(*TOUCHES):
            self._refresh()

    def compact(self, compact: bool) -> None:
        """One column: the last result is a strip under the list."""
        self._compact = compact
        self.result.set_compact(compact)
        self.clashes.compact(compact)
        self.variance.compact(compact)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self._across.setStretch(1, 0 if compact else 1)
        self.shelf.set_tight(compact)
        self._tools.setDirection(across if compact else down)
        self._say_tools()
        self._dress()

    def focus_home(self) -> None:
        """Typing belongs in the scan box, or in the list of what differs."""
        page = self.pages.currentWidget()
        if isinstance(page, (ClashPage, VariancePage)):
            (page.list if page.list.records.rowCount() else self.back).setFocus()
        else:
            self.box.setFocus()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """The row of the scan box."""
        return self._head

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.box, 1)
        self._head.addWidget(self.back)
        self._gap = QWidget()
        self._gap.setProperty("role", "plain")
        self._head.addWidget(self._gap, 1)
        side = QWidget()
        side.setProperty("role", "plain")
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(self.result)
        self._side.addStretch(1)
        self._tools = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for each in (self.differ, self.book, self.sheets, self.on_paper):
            self._tools.addWidget(each)
        self._side.addLayout(self._tools)
        count = QWidget()
        count.setProperty("role", "plain")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, count)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.shelf, 2)
        self._across.addWidget(side, 1)
        self.pages = QStackedWidget()
        for page in (count, self.clashes, self.variance):
            self.pages.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.paper)
        self._column.addWidget(self.pages, 1)
        self.back.hide()
        self._gap.hide()
        if self._papers is None:
            self.sheets.hide()
        self._dress()

    def _connect(self) -> None:
        self.box.left.connect(self._leave)
        self.box.desk_keys = (keys.BY_LINE.shown,)
        self.service.ended.connect(self._ended)
        self.service.card.connect(self.not_for_here)
        self.shelf.by_line.connect(self._by_line)
        self.clashes.decided.connect(self._decide)
        self.variance.settle_wanted.connect(self._settle)
        self.variance.print_wanted.connect(self.prints.variance)
        self.variance.reason_given.connect(self._explain)
        self.differ.clicked.connect(self._to_clashes)
        self.book.clicked.connect(self._to_variance)
        self.sheets.clicked.connect(self._print_sheets)
        self.on_paper.clicked.connect(self._from_paper)
        self.back.clicked.connect(self._to_count)
        self._look.changed.connect(self._dress)
        for key, job in (
            (keys.UNDO, self._undo),
            (keys.FROM_PAPER, self._from_paper),
            (keys.BY_LINE, self.shelf.whole.toggle),
            (keys.BACK, self._leave),
        ):
            key.calls(job, within=self, while_focused=True)

    def _dress(self) -> None:
        px = self._look.px
        for layout in (self._column, self._side):
            layout.setSpacing(px(8) if self._compact else px(12))
        self._across.setSpacing(px(8) if self._compact else px(16))
        self._tools.setSpacing(px(8))

    def _refresh(self) -> None:
        if self.service.spot is None:
            self._line.ask(_progress, self.service.by_line, then=self._show_progress)
        self._line.ask(clashes.all_, then=self._show_clashes)
        if self.pages.currentIndex() == VARIANCE:
            self._line.ask(_variance, then=self._told_variance)
        self.service.read()

    def _show_progress(self, all_: list[Progress]) -> None:
        if self.service.spot is None:
            self.shelf.show_shelves(all_)
            self.hands.say_wanted()

    def _show_clashes(self, found: list[Clash]) -> None:
        self.clashes.show_clashes(found)
        self._differing = len(found)
        self._say_tools()

    def _say_tools(self) -> None:
        """The words of the buttons; short ones in one column."""
        words_of = {
            self.differ: (self.tr("Counts that differ"), self.tr("Two counts")),
            self.book: (self.tr("What differs from the book"), self.tr("The book")),
            self.sheets: (self.tr("Print count sheets"), self.tr("Sheets")),
            self.on_paper: (self.tr("From paper"), self.tr("Paper")),
        }
        for button, (long, short) in words_of.items():
            many = f": {self._differing}" if button is self.differ and self._differing else ""
            button.say((short if self._compact else long) + many)

    def _ended(self) -> None:
        self._refresh()
        self.box.setFocus()

    def _undo(self) -> None:
        if self._done is not None and self.pages.currentIndex() != COUNT:
            self._line.do(today.undo, self._done.ref, then=self._undone, refused=self._notices.said)
        else:
            self.service.take_back()

    def _undone(self, _: object) -> None:
        self._done = None
        self._notices.notice(Result(Tone.INFO, self.tr("Taken back")))

    def _by_line(self, on: bool) -> None:
        self.service.by_line = on
        self.service.ask_for(None)
        self._refresh()

    def _leave(self) -> None:
        """Esc: back from a page, off paper, or the shelf is done."""
        if self.pages.currentIndex() != COUNT:
            self._to_count()
        else:
            self.hands.leave()

    def _from_paper(self) -> None:
        self._go(COUNT)
        self.service.from_paper(None if self.service.sheet is not None else Sheet(""))
        self.box.setFocus()

    def _decide(self, clash: Clash, ref: object) -> None:
        self._line.do(clashes.decide, clash, ref, then=self._decided, refused=self._notices.said)

    def _decided(self, op: Operation) -> None:
        self._done = op
        self._notices.notice(Result(Tone.OK, self.tr("Decided. Ctrl+Z takes it back.")))
        self.back.setFocus()

    def _settle(self) -> None:
        self._line.do(_settle, then=self._settled, refused=self._notices.said)

    def _settled(self, closed: Closed | None) -> None:
        if closed is None:
            return
        self._done = closed.op
        settled = self.tr("Settled. It can be undone for 7 days, here or in Today.")
        if closed.open_:
            left = self.tr("Still to decide: {names}").format(names=words.names(closed.open_))
            self._notices.notice(Result(Tone.SOON, settled, (left,)))
        else:
            self._notices.notice(Result(Tone.OK, settled))

    def _explain(self, subject: bytes, reason: str) -> None:
        self._line.do(_explain, subject, reason, refused=self._notices.said)

    def _to_count(self) -> None:
        self._go(COUNT)

    def show_clashes(self) -> None:
        """Opens the counts that differ."""
        self._to_clashes()

    def _to_clashes(self) -> None:
        self._go(CLASHES)

    def _to_variance(self) -> None:
        self._go(VARIANCE)
        self._line.ask(_variance, then=self._show_variance)

    def _show_variance(self, told: tuple[Variance | None, tuple[Clash, ...]]) -> None:
        self._told_variance(told)
        self.focus_home()

    def _told_variance(self, told: tuple[Variance | None, tuple[Clash, ...]]) -> None:
        figures, undecided = told
        self.variance.show_variance(figures)
        self.variance.show_undecided(undecided)

    def _go(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.back.setVisible(page != COUNT)
        self._gap.setVisible(page != COUNT)
        self.box.setVisible(page == COUNT)
        if self.isVisible():
            self.focus_home()

    def _print_sheets(self) -> None:
        self.prints.count_sheets(self.service.by_line)


def _progress(view: View, by_line: bool) -> list[Progress]:
    return spots.progress(view, by_line=by_line)


def _variance(view: View) -> tuple[Variance | None, tuple[Clash, ...]]:
    take = takes.latest(view)
    if take is None:
        return None, ()
    return variance.of(view, take.id), settling.still_open(view, take.id)


def _settle(act: Act) -> Closed | None:
    take = takes.latest(act)
    return None if take is None else settling.settle(act, take.id)


def _explain(act: Act, subject: bytes, reason: str) -> None:
    take = takes.latest(act)
    if take is not None:
        takes.explain(act, take.id, subject, reason)
