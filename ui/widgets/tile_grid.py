"""Tiles for goods with no barcode: one tap adds one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.look import BODY_PX, SMALL_PX, Look
from ui.widgets.buttons import GAP_PX, ICON_PX, WordButton
from ui.widgets.take_away import take_away
from ui.widgets.tip import tell

LEAST_PX, NARROW_SIDE_PX = 120, 11


class Tile(Struct, frozen=True):
    """One tile as shown: the id of what it adds, its word and its icon."""

    id_: bytes
    word: str
    icon_name: str = "package"


class TileButton(WordButton):
    """A button that starts at the reading side, its icon in the hub's colour."""

    def __init__(self, look: Look, tile: Tile) -> None:
        self._word, self._size_px = tile.word, BODY_PX
        super().__init__(look, tile.word, tile.icon_name)
        self.leading = True

    def sizeHint(self) -> QSize:
        """As tall as any button; as wide as the grid makes it, for the word gives way."""
        return QSize(self.look.px(LEAST_PX), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long word is set smaller, then ends with an ellipsis; to a reader it never does."""
        super().resizeEvent(event)
        room_px = self.width() - 2 * self._side_px() - self.look.px(ICON_PX + GAP_PX) - 2
        fits = self.look.metrics(BODY_PX).horizontalAdvance(self._word) <= room_px
        self._size_px = BODY_PX if fits else SMALL_PX
        metrics = self.look.metrics(self._size_px)
        self.setText(metrics.elidedText(self._word, Qt.TextElideMode.ElideRight, room_px))
        tell(self, "" if self.text() == self._word else self._word)

    def _side_px(self) -> int:
        return self.look.px(NARROW_SIDE_PX)

    def _font(self) -> QFont:
        return self.look.font(self._size_px)

    def icon_colour(self) -> str:
        return self.look.tokens.primary


class TileGrid(QWidget):
    """Tiles in even columns; ``tapped`` is the id of the tile."""

    tapped = Signal(object)

    def __init__(self, look: Look, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = columns
        self.tiles: list[TileButton] = []
        self._shown: list[Tile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._dress()
        look.changed.connect(self._dress)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Shows these tiles, row by row; those that are there already stay under the finger."""
        if list(tiles) == self._shown:
            return
        self._shown = list(tiles)
        for old in self.tiles:
            take_away(old)
        self.tiles = [TileButton(self._look, tile) for tile in tiles]
        for tile, button in zip(tiles, self.tiles, strict=True):
            button.clicked.connect(partial(self.tapped.emit, tile.id_))
        self._place()

    def set_columns(self, columns: int) -> None:
        """More columns for a wide place, as in the one-column layout."""
        self._columns = columns
        self._place()

    def _place(self) -> None:
        for at, button in enumerate(self.tiles):
            self._grid.addWidget(button, at // self._columns, at % self._columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def _dress(self) -> None:
        self._grid.setSpacing(self._look.px(8))
