"""Two households that may be one: the other is found, both are looked at, somebody decides."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.counter import side_by_side
from hubdesk.counter.side_by_side import SideBySide
from hubdesk.households import merging, seek
from hubdesk.households.find import Found
from hubdesk.households.seek import Hits
from ui import keys, wording
from ui.background import DeskLine
from ui.households.sides_card import SidesCard
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result
from ui.widgets.scan_box import ScanBox


class MergePage(QWidget):
    """A part of Find. ``bar`` is its row with the way back; ``closed`` when it is left.

    Both are seen with their names, as while searching; nothing of them stays in any widget
    once the page is hidden. ``merged`` is the household that goes on.
    """

    closed = Signal()
    merged = Signal(object)

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self._look, self._line, self._notices = look, line, notices
        self._one = b""
        self.bar = self._made_bar()
        self.scan = ScanBox(look, self.tr("Scan the other card, or type its number or a name"))
        self.list = RecordList(look, _reads, self.tr("Households found"), lead_px=62)
        self.seeking = self._made_seeking()
        self.sides = SidesCard(look)
        self.pages = QStackedWidget()
        for page in (self.seeking, self.sides):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._connect()
        self._dress()

    def open_(self, one: bytes, other: bytes | None = None) -> None:
        """Comes to a household, and to the one it may be if that is known already."""
        self._one = one
        self._wipe()
        self.pages.setCurrentWidget(self.seeking)
        if other is not None:
            self._compare(other)

    def scanned(self, text: str) -> None:
        """A card: it is the other household."""
        self._line.ask(seek.by_card, text, then=self._found)

    def focus_home(self) -> None:
        """The box, or the answer that comes next."""
        if self.pages.currentWidget() is self.seeking:
            self.scan.setFocus()
        else:
            self.sides.merge.setFocus()

    def compact(self, compact: bool) -> None:
        """The same in one column: the two sides stay beside each other."""

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._wipe()
        self.pages.setCurrentWidget(self.seeking)

    def _made_bar(self) -> QWidget:
        bar = QWidget()
        self.back = plain(self._look, self.tr("Back"), "arrow-left", "Esc")
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.back)
        row.addWidget(label(self.tr("Are these one household?"), "heading"))
        row.addStretch(1)
        self._bar_row = row
        bar.hide()
        return bar

    def _made_seeking(self) -> QWidget:
        page = Card(self._look)
        page.set_tight()
        self.hint = label(self.tr("Which household is it the same as?"), "heading")
        page.body.addWidget(self.hint)
        page.body.addWidget(self.scan)
        page.add_wide(self.list)
        return page

    def _dress(self) -> None:
        self._bar_row.setSpacing(self._look.px(12))

    def _connect(self) -> None:
        self.scan.entered.connect(self._seek)
        self.scan.moved.connect(self.list.move_mark)
        self.list.opened.connect(self._choose)
        self.back.clicked.connect(self.closed)
        self._look.changed.connect(self._dress)
        self.sides.merge_wanted.connect(self._merge)
        self.sides.apart_wanted.connect(self._say_apart)
        keys.BACK.calls(self.closed, within=self, while_focused=True)

    def _seek(self, text: str) -> None:
        """Enter: seeks what was typed, or takes the marked one when it was sought already."""
        marked = self.list.marked()
        if not text.strip() and marked is not None:
            self._choose(marked)
        elif text.strip():
            self._line.ask(seek.seek, text.strip(), then=self._found)

    def _found(self, hits: Hits) -> None:
        if not self.isVisible():
            return
        others = [each for each in hits.found if each.household.id != self._one]
        if len(others) == 1:
            self._choose(others[0])
            return
        self.list.hold(others)
        if not others:
            said = self.tr("Scan its card, or type another spelling.")
            headline = self.tr("This card was replaced") if hits.is_dead else self.tr("Nobody else")
            self._notices.notice(Result(Tone.NEW, headline, (said,), of_page=True))
        self.scan.setFocus()

    def _choose(self, found: Found) -> None:
        self._compare(found.household.id)

    def _compare(self, other: bytes) -> None:
        self._line.do(
            side_by_side.compare, self._one, other, then=self._show, refused=self._notices.said
        )

    def _show(self, both: SideBySide) -> None:
        if self.isVisible():
            self.sides.show_both(both)
            self.pages.setCurrentWidget(self.sides)
            self.focus_home()

    def _merge(self, one: bytes, into: bytes, theirs: object) -> None:
        self._line.do(
            merging.merge, one, into, theirs, then=self._merged, refused=self._notices.said
        )

    def _merged(self, into: bytes) -> None:
        said = self.tr("Undo it in Today (F9), or in All households.")
        self._notices.aloud(Result(Tone.OK, self.tr("One household now"), (said,)))
        self.merged.emit(into)

    def _say_apart(self, one: bytes, other: bytes) -> None:
        self._line.do(
            merging.say_apart, one, other, then=self._said_apart, refused=self._notices.said
        )

    def _said_apart(self, _: object) -> None:
        said = self.tr("Nobody is asked about these two again.")
        self._notices.aloud(Result(Tone.OK, self.tr("Two households"), (said,)))
        self.closed.emit()

    def _wipe(self) -> None:
        self.scan.field.setText("")
        self.list.hold(())
        self.sides.clear()


def _reads(found: Found) -> RecordLine:
    home = found.household
    place = "  ·  ".join(filter(None, (found.street, found.postcode)))
    return RecordLine(home.number, found.name, place, wording.size(home.adults, home.children))
