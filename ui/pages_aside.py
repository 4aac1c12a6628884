"""Pages of the window that are not on the rail (help, who is serving, the lock); one leads back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screen import Screen


class PagesAside:
    """``made`` are those that were shown; ``before`` is the place the one in front leads to."""

    def __init__(
        self,
        pages: QStackedWidget,
        number_of: Callable[[QWidget | None], int | None],
        arrive: Callable[[], None],
    ) -> None:
        self.made: list[QWidget] = []
        self.before = 0
        self._pages, self._number_of, self._arrive = pages, number_of, arrive
        self._compact = False

    def place(self) -> int:
        """The place in front, or the one that the page in front leads back to."""
        number = self._number_of(self._pages.currentWidget())
        return self.before if number is None else number

    def show(self, page: QWidget, before: int) -> None:
        """Shows a page, and knows the place it leads back to."""
        self.before = before
        if page not in self.made:
            self.made.append(page)
            self._pages.addWidget(page)
            self.compact(self._compact)
        self._pages.setCurrentWidget(page)
        self._arrive()

    def compact(self, compact: bool) -> None:
        """One column or two, for those that are here and those that come."""
        self._compact = compact
        for page in self.made:
            if isinstance(page, Screen):
                page.compact(compact)
