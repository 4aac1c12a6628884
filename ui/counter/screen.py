"""The counter (F2): one scan box, the visit, and beside it what came of the last scan.

The screen only puts its pieces together: ``hands.py`` hears what is typed and pressed,
``service.py`` carries it to the desk, ``showing.py`` shows what came of it, and ``panels.py``
says what stands in the visit's place.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.counter import hold as held_visits
from hubdesk.journal.act import View
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import products
from ui import keys
from ui.background import DeskLine
from ui.counter.entering_paper import EnteringPaper
from ui.counter.half_typed import HalfTyped
from ui.counter.hands import Hands
from ui.counter.left_over import LeftOver
from ui.counter.panels import Panels
from ui.counter.paper_strip import PaperStrip
from ui.counter.parts import Parts
from ui.counter.service import Service
from ui.counter.showing import Showing
from ui.notices import Notices
from ui.theme.look import Look

if TYPE_CHECKING:
    from ui.widgets.name_it import NameIt


class CounterScreen(QWidget):
    """Serves walk-in households. Emits what the rest of the desk has to do about it."""

    search_wanted = Signal(str)
    details_wanted = Signal(object)
    labels_wanted = Signal(object)

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Counter"), "counter"
        self._line = line
        self.service = Service(line, notices, self)
        parts = self.parts = Parts.made(look, line)
        self.scan, self.card, self.result, self.side = (
            parts.scan,
            parts.card,
            parts.result,
            parts.side,
        )
        self.held, self.hold_button = parts.held, parts.held.opener
        self.head = QHBoxLayout()
        self.head.addWidget(parts.scan, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.head)
        self.asks = QVBoxLayout()
        column.addLayout(self.asks)
        self.panels = Panels(look, parts, column, self)
        self.hands = Hands(parts, self.service, self)
        self.half_typed = HalfTyped(parts.scan, self.service, self)
        self.showing = Showing(parts, self.service, self)
        want, telling = self.service.intents, self.service.telling
        on_show = self.service.on_show
        self.left_over = LeftOver(look, line, want, on_show, telling, self)
        self.paper = EnteringPaper(want, on_show, telling, PaperStrip(look), self)
        for strip in (self.paper.strip, self.left_over.sheets, self.left_over.held):
            self.asks.addWidget(strip)
        self._connect()
        self.compact(False)

    @property
    def naming(self) -> NameIt:
        """Where a new barcode is named."""
        return self.panels.name_it

    def shown(self) -> None:
        """Asks again for everything on show."""
        self._line.ask(_today, then=self._set_today)
        self._ask_tiles()
        self._ask_held()
        if self.left_over.begun:
            self.left_over.ask_again()
            self.service.telling.refresh()
        else:
            self.left_over.begin()

    def scanned(self, text: str) -> None:
        """A scan came while the counter was in front."""
        self.panels.leave()
        self.service.scan(text)

    def changed(self, changes: Changes) -> None:
        """Something else on the desk, or another laptop, changed what is on show."""
        if changes.touches(Touched.DAY):
            self.shown()
        if changes.touches(Touched.HOLD):
            self._ask_held()
            self.left_over.ask_again()
        if changes.touches(Touched.PRODUCT, Touched.SETTING):
            self._ask_tiles()

    def compact(self, compact: bool) -> None:
        """One column: the result becomes a strip above the visit."""
        self.result.set_compact(compact)
        self.card.compact(compact)
        self.panels.compact(compact)
        words = self.tr("Scan a card, item or parcel")
        longer = self.tr("Scan a card, item or parcel – or type a name or code")
        self.scan.set_placeholder(words if compact else longer)
        self.held.compact(compact)
        self.left_over.compact(compact)
        self.paper.strip.compact(compact)
        self.parts.show_name.set_compact(compact)

    def focus_home(self) -> None:
        """Typing belongs in the scan box, unless a panel asks for a name or changes the visit."""
        if self.paper.strip.asking:
            self.paper.strip.field.setFocus()
        elif self.panels.changing:
            self.parts.change.focus_home()
        else:
            (self.naming.name if self.panels.naming else self.scan).setFocus()

    def tools(self) -> list[QWidget]:
        """The button that lists the waiting visits."""
        return [self.hold_button]

    def head_row(self) -> QHBoxLayout:
        """The row of the scan box."""
        return self.head

    def listen_as(self, setup: ScannerSetup) -> None:
        """The scanner was set up like this."""
        self.service.listen_as(setup)

    def read_twice(self, text: str) -> None:
        """The scanner read a code again, sooner than a hand can do it."""
        self.service.read_twice(text)

    def open_household(self, household_id: bytes) -> None:
        """Opens the visit of a household that was found elsewhere."""
        self.service.acts.open_household(household_id)

    def let_go(self) -> None:
        """The desk was locked: the visit is on hold, and nothing of it stays on the screen."""
        self.panels.leave()
        self.scan.clear()
        self.service.on_show.clear()
        self.service.on_show.show_visit(None)
        self.held.show_held(())

    def _connect(self) -> None:
        service, hands, panels = self.service, self.hands, self.panels
        hands.done.connect(self.focus_home)
        hands.details_wanted.connect(self.details_wanted)
        panels.left.connect(self.focus_home)
        panels.named.connect(service.acts.keep_name)
        self.card.rows.picked.connect(self._picked)
        self.showing.visit_shown.connect(self._visit_shown)
        service.acts.named.connect(panels.leave)
        service.answers.naming_wanted.connect(panels.ask_name)
        service.answers.change_wanted.connect(panels.show_change)
        keys.CHANGE.calls(panels.show_change, within=self)
        keys.FROM_PAPER.calls(self.paper.begin, within=self)
        self.scan.desk_keys = keys.HOLD.all_
        service.telling.home_wanted.connect(self.focus_home)
        for done in (self.parts.change.ages_told, self.parts.change.acted):
            done.connect(panels.leave)
        service.telling.finished.connect(self.labels_wanted)
        service.telling.search_wanted.connect(self.search_wanted)
        service.telling.labels_wait.connect(self._send_labels)

    def _send_labels(self) -> None:
        self.labels_wanted.emit(None)

    def _picked(self, _: object) -> None:
        self.showing.fit_side()
        self.focus_home()

    def _visit_shown(self) -> None:
        visit = self.card.visit
        if self.panels.changing and visit is not None:
            self.parts.change.show_visit(visit)
        else:
            self.panels.show_visit()
        self.focus_home()

    def _ask_held(self) -> None:
        self._line.ask(held_visits.waiting, then=self.held.show_held)

    def _ask_tiles(self) -> None:
        self._line.ask(products.lines, tiles=True, then=self.showing.show_tiles)

    def _set_today(self, today: date) -> None:
        self.hands.today = today


def _today(view: View) -> date:
    return view.today
