"""F1: one plain page for each screen, on this laptop, with the hub's own emergency numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from hubdesk import resources
from hubdesk.changes import Changes
from ui.theme.look import BODY_PX, HEADING_PX, TITLE_PX, Look
from ui.widgets.buttons import plain

LINE_PX = 720


class HelpPage(QWidget):
    """Shows ``resources/help/<topic>.md``. ``left`` when the volunteer is done reading."""

    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title = self.tr("Help")
        self.help_topic = "counter"
        self._look = look
        self._numbers: Sequence[tuple[str, str]] = ()
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Help page"))
        self.back = plain(look, self.tr("Back to work"), "arrow-left", "Esc")
        self.back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        look.changed.connect(self._dress)

    def set_numbers(self, numbers: Sequence[tuple[str, str]]) -> None:
        """The hub's own numbers, whom and what, shown at the end of every page."""
        self._numbers = tuple(numbers)
        self._dress()

    def open_(self, topic: str) -> None:
        """Opens a topic's page; raises FileNotFoundError for one that was not written."""
        resources.path("help", f"{topic}.md")
        self.help_topic = topic
        self._write()

    def shown(self) -> None:
        """Starts at the top."""
        self.text.verticalScrollBar().setValue(0)

    def scanned(self, text: str) -> None:
        """The window goes back to the screen before it hands a scan on."""

    def changed(self, changes: Changes) -> None:
        """Help shows nothing that changes."""

    def compact(self, compact: bool) -> None:
        """Help is one column already."""

    def focus_home(self) -> None:
        """Arrows scroll the page."""
        self.text.setFocus()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """No scan box here."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        """Writes the page anew when somebody is reading; it is written when it is opened."""
        if self.isVisible():
            self._write()

    def _write(self) -> None:
        page = resources.path("help", f"{self.help_topic}.md").read_text(encoding="utf-8")
        document = QTextDocument(self.text)
        document.setDefaultFont(self._look.font(BODY_PX))
        document.setMarkdown(page + self._numbers_as_text())
        self._give_air(document)
        self.text.setDocument(document)
        self._fit()

    def _give_air(self, document: QTextDocument) -> None:
        """Space between lines and parts; headings in the hub's two sizes."""
        block = document.begin()
        while block.isValid():
            cursor, form = QTextCursor(block), block.blockFormat()
            level = form.headingLevel()
            form.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setTopMargin(self._look.px(16 if level else 4))
            form.setBottomMargin(self._look.px(4))
            cursor.setBlockFormat(form)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = QTextCharFormat()
                letters.setProperty(QTextFormat.Property.FontSizeAdjustment.value, 0)
                letters.setFont(self._look.font(TITLE_PX if level == 1 else HEADING_PX, bold=True))
                cursor.mergeCharFormat(letters)
            block = block.next()

    def _fit(self) -> None:
        """Lines no longer than the eye likes, or than the window is wide."""
        room_px = self.text.viewport().width()
        self.text.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.text.setLineWrapColumnOrWidth(min(self._look.px(LINE_PX), room_px))

    def _numbers_as_text(self) -> str:
        if not self._numbers:
            return ""
        lines = [f"- {_plain(whom)}: **{_plain(number)}**" for whom, number in self._numbers]
        return "\n\n## " + self.tr("Who to ring") + "\n\n" + "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    """What a hub typed, with no sign left that Markdown would read as layout."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|~&" else sign for sign in words)
