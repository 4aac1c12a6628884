"""One product: where it is, batch by batch, and what can be done with what is marked."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.stock.batch import Batch
from hubdesk.stock.dates import DateKind
from hubdesk.stock.whereabouts import About, Standing, Where
from ui import counted, keys, wording
from ui.stock import words
from ui.stock.act_form import ActForm
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.record_list import RecordLine, RecordList


class Lot(Struct, frozen=True):
    """Some of one batch in one place, as a row of the card."""

    standing: Standing
    batch: Batch

    @property
    def can_leave(self) -> bool:
        """True for what stands on a shelf: a packed parcel is unpacked, a load received."""
        return self.standing.where is Where.PLACE


class AboutCard(QWidget):
    """Shows a product. The buttons are for the marked row, or for all of a place at once.

    ``let_go`` when the form was closed under somebody's fingers.
    """

    act_wanted = Signal(str)
    history_wanted = Signal()
    shelf_wanted = Signal()
    dates_wanted = Signal()
    let_go = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.about: About | None = None
        self.today = date.min
        self._compact = False
        self._asked_of: tuple[bytes | None, bytes | None] | None = None
        self.name = label("", "heading", wraps=True)
        self.line_name = label("", "muted", wraps=True)
        self.held = label("", "strong", wraps=True)
        self.list = RecordList(look, self._reads, self.tr("Where it is"), lead_px=64)
        self.form = ActForm(look)
        self.empty = EmptyState(
            look, "package", self.tr("Choose a row"), self.tr("Its dates and places show here.")
        )
        self._arrange()
        self._connect()

    def show_about(self, about: About, today: date) -> None:
        """Shows where a product is; what is marked stays marked where it can."""
        same = self.about is not None and self.about.product.id == about.product.id
        was = self._marked() if same else None
        row = self.list.currentIndex().row() if same else 0
        if not same:
            self.close_form()
        self.about, self.today = about, today
        self._pages.setCurrentIndex(0)
        self.name.setText(wording.placed(words.called(about.product.name)))
        total = counted.items(about.quantity)
        if not about.measure.in_ones:
            total = wording.phrase(about.measure.said(about.quantity))
        line_name = "" if about.line_name == about.product.name else about.line_name
        self.line_name.setText("  ·  ".join(filter(None, (line_name, total))))
        why = self.tr("Held back: {reason}").format(reason=wording.inside(about.why))
        self.held.setText(why if about.held else "")
        self.held.setVisible(bool(about.held))
        lots = _lots(about)
        now = next((at for at, lot in enumerate(lots) if _which(lot) == was), max(row, 0))
        self.list.hold(lots, now)
        self._enable()

    def show_nothing(self) -> None:
        """No row is chosen."""
        self.about = None
        self.close_form()
        self.empty.say(self.tr("Choose a row"), self.tr("Its dates and places show here."))
        self._pages.setCurrentIndex(1)

    def carry(self, back: QWidget) -> None:
        """Has the way back stand before what is shown: a row of its own would cost the list's."""
        heads = (self._head, self._empty_head)
        self._empty_head.insertWidget(0, back)
        self._pages.currentChanged.connect(lambda at: heads[at].insertWidget(0, back))

    def mark(self, place: bytes, batch: bytes | None) -> None:
        """Marks the first row of a place, or the one of a batch there."""
        lots = [each for each in self.list.records.records if each.standing.place == place]
        wanted = [each for each in lots if each.batch.id == batch] or lots
        if wanted and (batch is not None or self.list.marked() not in lots):
            self.list.mark(list(self.list.records.records).index(wanted[0]))

    def show_line(self, name: str) -> None:
        """A line is chosen, and not one of its products."""
        self.show_nothing()
        self.empty.say(wording.placed(name), self.tr("Press Enter to see its products."))

    def lot(self) -> Lot | None:
        """What the buttons are for."""
        marked = self.list.marked()
        return marked if isinstance(marked, Lot) else None

    def is_held(self) -> bool:
        """True when what is marked is held back."""
        lot, about = self.lot(), self.about
        return (
            about is not None
            and lot is not None
            and (about.product.id in about.held or lot.batch.id in about.held)
        )

    def close_form(self) -> None:
        """Puts the buttons back."""
        focused = QApplication.focusWidget()
        typing = self.is_asking and focused is not None and self.form.isAncestorOf(focused)
        self.form.hide()
        self.list.show()
        self._buttons_row.show()
        if typing:
            self.let_go.emit()

    def compact(self, compact: bool) -> None:
        """With large letters the form stands in the list's place."""
        self._compact = compact
        self._card.set_tight(low_foot=compact)
        self._make_room()

    def open_form(self) -> None:
        """Puts the form where the buttons were, about what is marked now."""
        self._asked_of = self._marked()
        self._buttons_row.hide()
        self.form.show()
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """With large letters, or a result below, the form stands in the list's place."""
        least_px = self._card.minimumSizeHint().height()
        if self.list.isHidden():
            least_px += self.list.minimumSizeHint().height()
        roomy = not self._compact and least_px <= self.height()
        self.list.setVisible(roomy or not self.is_asking)

    @property
    def is_asking(self) -> bool:
        """True while the form is open."""
        return not self.form.isHidden()

    def _reads(self, lot: Lot) -> RecordLine:
        assert self.about is not None
        return words.batch_line(lot.standing, lot.batch, self.today, self.about)

    def _arrange(self) -> None:
        look = self._look
        self.move_button = plain(look, self.tr("Move"), "arrow-right")
        self.waste = plain(look, self.tr("Throw away"), "trash-2", keys.TO_WASTE.shown)
        self.redate = plain(look, self.tr("Correct date"), "calendar")
        self.hold = plain(look, self.tr("Hold back"), "hand")
        self.history = plain(look, self.tr("History"), "history")
        self.shelf = plain(look, self.tr("Shelf"), "list")
        self.dates = plain(look, self.tr("Dates"), "calendar-check", keys.DATES_OF.shown)
        self.freeze = plain(look, self.tr("Freeze"), "snowflake", keys.FREEZE.shown)
        self.open_pack = plain(look, self.tr("Open a pack"), "package-open", keys.OPEN_PACK.shown)
        card = Card(look, foot=True)
        card.set_tight()
        called = QVBoxLayout()
        for part in (self.name, self.line_name):
            called.addWidget(part)
        self._head = QHBoxLayout()
        self._head.addLayout(called, 1)
        card.body.addLayout(self._head)
        card.body.addWidget(self.held)
        card.add_wide(self.list)
        buttons = QWidget()
        buttons.setProperty("role", "plain")
        self._flow = FlowLayout(8, buttons)
        for each in self._buttons():
            self._flow.addWidget(each)
        self._buttons_row = buttons
        assert card.foot is not None
        card.foot.addWidget(buttons)
        card.foot.addWidget(self.form)
        self.form.hide()
        self._pages = QStackedWidget()
        nothing, self._empty_head = Card(look), QHBoxLayout()
        self._empty_head.addStretch(1)
        nothing.body.addLayout(self._empty_head)
        nothing.body.addWidget(self.empty)
        self._pages.addWidget(card)
        self._pages.addWidget(nothing)
        self._pages.setCurrentIndex(1)
        self._card = card
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _buttons(self) -> tuple[QWidget, ...]:
        first = (self.move_button, self.waste, self.redate, self.hold, self.history, self.shelf)
        return (*first, self.dates, self.freeze, self.open_pack)

    def _connect(self) -> None:
        self.move_button.clicked.connect(self._move)
        self.waste.clicked.connect(self._waste)
        self.redate.clicked.connect(self._redate)
        self.hold.clicked.connect(self._hold)
        self.history.clicked.connect(self.history_wanted)
        self.shelf.clicked.connect(self.shelf_wanted)
        self.dates.clicked.connect(self.dates_wanted)
        self.freeze.clicked.connect(self._freeze)
        self.open_pack.clicked.connect(self._open_pack)
        self.list.chosen.connect(self._enable)

    def _enable(self, _: object = None) -> None:
        lot = self.lot()
        can = lot is not None and lot.can_leave
        for button in (self.move_button, self.waste, self.redate):
            button.setEnabled(can)
        self.hold.setEnabled(lot is not None)
        self._offer_more(lot if can else None)
        self.hold.say(self.tr("Release") if self.is_held() else self.tr("Hold back"))
        if self.is_asking and self._marked() != self._asked_of:
            self.close_form()

    def _offer_more(self, lot: Lot | None) -> None:
        """What only some goods need is offered for those: a date, a use by to come, a pack."""
        dated = lot.batch.dated if lot is not None else None
        usual = self.about.product.date_kind if self.about is not None else None
        kind = (dated.kind or usual) if dated is not None else None
        by_safety = kind not in (DateKind.BEST_BEFORE, DateKind.FROZEN)
        self.dates.setVisible(dated is not None)
        self.freeze.setVisible(by_safety and dated is not None and dated.day >= self.today)
        pieces = self.about.product.pieces if self.about is not None else None
        self.open_pack.setVisible(lot is not None and pieces is not None)

    def _marked(self) -> tuple[bytes | None, bytes | None] | None:
        """The place and the batch of what is marked: the same after the book was read again."""
        lot = self.lot()
        return None if lot is None else _which(lot)

    def _move(self) -> None:
        self.act_wanted.emit("move")

    def _waste(self) -> None:
        self.act_wanted.emit("waste")

    def _redate(self) -> None:
        self.act_wanted.emit("redate")

    def _freeze(self) -> None:
        self.act_wanted.emit("freeze")

    def _open_pack(self) -> None:
        self.act_wanted.emit("open")

    def _hold(self) -> None:
        self.act_wanted.emit("release" if self.is_held() else "hold")


def _which(lot: Lot) -> tuple[bytes | None, bytes | None]:
    return lot.standing.place, lot.batch.id


def _lots(about: About) -> list[Lot]:
    """Every batch in every place; what a place has fewer of than none is a row as well."""
    lots: list[Lot] = []
    for standing in about.standing:
        batches = standing.batches or (Batch(None, None, standing.quantity),)
        lots += [Lot(standing, each) for each in batches]
    return lots
