"""The day's figures, in a row of small cards."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from hubdesk.reports.today import Figures
from ui.reports import wording
from ui.theme.look import Look
from ui.widgets.card import label


class FigureCard(QFrame):
    """One figure over the word for it."""

    def __init__(self, look: Look, word: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._look = look
        self._word = word
        self.figure = label("0", "sum")
        self._compact = False
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._body.addWidget(self.figure)
        self._body.addWidget(label(word, "muted"), 1)
        self._dress()
        look.changed.connect(self._dress)

    def say(self, figure: str) -> None:
        """Shows another figure."""
        self.figure.setText(figure)
        self.figure.setAccessibleName(f"{self._word}: {figure}")

    def set_compact(self, compact: bool) -> None:
        """The word beside its figure and not under it, for want of height."""
        self._compact = compact
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._body.setDirection(across if compact else down)
        self._dress()

    def _dress(self) -> None:
        px = self._look.px
        across_px, down_px = (px(8), px(2)) if self._compact else (px(14), px(8))
        self._body.setContentsMargins(across_px, down_px, across_px, down_px)
        self._body.setSpacing(px(6) if self._compact else 0)


class FiguresRow(QWidget):
    """Visits, households, adults, children, kilos and people turned away, of one day."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words = (
            self.tr("Visits"),
            self.tr("Households"),
            self.tr("Adults"),
            self.tr("Children"),
            self.tr("kg"),
            self.tr("Turned away"),
        )
        self._compact = False
        self.cards = [FigureCard(look, word) for word in words]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for card in self.cards:
            self._row.addWidget(card, 1)
        self._dress()
        look.changed.connect(self._dress)

    def show_figures(self, figures: Figures) -> None:
        """Shows a day's sums."""
        said = (
            str(figures.visits),
            str(figures.households),
            str(figures.adults),
            str(figures.children),
            wording.kilos(figures.weight_g),
            str(figures.turned_away),
        )
        for card, figure in zip(self.cards, said, strict=True):
            card.say(figure)

    def set_compact(self, compact: bool) -> None:
        """One line high, each card as wide as its words need."""
        self._compact = compact
        for card in self.cards:
            card.set_compact(compact)
            self._row.setStretchFactor(card, 0 if compact else 1)
        self._dress()

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(6 if self._compact else 12))
