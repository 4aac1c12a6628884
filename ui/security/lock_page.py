"""What stands in front of people's details while the desk is locked: one field, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.changes import Changes
from ui import keys
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import primary
from ui.widgets.card import Card, label
from ui.widgets.field import SecretField
from ui.widgets.strip import Strip

WIDEST_PX = 620


class LockPage(QWidget):
    """``typed`` when a PIN or a phrase was typed."""

    typed = Signal(str)

    def __init__(self, look: Look, practising: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Locked"), "lock"
        self._look = look
        self.card = Card(look, foot=True)
        self.icon = label("")
        self.headline = label(self.tr("This laptop is locked"), "title", True)
        how = self.tr("Type your PIN or a passphrase, or scan your card. Visits are on hold.")
        if practising:
            how = self.tr("In the practice hub any word unlocks.")
        self.how = label(how, wraps=True)
        goes_on = self.tr("The stall ({stall}) and taking in ({take_in}) go on meanwhile.")
        self.goes_on = label(
            goes_on.format(stall=keys.STALL.shown, take_in=keys.TAKE_IN.shown), "muted", True
        )
        self.waiting = Strip(look)
        self.strip = Strip(look)
        self.word = SecretField(look, self.tr("PIN or passphrase"))
        self.unlock = primary(look, self.tr("Unlock"), "key-round", self.tr("Enter"))
        self._arrange()
        self.unlock.clicked.connect(self._type)
        self.word.entry.returnPressed.connect(self._type)
        look.changed.connect(self._dress)

    def shown(self) -> None:
        """Nothing was typed yet."""
        self.word.forget()
        self.refuse("")

    def scanned(self, text: str) -> None:
        """A volunteer's card is heard before this, and a household's waits; others say so."""
        self.refuse(
            self.tr("Locked, so nothing was looked up. Unlock, or open Take in or the stall.")
        )

    def changed(self, changes: Changes) -> None:
        """Nothing here changes."""

    def compact(self, compact: bool) -> None:
        """One column already."""
        self.card.set_tight(compact)

    def focus_home(self) -> None:
        """Where a PIN is typed."""
        self.word.entry.setFocus()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """No scan box: a card is heard wherever the focus is."""
        return None

    def refuse(self, sentence: str) -> None:
        """Says why it stays locked; an empty sentence takes it back."""
        self.strip.say(sentence, Tone.SOON)

    def say_waiting(self, waits: bool) -> None:
        """A household's card was scanned: its visit opens once somebody unlocked."""
        told = self.tr("A card was scanned. Its visit opens when you have unlocked.")
        self.waiting.say(told if waits else "", Tone.INFO)

    def set_busy(self, busy: bool) -> None:
        """While a phrase is tried, nothing is typed twice."""
        self.word.setEnabled(not busy)
        self.unlock.setEnabled(not busy)
        self.unlock.say(self.tr("Unlocking") if busy else self.tr("Unlock"))
        if not busy:
            self.focus_home()

    def _type(self) -> None:
        text = self.word.text()
        self.word.entry.clear()
        if text.strip():
            self.refuse("")
            self.typed.emit(text)
        self.focus_home()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.icon)
        head.addWidget(self.headline, 1)
        self.card.body.addLayout(head)
        for part in (self.how, self.goes_on, self.waiting, self.word, self.strip):
            self.card.body.addWidget(part)
        assert self.card.foot is not None
        self.card.foot.addStretch(1)
        self.card.foot.addWidget(self.unlock)
        self._head = head
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 100)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(2)
        self._dress()

    def _dress(self) -> None:
        px = self._look.px
        self.card.setMaximumWidth(px(WIDEST_PX))
        self.icon.setPixmap(self._look.icon("lock", self._look.tokens.primary, 36))
        self.icon.setFixedWidth(px(44))
        self.icon.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._head.setSpacing(px(12))
