"""The households that were found, by name, as long as somebody is searching."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from hubdesk.households.find import Found
from ui import wording
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList


class HitsCard(Card):
    """``opened`` carries the one whose visit is wanted, ``see_wanted`` the id of another whose
    details are; ``chosen`` whatever is marked now."""

    opened = Signal(object)
    see_wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, foot=True)
        self.set_tight()
        self._details = True
        self.count = label("", "heading")
        self.list = RecordList(look, self._reads, self.tr("Households found"), lead_px=62)
        self.how = label(self.tr("Up and Down choose"), "muted")
        self.see = plain(look, self.tr("Details"), "user")
        self.open_visit = primary(look, self.tr("Open visit"), "hand-helping", "Enter")
        self.body.addWidget(self.count)
        self.add_wide(self.list)
        assert self.foot is not None
        self.foot.addWidget(self.how)
        self.foot.addStretch(1)
        self.foot.addWidget(self.see)
        self.foot.addWidget(self.open_visit)
        self.list.opened.connect(self.opened)
        self.list.chosen.connect(self.chosen)
        self.open_visit.clicked.connect(self.open_marked)
        self.see.clicked.connect(self._see_marked)

    def hold(self, found: Sequence[Found]) -> None:
        """Shows these; the mark stays on the household it was on, if that is still there."""
        marked = self.list.marked()
        ids = [each.household.id for each in found]
        keeps = marked is not None and marked.household.id in ids
        self.list.hold(found, ids.index(marked.household.id) if keeps else 0)
        many = len(ids)
        self.count.setText(
            self.tr("1 household") if many == 1 else self.tr("%n households", "", many)
        )

    def know_details(self, known: bool) -> None:
        """Whether names are held on this laptop."""
        self._details = known
        self.list.viewport().update()

    def is_empty(self) -> bool:
        """True while nothing is found."""
        return self.list.marked() is None

    def open_marked(self) -> None:
        """Opens the visit of the marked one."""
        if self.list.marked() is not None:
            self.opened.emit(self.list.marked())

    def _see_marked(self) -> None:
        if self.list.marked() is not None:
            self.see_wanted.emit(self.list.marked().household.id)

    def _reads(self, found: Found) -> RecordLine:
        place = "  ·  ".join(filter(None, (found.street, found.postcode)))
        return RecordLine(
            found.household.number,
            self._named(found),
            place,
            wording.size(found.household.adults, found.household.children),
        )

    def _named(self, found: Found) -> str:
        """The name, and the other one by which a household that was merged is known."""
        if not found.name:
            none = self.tr("Names are not on this laptop")
            return self.tr("No name given") if self._details else none
        also = self.tr("{name} (also {other})")
        return also.format(name=found.name, other=found.also) if found.also else found.name
