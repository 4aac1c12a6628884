"""Carries scans, typing and answers to the desk, one after the other, and its answers back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.counter import and_for, entering, typed
from hubdesk.counter.finishing import Finished
from hubdesk.counter.outcome import Result as Came
from hubdesk.counter.visit import ShownVisit
from hubdesk.scanner.setup import ScannerSetup
from ui.background import DeskLine
from ui.counter import cards
from ui.counter.acts import Acts
from ui.counter.answers import Answers
from ui.counter.intents import Intents
from ui.counter.on_show import OnShow
from ui.counter.telling import Telling
from ui.counter.turns import Turns
from ui.notices import Notices

PickedRow = Callable[[], int | None]


class Service(QObject):
    """What is going on at the counter; ``acts`` is what its keys and buttons do.

    Whatever is scanned, typed or pressed is done in its order, each after the last is on show.
    While a stop stands, scans wait and are counted (``waiting``). When the date is not sure,
    ``telling.asking.day_unsure`` says so and everything waits until it is known (``go_on``).
    """

    waiting = Signal(int)

    def __init__(self, line: DeskLine, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on_show = OnShow(notices, self)
        self.turns = Turns(self.on_show.pinned, self.waiting.emit)
        self.telling = Telling(line, notices, self.turns, self.on_show, self)
        self.answers = Answers(self.on_show, self.telling, self)
        self._want = Intents(self.turns, self.on_show, self.telling, self.answers)
        self.acts = Acts(self._want, self.on_show, self.telling, self.answers, self)
        self.intents = self._want

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

    def go_on(self) -> None:
        """The date is known: what had to wait for it is done now."""
        self.turns.resume()

    def scan(self, text: str) -> None:
        """A code was scanned; behind a stop it waits its turn."""
        self._want.kept(partial(self.answers.scan, text))

    def read_twice(self, text: str) -> None:
        """The same code came again, sooner than a hand can do it: counted once, and said."""
        self.turns.add(partial(self._say_twice, text))

    def enter(self, text: str, picked: PickedRow) -> None:
        """Something was typed; ``picked`` tells which row a number is for, when its turn comes."""
        if not self.on_show.pinned() or typed.is_code(text):
            self._want.kept(partial(self._enter, text, picked))
        elif self.on_show.asked() is not None:
            self._want.answer(partial(self._enter_date, text))
        else:
            self.telling.stop_stays()

    def choose(self, what: str) -> None:
        """An action of the card was taken. It is the one thing a stop does not keep waiting."""
        self._want.answer(partial(self.answers.carry_out, what))

    def main_answer(self) -> None:
        """Space in the empty box: what the card offers for it."""
        card = self.on_show.card
        for action in card.actions if card else ():
            if action.key == "Space":
                self.choose(action.what)
                return

    def _say_twice(self, text: str) -> None:
        """Only goods that were counted can be counted twice; all else may be read again."""
        came = self.on_show.outcome
        if came is not None and came.result in (Came.ADDED, Came.SOON):
            self.answers.again = text
            self.on_show.show(cards.read_twice_result(came), came)

    def _enter(self, text: str, picked: PickedRow) -> None:
        asked = (self.on_show.asked(), self.on_show.packs())
        do, setup = self.telling.asking.do, self.answers.sender_setup
        way = and_for.entered if self.on_show.joining else entering.entered
        do(way, text, picked(), setup, *asked, then=self.telling.entered)

    def _enter_date(self, text: str) -> None:
        told, refused = self.telling.scanned, self.telling.stop_stays
        do, what = self.telling.asking.do, (self.on_show.asked(), text, self.on_show.packs())
        do(entering.date_on_pack, *what, then=told, refused=refused)
