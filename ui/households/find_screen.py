"""Find (F8): a household without its card. Names show only while somebody is searching."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.households import seek
from hubdesk.households.find import Found
from hubdesk.households.seek import Hits
from ui import wording
from ui.background import DeskLine
from ui.households.all_screen import AllScreen
from ui.households.details_page import DetailsPage
from ui.households.merge_page import MergePage
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result
from ui.widgets.scan_box import ScanBox

TYPED_MS = 120
IDLE_MS = 60_000


class FindScreen(QWidget):
    """One box for a name, a street, a postcode or the last four of a card.

    ``visit_wanted`` is the id of the household whose visit the counter should open. Every name
    goes when the box is emptied, the screen is left or hidden, or nothing is typed for a while.
    """

    visit_wanted = Signal(object)
    details_closed = Signal(object)
    labels_wanted = Signal()

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
        self._shown_for = self._entered = ""
        self._for_another: bytes | None = None
        self._from_all = False
        self._came_from: QWidget | None = None
        self.scan = ScanBox(look, self.tr("Name, street, postcode, or last four of the card"))
        self.details = DetailsPage(look, line, notices)
        self.all = AllScreen(look, line, notices)
        self.merge = MergePage(look, line, notices)
        self.all_button = plain(look, self.tr("All households"), "users")
        self.empty = EmptyState(look, "search", "")
        self.list = RecordList(look, self._reads, self.tr("Households found"), lead_px=62)
        self._typed = self._timer(TYPED_MS, self._seek)
        self._idle = self._timer(idle_ms, self.wipe)
        self._arrange()
        self._connect()
        self.wipe()

    def show_details(self, household_id: bytes) -> None:
        """Opens the details of a household for another screen: ``details_closed`` (the id)
        when Back is pressed, so that the volunteer is taken back there."""
        self._see(household_id)
        self._for_another = household_id

    def look_for(self, words: str) -> None:
        """Seeks what was typed on another screen, as if it had been typed here."""
        self._front(self.nothing)
        self.scan.field.setText(words)
        self._idle.start()
        self._seek()

    def wipe(self) -> None:
        """Forgets what was typed and found. No name is left in any part of the screen."""
        for timer in (self._typed, self._idle):
            timer.stop()
        self._shown_for = self._entered = ""
        # Emptying a field by hand keeps its text for Ctrl+Z; setting it does not.
        self.scan.field.setText("")
        self.scan.set_hint("")
        self.list.hold(())
        self._say_start()

    def shown(self) -> None:
        """Starts with the box, unless details were typed here and are not saved yet."""
        if self.pages.currentWidget() is self.details and not self.details.is_kept():
            self._for_another = None
            self.details.close_()
            self._front(self.nothing)

    def scanned(self, text: str) -> None:
        """A card opens its visit, whatever is on show; while two are compared it is the other."""
        if self.pages.currentWidget() is self.merge:
            self.merge.scanned(text)
            return
        self._line.ask(seek.by_card, text, then=self._card_read)

    def changed(self, changes: Changes) -> None:
        """A household was changed: what is found may read differently now."""
        if changes.touches(Touched.HOUSEHOLD) and self._shown_for:
            self._seek()
        if self.pages.currentWidget() is self.all:
            self.all.changed(changes)

    def compact(self, compact: bool) -> None:
        """One column: the details follow one another."""
        self.details.compact(compact)
        self.all.compact(compact)

    def focus_home(self) -> None:
        """Typing belongs in the box, or in the details while they are open."""
        if self.pages.currentWidget() is self.details:
            self.details.focus_home()
        elif self.pages.currentWidget() is self.all:
            self.all.focus_home()
        elif self.pages.currentWidget() is self.merge:
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
        self._head.addWidget(self.details.bar, 1)
        self._head.addWidget(self.all.bar, 1)
        self._head.addWidget(self.merge.bar, 1)
        self.pages = QStackedWidget()
        self.nothing = Card(self._look)
        self.nothing.body.addWidget(self.empty)
        self.nothing.body.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hits = self._made_hits()
        for page in (self.nothing, self.hits, self.details, self.all, self.merge):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._head)
        column.addWidget(self.pages, 1)
        self._column = column
        self._dress()

    def _made_hits(self) -> Card:
        card = Card(self._look, foot=True)
        card.set_tight()
        self.count = label("", "heading")
        card.body.addWidget(self.count)
        card.add_wide(self.list)
        self.how = label(self.tr("Up and Down choose"), "muted")
        self.see = plain(self._look, self.tr("Details"), "user")
        self.open_visit = primary(self._look, self.tr("Open visit"), "hand-helping", "Enter")
        assert card.foot is not None
        card.foot.addWidget(self.how)
        card.foot.addStretch(1)
        card.foot.addWidget(self.see)
        card.foot.addWidget(self.open_visit)
        return card

    def _connect(self) -> None:
        self.scan.edited.connect(self._edited)
        self.scan.entered.connect(self._enter)
        self.scan.moved.connect(self.list.move_mark)
        self.scan.left.connect(self.wipe)
        self.list.opened.connect(self._open)
        self.list.chosen.connect(self._keep_awake)
        self.open_visit.clicked.connect(self._open_marked)
        self.see.clicked.connect(self._see_marked)
        self.details.closed.connect(self._close_details)
        self.all_button.clicked.connect(self._show_all)
        self.all.closed.connect(self._start_again)
        self.all.visit_wanted.connect(self.visit_wanted)
        self.all.details_wanted.connect(self._see_of_all)
        self.all.compare_wanted.connect(self._compare)
        self.all.labels_wanted.connect(self.labels_wanted)
        self.details.compare_wanted.connect(self._compare)
        self.merge.closed.connect(self._leave_merge)
        self.merge.merged.connect(self._merged)
        self._look.changed.connect(self._dress)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.hits)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._start_again)

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(12))

    def _edited(self, text: str) -> None:
        self._entered = ""
        if text.strip():
            self._idle.start()
            self._typed.start()
        else:
            self.wipe()

    def _enter(self, text: str) -> None:
        """Opens what is marked, if it answers to this text; else seeks first and looks.

        Households nobody has seen yet are opened only when there is no choice between them.
        """
        self.scan.field.setText(text)
        if text == self._shown_for and self.list.marked() is not None:
            self._open_marked()
            return
        self._entered = text
        self._seek()

    def _seek(self) -> None:
        self._typed.stop()
        text = self.scan.text().strip()
        if text:
            self._line.ask(seek.seek, text, then=self._sought)

    def _sought(self, hits: Hits) -> None:
        """Shows an answer, unless the text has changed or gone while it was on its way."""
        if hits.text != self.scan.text().strip() or not self.isVisible():
            return
        entered, self._entered = self._entered == hits.text, ""
        if entered and len(hits.found) == 1:
            self._open(hits.found[0])
            return
        self._show(hits)

    def _show(self, hits: Hits) -> None:
        self._shown_for = hits.text
        self._idle.start()
        marked = self.list.marked()
        ids = [found.household.id for found in hits.found]
        keeps = marked is not None and marked.household.id in ids
        self.list.hold(hits.found, ids.index(marked.household.id) if keeps else 0)
        found = len(ids)
        self.count.setText(
            self.tr("1 household") if found == 1 else self.tr("%n households", "", found)
        )
        if not hits.found:
            self._say_nobody()
        if self.pages.currentWidget() is not self.details:
            self._front(self.hits if hits.found else self.nothing)

    def _card_read(self, hits: Hits) -> None:
        if len(hits.found) == 1:
            self._open(hits.found[0])
        elif hits.found:
            self.scan.field.setText(hits.text)
            self._front(self.hits)
            self._show(hits)
        elif hits.is_dead:
            said = self.tr("Ask for the new card, or search by name. Keep this one.")
            told = Result(Tone.SOON, self.tr("This card was replaced"), (said,))
            self._notices.notice(told)
        elif hits.is_card:
            said = self.tr("It may come from another laptop. Search by name instead.")
            told = Result(Tone.NEW, self.tr("This card is not known here"), (said,))
            self._notices.notice(told)
        else:
            said = self.tr("Nothing was added. Goods are scanned at the counter: F2.")
            told = Result(Tone.NEW, self.tr("That is not a household's card"), (said,))
            self._notices.notice(told)

    def _open(self, found: Found) -> None:
        self.wipe()
        if self.pages.currentWidget() is self.details:
            self.details.close_()
        self._front(self.nothing)
        self.visit_wanted.emit(found.household.id)

    def _open_marked(self) -> None:
        if self.list.marked() is not None:
            self._open(self.list.marked())

    def _see_marked(self) -> None:
        if self.list.marked() is not None:
            self._see(self.list.marked().household.id)

    def _see(self, household_id: bytes) -> None:
        self._for_another, self._from_all = None, False
        self.details.open_(household_id)
        self._front(self.details)

    def _close_details(self) -> None:
        self._front(self.hits if self.list.marked() is not None else self.nothing)
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
        if back is self.all and self.all.pages.currentWidget() is self.all.doubles:
            self.all.show_doubles()

    def _merged(self, into: bytes) -> None:
        """The one household: from its details its details, from a list the list again."""
        if self._came_from is self.details:
            self.details.close_()
            self.details.open_(into)
        elif self.all.pages.currentWidget() is self.all.about:
            self.all.show_about(into)
        self._leave_merge()

    def _start_again(self) -> None:
        self.wipe()
        if self.pages.currentWidget() is self.all:
            self._front(self.nothing)
        self.focus_home()

    def _keep_awake(self, found: Found | None) -> None:
        if found is not None:
            self._idle.start()

    def _front(self, page: QWidget) -> None:
        self.scan.setVisible(page in (self.nothing, self.hits))
        self.details.bar.setVisible(page is self.details)
        self.all.bar.setVisible(page is self.all)
        self.merge.bar.setVisible(page is self.merge)
        self.pages.setCurrentWidget(page)
        if self.isVisible():
            self.focus_home()

    def _say_start(self) -> None:
        self.empty.say(
            self.tr("Type a name to start"),
            self.tr("The spelling may be rough. Names show only while you search."),
        )
        if self.pages.currentWidget() is self.hits:
            self._front(self.nothing)

    def _say_nobody(self) -> None:
        self.empty.say(
            self.tr("Nobody found"),
            self.tr("Try fewer letters. Or serve them as new: F2, then 2+3 and Enter."),
        )

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
            return self.tr("No name given")
        also = self.tr("{name} (also {other})")
        return also.format(name=found.name, other=found.also) if found.also else found.name

    def _timer(self, after_ms: int, then: object) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after_ms)
        made.timeout.connect(then)
        return made
