"""What somebody chooses on the cards of Set-up is kept on this laptop at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from hubdesk import set_up, settings
from hubdesk.scanner.setup import ScannerSetup
from ui.background import DeskLine
from ui.settings.all_cards import AllCards
from ui.sounds import Sounds
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme


class Choices(QObject):
    """Look and sound, labels, the scanner, and the numbers for an emergency."""

    def __init__(
        self, cards: AllCards, look: Look, line: DeskLine, sounds: Sounds, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look, self._line, self._sounds = look, line, sounds
        cards.look_card.changed.connect(self._dress)
        cards.labels.changed.connect(self._change)
        cards.numbers.changed.connect(self._keep_numbers)

    def learn(self, learned: ScannerSetup) -> None:
        """Keeps how the scanner was found to scan."""
        self._change({"scanner": learned.plain()})

    def _dress(self, values: dict[str, Any]) -> None:
        """Look and sound change at once, and are kept."""
        if "theme" in values:
            self._look.wear(theme=Theme(values["theme"]))
        if "scale_percent" in values:
            self._look.wear(scale=Scale(values["scale_percent"]))
        self._sounds.on = values.get("sounds", self._sounds.on)
        self._change(values)

    def _change(self, values: dict[str, Any]) -> None:
        self._line.do(settings.change, **values)

    def _keep_numbers(self, numbers: list[tuple[str, str]]) -> None:
        self._line.do(set_up.keep_numbers, numbers)
