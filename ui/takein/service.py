"""Carries scans, typing and keys of Take in to the desk, and their answers back, in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from hubdesk.day import DayUnsure
from hubdesk.errors import Said
from hubdesk.journal.act import Act, View
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import products
from hubdesk.stock.products import Line
from hubdesk.takein import (
    checking,
    crates,
    entering,
    gaps,
    naming,
    packs,
    scanning,
    showing,
    sources,
    thanks,
    whose,
)
from hubdesk.takein.came import Came
from hubdesk.takein.crates import Crate
from hubdesk.takein.gaps import Undated
from hubdesk.takein.naming import Nameless
from hubdesk.takein.showing import TakeIn
from hubdesk.takein.whose import Unsaid
from ui.background import DeskLine

Job = Callable[[], None]


class Lists(Struct, frozen=True):
    """What is still to be done, and the lines that goods may belong to."""

    names: tuple[Nameless, ...]
    dates: tuple[Undated, ...]
    lines: tuple[Line, ...]
    crates: tuple[Crate, ...] = ()
    whose: tuple[Unsaid, ...] = ()


class Service(QObject):
    """``came`` carries what came of one thing; ``stands`` the screen as it stands after it.

    Nothing is refused for want of a sure date: it waits here until somebody has said which day
    it is (``go_on``), and is then done in its order. ``telling`` while what this screen did is
    shown: the change that follows from it needs no asking.
    """

    came = Signal(object)
    stands = Signal(object)
    lists = Signal(object)
    refused = Signal(object)
    found = Signal(object)

    def __init__(self, line: DeskLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._waiting: list[Job] = []
        self.telling = False
        self._asking, self._ask_again = False, False
        self.setup: ScannerSetup | None = None

    def refresh(self) -> None:
        """Asks for everything on show."""
        self._line.ask(showing.take_in, then=self.stands.emit)
        self.ask_lists()

    def ask_lists(self) -> None:
        """Asks what is to be named, and which dates were left for later; once for many scans."""
        if self._asking:
            self._ask_again = True
            return
        self._asking, self._ask_again = True, False
        self._line.ask(_lists, then=self.lists.emit, over=self._asked)

    def _asked(self) -> None:
        self._asking = False
        if self._ask_again:
            self.ask_lists()

    def go_on(self) -> None:
        """The date is known: what waited for it is done now."""
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            job()

    def scan(self, text: str) -> None:
        """A code was scanned."""
        self._do(scanning.scanned, text, self.setup)

    def enter(self, text: str) -> None:
        """Something was typed."""
        self._do(entering.entered, text, self.setup)

    def undo(self) -> None:
        """The last scan did not happen."""
        self._do(entering.undo_last)

    def done_with(self) -> None:
        """What is typed now is about the next scan."""
        self._do(entering.done_with)

    def nothing_stays(self) -> None:
        """No date stays for what follows."""
        self._do(entering.nothing_stays)

    def turn_kind(self) -> None:
        """Use by, and not best before; or the other way about."""
        self._do(entering.turn_kind)

    def next_drop_off(self) -> None:
        """Goods of somebody else come."""
        self._do(entering.next_drop_off)

    def bin_one(self, fault: str) -> None:
        """One of the last scan is not sound."""
        self._do(checking.bin_one, checking.Fault(fault))

    def say_source(self, source: str, giver: str = "") -> None:
        """Where the drop-off came from."""
        self._do(sources.say, sources.Source(source), giver)

    def ask_source(self, drop_off: bytes) -> None:
        """Where an earlier drop-off came from is asked."""
        self._do(whose.ask, drop_off)

    def add_line(self, line: bytes) -> None:
        """Goods with no code."""
        self._do(entering.add_line, line)

    def open_pack(self, product: bytes) -> None:
        """A pack is opened."""
        self._do(packs.open_pack, product)

    def thank(self) -> None:
        """A slip of thanks is wanted."""
        self._do(thanks.thank)

    def name(self, code: str, name: str, line: bytes | None, pieces: int | None) -> None:
        """A bare code has a name."""
        self._do(naming.name_it, code, name, line, pieces)

    def rename(self, product: bytes, name: str, line: bytes | None, pieces: int | None) -> None:
        """Goods have another name or line."""
        self._do(naming.change, product, name, line, pieces)

    def find_undated(self, text: str) -> None:
        """Which goods are in the hand, while dates are filled in."""
        self._line.ask(gaps.found, text, self.setup, then=self.found.emit, refused=self._said)

    def date_them(self, product: bytes, text: str) -> None:
        """The date of goods that had none."""
        self._do(_date_them, product, text)

    def _do(self, command: Callable[..., Came | None], *args: Any) -> None:
        refused = partial(self._refused, partial(self._do, command, *args))
        self._line.do(_told, command, *args, then=self._tell, refused=refused, over=self._over)

    def _tell(self, told: tuple[Came | None, TakeIn]) -> None:
        came, stands = told
        self.telling = True
        self.stands.emit(stands)
        if came is not None:
            self.came.emit(came)
            if came.lists:
                self.ask_lists()

    def _over(self) -> None:
        self.telling = False

    def _refused(self, again: Job, failure: Said) -> None:
        if isinstance(failure, DayUnsure):
            self._waiting.append(again)
            self._line.told.emit(failure)
        else:
            self._said(failure)

    def _said(self, failure: Said) -> None:
        self.refused.emit(failure)


def _told(act: Act, command: Callable[..., Came | None], *args: Any) -> tuple[Came | None, TakeIn]:
    came = command(act, *args)
    return came, showing.take_in(act)


def _lists(view: View) -> Lists:
    return Lists(
        tuple(naming.nameless(view)),
        tuple(gaps.undated(view)),
        tuple(products.lines(view)),
        tuple(crates.waiting(view)),
        tuple(whose.waiting(view)),
    )


def _date_them(act: Act, product: bytes, text: str) -> Came:
    return gaps.date_them(act, product, gaps.date_typed(act, text))
