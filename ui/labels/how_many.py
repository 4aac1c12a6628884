"""How many labels, on which sheet, from which place: 24 Enter 7 Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from hubdesk.errors import Refused
from hubdesk.labels.format import Format
from hubdesk.labels.runs import MOST
from hubdesk.wording import translate
from ui.theme.look import Look
from ui.widgets.field import Field
from ui.widgets.pick import Pick


class HowMany(QWidget):
    """``edited`` at every change; ``print_wanted`` when Enter is pressed on the last field.

    ``paper`` is the list of sheets, for whoever has room for it.
    """

    edited = Signal()
    sheet_chosen = Signal()
    print_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self._look = look
        self._papers: dict[str, Format] = {}
        self.count = Field(look, self.tr("How many?"))
        self.start = Field(look, self.tr("First free place"))
        self.paper = Pick(look, self.tr("Sheet or roll"))
        self.count.entry.setText("1")
        self.start.entry.setText("1")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.count)
        self._row.addWidget(self.start)
        for field in (self.count, self.start):
            field.entry.textChanged.connect(self.edited)
            field.entry.installEventFilter(self)
        self.count.entry.returnPressed.connect(self._counted)
        self.start.entry.returnPressed.connect(self.print_wanted)
        self.paper.picked.connect(self.sheet_chosen)
        look.changed.connect(self._dress)
        self._dress()

    def offer(self, papers: Sequence[Format], name: str) -> None:
        """The sheets that there are, and the one in use."""
        self._papers = {paper.name: paper for paper in papers}
        self.paper.offer([(paper.title, paper.name) for paper in papers], name)

    def sheet(self) -> Format | None:
        """The sheet in use; None before any was offered."""
        return self._papers.get(self.paper.value())

    def begin_at(self, place: int) -> None:
        """The next free place is known; a roll has none."""
        paper = self.sheet()
        self.start.setVisible(paper is not None and paper.labels > 1)
        self.start.entry.setText(str(place))

    def labels(self) -> int:
        """How many. Raises Refused for what is no number from 1 to 1,000."""
        text = self.count.text().strip()
        if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= MOST):
            raise Refused(translate("labels", "Type how many labels: 1 to 1,000."))
        return int(text)

    def place(self) -> int:
        """The first free place. Raises Refused for one that the sheet lacks."""
        paper, text = self.sheet(), self.start.text().strip()
        if paper is None or paper.labels == 1:
            return 1
        if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= paper.labels):
            raise Refused(
                translate("labels", "This sheet has places 1 to {last}. Type the first free one."),
                last=paper.labels,
            )
        return int(text)

    def focus_home(self) -> None:
        """Typing begins with how many."""
        self.count.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.count.entry.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A number that stands there is typed over, however one comes to it."""
        if isinstance(watched, QLineEdit) and event.type() == QEvent.Type.FocusIn:
            watched.selectAll()
        return super().eventFilter(watched, event)

    def _counted(self) -> None:
        if self.start.isHidden():
            self.print_wanted.emit()
            return
        self.start.entry.setFocus(Qt.FocusReason.TabFocusReason)
        self.start.entry.selectAll()

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(12))
