"""Entering from paper: the time and the sheet at hand, kept in step with the visit on show."""

from __future__ import annotations

from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject

from hubdesk.counter import from_paper
from hubdesk.counter.from_paper import Pile
from hubdesk.counter.outcome import Outcome
from hubdesk.counter.visit import ShownVisit
from hubdesk.errors import Said
from ui.counter.intents import Intents
from ui.counter.on_show import OnShow
from ui.counter.paper_strip import PaperStrip
from ui.counter.telling import Telling


class EnteringPaper(QObject):
    """What the strip shows and the desk is told. It stays until somebody leaves it.

    A visit from paper that is opened again, or comes back from hold, brings its own time and
    takes it away again; one that is happening now ends the entering.
    """

    def __init__(
        self,
        intents: Intents,
        on_show: OnShow,
        telling: Telling,
        strip: PaperStrip,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._want, self._on_show, self._telling, self.strip = intents, on_show, telling, strip
        self._stays = False
        on_show.visit_shown.connect(self._visit_shown)
        telling.sheet_came.connect(self._sheet_came)
        strip.typed.connect(self._typed)
        strip.change_wanted.connect(self.begin)
        strip.left.connect(self.leave)

    @property
    def pile(self) -> Pile | None:
        """What is entered now; None while everything happens now."""
        return self._telling.asking.pile

    def begin(self) -> None:
        """From paper: asks when it was, for the visit on show and those that follow."""
        self._want.key(self._ask)

    def leave(self) -> None:
        """What comes from here on happens now; a visit from paper keeps its time."""
        self._stays = False
        self._follow(self._on_show.visit)
        self._telling.clear()
        self._go_home()

    def _ask(self) -> None:
        self._stays = True
        if self.pile is None:
            self._set(Pile())
        pile = self.pile or Pile()
        self._telling.asking.ask(from_paper.proposed_day, pile, then=self._show_question)

    def _show_question(self, proposed: date) -> None:
        if self.pile is not None:
            self.strip.ask(proposed, self.pile.sheet)

    def _typed(self, text: str) -> None:
        if not text.strip() and self.pile is not None and self.pile.at_ms is not None:
            self._show(self.pile)
        else:
            self._want.key(partial(self._say_when, text))

    def _say_when(self, text: str) -> None:
        do, pile = self._telling.asking.do_now, self.pile or Pile()
        do(from_paper.said_when, text, pile, then=self._told, refused=self._refused)

    def _told(self, pile: Pile) -> None:
        self._set(pile)
        self._telling.done(None)

    def _refused(self, failure: Said) -> None:
        self.strip.mend()
        self._telling.refused(failure)

    def _sheet_came(self, came: Outcome) -> None:
        self._stays = True
        pile = self.pile or Pile()
        self._set(Pile(pile.at_ms, came.sheet, came.sheet_again))
        if pile.at_ms is None:
            self._ask()

    def _visit_shown(self, visit: ShownVisit | None) -> None:
        self._follow(visit)

    def _follow(self, visit: ShownVisit | None) -> None:
        """The visit on show says when it was; with none, what was begun by a key goes on."""
        pile = self.pile
        if visit is not None and visit.told_ms is not None:
            pile = replace(pile or Pile(), at_ms=visit.told_ms)
            if pile.sheet in visit.sheets:
                pile = replace(pile, sheet="", again=False)
            self._set(pile, visit.sheets)
        elif not self._stays or (visit is not None and pile is not None and pile.at_ms is not None):
            self._stays = False
            self._set(None)
        else:
            self._set(pile)

    def _set(self, pile: Pile | None, sheets: tuple[str, ...] = ()) -> None:
        self._telling.asking.pile = pile
        if pile is None:
            self.strip.hide()
        elif pile.at_ms is not None:
            self._show(pile, sheets)

    def _show(self, pile: Pile, sheets: tuple[str, ...] = ()) -> None:
        if pile.at_ms is not None:
            self.strip.show_time(pile.at_ms, pile.sheet or (sheets[0] if sheets else ""))
            self._go_home()

    def _go_home(self) -> None:
        self._telling.home_wanted.emit()
