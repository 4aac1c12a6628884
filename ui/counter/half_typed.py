"""What stands in the counter's box and was not entered: it belongs to the visit it is for."""

from __future__ import annotations

from PySide6.QtCore import QObject

from hubdesk.counter.visit import ShownVisit
from ui.counter.service import Service
from ui.widgets.scan_box import ScanBox

Whom = tuple[bytes, int] | None
"""A visit, and in it the household whose turn it is; None while there is no visit."""


class HalfTyped(QObject):
    """Empties the box when another household's visit comes on show than it was typed for.

    What was begun while the desk still worked on a scan is for whatever that brings.
    """

    def __init__(self, scan: ScanBox, service: Service, parent: QObject) -> None:
        super().__init__(parent)
        self._scan, self._turns, self._on_show = scan, service.turns, service.on_show
        self._is_begun = self._is_ahead = False
        self._for: Whom = None
        scan.field.textChanged.connect(self._typed)
        service.on_show.visit_shown.connect(self._shown)

    def _typed(self, text: str) -> None:
        if text and not self._is_begun:
            self._for = _whom(self._on_show.visit)
            self._is_ahead = not self._turns.idle
        self._is_begun = bool(text)

    def _shown(self, visit: ShownVisit | None) -> None:
        if not self._is_begun:
            return
        if self._is_ahead:
            self._is_ahead, self._for = False, _whom(visit)
        elif self._for != _whom(visit):
            self._scan.clear()


def _whom(visit: ShownVisit | None) -> Whom:
    if visit is None:
        return None
    return visit.id, visit.turn.no if visit.turn is not None else 0
