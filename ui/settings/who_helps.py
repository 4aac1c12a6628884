"""What the card of volunteers asks for: names, PINs and cards."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hubdesk import set_up
from hubdesk.forgetting import leaving
from hubdesk.volunteers import volunteer
from ui.background import Callback, DeskLine
from ui.notices import Notices
from ui.settings.volunteers import VolunteersCard
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class WhoHelps(QObject):
    """``labels_wanted`` when a card waits for the printer. ``refused`` is told of a refusal."""

    labels_wanted = Signal()

    def __init__(
        self,
        card: VolunteersCard,
        line: DeskLine,
        notices: Notices,
        refused: Callback,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._line, self._notices, self._refused = line, notices, refused
        card.added.connect(self._add)
        card.renamed.connect(self._rename)
        card.pin_set.connect(self._set_pin)
        card.card_wanted.connect(self._print_card)
        card.removed.connect(self._remove)

    def _add(self, name: str) -> None:
        self._line.do(volunteer.add, name, refused=self._refused)

    def _rename(self, who: bytes, name: str) -> None:
        self._line.do(volunteer.rename, who, name, refused=self._refused)

    def _set_pin(self, who: bytes, pin: str) -> None:
        self._line.do(volunteer.set_pin, who, pin, then=self._pin_kept, refused=self._refused)

    def _pin_kept(self, _: object) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("Kept")))

    def _print_card(self, who: bytes) -> None:
        command = set_up.print_volunteer_card
        self._line.do(command, who, then=self._card_waits, refused=self._refused)

    def _card_waits(self, number: str) -> None:
        told = self.tr("An earlier card of theirs works no more.")
        headline = self.tr("Card {number} is on its way to the printer").format(number=number)
        self._notices.notice(Result(Tone.OK, headline, (told,)))
        self.labels_wanted.emit()

    def _remove(self, who: bytes) -> None:
        self._line.do(leaving.leave, who, refused=self._refused)
