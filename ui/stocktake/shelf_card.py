"""The list of shelves, and of one shelf's goods: what is left first, then what is counted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from hubdesk.stocktake.spots import OnShelf, Progress, Row, Target
from ui import keys
from ui.stocktake import words
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordList

SHELVES, GOODS, NOTHING = range(3)


class ShelfCard(Card):
    """``spot_wanted`` a shelf to count; ``target_marked`` what the marked row asks for;
    ``end_wanted`` when the shelf is done; ``by_line`` when lines are counted, or products."""

    spot_wanted = Signal(object)
    target_marked = Signal(object)
    end_wanted = Signal()
    by_line = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("What there is to count"), foot=True)
        self.left = label("", "muted")
        self.shelves = RecordList(look, words.progress, self.tr("Shelves"), lead_px=60)
        self.goods = RecordList(look, words.row, self.tr("Goods on this shelf"), lead_px=68)
        self.empty = EmptyState(
            look,
            "clipboard-list",
            self.tr("There is nothing to count yet"),
            self.tr("Take goods in first, or make shelves on the Stock screen."),
        )
        self.whole = plain(look, self.tr("By line"), "list-checks", keys.BY_LINE.shown)
        self.whole.setCheckable(True)
        self.end = plain(look, self.tr("Shelf done"), "check", "Esc")
        self._on: OnShelf | None = None
        self._arrange()
        self.shelves.opened.connect(self._open)
        self.goods.chosen.connect(self._mark)
        self.goods.viewport().installEventFilter(self)
        self.whole.toggled.connect(self.by_line)
        self.end.clicked.connect(self.end_wanted)

    @property
    def on(self) -> OnShelf | None:
        """The shelf on show; None for the list of shelves."""
        return self._on

    def show_shelves(self, all_: list[Progress]) -> None:
        """Every shelf, with how far it is."""
        self._on = None
        self.heading.setText(self.tr("What there is to count"))
        done = sum(each.is_done for each in all_)
        self.left.setText(
            self.tr("{done} of {all} shelves done").format(done=done, all=len(all_)) if all_ else ""
        )
        row = max(self.shelves.currentIndex().row(), 0)
        self.shelves.hold(all_, row)
        self.stack.setCurrentIndex(SHELVES if all_ else NOTHING)
        self.end.hide()

    def show_shelf(self, on: OnShelf, target: Target | None) -> None:
        """One shelf; the row of what is asked is marked."""
        same = self._on is not None and self._on.spot == on.spot
        row = self.goods.currentIndex().row() if same else 0
        self._on = on
        self.heading.setText(words.spot(on.spot))
        self.left.setText(self.tr("%n left to count", "", len(on.left)))
        self.goods.blockSignals(True)
        at = next((n for n, each in enumerate(on.rows) if each.target == target), row)
        self.goods.hold(on.rows, at)
        self.goods.blockSignals(False)
        self.stack.setCurrentIndex(GOODS if on.rows else NOTHING)
        if not on.rows:
            self.empty.say(
                self.tr("The book has nothing on this shelf"),
                self.tr("Scan what you find, and type how many."),
            )
        self.end.show()

    def mark(self, target: Target) -> bool:
        """Marks the row of something without asking for it; False when it is not listed."""
        rows = self._on.rows if self._on else ()
        for number, each in enumerate(rows):
            if (each.target.subject, each.target.by_line) == (target.subject, target.by_line):
                self.goods.blockSignals(True)
                self.goods.mark(number)
                self.goods.blockSignals(False)
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is asked for stays in sight when the card beside or below it grows."""
        if event.type() == QEvent.Type.Resize:
            self.goods.scrollTo(self.goods.currentIndex())
        return super().eventFilter(watched, event)

    def step(self, by: int) -> None:
        """Up and Down: another row."""
        shown = self.goods if self._on is not None else self.shelves
        shown.move_mark(by)

    def _open(self, each: Progress | None) -> None:
        if each is not None:
            self.spot_wanted.emit(each.spot)

    def _mark(self, row: Row | None) -> None:
        if row is not None and self._on is not None:
            self.target_marked.emit(row.target)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        self.body.removeWidget(self.heading)
        head.addWidget(self.heading, 1)
        head.addWidget(self.left)
        self.body.addLayout(head)
        self.stack = QStackedWidget()
        for each in (self.shelves, self.goods, self.empty):
            self.stack.addWidget(each)
        self.body.addWidget(self.stack, 1)
        assert self.foot is not None
        self.foot.addWidget(self.whole)
        self.foot.addStretch(1)
        self.foot.addWidget(self.end)
        self.end.hide()
