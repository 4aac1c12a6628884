"""What stands on the counter: the visit, and beside it the card for what came last."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hubdesk.counter.outcome import Answer, Outcome
from hubdesk.counter.visit import ShownRow, ShownVisit
from ui.notices import Notices
from ui.widgets.result import Result


class OnShow(QObject):
    """The visit, the card, and the outcome that the card is about.

    ``visit_shown`` is the visit whole (or None), ``row_shown`` the visit and the row that
    changed. The outcome goes with its card: once another card is on show, nothing that was
    asked before can be answered by mistake.
    """

    visit_shown = Signal(object)
    row_shown = Signal(object, object)
    resulted = Signal(object)
    cleared = Signal()

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self.visit: ShownVisit | None = None
        self.card: Result | None = None
        self.outcome: Outcome | None = None
        self.joining = False

    def pinned(self) -> bool:
        """True while a stop stands."""
        return self.card is not None and self.card.pinned

    def asked(self) -> bytes | None:
        """The product whose date is in question, if one is: a date typed now is its pack's."""
        came = self.outcome
        if came is None or not {Answer.GIVE_ANYWAY, Answer.DISCARD} & set(came.answers):
            return None
        return came.product

    def packs(self) -> int:
        """How many packs are in question together."""
        return 1 if self.outcome is None else self.outcome.quantity

    def is_here(self, visit_id: bytes | None) -> bool:
        """True for the visit on show; None stands for whichever it is."""
        return self.visit is not None and visit_id in (None, self.visit.id)

    def show(self, card: Result, outcome: Outcome | None = None, *, joining: bool = False) -> None:
        """Puts up a card, with its sound. ``joining``: it asks for the card of a household that
        is served in this visit too, until that one came or another card is on show."""
        self.card, self.outcome, self.joining = card, outcome, joining
        self._notices.result(card)
        self.resulted.emit(card)

    def say_again(self) -> None:
        """Puts the card up once more."""
        if self.card is not None:
            self.show(self.card, self.outcome, joining=self.joining)

    def clear(self) -> None:
        """Takes the card away."""
        self.card = self.outcome = None
        self.joining = False
        self.cleared.emit()

    def show_visit(self, visit: ShownVisit | None) -> None:
        """Shows a visit whole, or that there is none."""
        self.visit = visit
        self.visit_shown.emit(visit)

    def show_row(self, row: ShownRow) -> None:
        """Shows a row that changed."""
        if self.visit is not None:
            self.visit = self.visit.with_row(row)
            self.row_shown.emit(self.visit, row)
