"""What runs short for next week's parcels, first what runs out first; to be printed as well."""

from __future__ import annotations

from hubdesk.reports import running_short
from hubdesk.reports.running_short import Need, Week
from ui import counted, wording
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.stock.side_page import SidePage
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList


class ShortPage(SidePage):
    """Every line of the parcel list with what is needed and what there is."""

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, papers: WholePages | None
    ) -> None:
        super().__init__(look, self.tr("Runs short next week"))
        self._line, self._notices, self._papers = line, notices, papers
        self._week: Week | None = None
        self.print = plain(look, self.tr("Print"), "printer")
        self.list = RecordList(look, self._reads, self.tr("Lines of the parcel list"), lead_px=72)
        self.said = label("", "strong", wraps=True)
        self.how = label("", "muted", wraps=True)
        card = Card(look)
        card.set_tight()
        card.body.addWidget(self.said)
        card.body.addWidget(self.how)
        card.add_wide(self.list)
        self.body.addWidget(card)
        self.head.addWidget(self.print)
        self.print.clicked.connect(self._print)

    def refresh(self) -> None:
        """Asks again."""
        self._line.ask(running_short.next_week, then=self._show)

    def focus_home(self) -> None:
        """The list."""
        self.list.setFocus()

    def _show(self, week: Week) -> None:
        self._week = week
        short = len(week.short)
        self.print.setEnabled(bool(short) and self._papers is not None)
        self.list.hold(week.needs)
        if not week.households:
            self.said.setText(self.tr("Nobody has been served yet, so nothing can be told."))
            self.how.setText(self.tr("It is worked out from the collections of the last weeks."))
            return
        if short:
            self.said.setText(counted.lines_short(short))
        else:
            self.said.setText(self.tr("Everything on the parcel list lasts for next week."))
        self.how.setText(
            self.tr("For about {households} next week, as in the last weeks ({weeks}).").format(
                households=counted.households(week.households), weeks=week.weeks
            )
        )

    def _reads(self, need: Need) -> RecordLine:
        much, have = (wording.phrase(need.measure.said(each)) for each in (need.need, need.have))
        detail = self.tr("Needs {need}, there are {have}").format(need=much, have=have)
        shelf = wording.shelf(need.shelf) if need.shelf else ""
        detail = "  ·  ".join(filter(None, (detail, shelf)))
        if not need.missing:
            return RecordLine("", need.name, detail, self.tr("Lasts"), "check")
        end = self.tr("None left") if not need.have else counted.lasts(need.days)
        missing = wording.phrase(need.measure.said(need.missing))
        return RecordLine(f"−{missing}", need.name, detail, end, "triangle-alert")

    def _print(self) -> None:
        if self._week is not None and self._papers is not None:
            pages = running_short.pages(self._week, self._papers.room())
            self._papers.send(pages, "", "runs-short", self._notices.saved, self._notices.said)
