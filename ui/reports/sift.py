"""What is wanted of a day's events: one sort, or what one person did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.reports.today import Event, Sort
from ui.theme.look import Look
from ui.widgets.pick import Pick

ANYBODY, NOBODY = "", "\n"
"""Values of the list of people; no name holds a line break."""


class Sift(QWidget):
    """Two lists to choose from. ``changed`` when a person chose."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.sort = Pick(look, self.tr("What to show"))
        self.who = Pick(look, self.tr("Done by"))
        self.sort.offer(
            [
                (self.tr("Everything"), ""),
                (self.tr("Visits"), Sort.VISITS.value),
                (self.tr("Turned away"), Sort.TURNED_AWAY.value),
                (self.tr("Stock"), Sort.STOCK.value),
                (self.tr("Stall"), Sort.STALL.value),
                (self.tr("Details looked at"), Sort.LOOKS.value),
                (self.tr("Other"), Sort.OTHER.value),
            ]
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for pick in (self.sort, self.who):
            self._row.addWidget(pick)
            pick.picked.connect(self._picked)
        self.offer(())
        self._dress()
        look.changed.connect(self._dress)

    def offer(self, events: Sequence[Event]) -> None:
        """Offers the people of a day; nobody to choose from leaves the list out."""
        names = sorted({name for event in events for name in event.who}, key=str.casefold)
        choices = [(self.tr("By anybody"), ANYBODY), *((name, name) for name in names)]
        if names and any(not event.who for event in events):
            choices.append((self.tr("Nobody named"), NOBODY))
        self.who.offer(choices)
        self.who.setVisible(bool(names))

    def clear(self) -> None:
        """Shows everything, by anybody."""
        self.sort.set_value("")
        self.who.set_value(ANYBODY)

    def of(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """The events that are wanted, in their order."""
        return tuple(each for each in events if self._wants(each))

    def _wants(self, event: Event) -> bool:
        sort, who = self.sort.value(), self.who.value()
        if sort and event.sort.value != sort:
            return False
        if who == NOBODY:
            return not event.who
        return not who or who in event.who

    def _picked(self, _: str) -> None:
        self.changed.emit()

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(12))
        for pick in (self.sort, self.who):
            pick.setFixedWidth(self._look.px(210))
