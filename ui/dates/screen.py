"""Dates (Alt+D): what is near its date, what is held back, and how long food is good after it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.errors import Said
from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.labels import freezing
from hubdesk.labels.freezing import Labelled
from hubdesk.reports import near_dated_page, today
from hubdesk.stock import held_back, intake, near_dated, quantity, windows
from hubdesk.stock.foods import Food
from hubdesk.stock.held_back import Hold
from hubdesk.stock.near_dated import For, NearDated
from hubdesk.stock.products import Line
from hubdesk.stock.windows import Version, Window, Windows
from hubdesk.volunteers import serving
from ui import keys, wording
from ui.background import DeskLine
from ui.dates import words
from ui.dates.goods_card import GoodsCard
from ui.dates.rules_card import RulesCard
from ui.dates.window_card import WindowCard
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scrolled import scrolled

HELD, WINDOWS, LINES = "held", "windows", "lines"
WIDE_PX = 380
OUT_OF_DATE = "past its date"
"""Why goods were thrown away, in the journal's word."""

Shown = NearDated | Hold | Window | Line


class DatesScreen(QWidget):
    """``labels_wanted`` when something was frozen and its labels wait for the printer."""

    labels_wanted = Signal()

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, papers: WholePages | None = None
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Dates"), "dates"
        self._look, self._line, self._notices, self._papers = look, line, notices, papers
        self._done: list[Ref] = []
        self._today = date.min
        self._compact = False
        self._make_lists()
        self.goods, self.window_card, self.rules = (
            GoodsCard(look),
            WindowCard(look),
            RulesCard(look),
        )
        self.result = ResultCard(look)
        self.print_list = plain(look, self.tr("Print the list"), "printer")
        self.switch = plain(look, self.tr("What can be done"), "pencil")
        # Until the title row takes them, they are shown in here, and are no windows of their own.
        self.print_list.setParent(self)
        self.switch.setParent(self)
        self.switch.setCheckable(True)
        self.switch.hide()
        self._arrange()
        self._connect()
        self._turn(For.STALL)

    def shown(self) -> None:
        """Asks again for the list on show. The title row shows every tool; here it may be none."""
        self.switch.setVisible(self._compact)
        what = self.parts.value()
        if what in set(For):
            self._line.ask(_near, For(what), then=self._show_rows)
        elif what == HELD:
            self._line.ask(_held, then=self._show_rows)
        else:
            self._line.ask(_windows, then=partial(self._show_windows, what))

    def scanned(self, text: str) -> None:
        """A scan here does nothing: goods are marked in the list."""

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
        self.parts = OneOf(
            {
                For.STALL: OneButton(look, self.tr("Stall"), "store"),
                For.MEALS: OneButton(look, self.tr("Meals"), "utensils"),
                For.PARCELS: OneButton(look, self.tr("Parcels"), "package"),
                For.WASTE: OneButton(look, self.tr("Too old"), "trash-2"),
                HELD: OneButton(look, self.tr("Held back"), "lock"),
                WINDOWS: OneButton(look, self.tr("After best before"), "calendar"),
                LINES: OneButton(look, self.tr("Lines and rules"), "list"),
            },
            For.STALL,
            self,
        )
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
        self.goods.freeze_wanted.connect(self._freeze)
        self.goods.hold_wanted.connect(self._hold)
        self.goods.release_wanted.connect(self._release)
        self.goods.waste_wanted.connect(self._waste)
        self.window_card.saved.connect(self._save_window)
        self.window_card.shipped_wanted.connect(self._as_shipped)
        self.rules.said.connect(self._say_food)
        self.rules.saved.connect(self._save_rules)
        self.result.chosen.connect(self._undo)
        self.print_list.clicked.connect(self._print)
        self._look.changed.connect(self._dress)
        jobs = (
            (keys.FREEZE, self._freeze),
            (keys.HOLD_BACK, self._hold_or_release),
            (keys.TO_WASTE, self._waste),
            (keys.SAVE, self._save),
            (keys.UNDO, self._undo),
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
        self.side.setCurrentIndex({WINDOWS: 1, LINES: 2}.get(what, 0))
        is_near = what in set(For)
        self.print_list.setEnabled(is_near and self._papers is not None)
        self.told.setText(self._rule_of(what))
        self.list.hold([])
        self.goods.show_nothing()
        self.shown()

    def _rule_of(self, what: str) -> str:
        """What stands on the list, and what does not."""
        if what in set(For):
            return wording.translated(near_dated_page.RULES[For(what)])
        if what == HELD:
            return self.tr("Nobody is given these. Look at them, then release them.")
        if what == WINDOWS:
            return self.tr(
                "How long food may be given after its best before, once it is looked at. "
                "Nothing is ever given after its use by."
            )
        return self.tr("Lines with dates of which nobody has said how they keep.")

    def _show_rows(self, told: tuple[date, list[Any]]) -> None:
        self._today = told[0]
        self._fill(told[1])

    def _show_windows(self, what: str, told: tuple[Windows, list[Line]]) -> None:
        known, unsaid = told
        self.rules.show_rules(known)
        rows: list[Any] = list(known.by_food.values()) if what == WINDOWS else list(unsaid)
        self._fill(rows)

    def _fill(self, rows: list[Any]) -> None:
        row = max(self.list.currentIndex().row(), 0)
        self.list.hold(rows, row)

    def _reads(self, each: Shown) -> RecordLine:
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
            self._line.ask(_versions, each.shipped.food, then=self._show_versions)
        elif isinstance(each, Line) or self.parts.value() == LINES:
            self.rules.show_line(each)
        else:
            self.goods.show_nothing()

    def _show_versions(self, told: tuple[list[Version], dict[bytes, tuple[str, ...]]]) -> None:
        self.window_card.show_versions(*told)

    def _freeze(self) -> None:
        goods = self.goods.goods
        if goods is None or goods.batch is None or self.goods.freeze.isHidden():
            return
        many = self._many()
        if many is not None:
            what = (goods.product, goods.batch, many)
            do = self._line.do
            do(freezing.freeze, *what, place=goods.place.id, then=self._frozen, refused=self._no)

    def _frozen(self, done: Labelled) -> None:
        said = self.tr("A label for each prints. Use it by {date}.")
        until = QDate(done.frozen.until.year, done.frozen.until.month, done.frozen.until.day)
        line = said.format(date=self.locale().toString(until, "d MMMM yyyy"))
        self._did(done.frozen.op, self.tr("Frozen"), line)
        self.labels_wanted.emit()

    def _hold_or_release(self) -> None:
        if self.goods.held is not None:
            self._release()
        else:
            self._hold()

    def _hold(self) -> None:
        goods = self.goods.goods
        if goods is None:
            return
        why = self.goods.why.text()
        id_ = goods.batch or goods.product
        self._line.do(held_back.hold, id_, why, then=self._held_back, refused=self._no)

    def _held_back(self, op: Operation) -> None:
        self._did(op, self.tr("Held back"), self.tr("Nobody is given it until it is released."))

    def _release(self) -> None:
        held = self.goods.held
        if held is not None:
            self._line.do(held_back.release, held.id, then=self._released, refused=self._no)

    def _released(self, op: Operation) -> None:
        self._did(op, self.tr("Released"), self.tr("It may be given again."))

    def _waste(self) -> None:
        goods, many = self.goods.goods, self._many()
        if goods is not None and many is not None:
            what = (goods.product, many, goods.batch, OUT_OF_DATE)
            do = self._line.do
            do(intake.discard, *what, place=goods.place.id, then=self._wasted, refused=self._no)

    def _wasted(self, op: Operation) -> None:
        self._did(op, self.tr("Thrown away"), self.tr("The book has that many less."))

    def _many(self) -> int | None:
        """How many were typed; says what to type instead when it is no number."""
        if self.goods.goods is None:
            return None
        try:
            return self.goods.goods.measure.read(self.goods.many.text())
        except Said as failure:
            self._no(failure)
            return None

    def _save(self) -> None:
        if self.parts.value() == WINDOWS:
            self._save_window()
        elif self.parts.value() == LINES:
            self._say_food()

    def _save_window(self) -> None:
        window, card = self.window_card.window_, self.window_card
        if window is not None:
            what = (card.span.text(), card.source.text(), card.source_date.text())
            food = window.shipped.food
            self._line.do(windows.change, food, *what, then=self._saved, refused=self._no)

    def _as_shipped(self) -> None:
        window = self.window_card.window_
        if window is not None:
            self._line.do(windows.as_shipped, window.shipped.food, then=self._saved)

    def _say_food(self) -> None:
        line = self.rules.line
        if line is not None:
            food = Food(self.rules.food.value())
            self._line.do(windows.say_food, line.id, food, then=self._saved, refused=self._no)

    def _save_rules(self) -> None:
        try:
            days = quantity.read_count(self.rules.days.text())
        except Said as failure:
            self._no(failure)
            return
        past = self.rules.refuse_past.isChecked()
        self._line.do(
            windows.set_rule,
            refuse_past=past,
            take_in_days=days,
            then=self._saved,
            refused=self._no,
        )

    def _saved(self, did: Operation | None) -> None:
        if did is None:
            self._say(Tone.INFO, self.tr("It is so already"), "")
        else:
            self._did(did, self.tr("Saved"), self.tr("It holds from now on."))

    def _did(self, op: Operation, headline: str, line: str) -> None:
        self._done.append(op.ref)
        self._say(Tone.OK, headline, line)

    def _undo(self, _: object = None) -> None:
        """Takes back what was done here last: no visit, and nothing that was done elsewhere."""
        if self._done:
            self._line.do(today.undo, self._done.pop(), then=self._undone, refused=self._no)

    def _undone(self, _: object) -> None:
        self._notices.aloud(Result(Tone.INFO, self.tr("Taken back")))
        self.result.show_result(Result(Tone.INFO, self.tr("Taken back")))

    def _no(self, failure: Said) -> None:
        result = Result(Tone.SOON, wording.said(failure))
        self._notices.aloud(result)
        self.result.show_result(result)

    def _say(self, tone: Tone, headline: str, line: str) -> None:
        back = (Action("undo", self.tr("Undo"), "", "undo-2"),) if tone is Tone.OK else ()
        result = Result(tone, headline, (line,) if line else (), back)
        self._notices.aloud(result)
        self.result.show_result(result)

    def _print(self) -> None:
        what = self.parts.value()
        if what in set(For):
            self._line.ask(near_dated_page.asked, For(what), then=self._print_pages)

    def _print_pages(self, told: near_dated_page.Pages) -> None:
        if self._papers is not None:
            made = near_dated_page.pages(told, self._papers.room())
            self._papers.send(made, "", "near-dated", self._notices.saved, self._notices.said)


def _near(view: View, what_for: For) -> tuple[date, list[NearDated]]:
    return view.today, near_dated.listed(view, what_for)


def _held(view: View) -> tuple[date, list[Hold]]:
    return view.today, held_back.all_(view)


def _windows(view: View) -> tuple[Windows, list[Line]]:
    return windows.shown(view), windows.unsaid(view)


def _versions(view: View, food: Food) -> tuple[list[Version], dict[bytes, tuple[str, ...]]]:
    found = windows.versions(view, food)
    return found, serving.names(view, [each.actor for each in found])
