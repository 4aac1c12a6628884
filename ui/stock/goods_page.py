"""The list of goods beside the one that is chosen: what is typed, scanned and marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.scanner import in_stock, reading
from hubdesk.scanner.in_stock import Leads, Meant
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import whereabouts
from hubdesk.stock.found import Found
from hubdesk.stock.places import Place
from hubdesk.stock.whereabouts import About
from ui import keys, wording
from ui.background import DeskLine
from ui.notices import Notices
from ui.stock import asked
from ui.stock.about_card import AboutCard
from ui.stock.acting import Acting
from ui.stock.list_card import ListCard
from ui.stock.rows import Rows
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.result import Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox

TYPED_MS = 80


class GoodsPage(QWidget):
    """``load_wanted`` is the id of a load whose slip was scanned; ``history_wanted`` a product
    with the batch that is marked, or None; ``shelf_wanted`` a line and its place, and
    ``not_for_here`` a code that was scanned and leads nowhere."""

    load_wanted = Signal(object)
    crate_wanted = Signal(object)
    dates_wanted = Signal(object, object, object)
    history_wanted = Signal(object, object)
    shelf_wanted = Signal(object, object)
    labels_wanted = Signal()
    not_for_here = Signal(str)

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self._look, self._line, self._notices = look, line, notices
        self._spot: Meant | None = None
        self._row: Found | None = None
        self._compact = self._opened = False
        self.today = date.min
        self.scan = ScanBox(look, self.tr("Type a name, or scan goods, a shelf or a load"))
        # What was sought still stands there when something that was done is taken back.
        self.scan.desk_keys = (keys.UNDO.shown, keys.TO_WASTE.shown)
        self.listed = ListCard(look)
        self.rows = Rows(line, self.listed)
        self.about = AboutCard(look)
        self.result = ResultCard(look)
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.acting = Acting(line, notices, self.about, self.result)
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Asks again for the places, the rows and what is chosen."""
        self._line.ask(asked.around, then=self._offer)
        self._seek()
        self._look_again()

    def scanned(self, text: str, sender: ScannerSetup = reading.TYPED) -> None:
        """Goods show where they are, a shelf what stands on it, a load's slip the load."""
        then, refused = partial(self._scan_read, text), self.acting.refused
        self._line.ask(in_stock.meant, text, sender, then=then, refused=refused)

    def compact(self, compact: bool) -> None:
        """One column: what is chosen stands in the list's place until one goes back."""
        self._compact = compact
        self.about.compact(compact)
        self.result.set_compact(compact)
        self._turn(self._opened and self._row is not None)

    def focus_home(self) -> None:
        """Typing belongs in the box, or in the form while something is being done."""
        if self.about.is_asking:
            self.about.form.focus_home()
        elif self._compact and self._opened:
            self.about.list.setFocus()
        else:
            self.scan.setFocus()

    def show_product(self, product: bytes) -> None:
        """Shows one product, whatever was typed or chosen before."""
        self._clear()
        self.listed.show_products()
        wanted = self.listed.asked("", None)
        self._line.ask(asked.row_of, wanted, product, then=self._mark_row)
        self._line.ask(whereabouts.of, product, then=self._show_only)

    def _arrange(self) -> None:
        self.head = QHBoxLayout()
        self.head.addWidget(self.scan, 1)
        self.about.carry(self.back)
        left = QVBoxLayout()
        left.addWidget(self.listed, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.about, 1)
        right.addWidget(self.result)
        self._columns = (left, right)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(self._left, 8)
        self._across.addWidget(self._right, 5)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.head)
        whole.addLayout(self._across, 1)
        self._whole = whole
        self._turn(False)
        self._space()

    def _connect(self) -> None:
        self.scan.edited.connect(self._edited)
        self.scan.entered.connect(self._entered)
        self.scan.left.connect(self._clear)
        self.scan.moved.connect(self.listed.list.move_mark)
        self._typed.timeout.connect(self._seek)
        self.listed.sifted.connect(self._seek)
        self.listed.chosen.connect(self._choose)
        self.listed.opened.connect(self._open)
        self.about.history_wanted.connect(self._history)
        self.about.shelf_wanted.connect(self._shelf)
        self.about.dates_wanted.connect(self.ask_dates)
        self.about.let_go.connect(self.focus_home)
        self.acting.labels_wanted.connect(self.labels_wanted)
        self.acting.settled.connect(self.focus_home)
        self.back.clicked.connect(self._go_back)
        keys.BACK.calls(self._go_back, within=self._right, while_focused=True)
        self._look.changed.connect(self._space)

    def _space(self) -> None:
        px = self._look.px
        self._across.setSpacing(px(16))
        for layout in (self._whole, *self._columns):
            layout.setSpacing(px(6 if self._compact else 12))

    def _offer(self, around: tuple[date, Sequence[Place]]) -> None:
        self.today, known = around
        self.listed.today = self.today
        self.listed.offer(known)
        self.acting.places = known
        self.acting.today = self.today

    def _seek(self) -> None:
        """Asks for what is typed, on the shelf that was scanned."""
        self._typed.stop()
        self.rows.seek(self.scan.text(), self._spot.id if self._spot is not None else None)

    def _edited(self, _: str) -> None:
        self._typed.start()

    def _entered(self, text: str) -> None:
        """Enter opens what is marked; a number that is a code leads as if it was scanned."""
        self.scan.field.setText(text)
        if in_stock.is_code(text):
            self._clear()
            self.scanned(text)
            return
        if self._row is not None:
            self._open(self._row)

    def _clear(self) -> None:
        self._spot = None
        self.scan.field.setText("")
        self.scan.set_hint("")
        self._seek()

    def _choose(self, row: Found | None) -> None:
        self._row = row
        if row is None:
            self.about.show_nothing()
        elif row.product is None:
            self.about.show_line(row.name)
        else:
            self._line.ask(whereabouts.of, row.product, then=self._show)

    def _look_again(self) -> None:
        if self.about.about is not None:
            self._line.ask(whereabouts.of, self.about.about.product.id, then=self._show)

    def _show(self, about: About) -> None:
        """What is chosen; an answer about what was chosen before comes too late."""
        row = self._row
        if row is None or row.product != about.product.id:
            return
        fresh = self.about.about is None or self.about.about.product.id != about.product.id
        self.about.show_about(about, self.today)
        if fresh or row.batch is not None:
            self.about.mark(row.place, row.batch)

    def _show_only(self, about: About) -> None:
        """A product that was scanned, though the book may have none of it."""
        if not about.standing:
            self.acting.say(
                Result(
                    Tone.INFO,
                    wording.placed(about.product.name),
                    (self.tr("The book has none of it."),),
                )
            )

    def _open(self, row: Found) -> None:
        if row.product is None:
            self._seek_for(row.name)
            return
        self._turn(True)
        self.about.list.setFocus()

    def _seek_for(self, name: str) -> None:
        """The products of a line, as if its name had been typed."""
        self._clear()
        self.listed.show_products()
        self.scan.field.setText(name)
        self._seek()

    def _go_back(self) -> None:
        if self.about.is_asking:
            self.acting.leave()
        else:
            self._turn(False)
            self.scan.setFocus()

    def _turn(self, opened: bool) -> None:
        self._opened = opened
        self._left.setVisible(not (self._compact and opened))
        self._right.setVisible(opened or not self._compact)
        self.back.setVisible(self._compact and opened)
        self.scan.setVisible(not (self._compact and opened))

    def lead(self, meant: Meant) -> None:
        """Goes where a code leads, if it leads anywhere."""
        match meant.leads:
            case Leads.PRODUCT:
                self.show_product(meant.id)
            case Leads.LINE:
                self._seek_for(meant.name)
            case Leads.SHELF:
                self._clear()
                self._spot = meant
                self.scan.set_hint(wording.shelf(meant.name))
                self._turn(False)
                self._seek()
            case Leads.LOAD:
                self.load_wanted.emit(meant.id)
            case Leads.CRATE:
                self.crate_wanted.emit(meant.id)

    def _scan_read(self, text: str, meant: Meant) -> None:
        if meant.leads is Leads.NOWHERE:
            self.not_for_here.emit(text)
        else:
            self.lead(meant)

    def _mark_row(self, row: int | None) -> None:
        if row is not None:
            self.listed.mark_later(row)
            self._turn(True)

    def _history(self) -> None:
        lot = self.about.lot()
        if self.about.about is not None:
            batch = lot.batch.id if lot is not None else None
            self.history_wanted.emit(self.about.about.product.id, batch)

    def ask_dates(self) -> None:
        """To the Dates screen, with what is in hand."""
        about, lot = self.about.about, self.about.lot()
        if about is not None and lot is not None and lot.batch.dated is not None:
            self.dates_wanted.emit(about.product.id, lot.standing.place, lot.batch.id)

    def _shelf(self) -> None:
        about, lot = self.about.about, self.about.lot()
        if about is not None and about.product.line is not None:
            place = lot.standing.place if lot is not None else None
            self.shelf_wanted.emit(about.product.line, place)
