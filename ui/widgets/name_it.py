"""Naming a new barcode, once: what it is, and which line it belongs to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from hubdesk.catalogue.naming import Offer
from ui import keys
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label


class NameIt(QWidget):
    """Two fields; ``named`` carries the barcode, the name and the line's id (or None).

    ``pieces`` asks for a third: how many are in one pack, empty for most goods.
    """

    named = Signal(str, str, object)
    left = Signal()

    def __init__(self, look: Look, *, pieces: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        card = Card(look, self.tr("What is it?"))
        self.code = label("", "code")
        self.name = QLineEdit()
        self.name.setMaxLength(500)
        self.name.setAccessibleName(self.tr("Name, as it stands on the pack"))
        self.line = QComboBox()
        self.line.setAccessibleName(self.tr("Which line of the parcel list it belongs to"))
        self.save = primary(look, self.tr("Keep the name"), "check", "Enter")
        self.skip = plain(look, self.tr("Not now"), "arrow-left", "Esc")
        name_words = label(self.tr("Name on the pack"))
        line_words = label(self.tr("Belongs to"))
        card.body.addWidget(self.code)
        fields = QGridLayout()
        fields.setColumnStretch(1, 1)
        asked: list[tuple[QLabel, QWidget]] = [(name_words, self.name), (line_words, self.line)]
        self.pieces = QLineEdit()
        if pieces:
            self.pieces.setMaxLength(3)
            self.pieces.setAccessibleName(self.tr("How many in one pack, if packs are opened"))
            asked.append((label(self.tr("Pieces in a pack")), self.pieces))
            self.pieces.returnPressed.connect(self._keep)
        for at, (words, field) in enumerate(asked):
            fields.addWidget(words, at, 0)
            fields.addWidget(field, at, 1)
            field.setMinimumHeight(look.px(46))
        card.body.addLayout(fields)
        self.listed = label(self.tr("From a list of products. Compare it with the pack."), "muted")
        card.body.addWidget(self.listed)
        card.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.save)
        card.body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        self.name.returnPressed.connect(self._keep)
        self.save.clicked.connect(self._keep)
        self.skip.clicked.connect(self.left)
        keys.BACK.calls(self.left, within=self, while_focused=True)

    def ask_about(self, code: str, offer: Offer) -> None:
        """Asks what a barcode is; what the lists say of it stands there already."""
        self._code = code
        self.code.setText(code)
        self.name.setText(offer.entry.name if offer.entry else "")
        self.line.clear()
        self.line.addItem(self.tr("Nothing on the list"), None)
        for each in offer.lines:
            self.line.addItem(each.name, each.id)
            if offer.line is not None and each.id == offer.line.id:
                self.line.setCurrentIndex(self.line.count() - 1)
        self.listed.setVisible(offer.entry is not None)
        self.name.selectAll()
        self.pieces.clear()
        self.name.setFocus()

    def put(self, name: str, line: bytes | None, pieces: int | None = None) -> None:
        """Says what is known already, or likely; it can be typed over."""
        self.name.setText(name)
        self.name.selectAll()
        self.line.setCurrentIndex(max(self.line.findData(line), 0))
        self.pieces.setText("" if pieces is None else str(pieces))

    def _keep(self) -> None:
        self.named.emit(self._code, self.name.text(), self.line.currentData())
