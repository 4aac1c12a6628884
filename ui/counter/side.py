"""Beside the visit: the last result, the chosen line, and tiles for goods with no barcode."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hubdesk.counter.turned_away import Why
from ui import keys
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card
from ui.widgets.tile_grid import TileGrid


class TurnedAwayCard(Card):
    """One key each: somebody came and could not be served. Nothing is asked about them."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Could not serve somebody?"))
        self.buttons = []
        for why, word, key in (
            (Why.RAN_OUT, self.tr("We ran out"), keys.RAN_OUT),
            (Why.CLOSED, self.tr("We were closed"), keys.CLOSED),
            (Why.OTHER, self.tr("Another reason"), keys.OTHER),
        ):
            button = plain(look, word, "", key.shown)
            button.setProperty("why", why.value)
            button.clicked.connect(self._say)
            self.buttons.append(button)
            self.body.addWidget(button)

    def _say(self) -> None:
        self.chosen.emit(Why(self.sender().property("why")))


class Side(QWidget):
    """The right-hand column; the result card stands on top of it when there is one."""

    none_left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self.tiles = TileGrid(look)
        self.tile_card = Card(look, self.tr("No barcode? Tap to add"))
        self.tile_card.body.addWidget(_scrolled(self.tiles))
        self.none_button = plain(
            look, self.tr("None left of this line"), "circle-x", keys.NONE_LEFT.shown
        )
        self.none_button.clicked.connect(self.none_left)
        self.turned_away = TurnedAwayCard(look)
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(12))
        for part in (self.none_button, self.tile_card, self.turned_away, self.back):
            self.column.addWidget(part, 1 if part is self.tile_card else 0)
        self._spare = QWidget()
        self._spare.setProperty("role", "plain")
        self.column.addWidget(self._spare, 1)
        self._for: tuple[bool, bool, bool] | None = None
        self.show_for(visit=False, row=False)

    def show_for(self, *, visit: bool, row: bool) -> None:
        """Only what can be done now; at most scans that is what could be done before."""
        tiles = visit and bool(self.tiles.tiles)
        if self._for == (visit, row, tiles):
            return
        self._for = (visit, row, tiles)
        self.tile_card.setVisible(tiles)
        self.none_button.setVisible(row)
        self.turned_away.setVisible(not visit)
        self._spare.setVisible(not tiles)


def _scrolled(tiles: TileGrid) -> QScrollArea:
    """A hub may have more tiles than there is room for: then they scroll."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder = QWidget()
    holder.setProperty("role", "plain")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(tiles)
    column.addStretch(1)
    area.setWidget(holder)
    return area
