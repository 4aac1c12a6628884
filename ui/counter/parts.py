"""The widgets of the counter, made together."""

from __future__ import annotations

from msgspec import Struct

from ui.background import DeskLine
from ui.counter.change_it import ChangeIt
from ui.counter.held_list import HeldList
from ui.counter.side import Side
from ui.counter.visit_card import VisitCard
from ui.households.show_name import ShowName
from ui.theme.look import Look
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox


class Parts(Struct, frozen=True):
    """What the counter is made of; who places and fills them stands beside this file."""

    scan: ScanBox
    card: VisitCard
    result: ResultCard
    side: Side
    held: HeldList
    change: ChangeIt
    show_name: ShowName

    @classmethod
    def made(cls, look: Look, line: DeskLine) -> Parts:
        """All of them, empty."""
        card, show_name = VisitCard(look), ShowName(look, line)
        card.name_slot.addWidget(show_name.name)
        card.name_slot.addStretch(1)
        card.show_slot.addWidget(show_name)
        return cls(
            ScanBox(look, ""),
            card,
            ResultCard(look),
            Side(look),
            HeldList(look),
            ChangeIt(look),
            show_name,
        )
