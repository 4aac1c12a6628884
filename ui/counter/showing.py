"""Puts what the desk answered into the parts of the counter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from hubdesk.counter.visit import ShownRow, ShownVisit
from hubdesk.stock.products import Line
from ui.counter.parts import Parts
from ui.counter.service import Service
from ui.theme.tokens import Tone
from ui.widgets.result import Result
from ui.widgets.tile_grid import Tile


class Showing(QObject):
    """Listens to the service. ``visit_shown`` when the visit on show is another, or whole anew."""

    visit_shown = Signal()

    def __init__(self, parts: Parts, service: Service, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._turns = parts, service.turns
        service.on_show.visit_shown.connect(self._show_visit)
        service.on_show.row_shown.connect(self._show_row)
        service.on_show.resulted.connect(self._show_result)
        service.on_show.cleared.connect(self._clear)
        service.waiting.connect(self._say_waiting)

    def show_tiles(self, lines: Sequence[Line]) -> None:
        """The goods with no barcode."""
        tiles = [Tile(each.id, each.name, each.icon or "package") for each in lines]
        self._parts.side.offer(tiles)
        self.fit_side()

    def fit_side(self) -> None:
        """Beside the visit stands only what can be done now."""
        card = self._parts.card
        picked = card.rows.picked_id is not None
        self._parts.side.show_for(visit=card.visit is not None, row=picked)

    def _show_visit(self, visit: ShownVisit | None) -> None:
        self._parts.card.show_visit(visit)
        household, show_name = visit.household if visit else None, self._parts.show_name
        show_name.set_household(household.id if household else None)
        show_name.setVisible(household is not None and household.has_name)
        self.fit_side()
        self.visit_shown.emit()

    def _show_row(self, visit: ShownVisit, row: ShownRow) -> None:
        self._parts.card.show_row(visit, row)
        self.fit_side()

    def _show_result(self, result: Result) -> None:
        self._parts.result.show_result(result)
        self._parts.card.stand_back(result.pinned)
        self._say_waiting(self._turns.waiting)

    def _clear(self) -> None:
        self._parts.result.clear()
        self._parts.card.stand_back(False)

    def _say_waiting(self, count: int) -> None:
        """How many scans wait: beside a stop, and always in the scan box."""
        shown, scan = self._parts.result.result, self._parts.scan
        self._parts.result.set_waiting(count if shown is not None and shown.pinned else 0)
        if count:
            scan.set_ready(self.tr("%n waiting", "", count), Tone.SOON)
        else:
            scan.set_ready(self.tr("Ready to scan"))
