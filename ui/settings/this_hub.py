"""What the card of this hub asks for: its names, and the places it serves from."""

from __future__ import annotations

from PySide6.QtCore import QObject

from hubdesk import set_up
from ui.background import Callback, DeskLine
from ui.notices import Notices
from ui.settings.cards import HubCard
from ui.theme.tokens import Tone
from ui.widgets.result import Result
from ui.wording import inside


class ThisHub(QObject):
    """Names the hub and this laptop. ``refused`` is told of a name that cannot be."""

    def __init__(
        self, card: HubCard, line: DeskLine, notices: Notices, refused: Callback, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._card, self._line, self._notices, self._refused = card, line, notices, refused
        card.hub_named.connect(self._name_hub)
        card.laptop_named.connect(self._name_laptop)
        card.place_chosen.connect(self._serve_from)
        card.place_added.connect(self._add_place)

    def _name_hub(self, name: str) -> None:
        self._line.do(set_up.name_hub, name, refused=self._refused)

    def _name_laptop(self, name: str) -> None:
        self._line.do(set_up.name_laptop, name, refused=self._refused)

    def _serve_from(self, place: str) -> None:
        self._line.do(set_up.serve_from, bytes.fromhex(place))

    def _add_place(self, name: str) -> None:
        self._line.do(set_up.add_place, name, then=self._place_stands, refused=self._refused)

    def _place_stands(self, made: set_up.Place) -> None:
        said = self.tr("{name} is a place now").format(name=inside(made.name))
        told = self.tr("To serve from there, choose it under Where it serves.")
        # In the card: a notice would take the focus away from whoever adds another.
        self._card.another.set_hint(f"{said}. {told}")
        self._notices.aloud(Result(Tone.OK, said, (told,)))
