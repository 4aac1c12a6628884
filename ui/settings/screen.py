"""Set-up (F10): this laptop's own choices. Each is kept the moment it is made.

What the cards ask for is done in ``choices.py``, ``this_hub.py``, ``who_helps.py`` and
``sheets.py``; the pages that they lead to stand in ``behind.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk import practice, set_up
from hubdesk.catalogue import catalogue
from hubdesk.changes import Changes, Touched
from hubdesk.errors import Said
from hubdesk.set_up import SetUp
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.settings.all_cards import AllCards
from ui.settings.behind import MadeScannerPage, PagesBehind
from ui.settings.choices import Choices
from ui.settings.sheets import Sheets
from ui.settings.this_hub import ThisHub
from ui.settings.who_helps import WhoHelps
from ui.theme.look import Look

if TYPE_CHECKING:
    from hubdesk.doorstep import Unlocked


class SetUpScreen(ReadsCodes, QWidget):
    """``practise_switched`` goes to the practice hub, or back from it; ``practice_reset`` wants
    it as new. ``labels_wanted`` when a card waits for the printer. ``made_scanner_page``
    makes the page that learns a scanner. ``not_for_here`` is a scan that was no test of one.
    """

    practise_switched = Signal()
    practice_reset = Signal()
    labels_wanted = Signal()
    not_for_here = Signal(str)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        papers: WholePages,
        made_scanner_page: MadeScannerPage | None = None,
        practising: bool = False,
        unlocked: Unlocked | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title = self.tr("Set-up")
        self._line, self._notices = line, notices
        self.cards = cards = AllCards(look, line, notices, papers.known(), practising)
        self.pages = PagesBehind(cards, look, line, notices, papers, unlocked, made_scanner_page)
        self.choices = Choices(cards, look, line, notices.sounds, self)
        self._this_hub = ThisHub(cards.hub, line, notices, self._refused, self)
        self._who_helps = WhoHelps(cards.volunteers, line, notices, self._refused, self)
        self._sheets = Sheets(cards, papers, notices, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._connect()
        self.compact(False)

    @property
    def help_topic(self) -> str:
        """The page of the help about what is in front."""
        return self.pages.help_topic

    def close_(self) -> None:
        """Lets go of what was read of a list; called when the desk closes."""
        self.pages.close_()

    def shown(self) -> None:
        """Asks again what is set; a parcel list that is not saved stays in front."""
        self.pages.show_cards()
        self._ask()
        self._line.ask(catalogue.how_many, then=self.cards.catalogue.show_count)
        self.cards.forgetting.show_()

    def scanned(self, text: str) -> None:
        """A scan here is a test of the scanner, while what it came to can be read."""
        heard = self.cards.scanner
        if heard.heard.visibleRegion().isEmpty():
            self.not_for_here.emit(text)
        else:
            heard.hear(text, self._on_sheet(text))

    def is_on_sheet(self, text: str) -> bool:
        """Whether a code stands on the practice sheet."""
        return bool(self._on_sheet(text))

    def changed(self, changes: Changes) -> None:
        """A setting or a place was changed."""
        if changes.touches(Touched.SETTING, Touched.VOLUNTEER):
            self._ask()
        if changes.touches(Touched.FORGOTTEN):
            self.cards.forgetting.show_()
        self.pages.changed(changes)

    def compact(self, compact: bool) -> None:
        """Two columns of cards, or one."""
        self.pages.compact(compact)
        self.cards.compact(compact)

    def focus_home(self) -> None:
        """The first field, without moving what somebody reads."""
        self.pages.focus_home()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """No scan box: a scan is heard wherever the focus is."""
        return None

    def _on_sheet(self, text: str) -> str:
        """What the practice sheet calls a code; "" for one that is not on it."""
        names = {each.code: each.name for each in practice.practice_sheet()}
        return names.get(self.printed(text).upper(), "")

    def _connect(self) -> None:
        self.pages.left.connect(self.shown)
        self.pages.learned.connect(self.choices.learn)
        self.cards.practice.reset_wanted.connect(self.practice_reset)
        self.cards.practice.switch_wanted.connect(self.practise_switched)
        self._who_helps.labels_wanted.connect(self.labels_wanted)

    def _ask(self) -> None:
        self._line.ask(set_up.asked, then=self._show)

    def _show(self, known: SetUp) -> None:
        self.cards.show_set_up(known)
        self._sheets.hub_name = known.settings.hub_name

    def _refused(self, failure: Said) -> None:
        """What was typed cannot be: it says why, and shows what still stands."""
        self._notices.said(failure)
        self._ask()
