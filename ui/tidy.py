"""Python's clearing away of unused objects, done in the window's thread and nowhere else.

Python clears away in whichever thread happens to be running. Widgets that nobody uses any more
would then be destroyed in the desk's thread, and Qt may crash. So the automatic clearing is
switched off while the window stands, and a timer does it where widgets live.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Tidying(QObject):
    """Clears away in this thread as often as Python would have, until ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tidy)
        self._timer.start(EVERY_MS)
        gc.disable()

    def tidy(self) -> None:
        """Clears away the oldest generation that has filled up, by Python's own measures."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leaves it to Python again, as when the window has closed."""
        self._timer.stop()
        gc.enable()
