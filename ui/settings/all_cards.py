"""All cards of Set-up, in two columns or one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hubdesk.set_up import SetUp
from ui.background import DeskLine
from ui.backups.card import BackupsCard
from ui.catalogue.card import CatalogueCard
from ui.forgetting.card import ForgettingCard
from ui.notices import Notices
from ui.settings.cards import (
    AccessCard,
    HubCard,
    LabelsCard,
    LookCard,
    ParcelsCard,
    PracticeCard,
    ScannerCard,
)
from ui.settings.numbers import NumbersCard
from ui.settings.paper_card import PaperCard
from ui.settings.volunteers import VolunteersCard
from ui.sync.card import SharingCard
from ui.theme.look import Look
from ui.widgets.card import Card


class AllCards(QWidget):
    """Stands empty until it is first told how much room there is (``compact``)."""

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        printers: Sequence[str],
        practising: bool,
    ) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self.hub, self.sharing, self.look_card = HubCard(look), SharingCard(look), LookCard(look)
        self.parcels, self.catalogue = ParcelsCard(look), CatalogueCard(look)
        self.practice, self.labels = PracticeCard(look, practising), LabelsCard(look, printers)
        self.scanner, self.volunteers = ScannerCard(look), VolunteersCard(look)
        self.access, self.backups = AccessCard(look), BackupsCard(look)
        self.paper, self.numbers = PaperCard(look), NumbersCard(look)
        self.forgetting = ForgettingCard(look, line, notices)
        self._cards: tuple[Card, ...] = (
            self.hub,
            self.sharing,
            self.look_card,
            self.parcels,
            self.catalogue,
            self.practice,
            self.labels,
            self.scanner,
            self.volunteers,
            self.access,
            *(() if practising else (self.backups,)),
            self.paper,
            self.numbers,
            self.forgetting,
        )
        self._make_columns()

    def show_set_up(self, known: SetUp) -> None:
        """Shows what is set."""
        for card in (self.hub, self.look_card, self.labels, self.numbers, self.volunteers):
            card.show_set_up(known)
        self.backups.show_folders(known.settings.backup_folders)

    def compact(self, compact: bool) -> None:
        """Two columns, or one."""
        px = self._look.px
        half = (len(self._cards) + 1) // 2
        for at, card in enumerate(self._cards):
            row, column = (at, 0) if compact else (at % half, at // half)
            self._columns[column].insertWidget(row, card)
        self._side.setVisible(not compact)
        for each in self._columns:
            each.setSpacing(px(8 if compact else 12))
        self._grid.setHorizontalSpacing(0 if compact else px(16))
        self._grid.setColumnStretch(1, 0 if compact else 1)

    def _make_columns(self) -> None:
        main, self._side = QWidget(), QWidget()
        self._columns = (QVBoxLayout(main), QVBoxLayout(self._side))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for at, (widget, column) in enumerate(zip((main, self._side), self._columns, strict=True)):
            widget.setProperty("role", "plain")
            column.setContentsMargins(0, 0, 0, 0)
            column.addStretch(1)
            self._grid.addWidget(widget, 0, at)
        self._grid.setColumnStretch(0, 1)
