"""The counter (F2): one scan box, the visit, and beside it what came of the last scan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.counter import hold as held_visits
from hubdesk.counter.visit import ShownVisit
from hubdesk.journal.act import View
from hubdesk.stock import products
from hubdesk.stock.products import Line
from ui import keys
from ui.background import DeskLine
from ui.counter import hints, rows
from ui.counter.held_list import HeldList
from ui.counter.name_it import NameIt
from ui.counter.service import Service
from ui.counter.side import Side
from ui.counter.visit_card import VisitCard
from ui.households.show_name import ShowName
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.result import Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox
from ui.widgets.tile_grid import Tile

SIDE_PX = 380
"""Leaves the visit room for its total and all its buttons in a window of 1366."""
MOST_PX = 16_777_215
"""Qt's own word for "as wide as you like"."""


class CounterScreen(QWidget):
    """Serves walk-in households. Emits what the rest of the desk has to do about it."""

    search_wanted = Signal(str)
    details_wanted = Signal(object)
    labels_wanted = Signal(object)

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Counter"), "counter"
        self.takes_code: Callable[[str], bool] = _nobody_takes
        self._look, self._line = look, line
        self._today = date.min
        self.service = Service(line, notices, self)
        self.scan = ScanBox(look, "")
        self.card = VisitCard(look)
        self.result = ResultCard(look)
        self.side = Side(look)
        self.held = HeldList(look)
        self.hold_button = self.held.opener
        self.naming = NameIt(look)
        self.show_name = ShowName(look, line)
        self.card.name_slot.addWidget(self.show_name)
        self._arrange()
        self._connect()
        self.compact(False)

    def shown(self) -> None:
        """Asks again for everything on show."""
        self._line.ask(_today, then=self._set_today)
        self._line.ask(products.lines, tiles=True, then=self._show_tiles)
        self._line.ask(held_visits.waiting, then=self.held.show_held)
        self.service.telling.refresh()

    def scanned(self, text: str) -> None:
        """A scan came while the counter was in front."""
        self._leave_panel()
        self.service.scan(text)

    def changed(self, changes: Changes) -> None:
        """Something else on the desk, or another laptop, changed what is on show."""
        if changes.touches(Touched.DAY):
            self.shown()
        if changes.touches(Touched.HOLD):
            self._line.ask(held_visits.waiting, then=self.held.show_held)
        if changes.touches(Touched.PRODUCT, Touched.SETTING):
            self._line.ask(products.lines, tiles=True, then=self._show_tiles)

    def compact(self, compact: bool) -> None:
        """One column: the result becomes a strip above the visit."""
        self.result.set_compact(compact)
        self.card.compact(compact)
        self._place_side(compact)
        self.column.setSpacing(self._look.px(8 if compact else 12))
        words_ = self.tr("Scan a card, item or parcel")
        longer = self.tr("Scan a card, item or parcel – or type a name or code")
        self.scan.set_placeholder(words_ if compact else longer)
        if compact:
            self.column.insertWidget(1, self.result)
        else:
            self.side.column.insertWidget(0, self.result)
        self.held.compact(compact)
        self.show_name.set_compact(compact)

    def _place_side(self, compact: bool) -> None:
        """Beside the visit, or in one column behind the button "Add item"."""
        (self._two if not compact else self._panels).addWidget(self.side)
        self.side.setMinimumWidth(0 if compact else self._look.px(SIDE_PX))
        self.side.setMaximumWidth(MOST_PX if compact else self._look.px(SIDE_PX))
        self.side.tiles.set_columns(3 if compact else 2)
        self.side.back.setVisible(compact)
        self.side.setVisible(not compact)
        self._panels.setCurrentWidget(self.card)

    def focus_home(self) -> None:
        """Typing belongs in the scan box, or in the new name while one is asked for."""
        if self._panels.currentWidget() is self.naming:
            self.naming.name.setFocus()
        else:
            self.scan.setFocus()

    def tools(self) -> list[QWidget]:
        """The button that lists the waiting visits."""
        return [self.hold_button]

    def head_row(self) -> QHBoxLayout:
        """The row of the scan box."""
        return self.head

    def read_twice(self, text: str) -> None:
        """The scanner read a code again, sooner than a hand can do it."""
        self.service.read_twice(text)

    def open_household(self, household_id: bytes) -> None:
        """Opens the visit of a household that was found elsewhere."""
        self.service.open_household(household_id)

    def _arrange(self) -> None:
        self.head = QHBoxLayout()
        self.head.addWidget(self.scan, 1)
        self._panels = QStackedLayout()
        for panel in (self.card, self.held, self.naming):
            self._panels.addWidget(panel)
        self._two = QHBoxLayout()
        self._two.setSpacing(self._look.px(16))
        self._two.addLayout(self._panels, 2)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self.head)
        self.column.addLayout(self._two, 1)

    def _connect(self) -> None:
        service = self.service
        self.scan.entered.connect(self._enter)
        self.scan.edited.connect(self._hint)
        self.scan.put_aside.connect(service.main_answer)
        self.scan.moved.connect(self.card.rows.move_pick)
        self.scan.left.connect(self._leave_panel)
        self.card.rows.stepped.connect(self._step)
        self.card.rows.picked.connect(self._picked)
        self.card.finished.connect(service.finish)
        self.card.finished_without_label.connect(self._finish_without_label)
        self.card.held.connect(service.hold)
        self.result.chosen.connect(self._choose)
        self.side.tiles.tapped.connect(service.add)
        self.side.none_left.connect(self._none_left)
        self.side.turned_away.chosen.connect(service.turn_away)
        self.hold_button.clicked.connect(self._toggle_held)
        self.card.add_wanted.connect(self._show_side)
        self.side.back.clicked.connect(self._leave_panel)
        self.side.tiles.tapped.connect(self._leave_panel)
        self.held.resumed.connect(service.resume)
        self.held.put_away.connect(service.put_away)
        self.held.left.connect(self._leave_panel)
        self.naming.named.connect(self._named)
        self.naming.left.connect(self._leave_panel)
        self._connect_service()
        self._connect_keys()

    def _connect_service(self) -> None:
        service = self.service
        service.on_show.visit_shown.connect(self._show_visit)
        service.on_show.row_shown.connect(self._show_row)
        service.on_show.cleared.connect(self.result.clear)
        service.waiting.connect(self._say_waiting)
        service.named.connect(self._leave_panel)
        service.telling.finished.connect(self.labels_wanted)
        service.telling.labels_wait.connect(self._send_labels)
        service.telling.search_wanted.connect(self.search_wanted)
        service.answers.naming_wanted.connect(self._ask_name)
        service.on_show.resulted.connect(self._show_result)

    def _connect_keys(self) -> None:
        jobs = (
            (keys.FINISH, self.service.finish),
            (keys.UNDO, self.service.undo),
            (keys.HOLD, self.service.hold),
            (keys.LOST_CARD, self.service.lost_card),
            (keys.NONE_LEFT, self._none_left),
            (keys.RAN_OUT, self.side.turned_away.buttons[0].click),
            (keys.CLOSED, self.side.turned_away.buttons[1].click),
            (keys.OTHER, self.side.turned_away.buttons[2].click),
        )
        for key, job in jobs:
            key.calls(job, within=self)

    def _send_labels(self) -> None:
        self.labels_wanted.emit(None)

    def _enter(self, text: str) -> None:
        if self.takes_code(text):
            # A volunteer's card that does not scan is typed like any other code.
            self.scan.field.setText("")
            return
        self.service.enter(text, self._picked_row)

    def _picked_row(self) -> int | None:
        return rows.row_number(self.card.rows.picked_id)

    def _hint(self, text: str) -> None:
        picked = self.card.rows.picked_id is not None
        self.scan.set_hint(hints.hint(text, picked, self._today))

    def _step(self, id_: bytes, by: int) -> None:
        self.service.step(rows.row_number(id_) or 0, by)
        self.focus_home()

    def _picked(self, _: object) -> None:
        self._fit_side()
        self.focus_home()

    def _none_left(self) -> None:
        row = self._picked_row()
        if row is not None and not self.scan.text():
            self.service.none_left(row)

    def _finish_without_label(self) -> None:
        self.service.finish(label=False)

    def _choose(self, what: str) -> None:
        if what.startswith("details:"):
            self.details_wanted.emit(bytes.fromhex(what.removeprefix("details:")))
            return
        self.service.choose(what)
        self.focus_home()

    def _show_visit(self, visit: ShownVisit | None) -> None:
        self._panels.setCurrentWidget(self.card)
        self.card.show_visit(visit)
        household = visit.household if visit else None
        self.show_name.set_household(household.id if household else None)
        self.show_name.setVisible(household is not None and household.has_name)
        self._fit_side()
        self.focus_home()

    def _show_row(self, visit: ShownVisit, n: int) -> None:
        self.card.show_row(visit, n)
        self._fit_side()

    def _fit_side(self) -> None:
        self.side.show_for(
            visit=self.card.visit is not None, row=self.card.rows.picked_id is not None
        )

    def _show_result(self, result: Result) -> None:
        self.result.show_result(result)
        self._say_waiting(self.service.turns.waiting)

    def _say_waiting(self, count: int) -> None:
        """How many scans wait: beside a stop, and always in the scan box."""
        shown = self.result.result
        self.result.set_waiting(count if shown is not None and shown.pinned else 0)
        if count:
            self.scan.set_ready(self.tr("%n waiting", "", count), Tone.SOON)
        else:
            self.scan.set_ready(self.tr("Ready to scan"))

    def _ask_name(self, code: str, lines: list[Line]) -> None:
        self._panels.setCurrentWidget(self.naming)
        self.naming.ask_about(code, lines)

    def _named(self, code: str, name: str, line_id: bytes | None) -> None:
        self.service.keep_name(code, name, line_id)

    def _toggle_held(self) -> None:
        if self._panels.currentWidget() is self.held:
            self._leave_panel()
        else:
            self._panels.setCurrentWidget(self.held)

    def _show_side(self) -> None:
        self._panels.setCurrentWidget(self.side)

    def _leave_panel(self) -> None:
        self._panels.setCurrentWidget(self.card)
        self.focus_home()

    def _show_tiles(self, lines: list[Line]) -> None:
        self.side.tiles.show_tiles(
            [Tile(each.id, each.name, each.icon or "package") for each in lines]
        )
        self._fit_side()

    def _set_today(self, today: date) -> None:
        self._today = today


def _today(view: View) -> date:
    return view.today


def _nobody_takes(_: str) -> bool:
    return False
