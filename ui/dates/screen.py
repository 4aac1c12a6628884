"""Dates (Alt+D): what is near its date, what is held back, and how long food is good after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.reports import near_dated_page
from hubdesk.stock import near_dated
from hubdesk.stock.held_back import Hold
from hubdesk.stock.near_dated import For, NearDated, OfOne
from hubdesk.stock.products import Line
from hubdesk.stock.windows import Version, Window, Windows
from ui import keys
from ui.background import DeskLine
from ui.dates import asked, tabs, words
from ui.dates.acts import Acts
from ui.dates.asked import WINDOW, Near
from ui.dates.goods_card import GoodsCard
from ui.dates.rules_card import RulesCard
from ui.dates.tabs import HELD, LINES, WINDOWS
from ui.dates.window_card import WindowCard
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pages import Pages
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result_card import ResultCard
from ui.widgets.scrolled import scrolled

WIDE_PX = 380

Shown = NearDated | Hold | Window | Line


class DatesScreen(ReadsCodes, QWidget):
    """``labels_wanted`` when something was frozen and its labels wait for the printer."""

    labels_wanted = Signal()
    not_for_here = Signal(str)

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, papers: WholePages | None = None
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Dates"), "dates"
        self._look, self._line, self._notices, self._papers = look, line, notices, papers
        self._today = date.min
        self._in_hand: NearDated | None = None
        self._pages: Pages[NearDated | None] = Pages(0, self._ask_rows)
        self._compact = False
        self._make_lists()
        self.goods, self.window_card, self.rules = (
            GoodsCard(look),
            WindowCard(look),
            RulesCard(look),
        )
        self.result = ResultCard(look)
        cards = (self.goods, self.window_card, self.rules)
        self.acts = Acts(line, notices, cards, self.result)
        self.print_list = plain(look, self.tr("Print the list"), "printer")
        self.switch = plain(look, self.tr("What can be done"), "pencil")
        # Until the title row takes them, they are shown in here, and are no windows of their own.
        self.print_list.setParent(self)
        self.switch.setParent(self)
        self.switch.setCheckable(True)
        self.switch.hide()
        self._arrange()
        self._connect()
        self._face(For.STALL)

    def shown(self) -> None:
        """Asks again for the list on show. The title row shows every tool; here it may be none."""
        self.switch.setVisible(self._compact)
        what = self.parts.value()
        if what in set(For):
            around = max(self.list.currentIndex().row(), 0)
            self._line.ask(asked.near, For(what), around, then=self._show_near)
        elif what == HELD:
            self._line.ask(asked.held, then=self._show_rows)
        else:
            self._line.ask(asked.windows, then=partial(self._show_windows, what))

    def scanned(self, text: str) -> None:
        """Goods come to hand: their earliest date, on the list where it stands."""
        then = partial(self._code_read, text)
        self._line.ask(asked.of_code, text, self.setup, then=then, refused=self.acts.refused)

    def show_goods(self, product: bytes, place: bytes | None, batch: bytes | None) -> None:
        """Goods in hand on another screen come to hand here."""
        self._line.ask(near_dated.of_product, product, place, batch, then=self._show_one)

    def _code_read(self, text: str, read: tuple[bool, OfOne | None]) -> None:
        is_goods, found = read
        if is_goods:
            self._show_one(found)
        else:
            self.not_for_here.emit(text)

    def _show_one(self, found: OfOne | None) -> None:
        """On their list they are marked; on none of them they are in hand all the same."""
        if found is None:
            said = self.tr("The book has none of it with a date")
            self.acts.say(Tone.INFO, said, "")
            return
        self._in_hand = found.goods
        if found.list_ is not None and found.list_ != self.parts.value():
            self.parts.set_value(found.list_)
            self._turn(found.list_)
        else:
            self.shown()

    def changed(self, changes: Changes) -> None:
        """Goods moved, a line or a window was changed, or it is another day."""
        if changes.touches(Touched.STOCK, Touched.PRODUCT, Touched.DAY):
            self.shown()

    def compact(self, compact: bool) -> None:
        """One column: the card stands behind a button."""
        self._compact = compact
        self.result.set_compact(compact)
        self.switch.setVisible(compact)
        self._dress()
        self._show_sides()

    def focus_home(self) -> None:
        """The list, where the arrows mark goods; in one column perhaps the card."""
        if self._listed.isVisibleTo(self):
            self.list.setFocus()
        else:
            self.switch.setFocus()

    def tools(self) -> list[QWidget]:
        """The card, in one column, and the list on paper."""
        return [self.switch, self.print_list]

    def head_row(self) -> QHBoxLayout | None:
        """No scan box."""
        return None

    def _make_lists(self) -> None:
        look = self._look
        self.parts = tabs.made(look, self)
        self.told = label("", "muted", wraps=True)
        self.list = RecordList(look, self._reads, self.tr("Goods"), lead_px=96)

    def _arrange(self) -> None:
        self._tabs = QWidget()
        row = FlowLayout(parent=self._tabs)
        for button in self.parts.buttons.values():
            row.addWidget(button)
        card = Card(self._look)
        card.set_tight()
        card.body.addWidget(self.told)
        card.add_wide(self.list)
        self.side = QStackedWidget()
        for each in (self.goods, self.window_card, self.rules):
            self.side.addWidget(scrolled(each))
        self._right = QWidget()
        beside = QVBoxLayout(self._right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.side, 1)
        beside.addWidget(self.result)
        self._beside = beside
        self._listed = card
        self._across = QHBoxLayout()
        self._across.addWidget(card, 1)
        self._across.addWidget(self._right)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._tabs)
        self._column.addLayout(self._across, 1)
        self._dress()

    def _connect(self) -> None:
        self.parts.chosen.connect(self._turn)
        self.list.chosen.connect(self._mark)
        self.list.opened.connect(self._open)
        self.switch.toggled.connect(self._show_sides)
        self.print_list.clicked.connect(self._print)
        self._look.changed.connect(self._dress)
        acts = self.acts
        acts.labels_wanted.connect(self.labels_wanted)
        jobs = (
            (keys.FREEZE, acts.freeze),
            (keys.HOLD_BACK, acts.hold_or_release),
            (keys.TO_WASTE, acts.waste),
            (keys.SAVE, self._save),
            (keys.UNDO, acts.undo),
        )
        for key, job in jobs:
            key.calls(job, within=self)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(8 if self._compact else 12))
        self._across.setSpacing(px(10 if self._compact else 16))
        self._beside.setSpacing(px(12))
        wide_px = 16_777_215 if self._compact else px(WIDE_PX)
        self._right.setMaximumWidth(wide_px)
        self._right.setMinimumWidth(0 if self._compact else px(WIDE_PX))

    def _show_sides(self) -> None:
        """Both, or in one column the list or the card."""
        beside = not self._compact or self.switch.isChecked()
        listed = not self._compact or not beside
        self._listed.setVisible(listed)
        self._tabs.setVisible(listed)
        self._right.setVisible(beside)
        if self.isVisible():
            self.focus_home()

    def _open(self, _: object) -> None:
        self.switch.setChecked(self._compact)

    def _turn(self, what: str) -> None:
        self._face(what)
        self.shown()

    def _face(self, what: str) -> None:
        """The parts of another list, still empty."""
        self.side.setCurrentIndex({WINDOWS: 1, LINES: 2}.get(what, 0))
        is_near = what in set(For)
        self.print_list.setEnabled(is_near and self._papers is not None)
        self.told.setText(tabs.rule_of(what))
        self.list.hold([])
        self.goods.show_nothing()

    def _show_near(self, told: Near) -> None:
        """A list of which the rows in sight are here."""
        if told.listing.what_for != self.parts.value():
            return
        self._today, self._listing = told.today, told.listing
        self._pages = Pages(len(told.listing), self._ask_rows, WINDOW)
        self._pages.take(told.first, told.rows)
        at = None if self._in_hand is None else told.listing.row_of(self._in_hand)
        self._fill(self._pages, at)

    def _ask_rows(self, first: int, count: int) -> None:
        then = partial(self._take_rows, self._pages)
        self._line.ask(asked.more, self._listing, first, count, then=then)

    def _take_rows(self, pages: Pages[NearDated | None], told: Near) -> None:
        if self._pages is not pages:
            return  # they were asked for before something changed
        pages.take(told.first, told.rows)
        last = told.first + len(told.rows) - 1
        model, row = self.list.records, self.list.currentIndex().row()
        model.dataChanged.emit(model.index(told.first), model.index(last))
        if told.first <= row <= last:
            self._mark(self.list.marked())

    def _show_rows(self, told: tuple[date, list[Any]]) -> None:
        self._today = told[0]
        rows = told[1]
        self._fill(rows, rows.index(self._in_hand) if self._in_hand in rows else None)

    def _show_windows(self, what: str, told: tuple[Windows, list[Line]]) -> None:
        known, unsaid = told
        self.rules.show_rules(known)
        rows: list[Any] = list(known.by_food.values()) if what == WINDOWS else list(unsaid)
        self._fill(rows, None)

    def _fill(self, rows: Sequence[Any], at: int | None) -> None:
        """Shows a list; goods in hand are marked where they stand on it, and shown all the same."""
        row = max(self.list.currentIndex().row(), 0)
        in_hand, self._in_hand = self._in_hand, None
        self.list.hold(rows, row if at is None else at)
        if in_hand is not None and at is None:
            self.side.setCurrentIndex(0)
            self.goods.show_goods(in_hand, self._today)
        if in_hand is not None:
            self._open(in_hand)

    def _reads(self, each: Shown | None) -> RecordLine:
        if each is None:
            return RecordLine("…", "")
        if isinstance(each, NearDated):
            return words.near(each, self._today)
        if isinstance(each, Hold):
            return words.held(each, self._today)
        return words.window(each) if isinstance(each, Window) else words.line(each)

    def _mark(self, each: Shown | None) -> None:
        if isinstance(each, NearDated):
            self.goods.show_goods(each, self._today)
        elif isinstance(each, Hold):
            self.goods.show_held(each, self._today)
        elif isinstance(each, Window):
            self.window_card.show_window(each)
            self._line.ask(asked.versions, each.shipped.food, then=self._show_versions)
        elif isinstance(each, Line) or self.parts.value() == LINES:
            self.rules.show_line(each)
        else:
            self.goods.show_nothing()

    def _show_versions(self, told: tuple[list[Version], dict[bytes, tuple[str, ...]]]) -> None:
        self.window_card.show_versions(*told)

    def _save(self) -> None:
        if self.parts.value() == WINDOWS:
            self.acts.save_window()
        elif self.parts.value() == LINES:
            self.acts.say_food()

    def _print(self) -> None:
        what = self.parts.value()
        if what in set(For):
            self._line.ask(near_dated_page.asked, For(what), then=self._print_pages)

    def _print_pages(self, told: near_dated_page.Pages) -> None:
        if self._papers is not None:
            made = near_dated_page.pages(told, self._papers.room())
            self._papers.send(made, "", "near-dated", self._notices.saved, self._notices.said)
