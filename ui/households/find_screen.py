"""Find (F8): a household without its card. Names show only while somebody is searching."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.households import looking, seek
from hubdesk.households.find import Found
from hubdesk.households.seek import Hits
from hubdesk.scanner import in_stock, reading
from hubdesk.scanner.in_stock import Leads, Meant
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import sought
from hubdesk.stock.sought import Goods
from ui import keys
from ui.background import DeskLine
from ui.households.goods_hits import GoodsHits
from ui.households.hits_card import HitsCard
from ui.households.searching import Searching
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.late import is_in_front, is_made
from ui.widgets.result import Result
from ui.widgets.scan_box import ScanBox

if TYPE_CHECKING:
    from ui.households.all_screen import AllScreen
    from ui.households.details_page import DetailsPage
    from ui.households.merge_page import MergePage

IDLE_MS = 60_000
BEHIND = ("details", "all", "merge")
"""The pages behind the box, made when they are wanted; each has a row for the head."""


class FindScreen(ReadsCodes, QWidget):
    """One box for a name, a street, a postcode or the last four of a card.

    ``visit_wanted`` is the id of the household whose visit the counter should open, and
    ``goods_wanted`` where goods that were found or scanned lead to on Stock. Every name goes
    when the box is emptied, the screen is left or hidden, or nothing is typed for a while.
    """

    visit_wanted = Signal(object)
    details_closed = Signal(object)
    labels_wanted = Signal()
    goods_wanted = Signal(object)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        idle_ms: int = IDLE_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Find"), "find"
        self._look, self._line, self._notices = look, line, notices
        self._for_another: bytes | None = None
        self._from_all = self._compact = False
        self._came_from: QWidget | None = None
        self.scan = ScanBox(look, self._asked())
        self.all_button = plain(look, self.tr("All households"), "users")
        self.empty = EmptyState(look, "search", "")
        self.hits, self._knows = HitsCard(look), True
        self.list, self.see, self.open_visit = self.hits.list, self.hits.see, self.hits.open_visit
        self.goods = GoodsHits(look)
        self.searching = Searching(self.scan, line, idle_ms)
        self._arrange()
        self._connect()
        self.wipe()

    @cached_property
    def details(self) -> DetailsPage:
        """One household's details."""
        from ui.households.details_page import DetailsPage  # noqa: PLC0415 - loaded where made

        made = DetailsPage(self._look, self._line, self._notices)
        self._stand(made, made.bar)
        made.know_details(self._knows)
        made.closed.connect(self._close_details)
        made.compare_wanted.connect(self._compare)
        return made

    @cached_property
    def all(self) -> AllScreen:
        """All households."""
        from ui.households.all_screen import AllScreen  # noqa: PLC0415 - loaded where made

        made = AllScreen(self._look, self._line, self._notices)
        self._stand(made, made.bar)
        made.closed.connect(self._start_again)
        made.visit_wanted.connect(self.visit_wanted)
        made.details_wanted.connect(self._see_of_all)
        made.compare_wanted.connect(self._compare)
        made.labels_wanted.connect(self.labels_wanted)
        return made

    @cached_property
    def merge(self) -> MergePage:
        """Two households that may be one."""
        from ui.households.merge_page import MergePage  # noqa: PLC0415 - loaded where made

        made = MergePage(self._look, self._line, self._notices)
        self._stand(made, made.bar)
        made.closed.connect(self._leave_merge)
        made.merged.connect(self._merged)
        return made

    def close_(self) -> None:
        """Lets go of what was read of a spreadsheet; called when the desk closes."""
        if is_made(self, "all"):
            self.all.close_()

    def show_details(self, household_id: bytes) -> None:
        """Opens the details of a household for another screen: ``details_closed`` (the id)
        when Back is pressed, so that the volunteer is taken back there."""
        self._see(household_id)
        self._for_another = household_id

    def look_for(self, words: str) -> None:
        """Seeks what was typed on another screen, as if it had been typed here."""
        self._front(self.nothing)
        self.searching.look_for(words)

    def wipe(self) -> None:
        """Forgets what was typed and found. No name is left in any part of the screen."""
        self.searching.forget()
        self.hits.hold(())
        self.goods.hold(None)
        self._say_start()

    def shown(self) -> None:
        """Starts with the box, unless details were typed here and are not saved yet."""
        if self._at("details") and not self.details.is_kept():
            self._for_another = None
            self._start_over()

    def scanned(self, text: str) -> None:
        """A card opens its visit, whatever is on show; while two are compared it is the other."""
        if self._at("merge"):
            self.merge.scanned(self.printed(text))
            return
        card = self.printed(text)
        self._line.ask(seek.by_card, card, then=partial(self._card_read, text, self.setup))

    def changed(self, changes: Changes) -> None:
        """A household was changed: what is found may read differently now."""
        if changes.touches(Touched.HOUSEHOLD) and self.searching.shown_for:
            self.searching.seek()
        if self._at("all"):
            self.all.changed(changes)

    def compact(self, compact: bool) -> None:
        """One column: the details follow one another."""
        self._compact = compact
        self.scan.set_placeholder(self._asked())
        self.goods.compact(compact)
        for name in BEHIND:
            if is_made(self, name):
                getattr(self, name).compact(compact)

    def focus_home(self) -> None:
        """Typing belongs in the box, or in the details while they are open."""
        if self._at("details"):
            self.details.focus_home()
        elif self._at("all"):
            self.all.focus_home()
        elif self._at("merge"):
            self.merge.focus_home()
        else:
            self.scan.setFocus()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """The row of the box, or of the way back."""
        return self._head

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.wipe()

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.scan, 1)
        self.pages = QStackedWidget()
        self.nothing = Card(self._look)
        self.nothing.body.addWidget(self.empty)
        self.nothing.body.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignHCenter)
        for page in (self.nothing, self.hits):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._head)
        column.addWidget(self.pages, 1)
        column.addWidget(self.goods)
        self._column = column
        self._dress()

    def _connect(self) -> None:
        self.scan.moved.connect(self._move)
        self.searching.sought.connect(self._show)
        self.searching.only.connect(self._open)
        self.searching.open_wanted.connect(self._open_marked)
        self.searching.coded.connect(self._typed_code)
        self.goods.wanted.connect(self._open_goods)
        self.searching.emptied.connect(self.wipe)
        self.hits.opened.connect(self._open_hit)
        self.hits.see_wanted.connect(self._see)
        self.hits.chosen.connect(self._marked)
        self.all_button.clicked.connect(self._show_all)
        self._look.changed.connect(self._dress)
        for each in (self.hits, self.goods):
            keys.BACK.calls(self._start_again, within=each, while_focused=True)

    def _stand(self, page: DetailsPage | AllScreen | MergePage, bar: QWidget) -> None:
        """Puts a page behind the box in its place, and its row at the head."""
        self._head.addWidget(bar, 1)
        self.pages.addWidget(page)
        page.compact(self._compact)

    def _behind(self) -> bool:
        """True while a page behind the box is in front."""
        return any(self._at(each) for each in BEHIND)

    def _at(self, name: str) -> bool:
        return is_in_front(self.pages, self, name)

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(12))

    def _show(self, hits: Hits) -> None:
        self.hits.hold(hits.found)
        if not hits.found:
            self._say_nobody()
        if not self._at("details"):
            self._front(self.nothing if self.hits.is_empty() else self.hits)
        # People come first: goods are looked for once they are on show.
        self._line.ask(sought.goods, hits.text, then=self._show_goods)

    def _show_goods(self, goods: Goods) -> None:
        if goods.text == self.searching.shown_for and not self._behind():
            self.goods.hold(goods, first=self.hits.is_empty())

    def _move(self, step: int) -> None:
        """Down goes on from the last household to the goods."""
        at_end = self.list.currentIndex().row() >= self.list.records.rowCount() - 1
        if step > 0 and at_end and self.goods.isVisible():
            self.goods.take_focus()
        else:
            self.list.move_mark(step)

    def _open_marked(self) -> None:
        if self.hits.is_empty():
            self.goods.open_marked()
        else:
            self.hits.open_marked()

    def _open_goods(self, meant: Meant) -> None:
        self.wipe()
        self.goods_wanted.emit(meant)

    def _marked(self, found: Found | None) -> None:
        if found is not None:
            self.searching.keep_awake()

    def _typed_code(self, text: str) -> None:
        """A whole code of goods, a shelf or a crate, typed by hand."""
        self.wipe()
        self._card_read(text, reading.TYPED, Hits(text, ()))

    def _card_read(self, text: str, sender: ScannerSetup, hits: Hits) -> None:
        if len(hits.found) == 1:
            self._open(hits.found[0])
        elif hits.found:
            self.searching.show(hits)
            self._front(self.hits)
            self._show(hits)
        elif hits.is_dead:
            said = self.tr("Ask for the new card, or search by name. Keep this one.")
            told = Result(Tone.SOON, self.tr("This card was replaced"), (said,), of_page=True)
            self._notices.notice(told)
        elif hits.is_nobodys:
            said = self.tr("Its household was erased. Keep the card, and serve them as new.")
            told = Result(
                Tone.NEW, self.tr("This card is of nobody any more"), (said,), of_page=True
            )
            self._notices.notice(told)
        elif hits.is_card:
            said = self.tr("It may come from another laptop. Search by name instead.")
            told = Result(Tone.NEW, self.tr("This card is not known here"), (said,), of_page=True)
            self._notices.notice(told)
        else:
            self._line.ask(
                in_stock.meant, text, sender, then=self._goods_read, refused=self._notices.said
            )

    def _goods_read(self, meant: Meant) -> None:
        """Goods, a shelf or a crate show on Stock; whatever else it is, nothing was done."""
        if meant.leads is not Leads.NOWHERE:
            self._open_goods(meant)
            return
        said = self.tr("Nothing was added. Goods are scanned at the counter: F2.")
        told = Result(Tone.NEW, self.tr("That is not a household's card"), (said,), of_page=True)
        self._notices.notice(told)

    def _start_over(self) -> None:
        if self._at("details"):
            self.details.close_()
        self._front(self.nothing)

    def _open_hit(self, found: Found) -> None:
        """One of those whose names show: that is a look at it."""
        self._line.do(looking.opened, found.household.id)
        self._open(found)

    def _open(self, found: Found) -> None:
        self.wipe()
        # Typed details stay where they are, and wait for whoever comes back.
        if not (self._at("details") and self.details.is_kept()):
            self._start_over()
        self.visit_wanted.emit(found.household.id)

    def _see(self, household_id: bytes) -> None:
        self._for_another, self._from_all = None, False
        self.details.open_(household_id)
        self._front(self.details)

    def _close_details(self) -> None:
        self._front(self.nothing if self.hits.is_empty() else self.hits)
        if self._from_all:
            self._from_all = False
            self._front(self.all)
        came_from, self._for_another = self._for_another, None
        if came_from is not None:
            self.details_closed.emit(came_from)

    def _show_all(self) -> None:
        self.wipe()
        self.all.open_()
        self._front(self.all)

    def know_details(self, known: bool) -> None:
        """Whether names and diets are held on this laptop."""
        self._knows = known
        self.hits.know_details(known)
        if is_made(self, "details"):
            self.details.know_details(known)

    def show_doubles(self) -> None:
        """Opens the households that look alike."""
        self._show_all()
        self.all.show_doubles()

    def _see_of_all(self, household_id: bytes) -> None:
        self._see(household_id)
        self._from_all = True

    def _compare(self, one: bytes, other: bytes | None) -> None:
        self._came_from = self.pages.currentWidget()
        self._front(self.merge)
        self.merge.open_(one, other)

    def _leave_merge(self) -> None:
        """Back to the list of pairs, the household or the details one came from."""
        back = self._came_from if self._came_from is not None else self.nothing
        self._front(back)
        if is_made(self, "all") and back is self.all and self.all.is_at("doubles"):
            self.all.show_doubles()

    def _merged(self, into: bytes) -> None:
        """The one household: from its details its details, from a list the list again."""
        if is_made(self, "details") and self._came_from is self.details:
            self.details.close_()
            self.details.open_(into)
        elif is_made(self, "all") and self.all.is_at("about"):
            self.all.show_about(into)
        self._leave_merge()

    def _start_again(self) -> None:
        self.wipe()
        if self._at("all"):
            self._front(self.nothing)
        self.focus_home()

    def _front(self, page: QWidget) -> None:
        self.scan.setVisible(page in (self.nothing, self.hits))
        if page not in (self.nothing, self.hits):
            self.goods.hold(None)
        self.pages.setCurrentWidget(page)
        for name in BEHIND:
            if is_made(self, name):
                getattr(self, name).bar.setVisible(self._at(name))
        if self.isVisible():
            self.focus_home()

    def _asked(self) -> str:
        """What can be typed here, in as many words as the box has room for."""
        if self._compact:
            return self.tr("Name, street, card or goods")
        return self.tr("Name, street, postcode, last four of the card, or goods")

    def _say_start(self) -> None:
        self.empty.say(
            self.tr("Type a name or goods to start"),
            self.tr("The spelling may be rough. Names show only while you search."),
        )
        if self.pages.currentWidget() is self.hits:
            self._front(self.nothing)

    def _say_nobody(self) -> None:
        self.empty.say(
            self.tr("Nobody found"),
            self.tr("Try fewer letters. Or serve them as new: F2, then 2+3 and Enter."),
        )
