"""Locks the open desk and unlocks it: by time, by key, with the computer; by PIN, card, phrase.

While it is locked nothing of a person is shown; the stall and taking in go on.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from hubdesk.codes import own
from hubdesk.counter import locking
from hubdesk.doorstep import Unlocked
from hubdesk.errors import Said
from hubdesk.scanner import reading
from hubdesk.security import keys as key_slots
from hubdesk.volunteers import pins, unlocking
from hubdesk.volunteers.serving import Turn
from ui import keys, wording
from ui.aside import Aside
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.volunteers import words
from ui.widgets.result import Result
from ui.window import Window

if TYPE_CHECKING:
    from ui.security.lock_page import LockPage

WAITS = frozenset({own.Kind.HOUSEHOLD, own.Kind.PARCEL, own.Kind.TICKET, own.Kind.SHEET})
"""Codes that lead to a visit: scanned at a locked desk, one waits until somebody unlocked."""
PERSONAL = frozenset({own.Kind.HOUSEHOLD})
"""Of these, what waits even while the stall or taking in is in front."""


class Locking(QObject):
    """``locked(bool)`` when it was locked or unlocked.

    ``unlocked_by`` is what opened the hub, None in the practice hub, where any word unlocks.
    """

    locked = Signal(bool)

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, unlocked_by: Unlocked | None
    ) -> None:
        super().__init__()
        self._look, self._line, self._notices = look, line, notices
        self._unlocked_by = unlocked_by
        self._window: Window | None = None
        self._goes_on: frozenset[int] = frozenset()
        self._waits = ""
        self.setup = reading.TYPED
        self.is_locked = False
        self.aside = Aside(self)

    @cached_property
    def page(self) -> LockPage:
        """What is shown instead, made when the desk is first locked."""
        from ui.security.lock_page import LockPage  # noqa: PLC0415

        made = LockPage(self._look, self._unlocked_by is None)
        made.typed.connect(self._typed)
        return made

    def stand_at(self, window: Window, goes_on: frozenset[int]) -> None:
        """Takes its place: its key, and the places by number that go on while it is locked."""
        self._window, self._goes_on = window, goes_on
        keys.LOCK.calls(self.lock, within=window.desk)

    def lock(self) -> None:
        """Locks now, whatever the file says to it: what shows goes first."""
        if self.is_locked or self._window is None:
            return
        self.is_locked = True
        self._window.locked.lock(self.page, self._goes_on)
        self.locked.emit(True)
        self._line.do(locking.lock)
        _empty_clipboard()

    def hears(self, text: str) -> bool:
        """While locked, takes every volunteer's card, and keeps what leads to a visit."""
        if not self.is_locked or self._window is None:
            return False
        code = reading.own_code(text, self.setup)
        if code is None:
            return False
        if code.kind is own.Kind.VOLUNTEER:
            self._line.do(unlocking.by_card, code.text, then=self._turn, refused=self._refused)
            return True
        kept = PERSONAL if self._window.pages.currentIndex() in self._goes_on else WAITS
        if code.kind not in kept:
            return False
        self._waits = text
        self._window.go(0)
        self.page.say_waiting(True)
        return True

    def close(self) -> None:
        """Waits for a phrase that is being tried."""
        self.aside.close()

    def _typed(self, text: str) -> None:
        digits = "".join(text.split())
        if self._unlocked_by is None:
            self._line.do(unlocking.by_phrase, "", then=self._unlock)
        elif digits.isascii() and digits.isdigit() and len(digits) <= pins.MOST:
            self._line.do(unlocking.by_pin, digits, then=self._turn, refused=self._refused)
        elif not self.aside.is_busy:
            self.page.set_busy(True)
            work = partial(_opener, self._unlocked_by, text)
            self.aside.start(work, self._phrase, self._phrase_refused)

    def _phrase(self, opener: str) -> None:
        self.page.set_busy(False)
        self._line.do(unlocking.by_phrase, opener, then=self._unlock, refused=self._refused)

    def _phrase_refused(self, failure: Said) -> None:
        self.page.set_busy(False)
        self._refused(failure)

    def _turn(self, turn: Turn) -> None:
        self._unlock(turn)
        self._notices.aloud(Result(Tone.OK, words.turn(turn)))

    def _unlock(self, _: object) -> None:
        self.is_locked = False
        self.page.say_waiting(False)
        self.page.word.forget()
        waits, self._waits = self._waits, ""
        self.locked.emit(False)
        if self._window is not None:
            self._window.locked.unlock()
            if waits:
                self._window.go(0)
                self._window.scanned(waits)

    def _refused(self, failure: Said) -> None:
        """At the page it is said in the page; elsewhere where everything is said."""
        if self.page.isVisible():
            self.page.refuse(wording.said(failure))
            self.page.focus_home()
        else:
            self._notices.said(failure)


def _empty_clipboard() -> None:
    """What somebody copied does not wait for the next person to paste it."""
    held = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        # Whose words these are is not always known, and an empty clipboard harms nobody.
        if held.text(mode):
            held.setText("", mode)


def _opener(by: Unlocked, text: str) -> str:
    """Whose phrase this is: the id of its slot. Raises Refused for one that opens another hub."""
    return key_slots.opener_of(by.folder, by.key, text)
