"""While the desk is locked: one page stands before every place, but for those that go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.window import Window


class LockedPages:
    """The page that says that the desk is locked, and the places that go on meanwhile."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._page: QWidget | None = None
        self._goes_on: frozenset[int] = frozenset()

    @property
    def stands(self) -> bool:
        """True while the desk is locked."""
        return self._page is not None

    def lock(self, page: QWidget, goes_on: frozenset[int]) -> None:
        """Shows a page in place of every other, but for the places that go on, until ``unlock``."""
        self._page, self._goes_on = page, goes_on
        self._window.notice.hide()
        self.stands_before(self._window.aside.place())

    def unlock(self) -> None:
        """Opens the place that was wanted last; whoever is at one that went on stays there."""
        page, self._page = self._page, None
        if page is not None and self._window.pages.currentWidget() is page:
            self._window.leave_aside()

    def stands_before(self, number: int, *, always: bool = False) -> bool:
        """True when the page was shown because this place (or, ``always``, any) is locked."""
        if self._page is None or (number in self._goes_on and not always):
            return False
        self._window.aside.show(self._page, number)
        return True
