"""The one window, before anything is in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget

USUAL_SIZE = (1366, 728)


class Frame(QStackedWidget):
    """An empty window in the hub's colours; ``closing`` is its last word."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Hubdesk")
        self.resize(*USUAL_SIZE)

    def show_at_once(self) -> None:
        """Shows and paints it now, whatever else there is to do."""
        self.show()
        QCoreApplication.processEvents()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
