"""What every screen that looks codes up keeps of the scanner: how it sends them."""

from __future__ import annotations

from hubdesk.scanner import reading
from hubdesk.scanner.setup import ScannerSetup


class ReadsCodes:
    """Half of a screen: reads codes as the scanner was set up, see ``ui.screen.Reads``.

    A screen on which each scan counts says itself what a second reading means (``read_twice``).
    """

    setup: ScannerSetup = reading.TYPED

    def listen_as(self, setup: ScannerSetup) -> None:
        """The scanner was set up like this."""
        self.setup = setup

    def read_twice(self, text: str) -> None:
        """The same code came again, sooner than a hand can do it: it is looked up already."""

    def printed(self, text: str) -> str:
        """One of our own codes as it stands on its label; any other code as it came."""
        code = reading.own_code(text, self.setup)
        return text if code is None else code.text
