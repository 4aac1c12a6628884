"""What hands do at the counter: typing, keys and buttons, each sent on as one intent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui import keys
from ui.counter import hints, rows
from ui.counter.parts import Parts
from ui.counter.service import Service

DETAILS = "details:"
"""How an action begins that opens the details of a household."""


class Hands(QObject):
    """Listens to the parts of the counter. ``done`` when the focus belongs home.

    ``details_wanted`` carries a household's id. ``takes_code`` is asked first of what is typed:
    True when it was a code that is not the counter's.
    """

    done = Signal()
    details_wanted = Signal(object)

    def __init__(self, parts: Parts, service: Service, screen: QWidget) -> None:
        super().__init__(screen)
        self._parts, self._service = parts, service
        self.today = date.min
        self.takes_code: Callable[[str], bool] = _nobody_takes
        self._hear_scan_box()
        self._hear_buttons()
        self._hear_keys(screen)

    def _hear_scan_box(self) -> None:
        scan = self._parts.scan
        scan.entered.connect(self._enter)
        scan.edited.connect(self._hint)
        scan.put_aside.connect(self._service.main_answer)
        scan.moved.connect(self._parts.card.rows.move_pick)

    def _hear_buttons(self) -> None:
        parts, acts = self._parts, self._service.acts
        parts.card.rows.stepped.connect(self._step)
        parts.card.finished.connect(self._finish)
        parts.card.finished_without_label.connect(self._finish_without_label)
        parts.card.held.connect(self._hold)
        acts.parked.connect(parts.scan.clear)
        parts.result.chosen.connect(self._choose)
        parts.side.tapped.connect(acts.add)
        parts.side.none_left.connect(self._none_left)
        parts.side.turned_away.chosen.connect(acts.turn_away)
        parts.held.resumed.connect(acts.resume)
        parts.held.put_away.connect(acts.put_away)
        parts.card.rows.headed.connect(self._head)
        parts.change.chip_turned.connect(acts.turn_chip)
        parts.change.ages_told.connect(acts.note_ages)
        parts.change.and_for_wanted.connect(acts.and_for)
        parts.change.by_other_wanted.connect(acts.by_other)
        parts.change.choose_wanted.connect(acts.choose)
        parts.change.take_off_wanted.connect(acts.take_off)
        parts.card.choose.clicked.connect(acts.choose)

    def _hear_keys(self, screen: QWidget) -> None:
        acts, turned_away = self._service.acts, self._parts.side.turned_away.buttons
        for key, job in (
            (keys.FINISH, self._finish),
            (keys.UNDO, acts.undo),
            (keys.HOLD, self._hold),
            (keys.LOST_CARD, acts.lost_card),
            (keys.NONE_LEFT, self._none_left),
            (keys.AND_FOR, acts.and_for),
            (keys.NEXT_HOUSEHOLD, acts.next_household),
            (keys.BY_OTHER, acts.by_other),
            (keys.CHOOSE, acts.choose),
            (keys.RAN_OUT, turned_away[0].click),
            (keys.CLOSED, turned_away[1].click),
            (keys.OTHER, turned_away[2].click),
        ):
            key.calls(job, within=screen)

    def _enter(self, text: str) -> None:
        if self.takes_code(text):
            # A volunteer's card that does not scan is typed like any other code.
            self._parts.scan.field.setText("")
            return
        self._service.enter(text, self._picked_row)

    def _hint(self, text: str) -> None:
        picked = self._parts.card.rows.picked_id is not None
        visit = self._parts.card.visit is not None
        self._parts.scan.set_hint(hints.hint(text, picked, self.today, visit))

    def _picked_row(self) -> int | None:
        return rows.row_number(self._parts.card.rows.picked_id)

    def _step(self, id_: bytes, by: int) -> None:
        self._service.acts.step(rows.row_number(id_) or 0, by)
        self.done.emit()

    def _head(self, id_: bytes) -> None:
        self._service.acts.turn_to(rows.party_number(id_))
        self.done.emit()

    def _none_left(self) -> None:
        row = self._picked_row()
        if row is not None and not self._parts.scan.text():
            self._service.acts.none_left(row)

    def _finish(self) -> None:
        self._service.acts.finish()

    def _finish_without_label(self) -> None:
        """The other way than usual: a visit from paper has no label unless one is wanted."""
        visit = self._parts.card.visit
        self._service.acts.finish(label=visit is not None and visit.told_ms is not None)

    def _hold(self) -> None:
        """With a ticket or a word in the scan box, the visit waits under that."""
        visit = self._parts.card.visit
        self._service.acts.hold(self._parts.scan.text() if visit is not None else "")

    def _choose(self, what: str) -> None:
        if what.startswith(DETAILS):
            self.details_wanted.emit(bytes.fromhex(what.removeprefix(DETAILS)))
            return
        self._service.choose(what)
        self.done.emit()


def _nobody_takes(_: str) -> bool:
    return False
