"""What can be done about a visit by a key, a tile or a button: each one line of intent.

A new act is a command in ``hubdesk/counter``, a line here, and a key in ``hands.py``.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.counter import draft as drafts
from hubdesk.counter import finishing, serving, turned_away
from hubdesk.counter.turned_away import Why
from hubdesk.stock import products
from ui.counter.answers import Answers
from ui.counter.intents import Intents
from ui.counter.on_show import OnShow
from ui.counter.telling import Telling


class Acts(QObject):
    """The acts of the counter. ``named``: a new barcode has its name."""

    named = Signal()

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

    def finish(self, label: bool = True) -> None:
        """F12: hands the parcel over, once everything is settled."""
        self._want.key(partial(self._finish, label))

    def hold(self) -> None:
        """Puts the visit on hold."""
        self._want.do(drafts.park, then=self._telling.done)

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

    def turn_away(self, why: Why) -> None:
        """Somebody could not be served."""
        self._want.do(turned_away.turn_away, why, then=self._telling.turned_away)

    def undo(self) -> None:
        """Ctrl+Z."""
        self._want.key(self._answers.undo)

    def keep_name(self, code: str, name: str, line_id: bytes | None) -> None:
        """A new barcode was named; it is scanned again, so that it goes in."""
        then = partial(self._named, code)
        self._want.do(products.name_product, code, name, line_id, then=then)

    def _finish(self, label: bool) -> None:
        # A second F12 comes when the first was answered, and finds no visit any more.
        visit = self._on_show.visit
        if visit is not None:
            told, refused = self._telling.handed_over, self._telling.not_finished
            do = self._telling.asking.do
            do(finishing.finish, visit.id, label=label, then=told, refused=refused)

    def _named(self, code: str, _: object) -> None:
        self.named.emit()
        self._answers.scan(code)
