"""The window every screen stands in: rail, title row, pages, status bar. Navigation only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes
from ui import keys
from ui.cover import Cover
from ui.front_page import FrontPage
from ui.locked_pages import LockedPages
from ui.notices import Notices
from ui.pages_aside import PagesAside
from ui.rail import Rail
from ui.screen import Place, Screen
from ui.status_bar import StatusBar
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.title_row import TitleRow
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.result import Result
from ui.widgets.striped_banner import StripedBanner

if TYPE_CHECKING:
    from ui.help.page import HelpPage

NAME = "Hubdesk"


class Window(QWidget):
    """Shows one place at a time; sends it what is scanned, and all of them what changed.

    ``takes_scan`` is asked first of every scan: True when it was a code that no screen hears.
    A page that is not on the rail (help, who is serving) leads back to where one was.

    The window title is the program's name alone: it shows in task bars and screen shares.
    """

    def __init__(
        self,
        look: Look,
        notices: Notices,
        places: Sequence[Place],
        make_help: Callable[[], HelpPage],
        practice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setWindowTitle(NAME)
        self.setMinimumSize(800, 560)
        self.look, self.places, self._make_help = look, list(places), make_help
        self._compact: bool | None = None
        self.takes_scan: Callable[[str], bool] = _nobody_takes
        self.rail = Rail(look, places)
        self.title = TitleRow(look)
        self.notice = NoticeBar(look)
        self.status = StatusBar(look)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.aside = PagesAside(self.pages, partial(_number, self.places), self._arrive)
        self.locked = LockedPages(self)
        self.banner = StripedBanner(look, practice) if practice else None
        self.desk = QWidget()
        self.cover = Cover(look, self.desk)
        self._put_together()
        self.front = FrontPage(self)
        self._connect(notices)
        self._fit()
        self.go(0)

    @cached_property
    def help_page(self) -> HelpPage:
        """The page of F1, made when it is first wanted."""
        made = self._make_help()
        made.left.connect(self.leave_aside)
        return made

    def go(self, number: int) -> None:
        """Opens a place by its number on the rail; its page is made now if it has not been.

        While the desk is locked, most places are the page that says so.
        """
        if self.locked.stands_before(number):
            return
        place = self.places[number]
        if self.pages.indexOf(place.widget) < 0:
            self.pages.addWidget(place.widget)
            place.screen.compact(self._compact is True)
        self.pages.setCurrentWidget(place.widget)
        self._arrive()

    def go_to(self, widget: QWidget) -> None:
        """Opens the place of a page."""
        number = _number(self.places, widget)
        assert number is not None
        self.go(number)

    def here(self) -> Screen:
        """The screen in front."""
        current = self.pages.currentWidget()
        for place in self.places:
            if place.is_made and place.widget is current:
                return place.screen
        for each in self.aside.made:
            if each is current and isinstance(each, Screen):
                return each
        return self.help_page

    def hears(self) -> Screen:
        """The screen that a scan is for: behind help, the one that help leads back to."""
        here = self.here()
        if here is self.__dict__.get("help_page"):
            return self.places[self.aside.before].screen
        return here

    def open_aside(self, page: QWidget) -> None:
        """Opens a page that is not on the rail; from that page, goes back."""
        is_help = page is self.__dict__.get("help_page")
        if not is_help and self.locked.stands_before(self.aside.before, always=True):
            return
        if self.pages.currentWidget() is page:
            self.leave_aside()
        else:
            self.aside.show(page, self.aside.place())

    def leave_aside(self) -> None:
        """Back to the place from which a page was opened."""
        self.go(self.aside.before)

    def scanned(self, text: str) -> None:
        """Takes a scan to the screen in front; while hidden it waits its turn."""
        if not self.cover.is_open():
            self.cover.keep(text)
            return
        if self.takes_scan(text):
            return
        hears = self.hears()
        if hears is not self.here():
            self.leave_aside()
        hears.scanned(text)

    def changed(self, changes: Changes) -> None:
        """Tells the screen in front what a command touched; the others ask when shown."""
        self.here().changed(changes)

    def show_help(self) -> None:
        """Opens the help page of the screen in front; from help, goes back."""
        if self.here() is not self.help_page:
            self.help_page.open_(self.here().help_topic)
        self.open_aside(self.help_page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.go_home()

    def _put_together(self) -> None:
        """From the outside in: a part that was filled before would be dressed all over again."""
        whole, down = QVBoxLayout(self), QVBoxLayout(self.desk)
        whole.addWidget(self.cover)
        if self.banner is not None:
            down.addWidget(self.banner)
        across, inner, self._inner = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        down.addLayout(across, 1)
        across.addWidget(self.rail)
        across.addLayout(inner, 1)
        inner.addLayout(self._inner, 1)
        for layout in (whole, down, across, inner):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        for part in (self.title, self.notice):
            self._inner.addWidget(part)
        self._inner.addWidget(self.pages, 1)
        for place in self.places:
            if place.is_made:
                self.pages.addWidget(place.widget)
        inner.addWidget(self.status)

    def _connect(self, notices: Notices) -> None:
        notices.read_through(self)
        notices.noticed.connect(self._notice)
        # Whatever else the choice started comes first.
        self.notice.chosen.connect(self.go_home, Qt.ConnectionType.QueuedConnection)
        self.rail.chosen.connect(self.go)
        self.rail.help_wanted.connect(self.show_help)
        self.title.hide_wanted.connect(self.cover.hide_desk)
        self.cover.opened.connect(self._opened)
        self.look.changed.connect(self._refit)
        for n, place in enumerate(self.places):
            place.key.calls(partial(self.go, n), within=self.desk)
        for key, job in (
            (keys.HELP, self.show_help),
            (keys.HIDE, self.cover.hide_desk),
            (keys.LARGER, self.look.larger),
            (keys.SMALLER, self.look.smaller),
        ):
            key.calls(job, within=self.desk)

    def _arrive(self) -> None:
        screen = self.here()
        is_help = screen is self.__dict__.get("help_page")
        # A page that is not on the rail is marked where it leads back to; Help has its own mark.
        self.rail.mark(len(self.places) if is_help else self.aside.place())
        self.title.show_screen(screen, self._compact is True)
        screen.shown()
        self.go_home()

    def go_home(self) -> None:
        """Puts the focus where typing belongs on the screen in front."""
        if self.cover.is_open():
            self.here().focus_home()

    def _notice(self, result: Result) -> None:
        self.notice.show_result(result)
        self.front.said(result)
        self.go_home()

    def _opened(self, kept: list[str]) -> None:
        """The desk is in front again: hands over what was scanned meanwhile, in order."""
        self.go_home()
        for text in kept:
            self.scanned(text)

    def _refit(self) -> None:
        self._compact = None
        self._fit()

    def _fit(self) -> None:
        """One column or two, by width and scale."""
        scale: Scale = self.look.scale
        compact = scale.is_compact(self.width())
        if compact == self._compact:
            return
        self._compact = compact
        px = self.look.px
        side_px, top_px = (px(8), px(6)) if compact else (px(20), px(12))
        self._inner.setContentsMargins(side_px, top_px, side_px, px(8) if compact else px(12))
        self._inner.setSpacing(px(8) if compact else px(12))
        self.rail.set_compact(compact)
        self.status.set_compact(compact)
        if self.banner is not None:
            self.banner.set_compact(compact)
        for place in self.places:
            if place.is_made:
                place.screen.compact(compact)
        self.aside.compact(compact)
        self.title.show_screen(self.here(), compact)


def _number(places: Sequence[Place], widget: QWidget | None) -> int | None:
    """The place of a page; None for one that is not on the rail."""
    numbered = enumerate(places)
    return next((n for n, each in numbered if each.is_made and each.widget is widget), None)


def _nobody_takes(text: str) -> bool:
    """Every scan is for the screen in front."""
    return False
