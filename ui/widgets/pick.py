"""One choice out of a list that opens: printers, label sheets, languages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from ui.theme.look import Look
from ui.wording import placed


class Pick(QComboBox):
    """``picked`` carries the value when a person chose; ``set_value`` says nothing."""

    picked = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        # Fusion's own pop-up ignores row heights; a plain list view takes them.
        self.setView(QListView())
        self.view().installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(self._picked)
        look.changed.connect(self.updateGeometry)

    def offer(self, choices: Sequence[tuple[str, str]], value: str | None = None) -> None:
        """Offers choices, each its words and its value; keeps the one chosen where it can."""
        kept = self.value() if value is None else value
        self.clear()
        for words, each in choices:
            self.addItem(placed(words), each)
            row = QSize(0, self._look.px(44))
            self.setItemData(self.count() - 1, row, Qt.ItemDataRole.SizeHintRole)
        self.set_value(kept)

    def value(self) -> str:
        """The value of the choice."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Chooses, when it is there; else the first."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # While a list is open Qt keeps every shortcut from the window. It is closed before the
        # shortcut is looked for, so that a key of the desk works at the first press.
        wanted = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if wanted and _is_of_desk(event):  # type: ignore[arg-type]
            self.hidePopup()
            return False
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling the page over a list must not change what was chosen.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = self._look.px
        middle, half = self.height() / 2, px(5)
        x = px(22) if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        x = x or self.width() - px(22)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.tokens.text), max(px(2), 1)))
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(x - half, middle - half / 2),
                    QPointF(x, middle + half / 2),
                    QPointF(x + half, middle - half / 2),
                ]
            )
        )
        painter.end()

    def _picked(self, at: int) -> None:
        self.picked.emit(str(self.itemData(at) or ""))


def _is_of_desk(event: QKeyEvent) -> bool:
    """True for an F key or a chord: nothing that is typed or moved about with in a list."""
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    moves = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
    return Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12 or (bool(held) and not moves)
