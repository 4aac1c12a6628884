"""Households like the one being typed, three at most, each with one key for "this one"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.counter.likely import Likely
from hubdesk.households.likely import MOST
from ui import keys, moments, wording
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.wording import placed


class LikelyList(Card):
    """Hidden while there are none. ``chosen`` is the id of the one that was meant."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_tight()
        self.found: tuple[Likely, ...] = ()
        self.said = label(self.tr("Somebody like this was here before"), "strong")
        self.body.addWidget(self.said)
        self.rows = [_Row(look, key) for key in keys.LIKELY]
        for at, row in enumerate(self.rows):
            self.body.addWidget(row)
            row.button.clicked.connect(partial(self._choose, at))
            keys.LIKELY[at].calls(partial(self._choose, at), within=self)
        assert len(self.rows) == MOST
        self.hold(())

    def hold(self, found: Sequence[Likely]) -> None:
        """Shows these; with none, nothing of the last ones stays in any part."""
        self.found = tuple(found)
        for at, row in enumerate(self.rows):
            row.show_one(self.found[at] if at < len(self.found) else None)
        self.setVisible(bool(found))

    def _choose(self, at: int) -> None:
        if at < len(self.found):
            self.chosen.emit(self.found[at].found.household.id)


class _Row(QWidget):
    """One of them: who, and the button."""

    def __init__(self, look: Look, key: keys.Key) -> None:
        super().__init__()
        self._look = look
        self.number, self.name, self.rest = label("", "strong"), label(""), label("", "muted")
        for words in (self.name, self.rest):
            words.setMinimumWidth(1)
        self.button = plain(look, self.tr("It is this one"), "check", key.shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.number, self.name):
            row.addWidget(part)
        row.addWidget(self.rest, 1)
        row.addWidget(self.button)
        self._row = row
        self._dress()
        look.changed.connect(self._dress)

    def show_one(self, likely: Likely | None) -> None:
        """Shows one, or nothing at all."""
        home = likely.found.household if likely else None
        self.number.setText(home.number if home else "")
        self.name.setText(placed(likely.found.name) if likely else "")
        self.rest.setText(_rest(likely) if likely else "")
        self.setVisible(likely is not None)

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(12))


def _rest(likely: Likely) -> str:
    home = likely.found.household
    last = moments.of_day(likely.last) if likely.last else ""
    said = (wording.size(home.adults, home.children), home.district or "", last)
    return placed("  ·  ".join(filter(None, said)))
