"""The card beside a near-dated list: the goods that are marked, and what can be done with them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from hubdesk.stock import freezing
from hubdesk.stock.dates import DateKind
from hubdesk.stock.held_back import Hold
from hubdesk.stock.near_dated import NearDated
from ui import keys, wording
from ui.dates import words
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout


class GoodsCard(Card):
    """Each signal asks for one thing to be done with the goods on show."""

    freeze_wanted = Signal()
    hold_wanted = Signal()
    waste_wanted = Signal()
    release_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("These goods"))
        self.goods: NearDated | None = None
        self.held: Hold | None = None
        self.name, self.said = label("", "strong", wraps=True), label("", wraps=True)
        self.many = Field(look, self.tr("How many"))
        self.why = Field(look, self.tr("Why it is held back"))
        self.freeze = plain(look, self.tr("Freeze"), "snowflake", keys.FREEZE.shown)
        self.hold = plain(look, self.tr("Hold back"), "lock", keys.HOLD_BACK.shown)
        self.waste = plain(look, self.tr("Throw away"), "trash-2", keys.TO_WASTE.shown)
        self.release = plain(look, self.tr("Release"), "check", keys.HOLD_BACK.shown)
        for part in (self.name, self.said, self.many, self.why):
            self.body.addWidget(part)
        row = FlowLayout()
        for button in (self.freeze, self.waste, self.hold, self.release):
            row.addWidget(button)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.freeze.clicked.connect(self.freeze_wanted)
        self.hold.clicked.connect(self.hold_wanted)
        self.waste.clicked.connect(self.waste_wanted)
        self.release.clicked.connect(self.release_wanted)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing is marked."""
        self._hold(None, None)
        self.name.setText(self.tr("Nothing is marked"))
        self.said.setText(self.tr("Mark goods in the list."))

    def show_goods(self, goods: NearDated, today: date) -> None:
        """Some of one batch is marked."""
        self._hold(goods, None)
        self.name.setText(wording.isolated(goods.name))
        lines = [words.date_said(goods.dated, today), goods.place.name]
        if goods.verdict.check:
            check = wording.translated(goods.verdict.check)
            lines.append(self.tr("Check: {check}.").format(check=check))
        self.said.setText("\n".join(lines))
        most = goods.measure.most(freezing.MOST_AT_ONCE)
        self.many.entry.setText(str(goods.measure.said(min(goods.quantity, most))))
        in_time = goods.dated.day >= today and goods.dated.kind is not DateKind.FROZEN
        self.freeze.setVisible(in_time)

    def show_held(self, held: Hold, today: date) -> None:
        """Something that is held back is marked."""
        self._hold(None, held)
        self.name.setText(wording.isolated(held.name))
        dated = self.tr("All of it") if held.dated is None else words.date_said(held.dated, today)
        self.said.setText(f"{dated}\n{held.reason}")

    def _hold(self, goods: NearDated | None, held: Hold | None) -> None:
        self.goods, self.held = goods, held
        for part in (self.many, self.why, self.freeze, self.hold, self.waste):
            part.setVisible(goods is not None)
        self.release.setVisible(held is not None)
        self.why.entry.clear()
