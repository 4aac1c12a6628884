"""What can stand in front of the desk: the question about the day, and the hidden screen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from hubdesk.day_answers import Doubt
from ui.theme.look import Look
from ui.widgets.late import is_in_front, is_made

if TYPE_CHECKING:
    from ui.day_question import DayQuestion
    from ui.hidden import HiddenScreen


class Cover(QStackedWidget):
    """The desk, or what covers it. Scans made meanwhile are kept, in order.

    While it is covered the desk cannot take the keys, whatever answers come to it.

    ``opened`` carries them (a list of str) when the desk is in front again. Hiding covers the
    question too; it is asked again once the screen is back. ``said`` carries the day that was
    answered, and whether a day before the last entry is meant on purpose.
    """

    opened = Signal(list)
    said = Signal(object, bool)

    def __init__(self, look: Look, desk: QWidget) -> None:
        super().__init__()
        self.desk = desk
        self._look = look
        self._kept: list[str] = []
        self._in_doubt = False
        self.addWidget(desk)
        QApplication.instance().focusChanged.connect(self._keep_the_keys)  # type: ignore[union-attr]

    @cached_property
    def hidden(self) -> HiddenScreen:
        """The blanked screen, loaded and made when it is first wanted."""
        from ui.hidden import HiddenScreen  # noqa: PLC0415

        made = HiddenScreen(self._look, self)
        self.addWidget(made)
        made.returned.connect(self._uncover)
        made.set_waiting(len(self._kept))
        return made

    @cached_property
    def day_question(self) -> DayQuestion:
        """The question, loaded and made when it is first to be asked."""
        from ui.day_question import DayQuestion  # noqa: PLC0415

        made = DayQuestion(self._look, self)
        self.addWidget(made)
        made.said.connect(self.said)
        made.left.connect(self.day_known)
        return made

    def is_open(self) -> bool:
        """True while the desk itself is in front."""
        return self.currentWidget() is self.desk

    def is_hidden(self) -> bool:
        """True while the screen is blanked."""
        return is_in_front(self, self, "hidden")

    def hide_desk(self) -> None:
        """Blanks everything until a key is pressed; nothing is lost."""
        self.setCurrentWidget(self.hidden)
        self._take_the_keys()

    def ask_day(self, doubt: Doubt) -> None:
        """Puts the question about today's date in front of all but the hidden screen, once.

        One that nobody has begun to answer is asked anew when the day has changed meanwhile.
        """
        if self._in_doubt and self.day_question.is_about(doubt):
            return
        self._in_doubt = True
        self.day_question.ask(doubt)
        if not self.is_hidden():
            self._show_question()

    def day_known(self) -> None:
        """The date is sure: the desk comes back, unless it is hidden."""
        self._in_doubt = False
        if is_in_front(self, self, "day_question"):
            self._uncover()

    def keep(self, text: str) -> None:
        """Keeps a scan until the desk is in front again."""
        self._kept.append(text)
        self._say_waiting()

    def _say_waiting(self) -> None:
        if is_made(self, "hidden"):
            self.hidden.set_waiting(len(self._kept))

    def _show_question(self) -> None:
        self.setCurrentWidget(self.day_question)
        self._take_the_keys()

    def _take_the_keys(self) -> None:
        if self.is_hidden():
            self.hidden.setFocus()
        else:
            self.day_question.focus_home()

    def _keep_the_keys(self, old: QWidget | None, now: QWidget | None) -> None:
        """An answer may come late and ask for the focus on a screen that nobody sees now."""
        if self.is_open() or now is None or not self.desk.isAncestorOf(now):
            return
        front = self.currentWidget()
        if old is not None and front is not None and front.isAncestorOf(old):
            # Somebody is typing there.
            old.setFocus()
        else:
            self._take_the_keys()

    def _uncover(self) -> None:
        if self._in_doubt:
            self._show_question()
            return
        self.setCurrentWidget(self.desk)
        kept, self._kept = self._kept, []
        self._say_waiting()
        self.opened.emit(kept)
