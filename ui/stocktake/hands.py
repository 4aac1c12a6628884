"""Between the scan box, the shelf's list and the desk: what each says to the others."""

from __future__ import annotations

from PySide6.QtCore import QObject

from hubdesk.errors import Said
from hubdesk.stocktake.counting import CountedBefore, Done, How, TakenBack
from hubdesk.stocktake.from_paper import EnteredBefore, Sheet
from hubdesk.stocktake.spots import OnShelf, Target
from ui import wording
from ui.notices import Notices
from ui.stocktake import results, words
from ui.stocktake.service import Service
from ui.stocktake.shelf_card import ShelfCard
from ui.theme.tokens import Tone
from ui.widgets.result import Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox
from ui.widgets.strip import Strip


class Hands(QObject):
    """The scan box asks for what is wanted next; the card tells what came of it."""

    def __init__(
        self,
        service: Service,
        notices: Notices,
        box: ScanBox,
        shelf: ShelfCard,
        result: ResultCard,
        paper: Strip,
    ) -> None:
        super().__init__(service)
        self.service, self._notices = service, notices
        self.box, self.shelf, self.result, self.paper = box, shelf, result, paper
        self._offered: list[Target] = []
        self._known: EnteredBefore | None = None
        box.entered.connect(service.typed)
        box.moved.connect(shelf.step)
        shelf.spot_wanted.connect(service.open)
        shelf.target_marked.connect(service.ask_for)
        shelf.end_wanted.connect(service.end)
        result.chosen.connect(self._chosen)
        service.on_shelf.connect(self._show_shelf)
        service.asked.connect(self._ask_number)
        service.counted.connect(self._counted)
        service.before.connect(self._before)
        service.back.connect(self._taken_back)
        service.several.connect(self._several)
        service.left.connect(self._some_left)
        service.ended.connect(result.clear)
        service.sheet_read.connect(self._sheet)
        service.sheet_known.connect(self._sheet_known)
        service.refused.connect(self._refused)
        self.say_wanted()

    def leave(self) -> None:
        """Esc: off paper, no number after all, or the shelf is done."""
        service = self.service
        if service.sheet is not None:
            service.from_paper(None)
        elif service.target is not None:
            service.ask_for(None)
        elif service.spot is not None:
            service.end()

    def _show_shelf(self, on: OnShelf) -> None:
        if self.service.spot != on.spot:
            return
        self.shelf.show_shelf(on, self.service.target)
        if self.service.target is None and self.service.sheet is not None and on.left:
            # A sheet is typed from its first line to its last: the next line asks by itself.
            self.service.ask_for(on.left[0].target)
        self.say_wanted()

    def say_wanted(self) -> None:
        """The scan box says what it takes now."""
        service = self.service
        if service.needs_time:
            said = self.tr("When was it counted? Type 1430 or sat 1430.")
        elif service.spot is None:
            said = self.tr("Scan a shelf, or type its name")
        elif service.target is None:
            said = self.tr("Scan a product, or type its name")
        else:
            said = self.tr("How many? {name}").format(
                name=wording.short(words.name(service.target), 30)
            )
        self.box.set_placeholder(said)

    def _ask_number(self, target: Target | None) -> None:
        if target is not None:
            self.shelf.mark(target)
        self.say_wanted()

    def _counted(self, came: Done) -> None:
        self._say(results.done(came))
        self.say_wanted()

    def _before(self, found: CountedBefore) -> None:
        self._say(results.before(found))

    def _several(self, found: list[Target]) -> None:
        self._offered = found[: results.MOST_NAMED]
        self._say(results.several(self._offered))

    def _some_left(self, on: OnShelf) -> None:
        self._say(results.some_left(on))
        self.service.ask_for(on.left[0].target)

    def _taken_back(self, back: TakenBack | None) -> None:
        self._say(results.taken_back(back))
        if back is not None:
            self.service.ask_for(back.target if self.service.spot is not None else None)

    def _refused(self, failure: Said) -> None:
        self._say(Result(Tone.SOON, wording.said(failure)))

    def _chosen(self, what: str) -> None:
        """An answer on the card."""
        service = self.service
        if what == results.UNDO:
            service.take_back()
        elif what in (results.ADD, results.INSTEAD):
            service.answer(How.ADD if what == results.ADD else How.INSTEAD)
        elif what == results.AGAIN and self._known is not None:
            service.again(self._known.code)
        elif what.startswith(results.TARGET):
            service.ask_for(self._offered[int(what.removeprefix(results.TARGET))])
        self.box.setFocus()

    def _sheet(self, sheet: Sheet | None) -> None:
        if sheet is None:
            self.paper.say("")
        elif sheet.at_ms is None:
            self.paper.say(self.tr("From paper. First type when it was counted."), Tone.INFO)
        else:
            told = self.tr("From paper: as counted {time}. Scan or choose the shelf. Esc leaves.")
            self.paper.say(told.format(time=words.time(sheet.at_ms)), Tone.INFO)
        self.service.read()
        self.say_wanted()

    def _sheet_known(self, known: EnteredBefore) -> None:
        self._known = known
        self._say(results.sheet_known(known))

    def _say(self, result: Result) -> None:
        self._notices.aloud(result)
        self.result.show_result(result)
