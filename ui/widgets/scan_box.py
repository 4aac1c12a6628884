"""The one scan box: where scans show, codes and names are typed, and the focus comes home to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.card import label
from ui.widgets.chip import Chip
from ui.widgets.painting import say_again

LONGEST_TEXT = 500
SLACK_PX = 10
"""What a field keeps for its own edges and the cursor."""


class ScanBox(QFrame):
    """A large box that keeps what is typed until Enter.

    ``entered`` carries the text, and the box empties itself. ``edited`` carries it at every
    key, so that the screen can answer with a hint of what Enter will do (``set_hint``).
    Where there is no room for both, that it is ready is left to the foot of the window, and what
    can be typed goes while scans wait: neither is ever cut off.
    ``desk_keys`` are the desk's even while something stands in the box.
    ``put_aside`` is Space in the empty box; ``moved`` is Up (-1) or Down (+1).
    """

    entered = Signal(str)
    edited = Signal(str)
    put_aside = Signal()
    moved = Signal(int)
    left = Signal()

    def __init__(self, look: Look, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "scan")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._look, self._asks = look, placeholder
        self.desk_keys: tuple[str, ...] = ()
        self.icon = QLabel()
        self.field = self._made_field(placeholder)
        self.hint = label("", "muted")
        self.hint.hide()
        self.chip = Chip(look, self.tr("Ready to scan"), Tone.OK, "scan-line")
        self._row = QHBoxLayout(self)
        for part in (self.icon, self.field, self.hint, self.chip):
            self._row.addWidget(part)
        self.setFocusProxy(self.field)
        self._dress()
        look.changed.connect(self._dress)

    def set_hint(self, hint: str) -> None:
        """Says what Enter will do with the text as it stands; empty for nothing."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def set_ready(self, text: str, tone: Tone = Tone.OK) -> None:
        """Says in the chip whether scans are heard, wait, or are not connected."""
        if (text, tone) == (self.chip.text, self.chip.tone):
            return  # scan after scan says the same
        self.chip.say(text, tone, "scan-line" if tone is Tone.OK else "")
        self._make_room()

    def set_placeholder(self, words: str) -> None:
        """Says what can be scanned or typed here now."""
        self._asks = words
        self.field.setAccessibleName(words)
        self._make_room()

    def clear(self) -> None:
        """Empties the box and its hint."""
        self.field.clear()
        self.set_hint("")

    def text(self) -> str:
        """What stands in the box."""
        return self.field.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._ring(event.type() == QEvent.Type.FocusIn)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._took(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            return self._left_to_the_desk(event)
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        """The keys that mean something here beside typing."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Space and not self.field.text():
            self.put_aside.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            return False
        return True

    def _left_to_the_desk(self, event: QKeyEvent) -> bool:
        """Ctrl keys and Delete are the desk's while the box is empty: Ctrl+Z is no typing then."""
        if any(QKeySequence(event.keyCombination()) == QKeySequence(k) for k in self.desk_keys):
            event.ignore()
            return True
        is_ours = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.field.text() or not (is_ours or event.key() == Qt.Key.Key_Delete):
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            return False
        event.ignore()
        return True

    def _made_field(self, placeholder: str) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(LONGEST_TEXT)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(placeholder)
        field.returnPressed.connect(self._enter)
        field.textEdited.connect(self.edited)
        field.installEventFilter(self)
        return field

    def _enter(self) -> None:
        text = self.field.text().strip()
        self.clear()
        # An empty Enter does nothing: a scanner that sends CR and LF would press it twice.
        if text:
            self.entered.emit(text)

    def _ring(self, on: bool) -> None:
        self.setProperty("ringed", "true" if on else "false")
        say_again(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """What can be typed here and whether scans are heard, if there is room for both."""
        self.field.ensurePolished()
        asks_px = self.field.fontMetrics().horizontalAdvance(self._asks) + self._look.px(SLACK_PX)
        edges = self._row.contentsMargins()
        gap_px = self._row.spacing()
        taken_px = edges.left() + edges.right() + self.icon.sizeHint().width() + gap_px
        chip_px = self.chip.sizeHint().width() + gap_px
        roomy = self.width() >= taken_px + asks_px + chip_px
        self.chip.setVisible(roomy or self.chip.tone is not Tone.OK)
        self.field.setPlaceholderText(self._asks if roomy or self.chip.isHidden() else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def _dress(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.field.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        px = self._look.px
        self._row.setContentsMargins(px(16), px(2), px(10), px(2))
        self._row.setSpacing(px(14))
        self.icon.setPixmap(self._look.icon("scan-barcode", self._look.tokens.muted, 26))
        self.setFixedHeight(px(56))
        self._make_room()
