"""Carries what is keyed and scanned at the stall to the desk, in its order, and answers back."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from hubdesk.day import DayUnsure
from hubdesk.errors import Said
from hubdesk.journal.operations import Body
from hubdesk.reports import stall_day
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import crates, lines, loading, swap, tally, trading, wasting
from hubdesk.stall.keyed import Keys, Swap
from hubdesk.stall.outcome import Outcome, Way
from hubdesk.stall.session import Session
from hubdesk.stall.tally import Tally
from hubdesk.stall.trading import Trade
from hubdesk.stock.measures import Much
from hubdesk.stock.near_dated import NearDated
from ui import wording
from ui.background import DeskLine
from ui.notices import Notices
from ui.stall import words
from ui.theme.tokens import Tone
from ui.widgets.result import Result

translate = QCoreApplication.translate


def now_ms() -> int:
    """A clock that only goes on, for the time between two keys."""
    return time.monotonic_ns() // 1_000_000


class Service(QObject):
    """``told`` carries a Result; ``traded`` the day's trade; ``came`` what a load came to.

    ``own_code`` is a code that the counter understands. ``coming`` says what the next digit does.
    """

    told = Signal(object)
    traded = Signal(object)
    came = Signal(object)
    crates_told = Signal(object)
    near_told = Signal(object)
    day_told = Signal(object)
    coming = Signal(str)
    own_code = Signal(str)
    day_unsure = Signal(object)
    started = Signal()
    closed = Signal()
    tallied = Signal()
    clicked_ = Signal()

    def __init__(self, line: DeskLine, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._notices = line, notices
        self.keys = Keys()
        self.clock_ms = now_ms
        self.trade: Trade | None = None
        self.setup: ScannerSetup | None = None
        self._on_their_way = 0
        self._sheet = ""
        self._asked: Tally | None = None

    @property
    def scanned(self) -> int:
        """How many tins the next swap is for, those included whose answer is on its way."""
        return self._on_their_way + (self.trade.waiting if self.trade else 0)

    def read(self) -> None:
        """Asks for the day as it is traded."""
        self._line.ask(trading.shown, then=self._show, refused=self.refused)

    def press(self, sign: str) -> None:
        """One key: a swap at once, or the beginning of one."""
        if self.trade is None:
            return
        scanned = self.scanned
        before = self.keys.last_sign
        pressed = self.keys.press(sign, self.clock_ms(), scanned)
        if pressed.twice:
            self._say(words.twice(sign, sign == before))
        elif not pressed.known:
            self._say(words.no_key(sign))
        elif pressed.swap is not None:
            self._swap(pressed.swap, scanned)
        self._say_coming()

    def forget(self) -> None:
        """Esc: what was pressed before the digit is forgotten."""
        self.keys.forget()
        self._say_coming()

    def bring(self, text: str) -> None:
        """Somebody's tin was scanned, or a card."""
        if self.trade is None:
            return
        self._on_their_way += 1
        self._line.do(
            trading.brought_shown,
            self.trade.session,
            text,
            self.setup,
            then=self._brought,
            refused=self.refused,
            over=self._arrived,
        )

    def load(self, way: Way, text: str, many: int | Much) -> None:
        """A crate's tin was scanned on its way out or in."""
        self._do_load(loading.scanned, way, text, many, self.setup)

    def load_line(self, way: Way, line: bytes, many: int | Much) -> None:
        """A crate by line and count, or by weight."""
        self._do_load(loading.load_line, way, line, many)

    def ask_near(self) -> None:
        """What is near its date."""
        self._line.ask(loading.near, then=self.near_told.emit, refused=self.refused)

    def load_near(self, each: NearDated, many: int | Much) -> None:
        """Some of a near-dated batch goes out."""
        self._do_load(loading.load_near, each, many)

    def give_key(self, line: bytes, letter: str) -> None:
        """A line is counted by a letter, or by none."""
        self._line.do(lines.give_key, line, letter, then=self._noted, refused=self.refused)

    def never_swap(self, line: bytes, never: bool) -> None:
        """A line is in no swap, or it may be."""
        self._line.do(lines.never_swap, line, never, then=self._noted, refused=self.refused)

    def _noted(self, _: object) -> None:
        self._say(Result(Tone.OK, translate("Stall", "Noted for this line")))
        self.read()

    def again(self, way: Way, last: Outcome, many: int | Much) -> None:
        """How many of the last scan it really was."""
        self._do_load(loading.again, way, last, many)

    def looked(self, way: Way, asked: Outcome) -> None:
        """A pack past its best before was looked at: it is good."""
        if asked.product is not None and self.trade is not None:
            self._line.do(
                loading.load,
                self.trade.session,
                way,
                asked.product,
                asked.quantity,
                asked.dated,
                lot=asked.lot,
                looked=True,
                then=self._loaded,
                refused=self.refused,
            )

    def waste(self, text: str, many: int | Much, reason: str) -> None:
        """What was scanned is thrown away."""
        self._do(wasting.waste_scanned, text, many, reason, self.setup, then=self._loaded)

    def waste_line(self, line: bytes, many: int | Much, reason: str) -> None:
        """So many of a line are thrown away."""
        self._do(wasting.waste_line, line, many, reason, then=self._loaded)

    def undo(self) -> None:
        """Ctrl+Z: what was begun is forgotten, else the last thing is taken back."""
        if self.keys.forget():
            self._say_coming()
        else:
            self._do(trading.undo_last, then=self._undone)

    def start(self) -> None:
        """This laptop stands at the stall from now on."""
        self._line.do(trading.start, then=self._started, refused=self.refused)

    def leave(self) -> None:
        """This laptop serves from its own place again."""
        self._line.do(trading.leave, then=self._left)

    def close(self, session: Session) -> None:
        """The day is over."""
        self._line.do(trading.close, session, then=self._closed, refused=self.refused)

    def click(self, session: Session, people: int) -> None:
        """A clicker's number."""
        self._line.do(swap.clicked, session, people, then=self._clicked, refused=self.refused)

    def sheet(self, code: str) -> None:
        """A tally sheet is at hand."""
        self._sheet, self._asked = code, None

    def tally(self, session: Session, told: Tally) -> None:
        """An hour of a tally sheet; Enter once more on one that is in already enters it again."""
        again, self._asked = told == self._asked, told
        self._line.do(
            tally.enter,
            session,
            told,
            self._sheet,
            again=again,
            then=self._tallied,
            refused=self.refused,
        )

    def ask_crates(self, session: Session) -> None:
        """What can be loaded."""
        self._line.ask(crates.shown, session, then=self.crates_told.emit, refused=self.refused)

    def ask_day(self, session: Session) -> None:
        """The day, added up."""
        self._line.ask(stall_day.stall_day, session.day, then=self.day_told.emit)

    def refused(self, failure: Said) -> None:
        """A sentence with what to do next. Nothing was counted."""
        if isinstance(failure, DayUnsure):
            self.day_unsure.emit(failure.doubt)
        else:
            self._say(Result(Tone.SOON, wording.said(failure)))

    def _do_load(self, command: object, *args: object) -> None:
        self._do(command, *args, then=self._loaded)

    def _do(self, command: object, *args: object, then: object) -> None:
        if self.trade is not None:
            assert callable(command) and callable(then)
            session = self.trade.session
            self._line.do(command, session, *args, then=then, refused=self.refused)

    def _swap(self, swap_: Swap, scanned: int) -> None:
        assert self.trade is not None
        self._line.do(
            trading.swapped_shown,
            self.trade.session,
            swap_.out,
            swap_.tins,
            swap_.counted,
            then=partial(self._counted, swap_, scanned),
            refused=self.refused,
        )

    def _counted(self, swap_: Swap, scanned: int, trade: Trade) -> None:
        self._show(trade)
        names = {each.letter: each.name for each in trade.keyed}
        counted = ", ".join(f"{many} × {names.get(a, a)}" for a, many in swap_.counted.items())
        self._say(words.swapped(swap_, scanned, counted))

    def _brought(self, told: tuple[Outcome, Trade]) -> None:
        outcome, trade = told
        if outcome.own:
            self.own_code.emit(outcome.own)
            return
        self._show(trade)
        self._say(words.outcome(outcome))

    def _arrived(self) -> None:
        self._on_their_way -= 1
        self._say_coming()

    def _loaded(self, outcome: Outcome) -> None:
        if outcome.own:
            self.own_code.emit(outcome.own)
            return
        self.came.emit(outcome)
        self._say(words.outcome(outcome))

    def _undone(self, body: Body | None) -> None:
        self._say(words.undone(body))
        self.read()

    def _started(self, _: object) -> None:
        self.read()
        self.started.emit()

    def _left(self, _: object) -> None:
        self._say(
            Result(Tone.INFO, translate("Stall", "This laptop serves from its own place again"))
        )
        self.read()

    def _closed(self, _: object) -> None:
        self._say(
            Result(
                Tone.OK,
                translate("Stall", "The stall is closed"),
                (translate("Stall", "Print the day, or go on."),),
            )
        )
        self.read()
        self.closed.emit()

    def _clicked(self, _: object) -> None:
        self._say(Result(Tone.OK, translate("Stall", "The clicker's number is in")))
        self.clicked_.emit()

    def _tallied(self, _: object) -> None:
        self._asked = None
        self._say(Result(Tone.OK, translate("Stall", "That hour is in")))
        self.tallied.emit()

    def _show(self, trade: Trade) -> None:
        self.trade = trade
        self.keys.letters = frozenset(each.letter for each in trade.keyed)
        self.traded.emit(trade)
        self._say_coming()

    def _say_coming(self) -> None:
        self.coming.emit(words.coming(self.keys.coming, self.scanned))

    def _say(self, result: Result) -> None:
        self._notices.aloud(result)
        self.told.emit(result)
