"""What the buttons and the form of a product do: one command each, told and undone here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject, Signal

from hubdesk.errors import Refused, Said
from hubdesk.journal.operations import Operation, Ref
from hubdesk.labels import freezing
from hubdesk.labels.freezing import Labelled
from hubdesk.reports import loads
from hubdesk.reports import today as events
from hubdesk.stock import dates, dating, held_back, intake, sending, waste
from hubdesk.stock import freezing as freezing_rules
from hubdesk.stock.measures import ONES
from hubdesk.stock.moving import Goods
from hubdesk.stock.places import Place
from hubdesk.takein import packs
from ui import wording
from ui.background import DeskLine
from ui.notices import Notices
from ui.stock.about_card import AboutCard, Lot
from ui.stock.act_form import WHOLE, Asked
from ui.theme.tokens import Tone
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard


class Acting(QObject):
    """Opens the form, reads it, and sends the command. ``settled`` when it is over."""

    labels_wanted = Signal()
    settled = Signal()

    def __init__(
        self, line: DeskLine, notices: Notices, about: AboutCard, result: ResultCard
    ) -> None:
        super().__init__(about)
        self._line, self._notices, self._about, self._result = line, notices, about, result
        self._form = about.form
        self._busy = False
        self._done: Ref | None = None
        self.places: Sequence[Place] = ()
        self.today = date.min
        about.act_wanted.connect(self.ask)
        self._form.done.connect(self._do)
        self._form.left.connect(self.leave)
        result.chosen.connect(self.undo)

    def ask(self, what: str) -> None:
        """Asks in the form what an act needs; a release needs nothing."""
        lot = self._about.lot()
        if lot is None or self._busy:
            return
        if what == "release":
            self._release(lot)
            return
        if what in (Asked.FREEZE, Asked.OPEN) and not lot.can_leave:
            return
        about = self._about.about
        self._form.measure = ONES if about is None else about.measure
        if what == Asked.OPEN and about is not None and about.product.pieces is not None:
            self._open_pack(lot, about.product.id, None)
            return
        many = max(lot.batch.quantity, 1)
        match Asked(what):
            case Asked.MOVE:
                others = [each for each in self.places if each.id != lot.standing.place]
                if not others:
                    self.say(
                        Result(
                            Tone.INFO,
                            self.tr("There is one place only"),
                            (self.tr("Add another with Shelves, above the list."),),
                        )
                    )
                    return
                self._form.ask_move(many, others)
            case Asked.WASTE:
                dated = lot.batch.dated
                past = dated is not None and dated.day < self.today
                self._form.ask_waste(many, waste.Reason.PAST if past else waste.Reason.DAMAGED)
            case Asked.REDATE:
                self._form.ask_date(many)
            case Asked.HOLD:
                self._form.ask_hold(has_date=lot.batch.id is not None)
            case Asked.FREEZE:
                if lot.batch.id is None:
                    said = self.tr("Goods without a date cannot be frozen")
                    self.say(Result(Tone.INFO, said, (self.tr("Correct the date first."),)))
                    return
                most = self._form.measure.most(freezing_rules.MOST_AT_ONCE)
                self._form.ask_freeze(min(many, most))
            case Asked.OPEN:
                self._form.ask_pieces()
        self._about.open_form()
        self._form.focus_home()

    def leave(self) -> None:
        """Nothing is done."""
        self._about.close_form()
        self.settled.emit()

    def undo(self, _: object = None) -> None:
        """Takes back what was done here last."""
        if self._done is not None and not self._busy:
            self._busy = True
            self._line.do(events.undo, self._done, then=self._undone, refused=self.refused)

    def refused(self, failure: Said) -> None:
        """Says what cannot be done; the form stays, with what was typed."""
        self._busy = False
        self.say(Result(Tone.SOON, wording.said(failure)))
        if self._about.is_asking:
            self._form.focus_home()

    def say(self, result: Result) -> None:
        """Tells how it went."""
        self._notices.aloud(result)
        self._result.show_result(result)

    def _do(self) -> None:
        lot, about = self._about.lot(), self._about.about
        if lot is None or about is None or self._busy:
            return
        try:
            self._send(lot, about.product.id)
        except Refused as failure:
            self.refused(failure)

    def _send(self, lot: Lot, product: bytes) -> None:
        form, place, batch = self._form, lot.standing.place, lot.batch.id
        assert place is not None or form.asked is Asked.HOLD
        match form.asked:
            case Asked.MOVE:
                to = bytes.fromhex(form.choice.value())
                goods = [Goods(product, batch, form.number())]
                self._command(loads.carry, place, to, goods, then=self._moved)
            case Asked.WASTE:
                many, weight_g = form.number(), form.weight_g()
                reason, named = form.choice.value(), {"place": place, "weight_g": weight_g}
                self._command(
                    intake.discard, product, many, batch, reason, then=self._thrown, **named
                )
            case Asked.REDATE:
                read = dates.read(form.words.text(), self.today)
                self._command(
                    dating.correct, product, place, batch, form.number(), read, then=self._redated
                )
            case Asked.FREEZE:
                goods_of = (product, batch, form.number())
                self._command(freezing.freeze, *goods_of, place=place, then=self._frozen)
            case Asked.OPEN:
                self._open_pack(lot, product, form.number())
            case Asked.HOLD:
                held = product if form.choice.value() == WHOLE or batch is None else batch
                self._command(held_back.hold, held, form.words.text(), then=self._held)

    def _command(self, command: object, *args: object, then: object, **named: object) -> None:
        self._busy = True
        self._line.do(command, *args, then=then, refused=self.refused, **named)  # type: ignore[arg-type]

    def _release(self, lot: Lot) -> None:
        about = self._about.about
        assert about is not None
        id_ = lot.batch.id if lot.batch.id in about.held else about.product.id
        self._command(held_back.release, id_, then=self._released)

    def _open_pack(self, lot: Lot, product: bytes, pieces: int | None) -> None:
        what = (product, lot.standing.place, lot.batch, pieces)
        self._command(packs.open_one, *what, then=self._opened)

    def _opened(self, op: Operation) -> None:
        self._did(op, self.tr("Pack opened"), self.tr("Its single ones are on the shelf now."))

    def _frozen(self, done: Labelled) -> None:
        until = done.frozen.until
        day = QLocale().toString(QDate(until.year, until.month, until.day), "d MMMM yyyy")
        said = self.tr("A label for each prints. Use it by {date}.").format(date=day)
        self._did(done.frozen.op, self.tr("Frozen"), said)
        self.labels_wanted.emit()

    def _moved(self, op: Operation) -> None:
        site = op.type == sending.SENT.name
        line = (
            self.tr("It is on the way until it is received there.")
            if site
            else self.tr("It is there now.")
        )
        self._did(op, self.tr("Sent") if site else self.tr("Moved"), line)
        if site:
            self.labels_wanted.emit()

    def _thrown(self, op: Operation) -> None:
        self._did(op, self.tr("Thrown away"), self.tr("Put it to waste."))

    def _redated(self, op: Operation) -> None:
        self._did(op, self.tr("Date corrected"), self.tr("How many there are is as before."))

    def _held(self, op: Operation) -> None:
        self._did(op, self.tr("Held back"), self.tr("Nobody is given it until it is released."))

    def _released(self, op: Operation) -> None:
        self._did(op, self.tr("Released"), self.tr("It may be given out again."))

    def _did(self, op: Operation, headline: str, line: str) -> None:
        self._busy, self._done = False, op.ref
        self._about.close_form()
        undo = Action("undo", self.tr("Undo"), "", "undo-2")
        self.say(Result(Tone.OK, headline, (line,), (undo,)))
        self.settled.emit()

    def _undone(self, _: object) -> None:
        self._busy, self._done = False, None
        self.say(Result(Tone.INFO, self.tr("Taken back"), (self.tr("It did not happen."),)))
