"""What the Dates screen does with what is marked: one command each, told and undone here."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QObject, Signal

from hubdesk.errors import Said
from hubdesk.journal.operations import Operation, Ref
from hubdesk.labels import freezing
from hubdesk.labels.freezing import Labelled
from hubdesk.reports import today
from hubdesk.stock import held_back, intake, quantity, windows
from hubdesk.stock.foods import Food
from ui import wording
from ui.background import DeskLine
from ui.dates.goods_card import GoodsCard
from ui.dates.rules_card import RulesCard
from ui.dates.window_card import WindowCard
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard

OUT_OF_DATE = "past its date"
"""Why goods were thrown away, in the journal's word."""


class Acts(QObject):
    """Reads the cards and sends the commands; ``labels_wanted`` when labels wait to print."""

    labels_wanted = Signal()

    def __init__(
        self,
        line: DeskLine,
        notices: Notices,
        cards: tuple[GoodsCard, WindowCard, RulesCard],
        result: ResultCard,
    ) -> None:
        super().__init__(result)
        self._line, self._notices = line, notices
        self.goods, self.window_card, self.rules = cards
        self.result = result
        self._done: list[Ref] = []
        goods, window, rules = cards
        goods.freeze_wanted.connect(self.freeze)
        goods.hold_wanted.connect(self.hold)
        goods.release_wanted.connect(self.release)
        goods.waste_wanted.connect(self.waste)
        window.saved.connect(self.save_window)
        window.shipped_wanted.connect(self.as_shipped)
        rules.said.connect(self.say_food)
        rules.saved.connect(self.save_rules)
        result.chosen.connect(self.undo)

    def freeze(self) -> None:
        """The marked goods are frozen, and a label waits for each."""
        goods = self.goods.goods
        if goods is None or self.goods.freeze.isHidden():
            return
        many = self._many()
        if many is not None:
            what = (goods.product, goods.batch, many)
            do = self._line.do
            do(
                freezing.freeze,
                *what,
                place=goods.place.id,
                then=self._frozen,
                refused=self.refused,
            )

    def _frozen(self, done: Labelled) -> None:
        said = self.tr("A label for each prints. Use it by {date}.")
        until = QDate(done.frozen.until.year, done.frozen.until.month, done.frozen.until.day)
        line = said.format(date=QLocale().toString(until, "d MMMM yyyy"))
        self._did(done.frozen.op, self.tr("Frozen"), line)
        self.labels_wanted.emit()

    def hold_or_release(self) -> None:
        """One key: what is held back is released, anything else held back."""
        if self.goods.held is not None:
            self.release()
        else:
            self.hold()

    def hold(self) -> None:
        """Nobody may be given the marked goods until they are released."""
        goods = self.goods.goods
        if goods is None:
            return
        why = self.goods.why.text()
        self._line.do(held_back.hold, goods.batch, why, then=self._held_back, refused=self.refused)

    def _held_back(self, op: Operation) -> None:
        self._did(op, self.tr("Held back"), self.tr("Nobody is given it until it is released."))

    def release(self) -> None:
        """What is held back may be given again."""
        held = self.goods.held
        if held is not None:
            self._line.do(held_back.release, held.id, then=self._released, refused=self.refused)

    def _released(self, op: Operation) -> None:
        self._did(op, self.tr("Released"), self.tr("It may be given again."))

    def waste(self) -> None:
        """So many of the marked goods are thrown away."""
        goods, many = self.goods.goods, self._many()
        if goods is not None and many is not None:
            what = (goods.product, many, goods.batch, OUT_OF_DATE)
            do = self._line.do
            do(intake.discard, *what, place=goods.place.id, then=self._wasted, refused=self.refused)

    def _wasted(self, op: Operation) -> None:
        self._did(op, self.tr("Thrown away"), self.tr("The book has that many less."))

    def _many(self) -> int | None:
        """How many were typed; says what to type instead when it is no number."""
        if self.goods.goods is None:
            return None
        try:
            return self.goods.goods.measure.read(self.goods.many.text())
        except Said as failure:
            self.refused(failure)
            return None

    def save_window(self) -> None:
        """How long a food may be given after its best before, as typed."""
        window, card = self.window_card.window_, self.window_card
        if window is not None:
            what = (card.span.text(), card.source.text(), card.source_date.text())
            food = window.shipped.food
            self._line.do(windows.change, food, *what, then=self._saved, refused=self.refused)

    def as_shipped(self) -> None:
        """A window is again as Hubdesk brings it."""
        window = self.window_card.window_
        if window is not None:
            self._line.do(windows.as_shipped, window.shipped.food, then=self._saved)

    def say_food(self) -> None:
        """What kind of food a line is."""
        line = self.rules.line
        if line is not None:
            food = Food(self.rules.food.value())
            self._line.do(windows.say_food, line.id, food, then=self._saved, refused=self.refused)

    def save_rules(self) -> None:
        """What is refused and what is taken in, as typed."""
        try:
            days = quantity.read_count(self.rules.days.text())
        except Said as failure:
            self.refused(failure)
            return
        past = self.rules.refuse_past.isChecked()
        self._line.do(
            windows.set_rule,
            refuse_past=past,
            take_in_days=days,
            then=self._saved,
            refused=self.refused,
        )

    def _saved(self, did: Operation | None) -> None:
        if did is None:
            self.say(Tone.INFO, self.tr("It is so already"), "")
        else:
            self._did(did, self.tr("Saved"), self.tr("It holds from now on."))

    def _did(self, op: Operation, headline: str, line: str) -> None:
        self._done.append(op.ref)
        self.say(Tone.OK, headline, line)

    def undo(self, _: object = None) -> None:
        """Takes back what was done here last: no visit, and nothing that was done elsewhere."""
        if self._done:
            self._line.do(today.undo, self._done.pop(), then=self._undone, refused=self.refused)

    def _undone(self, _: object) -> None:
        self._notices.aloud(Result(Tone.INFO, self.tr("Taken back")))
        self.result.show_result(Result(Tone.INFO, self.tr("Taken back")))

    def refused(self, failure: Said) -> None:
        """Says what cannot be done, and what to do instead."""
        result = Result(Tone.SOON, wording.said(failure))
        self._notices.aloud(result)
        self.result.show_result(result)

    def say(self, tone: Tone, headline: str, line: str) -> None:
        """Tells how it went; what can be taken back has its way back."""
        back = (Action("undo", self.tr("Undo"), "", "undo-2"),) if tone is Tone.OK else ()
        result = Result(tone, headline, (line,) if line else (), back)
        self._notices.aloud(result)
        self.result.show_result(result)
