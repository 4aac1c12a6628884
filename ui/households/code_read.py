"""What a code that came to Find leads to: a household's visit, goods on Stock, or words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from hubdesk.households import seek
from hubdesk.households.seek import Hits
from hubdesk.scanner import in_stock, reading
from hubdesk.scanner.in_stock import Leads, Meant
from hubdesk.scanner.setup import ScannerSetup
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class CodeRead(QObject):
    """``one`` is the household of a card, ``several`` the Hits of one that has more, and
    ``goods`` where a code of goods, a shelf or a crate leads to; ``not_for_here`` is a code that
    leads nowhere. A card of nobody is said."""

    one = Signal(object)
    several = Signal(object)
    goods = Signal(object)
    not_for_here = Signal(str)

    def __init__(self, line: DeskLine, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._notices = line, notices

    def read(self, text: str, card: str, sender: ScannerSetup) -> None:
        """A scan; ``card`` is how it stands on a card, if it is one."""
        self._line.ask(seek.by_card, card, then=partial(self._card_read, text, sender))

    def read_typed(self, text: str) -> None:
        """A whole code of goods, a shelf or a crate, typed by hand."""
        self._ask_goods(text, reading.TYPED)

    def _card_read(self, text: str, sender: ScannerSetup, hits: Hits) -> None:
        if len(hits.found) == 1:
            self.one.emit(hits.found[0])
        elif hits.found:
            self.several.emit(hits)
        elif hits.is_dead:
            said = self.tr("Ask for the new card, or search by name. Keep this one.")
            self._say(Tone.SOON, self.tr("This card was replaced"), said)
        elif hits.is_nobodys:
            said = self.tr("Its household was erased. Keep the card, and serve them as new.")
            self._say(Tone.NEW, self.tr("This card is of nobody any more"), said)
        elif hits.is_card:
            said = self.tr("It may come from another laptop. Search by name instead.")
            self._say(Tone.NEW, self.tr("This card is not known here"), said)
        else:
            self._ask_goods(text, sender)

    def _ask_goods(self, text: str, sender: ScannerSetup) -> None:
        then, refused = partial(self._goods_read, text), self._notices.said
        self._line.ask(in_stock.meant, text, sender, then=then, refused=refused)

    def _goods_read(self, text: str, meant: Meant) -> None:
        """Goods, a shelf or a crate show on Stock."""
        if meant.leads is Leads.NOWHERE:
            self.not_for_here.emit(text)
        else:
            self.goods.emit(meant)

    def _say(self, tone: Tone, headline: str, said: str) -> None:
        self._notices.notice(Result(tone, headline, (said,), of_page=True))
