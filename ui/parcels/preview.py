"""A parcel as the list would have it packed: for so many people, with up to two chips."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from hubdesk.households.diet import FACES
from hubdesk.households.household import MOST_PEOPLE
from hubdesk.parcels import packing
from hubdesk.parcels.contents import Issued
from hubdesk.parcels.packing import Wanted
from hubdesk.parcels.saving import Goods
from hubdesk.stock.measures import Measure
from ui import counted
from ui.theme.look import Look
from ui.widgets.buttons import StepButton
from ui.widgets.card import Card, label
from ui.widgets.pick import Pick
from ui.widgets.record_list import RecordLine, RecordList
from ui.wording import phrase, translated


class Preview(Card):
    """Shows a parcel of whatever list it is handed."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._listed = Issued("", [])
        self._goods: Mapping[bytes, Goods] = {}
        self.people = 2
        self.how_many = label("", "heading")
        self.fewer, self.more = StepButton(look, "minus"), StepButton(look, "plus")
        self.fewer.setAccessibleName(self.tr("One person fewer"))
        self.more.setAccessibleName(self.tr("One person more"))
        self.first = Pick(look, self.tr("With"))
        self.second = Pick(look, self.tr("And with"))
        self.list = RecordList(look, self._reads, self.tr("What is packed"), lead_px=56)
        self.total = label("", "muted")
        self._arrange()
        self.fewer.clicked.connect(self._fewer)
        self.more.clicked.connect(self._more)
        for pick in (self.first, self.second):
            pick.setMinimumContentsLength(6)
            pick.picked.connect(self._refresh)

    def show_list(self, listed: Issued, goods: Mapping[bytes, Goods]) -> None:
        """Shows a parcel by this list."""
        self._listed, self._goods = listed, goods
        self._refresh()

    def with_chip(self, chip: str) -> None:
        """Shows it for households with this chip."""
        self.first.set_value(chip)
        self._refresh()

    def with_people(self, people: int) -> None:
        """Shows it for so many people."""
        self.people = min(max(people, 1), MOST_PEOPLE)
        self._refresh()

    def _arrange(self) -> None:
        self.set_tight()
        head = QHBoxLayout()
        head.addWidget(self.how_many, 1)
        for button in (self.fewer, self.more):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        picks = QHBoxLayout()
        picks.addWidget(self.first, 1)
        picks.addWidget(self.second, 1)
        self.body.addLayout(picks)
        self.body.addWidget(self.total)
        self.add_wide(self.list)
        chips = [(translated(face.words), chip.value) for chip, face in FACES.items()]
        self.first.offer([(self.tr("Everybody"), ""), *chips])
        self.second.offer([(self.tr("No more"), ""), *chips])

    def _refresh(self, _: object = None) -> None:
        chips = [pick.value() for pick in (self.first, self.second) if pick.value()]
        parcel = packing.packed(self._listed, self.people, chips)
        self.how_many.setText(self.tr("A parcel for {people}").format(people=self.people))
        items = sum(self._measure(each).packs(each.asked) for each in parcel)
        self.total.setText(counted.items(items))
        self.list.records.hold(parcel)

    def _reads(self, each: Wanted) -> RecordLine:
        said = ""
        if each.as_required:
            said = self.tr("As required")
        elif each.optional:
            said = self.tr("Optional")
        number = "" if each.as_required else phrase(self._measure(each).said(each.quantity))
        detail = "  ·  ".join(filter(None, (each.unit, each.note)))
        name = self._goods[each.line].name if each.line in self._goods else ""
        return RecordLine(number, name, detail, said)

    def _measure(self, each: Wanted) -> Measure:
        """How a line is counted on this list, with what a pack of it holds."""
        known = self._goods.get(each.line)
        return Measure(each.measure, known.measure.pack if known else None)

    def _fewer(self) -> None:
        self.with_people(self.people - 1)

    def _more(self) -> None:
        self.with_people(self.people + 1)
