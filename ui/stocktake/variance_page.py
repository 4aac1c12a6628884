"""What differs: found against the book, line by line, with a reason, and settling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from hubdesk.stocktake.clashes import Clash
from hubdesk.stocktake.variance import OfLine, Variance
from ui.stocktake import words
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.record_list import RecordList

MOST_PRODUCTS = 6


class VariancePage(QWidget):
    """``settle_wanted``, ``print_wanted``; ``reason_given`` carries the line and the words."""

    settle_wanted = Signal()
    print_wanted = Signal()
    reason_given = Signal(object, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self.sums = label("", "strong", wraps=True)
        self.undecided = label("", wraps=True)
        self.undecided.hide()
        self.list = RecordList(look, words.of_line, self.tr("What differs"), lead_px=72)
        self.empty = EmptyState(look, "clipboard-list", "")
        self.card = Card(look, self.tr("This line"), foot=True)
        self.line = label("", "strong", wraps=True)
        self.products = label("", "muted", wraps=True)
        self.reason = Field(look, self.tr("Reason, if you know it"))
        self.settle = primary(look, self.tr("Settle the count"), "check")
        self.print_ = plain(look, self.tr("Print"), "printer")
        self._chosen: OfLine | None = None
        self._open: tuple[Clash, ...] = ()
        self._compact = False
        self._arrange()
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._focus_reason)
        self.reason.entry.returnPressed.connect(self._give)
        self.settle.clicked.connect(self.settle_wanted)
        self.print_.clicked.connect(self.print_wanted)
        look.changed.connect(self._dress)

    def show_variance(self, told: Variance | None) -> None:
        """The figures, what differs first; None: nothing is counted."""
        lines = sorted(told.lines, key=lambda each: not each.figures.more) if told else []
        mark = next(
            (n for n, e in enumerate(lines) if self._chosen and e.subject == self._chosen.subject),
            0,
        )
        self.sums.setVisible(bool(lines))
        self.list.setVisible(bool(lines))
        self.card.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.say(
            self.tr("Nothing is counted yet"), self.tr("Go back (Esc) and scan a shelf to begin.")
        )
        self.print_.setEnabled(bool(lines))
        if told is not None:
            said = self.tr("{place}, since {time}: {figures}")
            self.sums.setText(
                said.format(
                    place=told.place,
                    time=words.time(told.take.began_ms),
                    figures=words.figures(told.all_),
                )
            )
            self.settle.setVisible(told.take.is_open)
        self.list.hold(lines, mark)

    def show_undecided(self, found: Sequence[Clash]) -> None:
        """Counts that differ: settling does not decide them, so they are told of before it."""
        self._open = tuple(found)
        self.undecided.setVisible(bool(found))
        said = self.tr("Two counts differ and nobody has decided. The later one holds till then.")
        short = self.tr("Not decided: {names}").format(names=words.names(found))
        listed = f"{said}\n{words.to_decide(found)}"
        self.undecided.setText((short if self._compact else listed) if found else "")

    def compact(self, compact: bool) -> None:
        """One column."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._compact = compact
        self.show_undecided(self._open)
        self._across.setDirection(down if compact else across)
        self._across.setStretch(1, 0 if compact else 1)
        for card in (self.told, self.card):
            card.heading.setVisible(not compact)
            card.set_tight(compact)
        self.line.setVisible(not compact)
        self.products.setVisible(not compact)

    def _choose(self, line: OfLine | None) -> None:
        self._chosen = line
        if line is None:
            return
        self.line.setText(f"{line.name}: {words.figures(line.figures)}")
        rows = [
            f"{words.more(each.figures)}  {each.name}"
            for each in sorted(line.products, key=lambda p: p.figures.more)[:MOST_PRODUCTS]
        ]
        self.products.setText("\n".join(rows if len(line.products) > 1 else ()))
        self.reason.entry.setText(line.reason)

    def _focus_reason(self, _: object) -> None:
        self.reason.entry.setFocus()

    def _give(self) -> None:
        if self._chosen is not None:
            self.reason_given.emit(self._chosen.subject, self.reason.text())
            self.list.setFocus()

    def _arrange(self) -> None:
        told = self.told = Card(self._look, self.tr("What differs"))
        told.body.addWidget(self.sums)
        told.body.addWidget(self.undecided)
        told.body.addWidget(self.empty)
        told.body.addWidget(self.list, 1)
        self.card.body.addWidget(self.line)
        self.card.body.addWidget(self.products)
        self.card.body.addWidget(self.reason)
        self.card.body.addStretch(1)
        assert self.card.foot is not None
        self.card.foot.addWidget(self.print_)
        self.card.foot.addStretch(1)
        self.card.foot.addWidget(self.settle)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(told, 2)
        self._across.addWidget(self.card, 1)
        self._dress()

    def _dress(self) -> None:
        self._across.setSpacing(self._look.px(16))
