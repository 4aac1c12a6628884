"""Beside the visit: the last result, the chosen line, and tiles for goods with no barcode."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hubdesk.counter.turned_away import Why
from ui import keys
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card
from ui.widgets.late import is_made
from ui.widgets.tile_grid import Tile, TileGrid


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
    tapped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self._columns = 2
        self.none_button = plain(
            look, self.tr("None left of this line"), "circle-x", keys.NONE_LEFT.shown
        )
        self.none_button.clicked.connect(self.none_left)
        self.turned_away = TurnedAwayCard(look)
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(12))
        for part in (self.none_button, self.turned_away, self.back):
            self.column.addWidget(part)
        self._spare = QWidget()
        self._spare.setProperty("role", "plain")
        self.column.addWidget(self._spare, 1)
        self._offered: Sequence[Tile] = ()
        self._for: tuple[bool, bool, bool] | None = None
        self.show_for(visit=False, row=False)

    @cached_property
    def tiles(self) -> TileGrid:
        """What can be tapped; made with the first visit."""
        made = TileGrid(self._look, self._columns)
        made.tapped.connect(self.tapped)
        self._tile_card = Card(self._look, self.tr("No barcode? Tap to add"))
        self._tile_card.body.addWidget(_scrolled(made))
        self.column.insertWidget(self.column.indexOf(self.none_button) + 1, self._tile_card, 1)
        return made

    def offer(self, tiles: Sequence[Tile]) -> None:
        """What can be tapped while a visit is on show."""
        self._offered = tiles
        self._for = None

    def set_columns(self, columns: int) -> None:
        """More columns of tiles for a wide place, as in the one-column layout."""
        self._columns = columns
        if is_made(self, "tiles"):
            self.tiles.set_columns(columns)

    def show_for(self, *, visit: bool, row: bool) -> None:
        """Only what can be done now; at most scans that is what could be done before."""
        tiles = visit and bool(self._offered)
        if self._for == (visit, row, tiles):
            return
        self._for = (visit, row, tiles)
        if tiles or is_made(self, "tiles"):
            self.tiles.show_tiles(self._offered)
            self._tile_card.setVisible(tiles)
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
