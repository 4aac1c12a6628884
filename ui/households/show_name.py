"""A household's name, for ten seconds, when somebody asks to see it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hubdesk.households import looking
from hubdesk.households.seek import Told
from ui import keys
from ui.background import DeskLine
from ui.theme.look import BODY_PX, Look
from ui.widgets.buttons import quiet
from ui.wording import fitting, placed

SHOWN_MS = 10_000
WIDEST_PX = 320


class ShowName(QWidget):
    """A quiet button beside the number; ``set_household`` at every change of visit.

    ``name`` is where it shows: before the button, or wherever else it is put.

    The name goes by itself, at a second press, when the visit changes, and when the screen is
    left or hidden. ``shown`` says whether it stands there.
    """

    shown = Signal(bool)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        shown_ms: int = SHOWN_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._line = look, line
        self._id: bytes | None = None
        self.name = _Name(look)
        self.button = quiet(look, self.tr("Show name"), "eye", keys.SHOW_NAME.shown)
        self.button.setShortcut(keys.SHOW_NAME.shown)
        self.button.clicked.connect(self._press)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(shown_ms)
        self._timer.timeout.connect(self.conceal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name)
        row.addWidget(self.button)
        self.set_household(None)

    def set_household(self, household_id: bytes | None) -> None:
        """Another visit, or none: a name that shows is hidden at once."""
        if household_id != self._id:
            self.conceal()
        self._id = household_id
        self.setEnabled(household_id is not None)

    def conceal(self) -> None:
        """Hides the name and forgets it."""
        self._timer.stop()
        was_shown = bool(self.name.text)
        self.name.say("")
        self.button.icon_name = "eye"
        self.button.say(self.tr("Show name"))
        if was_shown:
            self.shown.emit(False)

    def set_compact(self, compact: bool) -> None:
        """Drops the key from the button where room is short."""
        self.button.set_hint("" if compact else keys.SHOW_NAME.shown)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.conceal()

    def _press(self) -> None:
        if self.name.text:
            self.conceal()
        elif self._id is not None:
            self._line.do(looking.told, self._id, then=self._told)

    def _told(self, told: Told | None) -> None:
        """Shows the name, unless the visit changed or was hidden while it was on its way."""
        if told is None or told.household.id != self._id or not self.isVisible():
            return
        self.name.say(told.details.name or self.tr("No name given"))
        self.button.icon_name = "eye-off"
        self.button.say(self.tr("Hide name"))
        self._timer.start()
        self.shown.emit(True)


class _Name(QWidget):
    """One line of a name in any script, cut with "…" where it is too long to stand."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        look.changed.connect(self.updateGeometry)
        self.hide()

    def say(self, name: str) -> None:
        self.text = name
        self.setAccessibleName(name)
        self.setVisible(bool(name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics(BODY_PX, bold=True)
        wide_px = metrics.horizontalAdvance(placed(self.text)) + 4
        return QSize(min(wide_px, self._look.px(WIDEST_PX)), metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._look.px(80)), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font(BODY_PX, bold=True))
        painter.setPen(self.palette().windowText().color())
        metrics = self._look.metrics(BODY_PX, bold=True)
        words = fitting(self.text, metrics, self.width())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self.rect(), flags | Qt.TextFlag.TextSingleLine, words)
        painter.end()
