"""Carries scans and keys to the desk, one after the other, and its answers to the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.counter import draft as drafts
from hubdesk.counter import entering, finishing, serving, turned_away, typed
from hubdesk.counter.finishing import Finished
from hubdesk.counter.outcome import Result as Came
from hubdesk.counter.turned_away import Why
from hubdesk.counter.visit import ShownVisit
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import products
from ui.background import DeskLine
from ui.counter import cards
from ui.counter.answers import Answers
from ui.counter.on_show import OnShow
from ui.counter.telling import Telling
from ui.counter.turns import Turns
from ui.notices import Notices
from ui.widgets.result import Result

Work = Callable[[], None]
PickedRow = Callable[[], int | None]


class Service(QObject):
    """What is going on at the counter. Every slot is one line of intent.

    Whatever is scanned, typed or pressed is done in its order, each after the last is on show.
    While a stop stands, scans wait and are counted (``waiting``). When the date is not sure,
    ``telling.asking.day_unsure`` says so and everything waits until it is known (``go_on``).
    """

    named = Signal()
    waiting = Signal(int)

    def __init__(self, line: DeskLine, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on_show = OnShow(notices, self)
        self.turns = Turns(self.on_show.pinned, self.waiting.emit)
        self.telling = Telling(line, notices, self.turns, self.on_show, self)
        self.answers = Answers(self.on_show, self.telling, self)
        self._do = self.telling.asking.do

    @property
    def visit(self) -> ShownVisit | None:
        """The visit on show."""
        return self.on_show.visit

    @property
    def served(self) -> Finished | None:
        """The parcel that was handed over last."""
        return self.telling.served

    def listen_as(self, setup: ScannerSetup) -> None:
        """Reads codes as the scanner in use sends them."""
        self.answers.sender_setup = setup

    def scan(self, text: str) -> None:
        """A code was scanned; behind a stop it waits its turn."""
        self.turns.add(partial(self.answers.scan, text), kept=True)

    def read_twice(self, text: str) -> None:
        """The same code came again, sooner than a hand can do it: counted once, and said."""
        self.turns.add(partial(self._say_twice, text))

    def enter(self, text: str, picked: PickedRow) -> None:
        """Something was typed; ``picked`` tells which row a number is for, when its turn comes."""
        if not self.on_show.pinned() or typed.is_code(text):
            self.turns.add(partial(self._enter, text, picked), kept=True)
        elif self.on_show.asked() is not None:
            self._answer(partial(self._enter_date, text))
        else:
            self.telling.stop_stays()

    def step(self, row: int, by: int) -> None:
        """One more or one less of a row."""
        self._row_key(serving.change_quantity, row, by, then=self.on_show.show_row)

    def none_left(self, row: int) -> None:
        """There is none of a row."""
        self._row_key(serving.say_none_left, row, then=self.telling.none_left)

    def add(self, line_id: bytes) -> None:
        """A tile was tapped."""
        to_visit = self.answers.to_visit
        self._key(partial(to_visit, serving.add_line, line_id, then=self.telling.added))

    def finish(self, label: bool = True) -> None:
        """F12: hands the parcel over, once everything is settled."""
        self._key(partial(self._finish, label))

    def hold(self) -> None:
        """Puts the visit on hold."""
        self._key(partial(self._do, drafts.park, then=self.telling.done))

    def resume(self, visit_id: bytes) -> None:
        """Brings a visit back from hold."""
        self._key(partial(self._do, drafts.resume, visit_id, then=self.telling.done))

    def put_away(self, visit_id: bytes) -> None:
        """A waiting visit is not served after all."""
        self._key(partial(self._do, drafts.put_away, visit_id, then=self.telling.done))

    def open_household(self, household_id: bytes) -> None:
        """Opens the visit of a household that was found by name."""
        work = partial(self._do, serving.returning_visit, household_id, then=self.telling.done)
        self.turns.add(work, kept=True)

    def turn_away(self, why: Why) -> None:
        """Somebody could not be served."""
        self._key(partial(self._do, turned_away.turn_away, why, then=self.telling.turned_away))

    def undo(self) -> None:
        """Ctrl+Z."""
        self._key(self.answers.undo)

    def keep_name(self, code: str, name: str, line_id: bytes | None) -> None:
        """A new barcode was named; it is scanned again, so that it goes in."""
        then = partial(self._named, code)
        self._key(partial(self._do, products.name_product, code, name, line_id, then=then))

    def choose(self, what: str) -> None:
        """An action of the card was taken. It is the one thing a stop does not keep waiting."""
        self._answer(partial(self.answers.carry_out, what))

    def main_answer(self) -> None:
        """Space in the empty box: what the card offers for it."""
        card = self.on_show.card
        for action in card.actions if card else ():
            if action.key == "Space":
                self.choose(action.what)
                return

    def go_on(self) -> None:
        """The date is known: what had to wait for it is done now."""
        self.turns.resume()

    def _answer(self, work: Work) -> None:
        """An answer is for the card it was given to: pressed twice, it is carried out once."""
        self.turns.answer(partial(self._carry_out, self.on_show.card, work))

    def _carry_out(self, card: Result | None, work: Work) -> None:
        if card == self.on_show.card:
            work()

    def _key(self, work: Work) -> None:
        """A key or button; while a stop stands it comes to nothing, and the stop is said again."""
        if self.on_show.pinned():
            self.telling.stop_stays()
        else:
            self.turns.add(work)

    def _row_key(
        self, command: Callable[..., object], row: int, *args: object, then: Callable[..., None]
    ) -> None:
        """A key for a row on show."""
        if self.visit is not None:
            work = partial(self.answers.to_visit, command, row, *args, then=then)
            self._key(partial(self._of_visit, self.visit.id, work))

    def _of_visit(self, visit_id: bytes, work: Work) -> None:
        """By its turn another visit may be on show, whose rows are others."""
        if self.on_show.is_here(visit_id):
            work()

    def _say_twice(self, text: str) -> None:
        """Only goods that were counted can be counted twice; all else may be read again."""
        came = self.on_show.outcome
        if came is not None and came.result in (Came.ADDED, Came.SOON):
            self.answers.again = text
            self.on_show.show(cards.read_twice_result(came), came)

    def _enter(self, text: str, picked: PickedRow) -> None:
        asked = (self.on_show.asked(), self.on_show.packs())
        setup = self.answers.sender_setup
        self._do(entering.entered, text, picked(), setup, *asked, then=self.telling.entered)

    def _enter_date(self, text: str) -> None:
        told, refused = self.telling.scanned, self.telling.stop_stays
        what = (self.on_show.asked(), text, self.on_show.packs())
        self._do(entering.date_on_pack, *what, then=told, refused=refused)

    def _finish(self, label: bool) -> None:
        # A second F12 comes when the first was answered, and finds no visit any more.
        if self.visit is not None:
            told, refused = self.telling.handed_over, self.telling.not_finished
            self._do(finishing.finish, self.visit.id, label=label, then=told, refused=refused)

    def _named(self, code: str, _: object) -> None:
        self.named.emit()
        self.answers.scan(code)
