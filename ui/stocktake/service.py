"""What the stock count asks of the desk: one shelf at a time, one number at a time."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from hubdesk.codes import own
from hubdesk.day import DayUnsure
from hubdesk.errors import Refused, Said
from hubdesk.journal.act import Act, View
from hubdesk.scanner import reading
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stocktake import counting, from_paper, spots, targets
from hubdesk.stocktake.counting import CountedBefore, Done, How, TakenBack
from hubdesk.stocktake.from_paper import EnteredBefore, Sheet
from hubdesk.stocktake.spots import OnShelf, Spot, Target
from hubdesk.wording import translate
from ui.background import DeskLine

ADDS, REPLACES = "+", "="


class Service(QObject):
    """``on_shelf`` a shelf with its rows; ``asked`` whose number is wanted, None for nobody's.

    ``counted``, ``before`` and ``back`` tell what came of a number; ``several`` the things that
    a name may mean; ``left`` a shelf that was scanned again with something not counted, and
    ``ended`` that it is done with; ``sheet_read`` and ``sheet_known`` a count sheet.
    """

    on_shelf = Signal(object)
    asked = Signal(object)
    counted = Signal(object)
    before = Signal(object)
    back = Signal(object)
    several = Signal(object)
    left = Signal(object)
    ended = Signal()
    sheet_read = Signal(object)
    sheet_known = Signal(object)
    card = Signal(str)
    refused = Signal(object)

    def __init__(self, line: DeskLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.spot: Spot | None = None
        self.target: Target | None = None
        self.sheet: Sheet | None = None
        self.by_line = False
        self._typed: tuple[Target, int] | None = None
        self._told_left = False

    @property
    def needs_time(self) -> bool:
        """True while a sheet is at hand and nobody has said when it was written."""
        return self.sheet is not None and self.sheet.at_ms is None

    def scanned(self, text: str, sender: ScannerSetup = reading.TYPED) -> None:
        """A shelf, a sheet, a card or a product, as a scanner sent it or a hand typed it."""
        code = reading.own_code(text, sender)
        if code is not None and code.kind is own.Kind.SHELF:
            self._line.ask(spots.by_code, code.text, then=self._shelf_read, refused=self._refuse)
        elif code is not None and code.kind is own.Kind.SHEET:
            self._line.do(from_paper.scanned, code.text, then=self._sheet, refused=self._refuse)
        elif code is not None and code.kind is own.Kind.HOUSEHOLD:
            self.card.emit(code.text)
        else:
            what = (self.spot, text, sender, self.by_line)
            self._line.ask(_product, *what, then=self._found, refused=self._refuse)

    def typed(self, text: str) -> None:
        """A number for what is asked, the time of a sheet, or the name of something."""
        if self.sheet is not None and self.needs_time:
            self._line.do(
                from_paper.said_when, text, self.sheet, then=self._sheet, refused=self._refuse
            )
        elif text[0] in ADDS + REPLACES or text[0].isdigit():
            self._number(text)
        elif self.spot is None:
            self._line.ask(_named_spots, text, then=self._spots, refused=self._refuse)
        else:
            self._line.ask(
                _matching, self.spot, text, self.by_line, then=self._matched, refused=self._refuse
            )

    def open(self, spot: Spot, target: Target | None = None) -> None:
        """Goes to a shelf."""
        self.spot, self.target = spot, target
        self._told_left = False
        self.read()

    def read(self) -> None:
        """Asks again what is on the shelf."""
        if self.spot is not None:
            self._line.ask(
                _on_shelf, self.spot, self.by_line, then=self.on_shelf.emit, refused=self._refuse
            )

    def leave(self) -> None:
        """Done with the shelf."""
        self.spot = self.target = None
        self.ended.emit()

    def ask_for(self, target: Target | None) -> None:
        """The next number is of this."""
        self.target = target
        self.asked.emit(target)

    def answer(self, how: How) -> None:
        """What was typed for something that is counted already is added, or holds instead."""
        if self._typed is not None:
            self._send(*self._typed, how)

    def take_back(self) -> None:
        """The last number did not happen."""
        self._line.do(counting.undo_last, then=self._taken, refused=self._refuse)

    def from_paper(self, sheet: Sheet | None) -> None:
        """What is typed from now on stands on paper; None: it is seen now."""
        self.sheet = sheet
        self.sheet_read.emit(sheet)

    def again(self, code: str) -> None:
        """The sheet was entered before, and is entered again all the same."""
        self.from_paper(replace(Sheet(code), again=True))

    def _number(self, text: str) -> None:
        how = {ADDS: How.ADD, REPLACES: How.INSTEAD}.get(text[0], How.ASK)
        bare = text if how is How.ASK else text[1:]
        if how is How.ASK and len(bare) >= 6 and bare.isdigit():
            self.scanned(bare)
            return
        if self.target is None:
            self.refused.emit(
                Refused(translate("stocktake", "Scan a product first, or choose it in the list."))
            )
            return
        try:
            many = self.target.measure.read(bare)
        except Refused as wrong:
            self.refused.emit(wrong)
            return
        self._send(self.target, many, how)

    def _send(self, target: Target, many: int, how: How) -> None:
        self._typed = (target, many)
        if self.spot is not None:
            self._line.do(
                _count,
                self.sheet,
                self.spot,
                target,
                many,
                how,
                then=self._counted,
                refused=self._refuse,
            )

    def _counted(self, came: Done | CountedBefore) -> None:
        if isinstance(came, CountedBefore):
            self.before.emit(came)
            return
        self._typed, self._told_left = None, False
        self.target = None
        self.counted.emit(came)

    def _taken(self, back: TakenBack | None) -> None:
        self.back.emit(back)

    def _shelf_read(self, found: Spot | None) -> None:
        if found is None:
            self.refused.emit(
                Refused(translate("stocktake", "This shelf is not known here. Choose it by name."))
            )
        elif self.spot is not None and found.shelf == self.spot.shelf:
            self.end()
        else:
            self.open(found)

    def end(self) -> None:
        """The shelf was scanned again."""
        self._line.ask(_on_shelf, self.spot, self.by_line, then=self._ended, refused=self._refuse)

    def _ended(self, on: OnShelf) -> None:
        """Done with the shelf; what was left is told once, and by the next scan left so."""
        if on.left and not self._told_left:
            self._told_left = True
            self.left.emit(on)
        else:
            self.leave()

    def _found(self, found: tuple[Spot, Target]) -> None:
        spot, target = found
        if self.spot is None:
            self.open(spot, target)
        else:
            self.ask_for(target)

    def _matched(self, found: list[Target]) -> None:
        if len(found) == 1:
            self.ask_for(found[0])
        else:
            self.several.emit(found)

    def _spots(self, found: Spot) -> None:
        self.open(found)

    def _sheet(self, read: Sheet | EnteredBefore) -> None:
        if isinstance(read, EnteredBefore):
            self.sheet_known.emit(read)
        else:
            self.from_paper(read)

    def _refuse(self, failure: Said) -> None:
        if isinstance(failure, DayUnsure):
            # Whoever watches over the whole desk asks what day it is.
            self._line.told.emit(failure)
        else:
            self.refused.emit(failure)


def _count(
    act: Act, sheet: Sheet | None, spot: Spot, target: Target, many: int, how: How
) -> Done | CountedBefore:
    if sheet is None:
        return counting.count(act, spot, target, many, how)
    return from_paper.count(act, sheet, spot, target, many, how)


def _on_shelf(view: View, spot: Spot, by_line: bool) -> OnShelf:
    return spots.on_shelf(view, spot, by_line=by_line)


def _product(
    view: View, spot: Spot | None, text: str, sender: ScannerSetup, by_line: bool
) -> tuple[Spot, Target]:
    """What to count, and where: a place with no shelves is counted as a whole."""
    if spot is None:
        known = spots.all_(view)
        here = [each for each in known if each.place.id == view.here]
        if len(here) != 1:
            raise Refused(translate("stocktake", "Scan a shelf first, or choose one in the list."))
        spot = here[0]
    return spot, targets.scanned(view, text, sender, by_line=by_line)


def _matching(view: View, spot: Spot, words: str, by_line: bool) -> list[Target]:
    found = targets.matching(view, spot, words, by_line=by_line)
    if not found:
        raise Refused(
            translate("stocktake", "Nothing here is called {words}. Scan it, or type less."),
            words=words,
        )
    return found


def _named_spots(view: View, words: str) -> Spot:
    wanted = words.casefold()
    for each in spots.all_(view):
        if each.name.casefold() == wanted:
            return each
    for each in spots.all_(view):
        if each.name.casefold().startswith(wanted):
            return each
    raise Refused(
        translate("stocktake", "No shelf is called {words}. Choose one in the list."), words=words
    )
