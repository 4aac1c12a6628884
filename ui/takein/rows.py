"""Rows of buttons: where a drop-off came from, what is wrong with a tin, what else is done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.takein.checking import Fault
from hubdesk.takein.sources import From, Source
from ui import keys
from ui.takein import words
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import label
from ui.widgets.chip import Chip


class SourceRow(QWidget):
    """``said`` carries the source. A supermarket's name stands on its button once it is known."""

    said = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._keys = {
            Source.GIFT: keys.GIFT,
            Source.SUPERMARKET: keys.SUPERMARKET,
            Source.BOUGHT: keys.BOUGHT,
            Source.NOT_KNOWN: keys.NOT_KNOWN,
        }
        faces = {
            Source.GIFT: (self.tr("A gift"), "heart-handshake"),
            Source.SUPERMARKET: (self.tr("Supermarket"), "store"),
            Source.BOUGHT: (self.tr("Bought"), "shopping-basket"),
            Source.NOT_KNOWN: (self.tr("Not known"), "circle-question-mark"),
        }
        self._icons = {source: icon for source, (_, icon) in faces.items()}
        self.buttons = {
            source: plain(look, word, icon, self._keys[source].shown)
            for source, (word, icon) in faces.items()
        }
        self.heading = label(self.tr("From"), "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.heading)
        for source, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._press, source))
            row.addWidget(button)
        self.asked = Chip(look, "", Tone.SOON, "circle-question-mark")
        self.asked.hide()
        row.addWidget(self.asked)
        row.addStretch(1)
        self._told = From()

    def ask(self, asked: str) -> None:
        """Asks where goods are from, as long as nobody has said it; empty: nothing is asked."""
        self.asked.say(asked, self.asked.tone, self.asked.icon_name)
        self.asked.setVisible(bool(asked))

    def show_source(self, told: From) -> None:
        """Puts the button of the source down; none while nobody has said."""
        self._told = told
        for source, button in self.buttons.items():
            down = source is told.source or (
                source is Source.NOT_KNOWN and told.source is Source.SOME_SHOP
            )
            button.setChecked(down)
            button.icon_name = "check" if down else self._icons[source]
        shop = self.buttons[Source.SUPERMARKET]
        shop.say(words.giver(told) or self.tr("Supermarket"))

    def compact(self, compact: bool) -> None:
        """Keys go unsaid, for want of room."""
        _say_keys(self.buttons, self._keys, compact)

    def _press(self, source: Source) -> None:
        self.show_source(self._told)
        self.said.emit(source.value)


class CheckRow(QWidget):
    """``binned`` carries what is wrong with one of the last scan."""

    binned = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        faces = {
            Fault.DENT: (self.tr("Deep dent"), keys.DENT),
            Fault.RUST: (self.tr("Rust"), keys.RUST),
            Fault.BULGE: (self.tr("Bulge"), keys.BULGE),
            Fault.UNSOUND: (self.tr("Not sound"), keys.UNSOUND),
        }
        self._keys = {fault: key for fault, (_, key) in faces.items()}
        self.heading = label(self.tr("Bin one:"), "strong")
        self.buttons = {
            fault: plain(look, word, "", key.shown) for fault, (word, key) in faces.items()
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.heading)
        for fault, button in self.buttons.items():
            row.addWidget(button)
            button.clicked.connect(partial(self.binned.emit, fault.value))
        row.addStretch(1)
        self.compact(False)

    def compact(self, compact: bool) -> None:
        """Keys go unsaid, for want of room."""
        _say_keys(self.buttons, self._keys, compact)


class DeedRow(QWidget):
    """What is done with a whole drop-off, and with the date of the last scan."""

    thanks_wanted = Signal()
    next_wanted = Signal()
    kind_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.kind = plain(look, self.tr("Other kind of date"), "calendar")
        self.thanks = plain(look, self.tr("Thank-you slip"), "printer")
        self.next = plain(look, self.tr("Next drop-off"), "package-plus")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.kind, self.thanks, self.next):
            row.addWidget(button)
        self.kind.clicked.connect(self.kind_wanted)
        self.thanks.clicked.connect(self.thanks_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.compact(False)

    def compact(self, compact: bool) -> None:
        """Less is said, for want of room."""
        self.kind.say(self.tr("Kind of date") if compact else self.tr("Other kind of date"))
        shown = {"kind": keys.KIND_OF_DATE, "thanks": keys.THANKS, "next": keys.FINISH}
        buttons = {"kind": self.kind, "thanks": self.thanks, "next": self.next}
        _say_keys(buttons, shown, compact)


def _say_keys(
    buttons: Mapping[Any, WordButton], shown: Mapping[Any, keys.Key], compact: bool
) -> None:
    for which, button in buttons.items():
        button.set_hint("" if compact else shown[which].shown)
