"""What belongs to the page in front alone: the keys, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.result import Result

if TYPE_CHECKING:
    from ui.window import Window


class FrontPage(QObject):
    """Keeps the keys at the page that is seen, and takes its notices away with it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._said: tuple[Result, QWidget | None] | None = None
        QApplication.instance().focusChanged.connect(self._keep_the_keys)  # type: ignore[union-attr]
        window.pages.currentChanged.connect(self._left)

    def is_at(self, screen: QWidget) -> bool:
        """True while this screen is on show, neither hidden nor behind the day question."""
        return self._window.cover.is_open() and self._window.pages.currentWidget() is screen

    def said(self, result: Result) -> None:
        """Something was said; of the page in front, if it says so."""
        if result.of_page:
            self._said = result, self._window.pages.currentWidget()

    def _keep_the_keys(self, old: QWidget | None, now: QWidget | None) -> None:
        """A page behind the one in front may ask for the focus, as when its answer comes late.

        It must not have it: what is typed now, as a PIN, is for the page that is seen.
        """
        pages = self._window.pages
        if not shiboken6.isValid(pages):
            # While a window is taken down the focus still moves from one child to the next.
            return
        front = pages.currentWidget()
        if now is None or front is None or not pages.isAncestorOf(now):
            return
        if front is now or front.isAncestorOf(now) or not self._window.cover.is_open():
            return
        if old is not None and old.isVisible() and front.isAncestorOf(old):
            old.setFocus()
        else:
            self._window.go_home()

    def _left(self, _: int) -> None:
        """What was said of one page goes with it. Help may be read meanwhile."""
        front = self._window.pages.currentWidget()
        help_page = self._window.__dict__.get("help_page")
        if self._said is None or front in (self._said[1], help_page):
            return
        said, self._said = self._said[0], None
        self._window.notice.put_away(said)
