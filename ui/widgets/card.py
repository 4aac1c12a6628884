"""A white card with round corners on the tinted window; what belongs together stands in one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme.look import Look

STEP_PX = 16


class Card(QFrame):
    """A card with a ``body`` column, and a tinted ``foot`` row for its actions if asked for."""

    def __init__(
        self, look: Look, heading: str = "", foot: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._column = column
        self._tight = self._low_foot = False
        self.body = QVBoxLayout()
        column.addLayout(self.body, 1)
        self.foot: QHBoxLayout | None = self._made_foot(column) if foot else None
        self.heading = label(heading, "heading")
        if heading:
            self.body.addWidget(self.heading)
        self._dress()
        look.changed.connect(self._dress)

    def set_tight(self, tight: bool = True, *, low_foot: bool = False) -> None:
        """Less air, for a card whose head holds a button and whose room is short."""
        self._tight, self._low_foot = tight, low_foot
        self._dress()

    def add_wide(self, widget: QWidget) -> None:
        """Puts a widget across the whole card below the body, after a hair line."""
        at = self._column.count() - (1 if self.foot is not None else 0)
        self._column.setStretch(0, 0)
        self._column.insertWidget(at, rule())
        self._column.insertWidget(at + 1, widget, 1)

    def _made_foot(self, column: QVBoxLayout) -> QHBoxLayout:
        strip = QWidget()
        strip.setProperty("role", "foot")
        column.addWidget(strip)
        return QHBoxLayout(strip)

    def _dress(self) -> None:
        px = self._look.px
        above_px, between_px = (px(8), px(6)) if self._tight else (px(14), px(12))
        below_px = px(4) if self._low_foot else px(10) if self._tight else px(14)
        self.body.setContentsMargins(px(17), above_px, px(17), below_px)
        self.body.setSpacing(between_px)
        if self.foot is not None:
            above_px = px(5 if self._low_foot else 10)
            self.foot.setContentsMargins(px(18), above_px, px(14), above_px)
            self.foot.setSpacing(px(10))


class Words(QLabel):
    """Plain words that start at the reading side, whatever script they are in.

    QLabel alone puts an English product name on the wrong side of an Arabic desk.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        # Always plain text: a product named "<b>" shows as it is spelled.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._start()

    def _start(self) -> None:
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class Steady(Words):
    """Words that change with every scan, as a total does: nothing around them is laid out anew.

    The place grows and shrinks with them in steps.
    """

    def __init__(self, look: Look, role: str) -> None:
        super().__init__("")
        self.setProperty("role", role)
        self._look = look
        look.changed.connect(self._measure_anew)

    def say(self, words: str) -> None:
        """Says something else in the same place."""
        if words == self.text():
            return
        self.setText(words)
        self.ensurePolished()  # its font comes with the stylesheet
        # Its size hint would be what it was fixed at before.
        metrics, step_px = self.fontMetrics(), self._look.px(STEP_PX)
        needed_px = metrics.horizontalAdvance(words) + 2
        if not 0 <= self.maximumWidth() - needed_px <= 2 * step_px:
            self.setFixedSize(-(-needed_px // step_px) * step_px, metrics.height())

    def _measure_anew(self) -> None:
        words = self.text()
        self.setText("")
        self.setMaximumWidth(0)
        self.say(words)


def label(text: str, role: str = "", wraps: bool = False) -> Words:
    """Words in one of the stylesheet's roles: title, heading, strong, muted, code, figure."""
    made = Words(text)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def rule() -> QFrame:
    """A hair line between two parts of a card."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made
