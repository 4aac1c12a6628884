"""The rows of the list of goods: a window of them at a time, of what is asked for now."""

from __future__ import annotations

from PySide6.QtCore import QObject

from hubdesk.stock.found import Found
from hubdesk.stock.listing import Wanted
from ui.background import DeskLine
from ui.stock import asked
from ui.stock.list_card import WINDOW, ListCard


class Rows(QObject):
    """Asks for the rows that come into view; an answer about what was typed before is let go."""

    def __init__(self, line: DeskLine, listed: ListCard) -> None:
        super().__init__(listed)
        self._line, self._listed = line, listed
        self._asked: Wanted | None = None
        listed.wanted.connect(self._ask_rows)

    def seek(self, text: str, spot: bytes | None) -> None:
        """Asks for the goods that fit a text, all or those of one shelf."""
        self._asked = self._listed.asked(text, spot)
        self._line.ask(asked.first_rows, self._asked, then=self._fill_first)

    def _fill_first(self, answer: tuple[Wanted, list[Found]]) -> None:
        """The first rows at once; how many there are in all follows, where there are more."""
        wanted, rows = answer
        if wanted != self._asked:
            return
        if not rows:
            self._say_empty(wanted)
        self._listed.start(len(rows), rows)
        if len(rows) == WINDOW:
            self._line.ask(asked.every, wanted, then=self._grow)

    def _grow(self, answer: tuple[Wanted, int]) -> None:
        wanted, total = answer
        if wanted == self._asked:
            self._listed.grow(total)

    def _ask_rows(self, first: int, count: int) -> None:
        if self._asked is not None:
            self._line.ask(asked.rows, self._asked, first, count, then=self._filled)

    def _filled(self, answer: tuple[Wanted, int, list[Found]]) -> None:
        wanted, first, rows = answer
        if wanted == self._asked:
            self._listed.fill(first, rows)

    def _say_empty(self, wanted: Wanted) -> None:
        if wanted.count_me and not wanted.text:
            self._listed.say_empty(
                self.tr("Nothing to count"), self.tr("The book has no product below nothing.")
            )
        elif wanted.spot is not None:
            self._listed.say_empty(
                self.tr("Nothing stands on this shelf"),
                self.tr("Choose a product and press Shelf. Esc shows everything again."),
            )
        elif wanted.text:
            self._listed.say_empty(
                self.tr("Nothing here is called so"), self.tr("Try fewer letters.")
            )
        else:
            self._listed.say_empty(
                self.tr("Nothing is in stock here"), self.tr("Scan goods in: F4.")
            )
