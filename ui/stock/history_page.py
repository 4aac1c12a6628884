"""The history of a product or one batch, from the donor to the parcels it went into."""

from __future__ import annotations

from datetime import date

from hubdesk.journal.act import View
from hubdesk.reports import goods_history
from hubdesk.reports.goods_history import Step, Story
from hubdesk.stock.measures import ONES
from ui import moments, wording
from ui.background import DeskLine
from ui.stock import words
from ui.stock.side_page import SidePage
from ui.theme.look import Look
from ui.volunteers.words import together
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList


class HistoryPage(SidePage):
    """Opened with a product and a batch of it, or None for every date together."""

    def __init__(self, look: Look, line: DeskLine) -> None:
        super().__init__(look, self.tr("History"))
        self._line = line
        self._of: tuple[bytes, bytes | None] | None = None
        self._batch: bytes | None = None
        self._measure = ONES
        self.list = RecordList(look, self._reads, self.tr("What happened"), lead_px=72)
        self.none = label(self.tr("Nothing is known of it yet."), "muted")
        self.turn = plain(look, self.tr("All dates"), "list")
        card = Card(look)
        card.set_tight()
        self.about = label("", "strong", wraps=True)
        card.body.addWidget(self.about)
        card.body.addWidget(self.none)
        card.add_wide(self.list)
        self.body.addWidget(card)
        self.head.addWidget(self.turn)
        self.turn.clicked.connect(self._turn)

    def show_of(self, product: bytes, batch: bytes | None) -> None:
        """Comes to the history of a batch, or of a product."""
        self._of, self._batch = (product, batch), batch
        self.turn.setVisible(batch is not None)
        self.refresh()

    def refresh(self) -> None:
        """Asks again."""
        if self._of is not None:
            self._line.ask(_told, *self._of, then=self._show)

    def focus_home(self) -> None:
        """The list."""
        self.list.setFocus()

    def _turn(self) -> None:
        """From one date to all of them, and back."""
        if self._of is not None:
            product, batch = self._of
            self._of = (product, self._batch if batch is None else None)
            self.refresh()

    def _show(self, told: tuple[Story, date]) -> None:
        story, today = told
        name = wording.isolated(story.product.name)
        if story.batch is None:
            said = self.tr("{name}, every date").format(name=name)
        else:
            date_ = words.dated(story.batch.dated, today) or self.tr("No date known")
            said = f"{name}, {date_}"
        self.about.setText(wording.placed(said))
        only = self.tr("Only this date")
        self.turn.say(only if story.batch is None else self.tr("All dates"))
        self.none.setVisible(not story.steps)
        self._measure = story.measure
        self.list.hold(story.steps)

    def _reads(self, step: Step) -> RecordLine:
        change = wording.phrase(self._measure.signed(step.change)) if step.change else ""
        detail = wording.phrase(step.detail)
        when = ", ".join(filter(None, (moments.day_and_time(step.at_ms), together(step.who))))
        return RecordLine(change, wording.phrase(step.title), detail, when)


def _told(view: View, product: bytes, batch: bytes | None) -> tuple[Story, date]:
    return goods_history.story(view, product, batch), view.today
