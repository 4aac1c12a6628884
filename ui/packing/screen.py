"""Pack (Ctrl+P): parcels made before the doors open, and all that wait for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.counter import packed
from hubdesk.errors import Refused, Said
from hubdesk.households.diet import Chip
from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.packing import pack, pick_sheet, waiting
from hubdesk.packing.pack import Run
from hubdesk.packing.pick_sheet import PickSheet
from hubdesk.packing.waiting import Packed, Waiting
from ui import counted, keys, wording
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.packing import words
from ui.packing.make_card import MakeCard
from ui.packing.packed_card import PackedCard
from ui.scanner.reads import ReadsCodes
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.pages import PAGE
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard

MOST_SHORT = 3
"""Lines that ran short are named up to here; the stock take begins with all of them."""


class PackScreen(ReadsCodes, QWidget):
    """``labels_wanted`` when there is something to print; ``not_for_here`` is a
    code that stands for no packed parcel."""

    labels_wanted = Signal()
    not_for_here = Signal(str)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        papers: WholePages | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Pack ahead"), "pack"
        self._look, self._line, self._notices, self._papers = look, line, notices, papers
        self._done: tuple[Ref, ...] = ()
        self._compact = False
        self._busy = False
        self.make = MakeCard(look)
        if papers is None:
            self.make.pick.hide()
        self.result = ResultCard(look)
        self.packed = PackedCard(look)
        self.switch = plain(look, self.tr("What is packed"), "package")
        # Until the title row takes it, it is shown in here, and is no window of its own.
        self.switch.setParent(self)
        self.switch.setCheckable(True)
        self.switch.hide()
        self._arrange()
        self._connect()

    def shown(self) -> None:
        """Asks again for what is packed. The title row shows every tool; here it may be none."""
        self.switch.setVisible(self._compact)
        self._line.ask(_told, self.packed.first_row(), then=self._show)

    def scanned(self, text: str) -> None:
        """A packed parcel's label marks it."""
        code = self.printed(text).strip().upper()
        self._line.ask(waiting.row_of, code, then=partial(self._found, text))

    def changed(self, changes: Changes) -> None:
        """Something was packed, unpacked or handed over, or it is another day."""
        if changes.touches(Touched.PACKED, Touched.DAY):
            self.shown()

    def compact(self, compact: bool) -> None:
        """One column: what is packed stands behind a button."""
        self._compact = compact
        self.result.set_compact(compact)
        self.make.compact(compact)
        self.packed.compact(compact)
        self.switch.setVisible(compact)
        self._turn()

    def focus_home(self) -> None:
        """Typing begins with the size."""
        (self.packed.list if self.make.isHidden() else self.make.people.entry).setFocus()

    def tools(self) -> list[QWidget]:
        """The button that turns between packing and what is packed, in one column."""
        return [self.switch]

    def head_row(self) -> QHBoxLayout | None:
        """None: the button keeps its place."""
        return None

    def _arrange(self) -> None:
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.make, 1)
        column.addWidget(self.result)
        self._column = column
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self._left, 2)
        self._across.addWidget(self.packed, 3)
        self._dress()

    def _connect(self) -> None:
        self.make.pack_wanted.connect(self._pack)
        self.make.pick_wanted.connect(self._ask_picks)
        self.packed.wanted.connect(self._ask_rows)
        self.packed.marked.connect(self._ask_inside)
        self.packed.unpack_wanted.connect(self._unpack)
        self.packed.take_out_wanted.connect(self._take_out)
        self.packed.label_wanted.connect(self._label_again)
        self.result.chosen.connect(self._undo)
        self.switch.toggled.connect(self._turn)
        self._look.changed.connect(self._dress)
        jobs = ((keys.FINISH, self._pack), (keys.UNPACK, self._unpack), (keys.UNDO, self._undo))
        for key, job in jobs:
            key.calls(job, within=self)

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(12))
        self._across.setSpacing(self._look.px(16))

    def _turn(self) -> None:
        listed = self._compact and self.switch.isChecked()
        self._left.setVisible(not listed)
        self.make.setVisible(not listed)
        self.packed.setVisible(listed or not self._compact)
        if self.isVisible():
            self.focus_home()

    def _pack(self) -> None:
        if self._busy or self.make.isHidden():
            return
        try:
            people, chips, count = self.make.wanted()
        except Refused as failure:
            self._refused(failure)
            return
        self._busy = True
        chosen = tuple(Chip(each) for each in chips)
        self._line.do(pack.pack, people, chosen, count, then=self._packed, refused=self._refused)

    def _packed(self, run: Run) -> None:
        self._busy = False
        self._done = tuple(each.ref for each in run.made)
        self.make.packed()
        lines = [self.tr("Each holds {items}.").format(items=counted.items(run.items))]
        if run.short:
            named = ", ".join(words.short(each) for each in run.short[:MOST_SHORT])
            more = " …" if len(run.short) > MOST_SHORT else ""
            said = self.tr("The book has too few, count me: {goods}")
            lines.append(said.format(goods=named + more))
        if run.left_out:
            lines.append(self.tr("None left today: {goods}").format(goods=", ".join(run.left_out)))
        tone = Tone.SOON if run.short or run.left_out else Tone.OK
        self._say(Result(tone, counted.packed(len(run.made)), tuple(lines), self._way_back()))
        self.labels_wanted.emit()
        self.focus_home()

    def _ask_picks(self) -> None:
        """What to take from the shelves for what is typed here."""
        try:
            people, chips, count = self.make.wanted()
        except Refused as failure:
            self._refused(failure)
            return
        chosen = tuple(Chip(each) for each in chips)
        self._line.ask(
            pick_sheet.asked, people, count, chosen, then=self._print_picks, refused=self._refused
        )

    def _print_picks(self, sheet: PickSheet) -> None:
        if self._papers is not None:
            pages = pick_sheet.pages(sheet, self._papers.room())
            self._papers.send(list(pages), "", "pick-sheet", self._notices.saved, self._refused)

    def _unpack(self) -> None:
        chosen = self.packed.chosen
        if chosen is not None and not self._busy:
            self._busy = True
            self._line.do(
                packed.unpack, chosen.parcel.id, then=self._unpacked, refused=self._refused
            )

    def _unpacked(self, op: Operation) -> None:
        self._did(op, self.tr("Unpacked"), self.tr("Everything is on the shelf again."))

    def _take_out(self) -> None:
        chosen = self.packed.chosen
        if chosen is not None and not self._busy:
            self._busy = True
            self._line.do(
                packed.take_out_past, chosen.parcel.id, then=self._taken, refused=self._refused
            )

    def _taken(self, op: Operation) -> None:
        self._did(op, self.tr("Taken out"), self.tr("Put it to waste. The rest stays packed."))

    def _did(self, op: Operation, headline: str, line: str) -> None:
        self._busy = False
        self._done = (op.ref,)
        self._say(Result(Tone.OK, headline, (line,), self._way_back()))

    def _label_again(self) -> None:
        if self.packed.chosen is not None:
            parcel = self.packed.chosen.parcel.id
            self._line.do(pack.reprint, parcel, then=self._reprinted, refused=self._refused)

    def _reprinted(self, _: object) -> None:
        self._say(Result(Tone.OK, self.tr("The label prints again")))
        self.labels_wanted.emit()

    def _undo(self, _: object = None) -> None:
        if self._done and not self._busy:
            self._busy = True
            self._line.do(packed.undo_run, self._done, then=self._undone, refused=self._refused)

    def _undone(self, _: object) -> None:
        self._busy, self._done = False, ()
        self._say(Result(Tone.INFO, self.tr("Taken back"), (self.tr("It did not happen."),)))

    def _refused(self, failure: Said) -> None:
        self._busy = False
        self._say(Result(Tone.SOON, wording.said(failure)))

    def _say(self, result: Result) -> None:
        self._notices.aloud(result)
        self.result.show_result(result)

    def _way_back(self) -> tuple[Action, ...]:
        return (Action("undo", self.tr("Undo"), "", "undo-2"),)

    def _show(self, told: tuple[Packed, int, Sequence[Waiting]]) -> None:
        self.packed.show_packed(*told)

    def _ask_rows(self, first: int, count: int) -> None:
        self._line.ask(_rows, first, count, then=self._filled)

    def _filled(self, answer: tuple[int, list[Waiting]]) -> None:
        self.packed.fill(*answer)

    def _ask_inside(self, chosen: Waiting) -> None:
        self._line.ask(waiting.one, chosen.parcel.id, then=self.packed.show_inside)

    def _found(self, text: str, row: int | None) -> None:
        if row is None:
            self.not_for_here.emit(text)
        else:
            self.switch.setChecked(self._compact)
            self.packed.list.mark(row)


def _told(view: View, first: int) -> tuple[Packed, int, Sequence[Waiting]]:
    return waiting.figures(view), first, waiting.window(view, first, PAGE)


def _rows(view: View, first: int, count: int) -> tuple[int, Sequence[Waiting]]:
    return first, waiting.window(view, first, count)
