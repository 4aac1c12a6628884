"""A weighed crate whose label was scanned: what it is, whose it was, and what came out of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from hubdesk.journal.act import View
from hubdesk.stock import date_words
from hubdesk.takein import crate_label, crate_story
from hubdesk.takein.crate_story import SortedOut, Story
from hubdesk.takein.sources import Source
from ui import keys, wording
from ui.background import DeskLine
from ui.notices import Notices
from ui.reports.wording import kilos
from ui.stock.side_page import SidePage
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result


class CratePage(SidePage):
    """``sort_wanted`` carries the crate's code, "" when it is being sorted already;
    ``labels_wanted`` when its label waits to be printed again."""

    sort_wanted = Signal(str)
    labels_wanted = Signal()

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__(look, self.tr("Crate"))
        self._line, self._notices = line, notices
        self._crate = b""
        self._story: Story | None = None
        self.name = label("", "heading", wraps=True)
        self.said = label("", "", wraps=True)
        self.out = label("", "strong", wraps=True)
        self.list = RecordList(look, _reads, self.tr("What came out of it"), lead_px=84)
        self.sort = primary(look, self.tr("Sort it"), "package-open", "Enter")
        card = Card(look, foot=True)
        card.set_tight()
        for part in (self.name, self.said, self.out):
            card.body.addWidget(part)
        card.add_wide(self.list)
        assert card.foot is not None
        self.label = plain(look, self.tr("Print its label again"), "printer")
        card.foot.addWidget(self.label)
        card.foot.addStretch(1)
        card.foot.addWidget(self.sort)
        self.body.addWidget(card)
        self.sort.clicked.connect(self._sort)
        self.label.clicked.connect(self._print_label)
        keys.ENTER.calls(self._sort, within=self, while_focused=True)

    def show_crate(self, crate_id: bytes) -> None:
        """Comes to one crate."""
        self._crate = crate_id
        self.refresh()

    def refresh(self) -> None:
        """Asks again."""
        self._line.ask(_told, self._crate, then=self._show)

    def focus_home(self) -> None:
        """The one thing to do with it."""
        (self.sort if self.sort.isVisible() else self.back).setFocus()

    def _show(self, told: tuple[Story | None, date]) -> None:
        story, today = told
        self._story = story
        for part in (self.said, self.out, self.list, self.label, self.sort):
            part.setVisible(story is not None)
        if story is None:
            self.name.setText(self.tr("This crate was taken back"))
            return
        crate = story.crate
        self.name.setText(self.tr("Crate {number}").format(number=crate.code[-4:]))
        came = wording.phrase(date_words.day_words(story.came_on, today))
        weight = self.tr("{kg} kg").format(kg=kilos(crate.weight_g))
        self.said.setText("  ·  ".join((weight, came, self._whose(story))))
        self.out.setText(
            self.tr("Out of it came:") if story.items else self.tr("Nobody has sorted it yet.")
        )
        self.list.hold(story.items)
        self.sort.say(self.tr("Go on sorting") if crate.sorted_ms else self.tr("Sort it"))

    def _whose(self, story: Story) -> str:
        """Whose it was, as far as somebody has said it."""
        words = {
            Source.GIFT: self.tr("a gift"),
            Source.BOUGHT: self.tr("bought"),
            Source.SOME_SHOP: self.tr("from a supermarket"),
            Source.NOT_KNOWN: self.tr("not known where it is from"),
        }
        if story.unsaid is not None:
            return self.tr("Nobody has said where it is from: it waits at Take in (F4)")
        if story.source.giver:
            return self.tr("from {name}").format(name=wording.inside(story.source.giver))
        source = story.source.source
        return words.get(source, "") if source is not None else ""

    def _sort(self) -> None:
        if self._story is not None:
            self.sort_wanted.emit("" if self._story.is_open else self._story.crate.code)

    def _print_label(self) -> None:
        said = self._notices.said
        self._line.do(crate_label.again, self._crate, then=self._prints, refused=said)

    def _prints(self, _: object) -> None:
        said = self.tr("The label prints again, and says so")
        self._notices.notice(Result(Tone.OK, said))
        self.labels_wanted.emit()


def _told(view: View, crate_id: bytes) -> tuple[Story | None, date]:
    return crate_story.of(view, crate_id), view.today


def _reads(each: SortedOut) -> RecordLine:
    return RecordLine(wording.phrase(each.many), each.name)
