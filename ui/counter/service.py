"""Carries scans and keys to the desk, one after the other, and its answers to the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.counter import draft as drafts
from hubdesk.counter import entering, finishing, scanning, serving, turned_away, typed, visit
from hubdesk.counter.entering import Search
from hubdesk.counter.finishing import Finished, NotSettled
from hubdesk.counter.outcome import Answer, Outcome
from hubdesk.counter.outcome import Result as Came
from hubdesk.counter.scanning import Scanned
from hubdesk.counter.turned_away import Why
from hubdesk.counter.visit import ShownRow, ShownVisit
from hubdesk.day import DayUnsure
from hubdesk.errors import Said
from hubdesk.reports import today
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import products
from hubdesk.stock.products import Line
from ui import wording
from ui.background import DeskLine
from ui.counter import words
from ui.counter.turns import Turns
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class Service(QObject):
    """What is going on at the counter. Every slot is one line of intent.

    ``visit_shown`` is the visit whole (or None), ``row_shown`` the visit and the row that
    changed; ``finished`` what to print (``served`` is the last). Whatever is scanned, typed or
    pressed is done in its order, each after the last is on show. While a stop stands, scans wait
    and are counted.
    ``day_unsure`` carries a Doubt: everything waits until the date is known (``go_on``).
    """

    visit_shown = Signal(object)
    row_shown = Signal(object, int)
    resulted = Signal(object)
    cleared = Signal()
    finished = Signal(object)
    search_wanted = Signal(str)
    naming_wanted = Signal(str, object)
    named = Signal()
    waiting = Signal(int)
    day_unsure = Signal(object)

    def __init__(self, line: DeskLine, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._notices = line, notices
        self.turns = Turns(self._pinned, self.waiting.emit)
        self._outcome: Outcome | None = None
        self._result: Result | None = None
        self.visit: ShownVisit | None = None
        self.served: Finished | None = None
        self.sender_setup = ScannerSetup()
        self._answers: dict[str, Callable[[], None]] = {
            "undo": self._undo,
            "give": self._give,
            "aside": self.clear,
            "discard": self._discard,
            "name": self._name,
            "skip": self.clear,
            "reopen": self._reopen,
            "use": self._use_code,
            "read": self._read,
            "count": self._count_again,
        }

    def refresh(self) -> None:
        """Asks for the visit on the counter, whole."""
        self._ask(visit.on_counter, then=self._show_visit)

    def scan(self, text: str) -> None:
        """A code was scanned; behind a stop it waits its turn."""
        self.turns.add(partial(self._scan, text), kept=True)

    def read_twice(self, text: str) -> None:
        """The same code came again, sooner than a hand can do it: counted once, and said."""
        self.turns.add(partial(self._say_twice, text))

    def enter(self, text: str, row: int | None) -> None:
        """Something was typed; ``row`` is the row that a number is for."""
        if not self._pinned() or typed.is_code(text):
            self.turns.add(partial(self._enter, text, row), kept=True)
        elif (asked := self._asked()) is not None:
            told = self._say_again
            self._do(entering.date_on_pack, asked, text, then=self._scanned, refused=told)
        else:
            self._say_again()

    def step(self, row: int, by: int) -> None:
        """One more or one less of a row."""
        self._key(partial(self._step, row, by))

    def add(self, line_id: bytes) -> None:
        """A tile was tapped."""
        self._key(partial(self._add, line_id))

    def none_left(self, row: int) -> None:
        """There is none of a row."""
        self._key(partial(self._none_left, row))

    def finish(self, label: bool = True) -> None:
        """F12: hands the parcel over, once everything is settled."""
        self._key(partial(self._finish, label))

    def hold(self) -> None:
        """Puts the visit on hold."""
        self._key(partial(self._do, drafts.park, then=self._done))

    def resume(self, visit_id: bytes) -> None:
        """Brings a visit back from hold."""
        self._key(partial(self._do, drafts.resume, visit_id, then=self._done))

    def put_away(self, visit_id: bytes) -> None:
        """A waiting visit is not served after all."""
        self._key(partial(self._do, drafts.put_away, visit_id, then=self._done))

    def open_household(self, household_id: bytes) -> None:
        """Opens the visit of a household that was found by name."""
        work = partial(self._do, serving.returning_visit, household_id, then=self._done)
        self.turns.add(work, kept=True)

    def turn_away(self, why: Why) -> None:
        """Somebody could not be served."""
        self._key(partial(self._do, turned_away.turn_away, why, then=self._turned_away))

    def undo(self) -> None:
        """Ctrl+Z."""
        self._key(self._undo)

    def keep_name(self, code: str, name: str, line_id: bytes | None) -> None:
        """A new barcode was named; it is scanned again, so that it goes in."""
        then = partial(self._named, code)
        self._key(partial(self._do, products.name_product, code, name, line_id, then=then))

    def choose(self, what: str) -> None:
        """An action of the card was taken. It is the one thing a stop does not keep waiting."""
        if self._pinned():
            self._carry_out(what)
        else:
            self.turns.add(partial(self._carry_out, what))

    def main_answer(self) -> None:
        """Space in the empty box: what the card offers for it."""
        offered = self._result.actions if self._result else ()
        for action in offered:
            if action.key == "Space":
                self.choose(action.what)
                return

    def go_on(self) -> None:
        """The date is known: what had to wait for it is done now."""
        self.turns.resume()

    def clear(self) -> None:
        """Takes the card away; scans that waited behind a stop go on."""
        self._outcome = self._result = None
        self.cleared.emit()
        self.turns.go_on()

    def show(self, result: Result) -> None:
        """Answers with a card."""
        self._result = result
        self._notices.result(result)
        self.resulted.emit(result)

    def _pinned(self) -> bool:
        return self._result is not None and self._result.pinned

    def _key(self, work: Callable[[], None]) -> None:
        """A key or button; while a stop stands it comes to nothing, and the stop is said again."""
        if self._pinned():
            self._say_again()
        else:
            self.turns.add(work)

    def _say_again(self, failure: Said | None = None) -> None:
        """A stop stands: it is said once more, with why what was typed does not lift it."""
        if self._result is not None:
            self.show(self._result)
        if failure is not None:
            self._notices.said(failure)

    def _do(
        self,
        command: Callable[..., object],
        *args: object,
        then: Callable[..., None],
        refused: Callable[[Said], None] | None = None,
        **named: object,
    ) -> None:
        self.turns.asked()
        told = partial(self._answered, then)
        self._line.do(
            command, *args, then=told, refused=partial(self._not, refused or self._refused), **named
        )

    def _ask(
        self, question: Callable[..., object], *args: object, then: Callable[..., None]
    ) -> None:
        self.turns.asked()
        told = partial(self._answered, then)
        self._line.ask(question, *args, then=told, refused=partial(self._not, self._refused))

    def _answered(self, then: Callable[..., None], answer: object) -> None:
        self.turns.did()
        then(answer)
        self.turns.answered()

    def _not(self, refused: Callable[[Said], None], failure: Said) -> None:
        if isinstance(failure, DayUnsure):
            self.turns.stall()
            self.day_unsure.emit(failure.doubt)
        else:
            self.turns.did()
            refused(failure)
        self.turns.answered()

    def _scan(self, text: str) -> None:
        self._do(scanning.scanned, text, self.sender_setup, then=self._scanned)

    def _say_twice(self, text: str) -> None:
        """Only goods that were counted can be counted twice; all else may be read again."""
        came = self._outcome
        if came is None or came.result not in (Came.ADDED, Came.SOON):
            return
        self._again = text
        self.show(words.read_twice_result(came))

    _again = ""

    def _count_again(self) -> None:
        self._scan(self._again)

    def _enter(self, text: str, row: int | None) -> None:
        asked = self._asked()
        self._do(entering.entered, text, row, self.sender_setup, asked, then=self._entered)

    def _asked(self) -> bytes | None:
        """The product whose date is in question, if one is: a date typed now is its pack's."""
        came = self._outcome
        if came is None or not {Answer.GIVE_ANYWAY, Answer.DISCARD} & set(came.answers):
            return None
        return came.product

    def _step(self, row: int, by: int) -> None:
        if self.visit is not None:
            self._do(serving.change_quantity, self.visit.id, row, by, then=self._show_row)

    def _add(self, line_id: bytes) -> None:
        if self.visit is not None:
            self._do(serving.add_line, self.visit.id, line_id, then=self._added)

    def _none_left(self, row: int) -> None:
        if self.visit is not None:
            self._do(serving.say_none_left, self.visit.id, row, then=self._offer_instead)

    def _finish(self, label: bool) -> None:
        # A second F12 comes when the first was answered, and finds no visit any more.
        if self.visit is not None:
            self._do(
                finishing.finish,
                self.visit.id,
                label=label,
                then=self._finished,
                refused=self._not_finished,
            )

    def _undo(self) -> None:
        self._do(today.undo_last, then=self._undone)

    def _named(self, code: str, _: object) -> None:
        self.named.emit()
        self._scan(code)

    def _carry_out(self, what: str) -> None:
        verb, _, about = what.partition(":")
        if verb in self._answers:
            self._answers[verb]()
        elif verb in ("leave", "others") and self.visit is not None:
            action = "leave out" if verb == "leave" else "others"
            self._do(serving.settle, self.visit.id, int(about), action, then=self._done)
        elif verb == "instead":
            self._add(bytes.fromhex(about))

    def _refused(self, failure: Said) -> None:
        self.show(Result(Tone.SOON, wording.said(failure)))

    def _scanned(self, scanned: Scanned) -> None:
        opened = scanned.outcome.visit is not None and scanned.row is None
        self._outcome = scanned.outcome
        if scanned.row is not None and self._is_here(scanned.outcome.visit):
            self._show_row(scanned.row)
        if opened and not scanned.outcome.answers:
            self._result = None
            self.cleared.emit()
            self.refresh()
            return
        self.show(words.result_of(scanned.outcome))

    def _is_here(self, visit_id: bytes | None) -> bool:
        return self.visit is not None and (visit_id is None or self.visit.id == visit_id)

    def _entered(self, answer: Scanned | Search | None) -> None:
        if isinstance(answer, Search):
            self.search_wanted.emit(answer.words)
        elif answer is not None:
            self._scanned(answer)

    def _show_visit(self, shown: ShownVisit | None) -> None:
        self.visit = shown
        self.visit_shown.emit(shown)
        if shown is not None:
            self._ask_next(shown)

    def _ask_next(self, shown: ShownVisit) -> None:
        """The next question about allergies, if there is one."""
        if shown.conflicts:
            self.show(words.conflict_result(shown.conflicts[0]))
        elif shown.to_read:
            self.show(words.read_result(shown))

    def _show_row(self, row: ShownRow) -> None:
        if self.visit is not None:
            self.visit = self.visit.with_row(row)
            self.row_shown.emit(self.visit, row.n)

    def _added(self, row: ShownRow) -> None:
        self._show_row(row)
        self.show(words.added_result(row))

    def _offer_instead(self, instead: Sequence[Line]) -> None:
        self.refresh()
        self.show(words.none_left_result(instead))

    def _finished(self, done: Finished) -> None:
        self.visit, self.served = None, done
        self.visit_shown.emit(None)
        self.show(words.finished_result(done))
        self.finished.emit(done)

    def _not_finished(self, failure: Said) -> None:
        if isinstance(failure, NotSettled):
            self.refresh()
        else:
            self._refused(failure)

    def _turned_away(self, _: object) -> None:
        self.show(words.turned_away_result())

    def _undone(self, undone: bool) -> None:
        self._outcome = None
        self.refresh()
        self.show(words.undone_result(undone))

    def _done(self, _: object) -> None:
        self.clear()
        self.refresh()

    def _give(self) -> None:
        if self._outcome and self._outcome.product and self.visit:
            product = self._outcome.product
            self._do(scanning.give, self.visit.id, product, None, then=self._scanned)

    def _discard(self) -> None:
        if self._outcome and self._outcome.product:
            self._do(scanning.discard, self._outcome.product, then=self._done)

    def _name(self) -> None:
        if self._outcome is not None:
            self._ask(products.lines, then=partial(self.naming_wanted.emit, self._outcome.code))

    def _reopen(self) -> None:
        if self._outcome is not None:
            self._do(finishing.reopen_parcel, self._outcome.code, then=self._done)

    def _use_code(self) -> None:
        if self._outcome is not None:
            self._do(scanning.use_code, self._outcome.code, then=self._scanned)

    def _read(self) -> None:
        if self.visit is not None:
            self._do(serving.packs_read, self.visit.id, then=self._done)
