"""What the desk answered, put on show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.counter import visit
from hubdesk.counter.entering import Search
from hubdesk.counter.finishing import Finished, NotSettled
from hubdesk.counter.lives import Turned
from hubdesk.counter.lost_card import NewCard
from hubdesk.counter.outcome import Outcome
from hubdesk.counter.outcome import Result as Came
from hubdesk.counter.scanning import Scanned
from hubdesk.counter.visit import ShownRow, ShownVisit
from hubdesk.errors import Said
from hubdesk.stock.products import Line
from ui import wording
from ui.background import DeskLine
from ui.counter import cards
from ui.counter.asking import Asking
from ui.counter.on_show import OnShow
from ui.counter.turns import Turns
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class Telling(QObject):
    """Takes every answer the counter gets. ``finished`` carries what to print.

    ``sheet_came`` carries what came of a paper sheet that was scanned; ``home_wanted`` when the
    focus belongs home. ``put_down`` when the visit is on hold.
    """

    finished = Signal(object)
    search_wanted = Signal(str)
    labels_wait = Signal()
    sheet_came = Signal(object)
    home_wanted = Signal()
    put_down = Signal()

    def __init__(
        self, line: DeskLine, notices: Notices, turns: Turns, on_show: OnShow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._notices, self._turns, self._on_show = notices, turns, on_show
        self.served: Finished | None = None
        self.asking = Asking(line, turns, self.refused, self)

    def refresh(self) -> None:
        """Asks for the visit on the counter, whole."""
        self.asking.ask(visit.on_counter, then=self._show_visit)

    def refused(self, failure: Said) -> None:
        """A sentence with what to do next. Nothing was done: what was asked is asked still."""
        asked = self._on_show.outcome
        self._show_unless_asking(Result(Tone.SOON, wording.said(failure)), asked)

    def stop_stays(self, failure: Said | None = None) -> None:
        """A stop stands: it is said once more, with why what was typed does not lift it."""
        self._on_show.say_again()
        if failure is not None:
            self._notices.said(failure)

    def scanned(self, scanned: Scanned) -> None:
        """A code was read, or goods were given."""
        outcome, row = scanned.outcome, scanned.row
        if outcome.sheet:
            self.sheet_came.emit(outcome)
        if outcome.parcel:
            self.packed(outcome)
            return
        if row is not None and self._on_show.is_here(outcome.visit):
            self._on_show.show_row(row)
        if outcome.whole:
            self.refresh()
        if row is None and outcome.visit is not None and not (outcome.answers or outcome.whole):
            self._on_show.clear()
            self.refresh()
        elif row is None and cards.was_no_answer(outcome):
            self._show_unless_asking(cards.result_of(outcome), outcome)
        else:
            self._on_show.show(cards.result_of(outcome), outcome)

    def outcome(self, came: Outcome) -> None:
        """What an answer or a key came to."""
        self.scanned(Scanned(came))

    def packed(self, outcome: Outcome) -> None:
        """A parcel packed ahead: the visit as it is now, and under it what came of the label."""
        self._on_show.show(cards.result_of(outcome), outcome)
        settle = outcome.result is not Came.ASK
        self.asking.ask(visit.on_counter, then=self._show_visit if settle else self._show_only)

    def entered(self, answer: Scanned | Search | None) -> None:
        """Something typed was done, or somebody is looked for."""
        if isinstance(answer, Search):
            self.search_wanted.emit(answer.words)
        elif answer is not None:
            self.scanned(answer)

    def added(self, row: ShownRow) -> None:
        """Goods were added by a tile."""
        self._on_show.show_row(row)
        self._on_show.show(cards.added_result(row))

    def none_left(self, instead: Sequence[Line]) -> None:
        """A row is dropped; others may be offered, and what else is asked waits behind that."""
        then = partial(self._offer_instead, instead) if instead else self._dropped
        self.asking.ask(visit.on_counter, then=then)

    def given_instead(self, row: ShownRow) -> None:
        """A substitute was added; the question that waited behind the offer comes now."""
        self.added(row)
        self._ask_next()

    def handed_over(self, done: Finished) -> None:
        """The parcel is finished."""
        self.served = done
        self._on_show.show_visit(None)
        self._on_show.show(cards.finished_result(done))
        self.finished.emit(done)

    def held(self, came: Outcome | None) -> None:
        """The visit is on hold, under a ticket or word if one was typed."""
        self.put_down.emit()
        self.done(None)
        if came is not None:
            self.outcome(came)

    def card_replaced(self, new: NewCard) -> None:
        """A lost card is dead, and the new one is printed."""
        self.refresh()
        self._on_show.show(cards.card_replaced_result(new))
        self.labels_wait.emit()

    def not_finished(self, failure: Said) -> None:
        """The parcel is not handed over yet; what is to be settled is asked again."""
        if isinstance(failure, NotSettled):
            self.refresh()
        else:
            self.refused(failure)

    def join_asked(self) -> None:
        """The next card joins the visit."""
        self._on_show.show(cards.join_result(), joining=True)

    def chip_turned(self, chip: str, turned: Turned) -> None:
        """A chip was put on or taken off."""
        self.refresh()
        self._on_show.show(cards.chip_result(chip, turned))

    def by_other(self, is_so: bool) -> None:
        """Somebody else collects, or not after all."""
        self.refresh()
        self._on_show.show(cards.by_other_result(is_so))

    def turned_away(self, _: object) -> None:
        """Somebody who could not be served was counted."""
        self._on_show.show(cards.turned_away_result())

    def undone(self, undone: bool) -> None:
        """What Ctrl+Z came to."""
        self.refresh()
        self._on_show.show(cards.undone_result(undone))

    def done(self, _: object) -> None:
        """What the card asked is settled."""
        self.clear()
        self.refresh()

    def put_aside(self) -> None:
        """The card is put aside. A stop that came while it was asked for whom: that is asked on."""
        if self._on_show.joining and self._on_show.pinned():
            self.join_asked()
            self._turns.go_on()
        else:
            self.clear()

    def clear(self) -> None:
        """Takes the card away; scans that waited behind a stop go on."""
        self._on_show.clear()
        self._turns.go_on()

    def _show_unless_asking(self, card: Result, outcome: Outcome | None) -> None:
        """A card for what came to nothing. Was it asked "And for whom?", it is asked on."""
        joining = self._on_show.joining
        self._on_show.show(cards.asked_on(card) if joining else card, outcome, joining=joining)

    def _show_only(self, shown: ShownVisit | None) -> None:
        """The visit; what the card asks is asked first."""
        self._on_show.show_visit(shown)

    def _show_visit(self, shown: ShownVisit | None) -> None:
        """The visit, and the next question about allergies if there is one."""
        self._on_show.show_visit(shown)
        self._ask_next()

    def _ask_next(self) -> None:
        shown = self._on_show.visit
        if shown is not None and shown.conflicts:
            self._on_show.show(cards.conflict_result(shown.conflicts[0], shown))
        elif shown is not None and shown.to_read:
            self._on_show.show(cards.read_result(shown))

    def _dropped(self, shown: ShownVisit | None) -> None:
        self._on_show.show(cards.none_left_result((), shown))
        self._show_visit(shown)

    def _offer_instead(self, instead: Sequence[Line], shown: ShownVisit | None) -> None:
        self._on_show.show_visit(shown)
        self._on_show.show(cards.none_left_result(instead, shown))
