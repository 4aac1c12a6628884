"""The pages behind the cards of Set-up: each is made when first wanted, opened, and left."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Generic, TypeVar, Union

from msgspec import Struct
from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from hubdesk.changes import Changes
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.settings.all_cards import AllCards
from ui.theme.look import Look
from ui.widgets.buttons import WordButton
from ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from hubdesk.doorstep import Unlocked
    from ui.catalogue.lists_in import ListsIn
    from ui.parcels.lists_page import ListsPage
    from ui.scanner.setup_page import SetupPage
    from ui.security.access import Access

P = TypeVar("P", bound=QWidget)
MadeScannerPage = Callable[[], "SetupPage"]
AnyWay = Union["Way[ListsPage]", "Way[ListsIn]", "Way[Access]", "Way[SetupPage]"]


class Way(Struct, Generic[P], frozen=True, dict=True):
    """The way from a card to a page. ``button`` has the focus again when the page is left."""

    make: Callable[[], P]
    button: WordButton
    topic: str
    """The page of the help that F1 opens there."""

    @cached_property
    def page(self) -> P:
        """The page, made now if it has not been."""
        return self.make()

    @property
    def is_made(self) -> bool:
        """True once somebody wanted the page."""
        return "page" in self.__dict__


class PagesBehind(QStackedWidget):
    """The cards, and what they lead to. ``left`` when a page was; ``learned(ScannerSetup)``."""

    left = Signal()
    learned = Signal(object)

    def __init__(
        self,
        cards: AllCards,
        look: Look,
        line: DeskLine,
        notices: Notices,
        papers: WholePages,
        unlocked: Unlocked | None,
        made_scanner_page: MadeScannerPage | None,
    ) -> None:
        super().__init__()
        self._cards, self._compact = cards, False
        made = partial(_lists_page, look, line, notices)
        self.lists = Way(made, cards.parcels.change, "parcel-list")
        brought = partial(_lists_in, look, line, notices)
        self.lists_in = Way(brought, cards.catalogue.open_button, "lists")
        people = partial(_access, look, line, notices, papers, unlocked)
        self.access = Way(people, cards.access.open_button, "access")
        taught = partial(_scanner_page, made_scanner_page, self.learned)
        self.scanner = Way(taught, cards.scanner.set_up, "scanner")
        cards.parcels.wanted.connect(partial(self._open, self.lists))
        cards.catalogue.wanted.connect(partial(self._open, self.lists_in))
        cards.access.wanted.connect(partial(self._open, self.access))
        cards.scanner.set_up_wanted.connect(partial(self._open, self.scanner))
        cards.scanner.set_up.setVisible(made_scanner_page is not None)
        self.addWidget(scrolled(cards))

    @property
    def help_topic(self) -> str:
        """The page of the help about what is in front."""
        front = self._front()
        return front.topic if front else "set-up"

    def show_cards(self) -> None:
        """The cards come to the front, unless what was done on a page would be lost."""
        front = self._front()
        is_unsaved = front is self.lists and self.lists.page.is_dirty()
        is_busy = front is self.lists_in and self.lists_in.page.is_busy()
        if not (is_unsaved or is_busy):
            self.setCurrentIndex(0)

    def changed(self, changes: Changes) -> None:
        """What is in front shows what was changed."""
        if self._front() is self.lists:
            self.lists.page.changed(changes)
        elif self._front() is self.access:
            self.access.page.changed(changes)

    def compact(self, compact: bool) -> None:
        """One column or two, for those that are here and those that come."""
        self._compact = compact
        for way in self._ways():
            if way.is_made:
                way.page.compact(compact)

    def focus_home(self) -> None:
        """The first field, without moving what somebody reads."""
        front = self._front()
        if front:
            front.page.focus_home()
        else:
            self._cards.hub.hub.entry.setFocus()

    def close_(self) -> None:
        """Lets go of what was read of a list."""
        if self.lists_in.is_made:
            self.lists_in.page.close_()

    def _ways(self) -> tuple[AnyWay, ...]:
        return self.lists, self.lists_in, self.access, self.scanner

    def _front(self) -> AnyWay | None:
        """The way to the page on show; None for the cards."""
        front = self.currentWidget()
        return next((each for each in self._ways() if each.is_made and each.page is front), None)

    def _open(self, way: AnyWay) -> None:
        page = way.page
        if self.indexOf(page) < 0:
            self.addWidget(page)
            page.compact(self._compact)
            page.closed.connect(partial(self._leave, way))
        self.setCurrentWidget(page)
        page.open_()
        page.focus_home()

    def _leave(self, way: AnyWay) -> None:
        self.left.emit()
        way.button.setFocus()


def _lists_page(look: Look, line: DeskLine, notices: Notices) -> ListsPage:
    from ui.parcels.lists_page import ListsPage  # noqa: PLC0415 - loaded where it is made

    return ListsPage(look, line, notices)


def _lists_in(look: Look, line: DeskLine, notices: Notices) -> ListsIn:
    from ui.catalogue.lists_in import ListsIn  # noqa: PLC0415 - loaded where it is made

    return ListsIn(look, line, notices)


def _access(
    look: Look, line: DeskLine, notices: Notices, papers: WholePages, unlocked: Unlocked | None
) -> Access:
    from ui.security.access import Access  # noqa: PLC0415 - loaded where it is made

    return Access(look, line, notices, papers, unlocked)


def _scanner_page(made_page: MadeScannerPage | None, learned: SignalInstance) -> SetupPage:
    assert made_page is not None, "the way to it is not on show"
    made = made_page()
    made.learned.connect(learned)
    return made
