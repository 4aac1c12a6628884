"""The card of Set-up that says for how long details are kept, what goes soon and what went."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QGridLayout

from hubdesk.errors import Said
from hubdesk.forgetting import limits, outlook, retention
from hubdesk.forgetting.limits import Limit
from hubdesk.forgetting.outlook import Went
from hubdesk.households.matters import Matter
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.card import Card, label
from ui.widgets.field import Entry
from ui.widgets.result import Result
from ui.wording import translated

WORDS = {
    Matter.NAME: QT_TRANSLATE_NOOP("hub", "Names, phones and ages"),
    Matter.DIET: QT_TRANSLATE_NOOP("hub", "Diet and allergies"),
    Matter.ADDRESS: QT_TRANSLATE_NOOP("hub", "Addresses"),
}


class ForgettingCard(Card):
    """``show_()`` each time Set-up is shown: it counts anew, a few hundred households at a time."""

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__(look, self.tr("Forgetting"))
        self._look, self._line, self._notices = look, line, notices
        self._counted = dict.fromkeys(Matter, 0)
        told = self.tr("After the last visit or change, details go by themselves. Counts stay.")
        self.body.addWidget(label(told, wraps=True))
        self._asked = 0
        self._grid = QGridLayout()
        self.entries = {each.matter: self._row(at, each) for at, each in enumerate(limits.DEFAULTS)}
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.soon = label("", wraps=True)
        self.past = label("", "muted", wraps=True)
        self.body.addWidget(self.soon)
        self.body.addWidget(self.past)
        look.changed.connect(self._space)
        self._space()

    def show_(self) -> None:
        """Asks how things stand."""
        self._counted = dict.fromkeys(Matter, 0)
        self._line.ask(outlook.went, then=self._went)
        self._asked += 1
        self._line.ask(retention.coming, then=partial(self._coming, self._asked))

    def _row(self, at: int, limit: Limit) -> Entry:
        words = translated(WORDS[limit.matter])
        entry = Entry(words)
        entry.editingFinished.connect(partial(self._typed, limit.matter))
        unit = self.tr("months") if limit.in_months else self.tr("days")
        for column, widget in enumerate((label(words), entry, label(unit))):
            self._grid.addWidget(widget, at, column)
        return entry

    def _typed(self, matter: Matter) -> None:
        entry = self.entries[matter]
        if not entry.isModified():
            return
        entry.setModified(False)
        typed = entry.text().strip()
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
        self._line.do(limits.change, matter, number, then=self._kept, refused=self._refused)

    def _kept(self, _: Limit) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("Kept")))
        self.show_()

    def _refused(self, failure: Said) -> None:
        self._notices.said(failure)
        self.show_()

    def _went(self, went: Went) -> None:
        for each in went.limits:
            entry = self.entries[each.matter]
            if not entry.isModified():
                entry.setText(str(each.number))
        said = self.tr("In the last 30 days: {n} households lost details, {m} were erased.")
        self.past.setText(said.format(n=went.forgotten, m=went.erased))

    def _coming(self, asked: int, answer: tuple[dict[Matter, int], int]) -> None:
        if asked != self._asked:
            # Something was forgotten meanwhile, and it is counted anew.
            return
        counted, more = answer
        for matter, number in counted.items():
            self._counted[matter] += number
        if more:
            if self.isVisible():
                self._line.ask(retention.coming, more, then=partial(self._coming, asked))
            return
        said = self.tr("In the next 30 days: {names} names, {diets} diets, {addresses} addresses.")
        self.soon.setText(
            said.format(
                names=self._counted[Matter.NAME],
                diets=self._counted[Matter.DIET],
                addresses=self._counted[Matter.ADDRESS],
            )
        )

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(self._look.px(10))
        self._grid.setVerticalSpacing(self._look.px(8))
        for entry in self.entries.values():
            entry.setMaximumWidth(self._look.px(90))
