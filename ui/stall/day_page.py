"""The day at the stall: what it came to, line by line, and closing it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.reports.stall_day import Flow, LineDay, StallDay
from ui import counted, keys
from ui.stall import words
from ui.stall.tally_row import TallyRow
from ui.stall.trade_page import Figure
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scrolled import scrolled
from ui.wording import placed

ONE_DAY = timedelta(days=1)


class DayPage(QWidget):
    """``day_wanted`` carries another day; ``close_wanted`` closes the one on show."""

    day_wanted = Signal(object)
    close_wanted = Signal()
    print_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._look = look
        self._told: StallDay | None = None
        self._compact = False
        self.before = plain(look, self.tr("Day before"), "chevron-left")
        self.after = plain(look, self.tr("Next day"), "chevron-right")
        self.day = label("", "heading")
        self.print_day = plain(look, self.tr("Print the day"), "printer")
        self.close_ = primary(look, self.tr("Close the stall"), "check", keys.FINISH.shown)
        titles = (
            self.tr("People"),
            self.tr("Items taken"),
            self.tr("kg taken"),
            self.tr("Tins in"),
            self.tr("kg rescued"),
            self.tr("Parcels"),
            self.tr("To waste"),
            self.tr("Difference"),
        )
        self.figures = [Figure(look, title, "sum") for title in titles]
        self.list = RecordList(look, self._reads, self.tr("Line by line"), lead_px=4)
        self.sum = label("", "strong", wraps=True)
        self.notes = label("", "muted", wraps=True)
        self.result = ResultCard(look)
        self.result.set_compact(True)  # across: in a column it took the height of the fields
        self.switch = plain(look, self.tr("Line by line"), "list")
        self.switch.setCheckable(True)
        self.switch.hide()
        self.tally = TallyRow(look)
        self.paper = plain(look, self.tr("Print a tally sheet"), "file-text")
        self._arrange()
        self.switch.toggled.connect(self._turn)
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self.close_.clicked.connect(self.close_wanted)
        self.paper.clicked.connect(self.sheet_wanted)
        self.print_day.clicked.connect(self.print_wanted)
        look.changed.connect(self._dress)

    @property
    def told(self) -> StallDay | None:
        """The day on show."""
        return self._told

    def show_day(self, told: StallDay) -> None:
        """A day, added up."""
        self._told = told
        self._say_day()
        self.after.setEnabled(told.session.day < told.today)
        said = (
            str(told.sums.people),
            str(told.total.taken),
            words.kilos(told.taken_g),
            str(told.total.came),
            words.kilos(told.rescued_g),
            str(told.parcels),
            str(told.total.wasted),
            f"{told.difference:+d}" if told.difference else "0",
        )
        for figure, words_ in zip(self.figures, said, strict=True):
            figure.say(words_)
        self.sum.setText(placed(self._equation(told.total)))
        self.notes.setText("  ·  ".join(self._noted(told)))
        self.list.hold(told.lines)
        self.close_.say(self._close_word(told))

    def show_result(self, result: Result) -> None:
        """What came of it."""
        self.result.show_result(result)

    def compact(self, compact: bool) -> None:
        """One column: the list, and what can be done under it."""
        self._compact = compact
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        for figure in self.figures:
            figure.word.setProperty("role", "muted")
        self.tally.compact(compact)
        for button, words_ in (
            (self.before, self.tr("Day before")),
            (self.after, self.tr("Next day")),
            (self.print_day, self.tr("Print the day")),
        ):
            button.say("" if compact else words_)
            button.setAccessibleName(words_)
        self._say_day()
        assert self._aside.foot is not None
        (self._head if compact else self._aside.foot).addWidget(self.close_)
        self._strip.setVisible(not compact)
        self.notes.setVisible(not compact)
        self.paper.setVisible(not compact)
        self.switch.setVisible(compact)
        self._turn()
        self._dress()

    def focus_home(self) -> None:
        """A sheet or a clicker is what is typed here."""
        (self.tally.hour.entry if self._aside.isVisibleTo(self) else self.list).setFocus()

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        for part in (self.before, self.after, self.day):
            self._head.addWidget(part)
        self._head.addStretch(1)
        self._head.addWidget(self.switch)
        self._head.addWidget(self.print_day)
        self._grid = QGridLayout()
        for at, figure in enumerate(self.figures):
            figure.word.setProperty("role", "muted")
            self._grid.addWidget(figure, 0, at)
        card = Card(self._look)
        card.set_tight()
        card.body.addWidget(self.sum)
        card.body.addWidget(self.notes)
        card.add_wide(self.list)
        aside = self._aside = Card(self._look, foot=True)
        aside.set_tight()
        aside.body.addWidget(scrolled(self.tally), 1)
        assert aside.foot is not None
        aside.foot.addWidget(self.paper)
        aside.foot.addStretch(1)
        aside.foot.addWidget(self.close_)
        self._strip: QWidget = aside.foot.parentWidget() or aside
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(card, 3)
        self._across.addWidget(aside, 2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addLayout(self._grid)
        self._column.addWidget(self.result)
        self._column.addLayout(self._across, 1)
        self._dress()

    def _say_day(self) -> None:
        if self._told is not None:
            day, form = self._told.session.day, "ddd d MMM" if self._compact else "dddd d MMMM"
            self.day.setText(QLocale().toString(QDate(day.year, day.month, day.day), form))

    def _turn(self) -> None:
        """In one column the lines stand in place of the fields."""
        listed = self.switch.isChecked() or not self._compact
        self.list.setVisible(listed)
        self._aside.setVisible(not self._compact or not self.switch.isChecked())

    def _reads(self, line: LineDay) -> RecordLine:
        name = line.name or self.tr("Goods that nobody has named yet")
        end = self.tr("{n} taken").format(n=line.flow.taken)
        if line.keyed is not None:
            end += "  ·  " + self.tr("{n} keyed").format(n=line.keyed)
        return RecordLine("", placed(name), self._equation(line.flow), end)

    def _equation(self, flow: Flow) -> str:
        """The sum as people do it on paper."""
        parts = [
            (self.tr("stood there {n}"), flow.stood, ""),
            (self.tr("out {n}"), flow.out, "+ "),
            (self.tr("tins in {n}"), flow.came, "+ "),
            (self.tr("parcels {n}"), flow.served, "− "),
            (self.tr("waste {n}"), flow.wasted, "− "),
            (self.tr("back {n}"), flow.back, "− "),
        ]
        said = [(sign, text.format(n=many)) for text, many, sign in parts if many]
        if not said:
            return self.tr("nothing loaded yet")
        body = " ".join(f"{sign}{text}" for sign, text in said).removeprefix("+ ")
        return self.tr("{sum} = {n} taken").format(sum=body, n=flow.taken)

    def _noted(self, told: StallDay) -> list[str]:
        notes = []
        if told.closed_ms is not None:
            notes.append(self.tr("Closed at {time}").format(time=words.time(told.closed_ms)))
        if told.sums.nothing:
            notes.append(self.tr("{n} brought nothing").format(n=told.sums.nothing))
        if told.sums.clicker:
            keyed = self.tr("{n} by keys, {c} by the clicker")
            notes.append(keyed.format(n=told.sums.keyed, c=told.sums.clicker))
        if told.unweighed:
            notes.append(counted.unweighed(told.unweighed))
        return notes

    def _close_word(self, told: StallDay) -> str:
        if told.closed_ms is None:
            return self.tr("Close the stall")
        return self.tr("Close it again")

    def _go_before(self) -> None:
        self._go(-ONE_DAY)

    def _go_after(self) -> None:
        self._go(ONE_DAY)

    def _go(self, by: timedelta) -> None:
        if self._told is not None:
            wanted: date = self._told.session.day + by
            if wanted <= self._told.today:
                self.day_wanted.emit(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.before.icon_name = "chevron-right" if mirrored else "chevron-left"
            self.after.icon_name = "chevron-left" if mirrored else "chevron-right"

    def _dress(self) -> None:
        px = self._look.px
        for layout in (self._head, self._column, self._grid):
            layout.setSpacing(px(6 if self._compact else 10))
        self._across.setSpacing(px(8 if self._compact else 16))
