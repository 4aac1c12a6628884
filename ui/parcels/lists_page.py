"""The parcel list on one page: its lines, what chips change, and how it was before.

What is changed here is kept only by Save, whole and as a new version. Until then Ctrl+Z takes
one change back at a time, and leaving asks once.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.errors import Said
from hubdesk.journal import identity
from hubdesk.journal.operations import Ref
from hubdesk.parcels import editing, lists, saving
from hubdesk.parcels.contents import SIZES, Change, Issued, ListedLine
from hubdesk.parcels.lists import Version
from hubdesk.parcels.saving import Goods, ToEdit
from hubdesk.stock import measuring
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.weighed import USUAL_PACK
from ui import keys
from ui.background import DeskLine
from ui.notices import Notices
from ui.parcels.chips_panel import ChipsPanel
from ui.parcels.line_card import LineCard
from ui.parcels.lines_panel import LinesPanel
from ui.parcels.preview import Preview
from ui.parcels.versions_panel import VersionsPanel
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.card import label
from ui.widgets.chip import Chip
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.result import Result

LINES, FOR_WHOM, EARLIER, THIS_LINE, A_PARCEL = "lines", "chips", "earlier", "line", "parcel"


class ListsPage(QWidget):
    """A part of Set-up. ``closed`` when Back is pressed and nothing is left unsaved."""

    closed = Signal()

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self._look, self._line, self._notices = look, line, notices
        self.known: ToEdit | None = None
        self.told = Issued("", [])
        self._fresh: dict[bytes, str] = {}
        self._packs: dict[bytes, int] = {}
        self._steps: list[Issued] = []
        self._step_of: tuple[object, ...] = ()
        self._compact = False
        self.lines, self.chips = LinesPanel(look), ChipsPanel(look)
        self.versions = VersionsPanel(look)
        self.line_card, self.preview = LineCard(look), Preview(look)
        self._make_bar()
        self._arrange()
        self._connect()

    def open_(self) -> None:
        """Comes to the list as it is now; what was changed and not saved is still there."""
        if not self.is_dirty():
            self.refresh()

    def is_dirty(self) -> bool:
        """True while something was changed here and not saved."""
        return bool(self._steps)

    def refresh(self) -> None:
        """Asks for the list anew."""
        self._line.ask(saving.to_edit, then=self._read)

    def changed(self, changes: Changes) -> None:
        """The list or a line of goods was changed, here or elsewhere."""
        if changes.touches(Touched.PARCEL_LIST, Touched.PRODUCT) and not self.is_dirty():
            self.refresh()

    def compact(self, compact: bool) -> None:
        """Two columns, or one part of them at a time."""
        self._compact = compact
        self.lines.told.setVisible(not compact)
        if compact and self.parts.value():
            self.beside.set_value("")
        elif not compact:
            self.parts.set_value(self.parts.value() or LINES)
            self.beside.set_value(self.beside.value() or A_PARCEL)
        self._show_parts()

    def focus_home(self) -> None:
        """The numbers, or the first chip or version."""
        self.lines.table.setFocus()

    def _make_bar(self) -> None:
        look = self._look
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.heading = label(self.tr("Parcel list"), "heading")
        self.state = Chip(look, "")
        self.leave = plain(look, self.tr("Leave without saving"), "x")
        self.undo = plain(look, self.tr("Undo"), "undo-2", keys.UNDO.shown)
        self.save = primary(look, self.tr("Save"), "check", keys.SAVE.shown)
        self._bar = QHBoxLayout()
        for part in (self.back, self.heading, self.state):
            self._bar.addWidget(part)
        self._bar.addStretch(1)
        for button in (self.leave, self.undo, self.save):
            self._bar.addWidget(button)
        self.leave.hide()
        self.parts = OneOf(
            {
                LINES: OneButton(look, self.tr("Lines"), "list"),
                FOR_WHOM: OneButton(look, self.tr("For whom"), "users"),
                EARLIER: OneButton(look, self.tr("Versions"), "history"),
            },
            LINES,
            self,
        )
        self.beside = OneOf(
            {
                THIS_LINE: OneButton(look, self.tr("This line"), "pencil"),
                A_PARCEL: OneButton(look, self.tr("A parcel"), "package"),
            },
            A_PARCEL,
            self,
        )

    def _arrange(self) -> None:
        self._switches = QHBoxLayout()
        for button in self.parts.buttons.values():
            self._switches.addWidget(button)
        self._switches.addStretch(1)
        for button in self.beside.buttons.values():
            self._switches.addWidget(button)
        self.main, self.side = QStackedWidget(), QStackedWidget()
        for panel in (self.lines, self.chips, self.versions):
            self.main.addWidget(panel)
        self.side.addWidget(self.line_card)
        self.side.addWidget(self.preview)
        self._across = QHBoxLayout()
        self._across.addWidget(self.main, 1)
        self._across.addWidget(self.side)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._bar)
        self._column.addLayout(self._switches)
        self._column.addLayout(self._across, 1)
        self._dress()
        self._show_parts()

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self._leave)
        self.undo.clicked.connect(self._step_back)
        self.save.clicked.connect(self._save)
        self.parts.chosen.connect(self._part_chosen)
        self.beside.chosen.connect(self._beside_chosen)
        self.lines.table.edited.connect(self._number_edited)
        self.lines.table.picked.connect(self._number_marked)
        self.lines.added.connect(self._add)
        self.lines.named.connect(self._add_new)
        self.line_card.edited.connect(self._line_edited)
        self.line_card.measured.connect(self._measured)
        self.line_card.moved.connect(self._move)
        self.line_card.removed.connect(self._remove)
        self.chips.edited.connect(self._chip_edited)
        self.chips.chip_chosen.connect(self.preview.with_chip)
        self.chips.numbers.picked.connect(self._look_at_size)
        self.versions.picked.connect(self._look_at)
        self.versions.back_wanted.connect(self._go_back_to)
        self._look.changed.connect(self._dress)
        for key, job in (
            (keys.SAVE, self._save),
            (keys.UNDO, self._step_back),
            (keys.BACK, self._go_back),
        ):
            key.calls(job, within=self, while_focused=True)

    def _dress(self) -> None:
        px = self._look.px
        self._bar.setSpacing(px(12))
        self._switches.setSpacing(px(8))
        self._across.setSpacing(px(16))
        self._column.setSpacing(px(10))
        self._show_parts()

    def _show_parts(self) -> None:
        """Both columns, or in one column the part that was chosen last."""
        self.main.setCurrentIndex((LINES, FOR_WHOM, EARLIER).index(self.parts.value() or LINES))
        self.side.setCurrentIndex((THIS_LINE, A_PARCEL).index(self.beside.value() or A_PARCEL))
        widest_px = 16_777_215
        self.side.setMaximumWidth(widest_px if self._compact else self._look.px(350))
        self.side.setMinimumWidth(0 if self._compact else self._look.px(350))
        self.main.setVisible(not self._compact or bool(self.parts.value()))
        self.side.setVisible(not self._compact or not self.parts.value())

    def _part_chosen(self, part: str) -> None:
        if part == FOR_WHOM:
            self.preview.with_chip(self.chips.chip)
        if self._compact:
            self.beside.set_value("")
        elif part != LINES:
            self.beside.set_value(A_PARCEL)
        self._show_parts()
        self._show_side()

    def _beside_chosen(self, _: str) -> None:
        if self._compact:
            self.parts.set_value("")
        self._show_parts()
        self._show_side()

    def _read(self, known: ToEdit) -> None:
        if self.is_dirty():
            return
        self.known = known
        self._fresh, self._packs = {}, {}
        now = known.now
        self.told = now.contents if now else Issued(self.tr("Food parcel"), [])
        self._show()

    def _goods(self) -> dict[bytes, Goods]:
        known = dict(self.known.goods) if self.known else {}
        known |= {line: Goods(name) for line, name in self._fresh.items()}
        for each in self.told.lines:
            if each.line in self._packs and each.line in known:
                now = Measure(each.measure, self._packs[each.line])
                known[each.line] = replace(known[each.line], measure=now)
        return known

    def _show(self) -> None:
        """Everything, as the list is now on this page."""
        goods = self._goods()
        self.lines.show_list(self.told, goods)
        self.chips.show_list(self.told, goods)
        if self.known is not None:
            self.versions.show_versions(self.known, self.is_dirty())
        self._show_side()
        self._show_state()

    def _show_side(self) -> None:
        self._marked(*self.lines.table.at())
        told = self.told
        if self.parts.value() == EARLIER and self.versions.list.marked() is not None:
            told = self.versions.list.marked().version.contents
        self.preview.show_list(told, self._goods())

    def _show_state(self) -> None:
        self.leave.hide()
        self.undo.setEnabled(self.is_dirty())
        self.save.setEnabled(self.is_dirty())
        if self.is_dirty():
            self.state.say(self.tr("Not saved yet"), Tone.SOON, "pencil")
        elif self.known is not None and self.known.now is None:
            self.state.say(self.tr("No list yet"), Tone.INFO, "info")
        else:
            self.state.say(self.tr("Packed by now"), Tone.OK)

    def _number_marked(self, row: int, people: int) -> None:
        self._marked(row, people)
        self._look_at_size(row, people)

    def _look_at_size(self, _: int, people: int) -> None:
        if people <= SIZES:
            self.preview.with_people(people)

    def _marked(self, row: int, people: int) -> None:
        line = self.told.lines[row] if 0 <= row < len(self.told.lines) else None
        goods = self._goods()
        name = goods[line.line].name if line and line.line in goods else ""
        measure = goods[line.line].measure if line and line.line in goods else ONES
        self.line_card.show_line(name, line, people, measure)

    def _tell(self, told: Issued, *step_of: object) -> None:
        """The list as it should be; what is typed into one box is one step to take back."""
        if told == self.told:
            return
        if not step_of or step_of != self._step_of or not self._steps:
            self._steps.append(self.told)
        self._step_of = step_of
        self.told = told
        self._show()

    def _number_edited(self, row: int, line: ListedLine) -> None:
        self._tell(editing.with_line(self.told, row, line), row, self.lines.table.at()[1])

    def _line_edited(self, line: ListedLine) -> None:
        row = self.lines.table.at()[0]
        self._tell(editing.with_line(self.told, row, line), row, "card")

    def _measured(self, now: Measure) -> None:
        """The marked line is counted another way, or a pack of it holds so much."""
        row, _ = self.lines.table.at()
        line = self.told.lines[row]
        if line.measure != now.of or line.line in self._packs or self.known is None:
            self._packs[line.line] = now.pack or USUAL_PACK
            self._tell(editing.measured(self.told, line.line, now))
            self._show()
            return
        self._line.do(measuring.say, line.line, now, then=self._pack_said, refused=self._refused)

    def _pack_said(self, _: object) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("A pack holds that much from now on")))

    def _move(self, by: int) -> None:
        row, column = self.lines.table.at()
        self._tell(editing.moved(self.told, row, by))
        self.lines.table.mark(min(max(row + by, 0), len(self.told.lines) - 1), column)

    def _remove(self) -> None:
        self._tell(editing.without_line(self.told, self.lines.table.at()[0]))

    def _add(self, line: bytes) -> None:
        """Before the marked line, so that a list in shelf order stays one."""
        row = self.lines.table.at()[0]
        at = row + 1 if row >= 0 else 0
        goods = self._goods()[line]
        added = ListedLine(line, [goods.measure.step], goods.unit, measure=goods.measure.of)
        self._tell(editing.with_more(self.told, added, at))
        self.lines.table.mark(at)
        self.lines.table.setFocus()

    def _add_new(self, name: str) -> None:
        line = identity.new_id()
        self._fresh[line] = name
        self._add(line)

    def _chip_edited(self, chip: str, changes: tuple[Change, ...]) -> None:
        self._tell(editing.with_changes(self.told, chip, changes))

    def _step_back(self) -> None:
        if self._steps:
            self.told = self._steps.pop()
            self._step_of = ()
            self._show()

    def _look_at(self, version: Version) -> None:
        if self.parts.value() == EARLIER:
            self.preview.show_list(version.contents, self._goods())

    def _go_back_to(self, ref: Ref) -> None:
        self._line.do(lists.go_back, ref, then=self._gone_back, refused=self._refused)

    def _gone_back(self, _: object) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("Packed by this version from now on")))
        self.refresh()

    def _save(self) -> None:
        if self.is_dirty() and self.known is not None:
            seen = self.known.now.ref if self.known.now else None
            self._line.do(
                saving.save,
                self.told,
                seen,
                self._fresh,
                self._packs,
                then=self._saved,
                refused=self._refused,
            )

    def _saved(self, _: object) -> None:
        self._steps = []
        self._notices.aloud(Result(Tone.OK, self.tr("Parcel list saved")))
        self.refresh()

    def _refused(self, failure: Said) -> None:
        self._notices.said(failure)

    def _go_back(self) -> None:
        """Back; with changes that are not saved, asks once, in place."""
        if self.is_dirty() and not self.leave.isVisible():
            self.state.say(self.tr("Save, or leave without saving"), Tone.SOON, "pencil")
            self.leave.show()
            self.leave.setFocus()
            return
        self._leave()

    def _leave(self) -> None:
        self._steps = []
        self.leave.hide()
        self.closed.emit()
