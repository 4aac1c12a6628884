"""The reminder in Today that nothing is kept outside this laptop: once a day, and put away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.strip import Strip


class MediumNag(QWidget):
    """Hidden while all is well. ``put_away`` when somebody has read it for today."""

    put_away = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look, self._nags = look, False
        self.strip = Strip(look)
        self.button = plain(look, self.tr("Tomorrow"), "clock")
        self.button.clicked.connect(self.put_away)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.strip, 1)
        self._row.addWidget(self.button)
        self._dress()
        look.changed.connect(self._dress)
        self.hide()

    def show_nag(self, nags: bool) -> None:
        """Shows it, or takes it away."""
        if nags == self._nags:
            return
        self._nags = nags
        said = self.tr("For two days no backup left this laptop. Put in the stick.")
        self.button.setAccessibleName(self.tr("Remind me tomorrow"))
        self.setVisible(nags)
        self.strip.say(said if nags else "", Tone.SOON)

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(10))
