"""A question over the visit that can wait: served on meanwhile, answered with one key each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.aloud import read_aloud
from ui.keys import Key
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import say_again

MOST_LINES = 3


class AskStrip(QFrame):
    """A headline, a few lines, and answers; ``chosen`` carries an answer's number.

    The first line is what the answers are for. It stands back while a visit is served.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, answers: Sequence[tuple[str, str, Key]]) -> None:
        super().__init__()
        self._look, self._compact, self._aside = look, False, False
        self._offered = answers
        self.setProperty("role", "result")
        self.setProperty("tone", Tone.SOON.value)
        self._lines: tuple[str, ...] = ()
        self.answers: list[WordButton] = []
        self._column, self._flow = QVBoxLayout(self), FlowLayout(8)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def ask(self, headline: str, lines: Sequence[str]) -> None:
        """Asks; with no lines there is nothing to ask, and the strip is away."""
        before, self._lines = self._lines, tuple(lines)
        if lines:
            if not self.answers:
                self._put_together()
            self.headline.setText(headline)
            self._fill()
        self._show()
        if lines and before != self._lines:
            read_aloud(self, f"{headline} {lines[0]}")

    def compact(self, compact: bool) -> None:
        """Only what is asked about, for want of room."""
        self._compact = compact
        for button, (_, _, key) in zip(self.answers, self._offered, strict=bool(self.answers)):
            button.set_hint("" if compact else key.shown)
        if self.answers:
            self._fill()

    def stand_back(self, aside: bool) -> None:
        """Away while a visit needs the room; what it asks is asked again afterwards."""
        self._aside = aside
        self._show()

    def _put_together(self) -> None:
        """Made when there is first something to ask: most days there is not."""
        roles = ("strong", "strong", *["muted"] * (MOST_LINES - 1))
        self.headline, *self.lines = (label("", role, wraps=True) for role in roles)
        for part in (self.headline, *self.lines):
            self._column.addWidget(part)
        for number, (word, icon, key) in enumerate(self._offered):
            button = plain(self._look, word, icon, key.shown)
            button.set_hint("" if self._compact else key.shown)
            button.setProperty("answer", number)
            button.clicked.connect(self._choose)
            key.calls(button.click, within=self)
            self.answers.append(button)
            self._flow.addWidget(button)
        self._column.addLayout(self._flow)

    def _show(self) -> None:
        self.setVisible(bool(self._lines) and not self._aside)

    def _fill(self) -> None:
        most = 1 if self._compact else MOST_LINES
        for at, line in enumerate(self.lines):
            shown = at < most and at < len(self._lines)
            line.setText(self._lines[at] if shown else "")
            line.setVisible(shown)

    def _choose(self) -> None:
        self.chosen.emit(self.sender().property("answer"))

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(16), px(8), px(10), px(8))
        self._column.setSpacing(px(4))
        self._flow.set_gap(px(8))
        say_again(self)
