"""What can be done about a visit by a key, a tile or a button: each one line of intent.

A new act is a command in ``hubdesk/counter``, a line here, and a key in ``hands.py``.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.catalogue import naming
from hubdesk.counter import (
    choosing,
    drafts,
    finishing,
    for_others,
    hold,
    lives,
    lost_card,
    serving,
    turned_away,
)
from hubdesk.counter.outcome import Outcome
from hubdesk.counter.turned_away import Why
from ui.counter.answers import Answers
from ui.counter.intents import Intents
from ui.counter.on_show import OnShow
from ui.counter.telling import Telling


class Acts(QObject):
    """The acts of the counter. ``named``: a new barcode has its name. ``parked``: the visit is
    on hold, and under what was typed."""

    named = Signal()
    parked = Signal()

    def __init__(
        self, intents: Intents, on_show: OnShow, telling: Telling, answers: Answers, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._want, self._on_show = intents, on_show
        self._telling, self._answers = telling, answers

    def step(self, row: int, by: int) -> None:
        """One more or one less of a row."""
        self._want.to_row(serving.change_quantity, row, by, then=self._on_show.show_row)

    def none_left(self, row: int) -> None:
        """There is none of a row."""
        self._want.to_row(serving.say_none_left, row, then=self._telling.none_left)

    def add(self, line_id: bytes) -> None:
        """A tile was tapped."""
        self._want.to_visit(serving.add_line, line_id, then=self._telling.added)

    def finish(self, label: bool | None = None) -> None:
        """F12: hands the parcel over, once everything is settled.

        ``label`` is what somebody chose: a label prints, or none; else as usual.
        """
        self._want.key(partial(self._finish, label))

    def lost_card(self) -> None:
        """Ctrl+R: asks whether to replace the card of whoever is on show."""
        self._want.to_visit(lost_card.ask, then=self._telling.scanned)

    def hold(self, typed: str = "") -> None:
        """Puts the visit on hold, under a ticket or a word if one was typed."""
        self._want.do(hold.park_as, typed, then=partial(self._held, typed))

    def resume(self, visit_id: bytes) -> None:
        """Brings a visit back from hold."""
        self._want.do(drafts.resume, visit_id, then=self._telling.done)

    def put_away(self, visit_id: bytes) -> None:
        """A waiting visit is not served after all."""
        self._want.do(drafts.put_away, visit_id, then=self._telling.done)

    def open_household(self, household_id: bytes) -> None:
        """Opens the visit of a household that was found by name."""
        do, told = self._telling.asking.do, self._telling.done
        self._want.kept(partial(do, serving.returning_visit, household_id, then=told))

    def and_for(self) -> None:
        """Another household is served in this visit: its card comes next."""
        self._want.key(self._ask_whom)

    def next_household(self) -> None:
        """The turn goes to the next household of the visit."""
        self._want.to_visit(for_others.turn_to_next, then=self._telling.done)

    def turn_to(self, no: int) -> None:
        """The turn goes to one household of the visit."""
        self._want.to_visit(for_others.turn_to_party, no, then=self._telling.done)

    def take_off(self) -> None:
        """The household whose turn it is leaves the visit."""
        self._want.to_visit(for_others.take_off, then=self._telling.done)

    def by_other(self) -> None:
        """Collected by someone else, or not after all."""
        self._want.to_visit(for_others.by_other, then=self._telling.by_other)

    def choose(self) -> None:
        """They choose: an empty visit, or the one that is here emptied."""
        self._want.do(choosing.choose, then=self._telling.done)

    def turn_chip(self, chip: str) -> None:
        """A chip is put on or taken off."""
        told = partial(self._telling.chip_turned, chip)
        self._want.to_visit(lives.toggle_chip, chip, then=told)

    def note_ages(self, ages: tuple[int, ...]) -> None:
        """The ages of the children were told."""
        self._want.to_visit(lives.note_ages, ages, then=self._telling.outcome)

    def turn_away(self, why: Why) -> None:
        """Somebody could not be served."""
        self._want.do(turned_away.turn_away, why, then=self._telling.turned_away)

    def undo(self) -> None:
        """Ctrl+Z."""
        self._want.key(self._answers.undo)

    def keep_name(self, code: str, name: str, line_id: bytes | None) -> None:
        """A new barcode was named; it is scanned again, so that it goes in."""
        then = partial(self._named, code)
        self._want.do(naming.keep, code, name, line_id, then=then)

    def _finish(self, label: bool | None) -> None:
        # A second F12 comes when the first was answered, and finds no visit any more.
        visit = self._on_show.visit
        if visit is not None:
            told, refused = self._telling.handed_over, self._telling.not_finished
            do = self._telling.asking.do
            do(finishing.finish, visit.id, label=label, then=told, refused=refused)

    def _held(self, typed: str, came: Outcome | None) -> None:
        if typed:
            self.parked.emit()
        self._telling.held(came)

    def _ask_whom(self) -> None:
        if self._on_show.visit is not None:
            self._telling.join_asked()

    def _named(self, code: str, _: object) -> None:
        self.named.emit()
        self._answers.scan(code)
