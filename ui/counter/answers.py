"""What the buttons of the result card do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.catalogue import naming
from hubdesk.counter import (
    and_for,
    for_others,
    from_paper,
    lives,
    lost_card,
    packed,
    reopening,
    scanning,
    serving,
)
from hubdesk.counter.allergies import LEAVE_OUT, OTHERS
from hubdesk.reports import today
from hubdesk.scanner.setup import ScannerSetup
from ui.counter.on_show import OnShow
from ui.counter.telling import Telling


class Answers(QObject):
    """Carries out an answer to the card on show. ``naming_wanted`` carries code and offer,
    ``change_wanted`` asks for the panel that changes a visit."""

    naming_wanted = Signal(str, object)
    change_wanted = Signal()

    def __init__(self, on_show: OnShow, telling: Telling, parent: QObject) -> None:
        super().__init__(parent)
        self._on_show, self._telling = on_show, telling
        self.sender_setup = ScannerSetup()
        self.again = ""
        self._ways: dict[str, Callable[[], None]] = {
            "undo": self.undo,
            "give": self._give,
            "parcel": self._give_parcel,
            "aside": telling.put_aside,
            "discard": self._discard,
            "open pack": self._open_pack,
            "name": self._name,
            "keep": self._keep_name,
            "skip": telling.clear,
            "reopen": self._reopen,
            "use": self._use_code,
            "read": self._read,
            "count": self._count_again,
            "today": self._today_only,
            "another": self._another_visit,
            "by ages": self._size_by_ages,
            "ages": self.change_wanted.emit,
            "off": self._take_off,
            "replace": self._replace_card,
            "next": self._next,
            "enter again": self._enter_again,
        }

    def carry_out(self, what: str) -> None:
        """Does what an action of the card stands for."""
        verb, _, about = what.partition(":")
        if verb in self._ways:
            self._ways[verb]()
        elif verb == "instead":
            self.to_visit(serving.add_line, bytes.fromhex(about), then=self._telling.given_instead)
        elif verb in ("leave", "others"):
            way = LEAVE_OUT if verb == "leave" else OTHERS
            self.to_visit(serving.settle, int(about), way, then=self._telling.done)

    def scan(self, text: str) -> None:
        """A code goes to the desk. What was asked before it is not asked any more."""
        self._on_show.outcome = None
        told = self._telling.scanned
        way = and_for.scanned if self._on_show.joining else scanning.scanned
        self._telling.asking.do(way, text, self.sender_setup, then=told)

    def undo(self) -> None:
        """Takes back what was done last."""
        self._telling.asking.do(today.undo_last, then=self._telling.undone)

    def to_visit(
        self, command: Callable[..., object], *args: object, then: Callable[..., None]
    ) -> None:
        """Does something to the visit on show; nothing when there is none any more."""
        if self._on_show.visit is not None:
            self._telling.asking.do(command, self._on_show.visit.id, *args, then=then)

    def _give(self) -> None:
        came = self._on_show.outcome
        if came is not None:
            what = (came.product, came.dated, came.quantity)
            self.to_visit(scanning.give, *what, then=self._telling.scanned)

    def _give_parcel(self) -> None:
        self._of_code(packed.give_anyway, self._telling.packed)

    def _discard(self) -> None:
        came, asking = self._on_show.outcome, self._telling.asking
        if came is not None:
            asking.do(scanning.discard, came.product, came.batch, then=self._telling.done)

    def _open_pack(self) -> None:
        came = self._on_show.outcome
        if came is not None:
            then = self._telling.outcome
            self._telling.asking.do(scanning.open_pack, came.product, then=then)

    def _name(self) -> None:
        if self._on_show.outcome is not None:
            told = partial(self.naming_wanted.emit, self._on_show.outcome.code)
            self._telling.asking.ask(naming.offered, self._on_show.outcome.code, then=told)

    def _keep_name(self) -> None:
        if self._on_show.outcome is not None:
            code = self._on_show.outcome.code
            then = partial(self._kept, code)
            self._telling.asking.do(naming.keep_as_listed, code, then=then)

    def _kept(self, code: str, _: object) -> None:
        """It has a name now, and is scanned again, so that it goes in."""
        self.scan(code)

    def _reopen(self) -> None:
        self._of_code(reopening.reopen_parcel, self._telling.done)

    def _use_code(self) -> None:
        self._of_code(scanning.use_code, self._telling.scanned)

    def _of_code(self, command: Callable[..., object], then: Callable[..., None]) -> None:
        if self._on_show.outcome is not None:
            self._telling.asking.do(command, self._on_show.outcome.code, then=then)

    def _read(self) -> None:
        self.to_visit(serving.packs_read, then=self._telling.done)

    def _today_only(self) -> None:
        self.to_visit(lives.today_only, then=self._telling.outcome)

    def _another_visit(self) -> None:
        came = self._on_show.outcome
        if came is not None and came.size is not None:
            self.to_visit(lives.another_visit, *came.size, came.whole, then=self._telling.done)

    def _size_by_ages(self) -> None:
        came = self._on_show.outcome
        if came is not None:
            self.to_visit(lives.size_by_ages, came.ages, then=self._telling.outcome)

    def _take_off(self) -> None:
        self.to_visit(for_others.take_off, then=self._telling.done)

    def _replace_card(self) -> None:
        self.to_visit(lost_card.replace_at, then=self._telling.card_replaced)

    def _enter_again(self) -> None:
        self._of_code(from_paper.again, self._telling.outcome)

    def _next(self) -> None:
        self._telling.done(None)

    def _count_again(self) -> None:
        self.scan(self.again)
