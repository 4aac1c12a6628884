"""What chips change about the list: what is left out, swapped or added for such households."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hubdesk.households.diet import FACES, IMPLIED, Chip
from hubdesk.parcels import editing
from hubdesk.parcels.contents import Change, Issued, ListedLine
from hubdesk.parcels.saving import Goods
from hubdesk.stock.measures import ONES
from ui.parcels.numbers_table import NumberRow, NumbersTable
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, label
from ui.widgets.pick import Pick
from ui.widgets.take_away import take_away
from ui.widgets.toggle import ToggleButton
from ui.wording import isolated, placed, translated

LEAVE_OUT, SWAP, ADD = "leave out", "swap", "add"


class ChangeRow(QWidget):
    """One change in words, with a button that takes it away.

    ``own_wanted`` is True for numbers of its own, False for as many as what it stands for.
    """

    own_wanted = Signal(bool)
    removed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.words = label("", wraps=True)
        self.own = ToggleButton(look, self.tr("Own numbers"), "own")
        self.remove = WordButton(look, "", "x")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.own)
        self._row.addWidget(self.remove)
        self.own.clicked.connect(self.own_wanted)
        self.remove.clicked.connect(self.removed)
        self._dress()
        look.changed.connect(self._dress)

    def show_change(self, words: str, change: Change) -> None:
        """Shows a change."""
        self.words.setText(placed(words))
        self.own.setVisible(change.out is not None and change.put is not None)
        self.own.setChecked(change.put is not None and not change.as_many)
        self.own.setAccessibleName(self.tr("Own numbers: {change}").format(change=words))
        self.remove.setAccessibleName(self.tr("Remove: {change}").format(change=words))

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(12), px(3), px(4), px(3))
        self._row.setSpacing(px(8))


class ChipsPanel(Card):
    """``edited`` is the chip and its changes as they should be; ``chip_chosen`` the chip that
    is looked at."""

    edited = Signal(str, object)
    chip_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._listed = Issued("", [])
        self._goods: Mapping[bytes, Goods] = {}
        self.rows: list[ChangeRow] = []
        self.chips = Pick(look, self.tr("For households with"))
        self.implied = label("", "muted", wraps=True)
        self.none = label(self.tr("They get the list for everybody."), "muted", wraps=True)
        self.numbers = NumbersTable(look, self.tr("Own numbers"))
        self.what, self.out, self.put = Pick(look, ""), Pick(look, ""), Pick(look, "")
        self.add = plain(look, self.tr("Add change"), "plus")
        self._arrange()
        self.chips.picked.connect(self._chip_chosen)
        self.numbers.edited.connect(self._number_edited)
        self.what.picked.connect(self._what_picked)
        self.add.clicked.connect(self._add)

    @property
    def chip(self) -> str:
        """The chip that is looked at."""
        return self.chips.value()

    def show_list(self, listed: Issued, goods: Mapping[bytes, Goods]) -> None:
        """Shows what the list says of the chip that is looked at."""
        self._listed = listed
        if goods != self._goods:
            self._goods = goods
            named = [(each.name, line.hex()) for line, each in goods.items()]
            for pick in (self.out, self.put):
                pick.offer(named)
        self.chips.offer([(self._counted(chip), chip.value) for chip in FACES])
        self._refresh()

    def changes(self) -> tuple[Change, ...]:
        """What the list says of the chip that is looked at."""
        return editing.changes_of(self._listed, self.chip)

    def _counted(self, chip: Chip) -> str:
        words = translated(FACES[chip].words)
        many = len(editing.changes_of(self._listed, chip.value))
        return f"{words}  ({many})" if many else words

    def _refresh(self) -> None:
        changes = self.changes()
        while len(self.rows) > len(changes):
            take_away(self.rows.pop())
        while len(self.rows) < len(changes):
            self.rows.append(self._made_row(len(self.rows)))
        for row, change in zip(self.rows, changes, strict=True):
            row.show_change(self._words(change), change)
        self.none.setVisible(not changes)
        self.implied.setText(self._implied())
        self.implied.setVisible(bool(self.implied.text()))
        own = [self.changes()[at].put for at in self._own()]
        self.numbers.hold([self._number_row(put) for put in own if put])
        self.numbers.stand_whole()
        self.numbers.setVisible(bool(own))

    def _own(self) -> list[int]:
        """Which changes have numbers of their own."""
        told = enumerate(self.changes())
        return [at for at, change in told if change.put is not None and not change.as_many]

    def _implied(self) -> str:
        follows = IMPLIED.get(Chip(self.chip), ())
        words = ", ".join(translated(FACES[chip].words) for chip in follows)
        return self.tr("Also counts as: {chips}").format(chips=words) if words else ""

    def _number_row(self, put: ListedLine) -> NumberRow:
        known = self._goods.get(put.line)
        return NumberRow(self._name(put.line), put, known.measure.step if known else 1)

    def _name(self, line: bytes) -> str:
        return self._goods[line].name if line in self._goods else ""

    def _words(self, change: Change) -> str:
        out = isolated(self._name(change.out)) if change.out is not None else ""
        put = isolated(self._name(change.put.line)) if change.put is not None else ""
        if out and not put:
            return self.tr("Leave out {line}").format(line=out)
        if put and not out:
            return self.tr("Add {line}").format(line=put)
        if change.as_many:
            return self.tr("{line} instead of {other}, as many").format(line=put, other=out)
        return self.tr("{line} instead of {other}").format(line=put, other=out)

    def _made_row(self, at: int) -> ChangeRow:
        row = ChangeRow(self._look)
        row.own_wanted.connect(partial(self._own_wanted, at))
        row.removed.connect(partial(self._removed, at))
        self._column.insertWidget(at, row)
        return row

    def _chip_chosen(self, chip: str) -> None:
        self._refresh()
        self.chip_chosen.emit(chip)

    def _tell(self, changes: Sequence[Change]) -> None:
        self.edited.emit(self.chip, tuple(changes))

    def _removed(self, at: int) -> None:
        self.add.setFocus()
        changes = self.changes()
        self._tell([*changes[:at], *changes[at + 1 :]])

    def _own_wanted(self, at: int, own: bool) -> None:
        """Numbers of its own begin as those of the line it stands for."""
        change = self.changes()[at]
        if change.put is None:
            return
        stands_for = (each for each in self._listed.lines if each.line == change.out)
        like = next(stands_for, ListedLine(b"", [1]))
        as_put = self._goods[change.put.line].measure if change.put.line in self._goods else ONES
        numbers = editing.written_out(editing.as_counted(like, as_put))
        put = replace(change.put, quantities=numbers if own else [], as_required=False)
        self._put(at, replace(change, put=put))

    def _number_edited(self, row: int, line: ListedLine) -> None:
        at = self._own()[row]
        self._put(at, replace(self.changes()[at], put=line))

    def _put(self, at: int, change: Change) -> None:
        changes = self.changes()
        self._tell([*changes[:at], change, *changes[at + 1 :]])

    def _what_picked(self, _: object = None) -> None:
        what = self.what.value()
        self.out.setVisible(what != ADD)
        self.put.setVisible(what != LEAVE_OUT)

    def _add(self) -> None:
        if not self._goods:
            return
        out, put = bytes.fromhex(self.out.value()), bytes.fromhex(self.put.value())
        what, goods = self.what.value(), self._goods[put]
        measure = goods.measure
        if what == LEAVE_OUT:
            change = Change(out)
        elif what == SWAP:
            change = Change(out, ListedLine(put, [], goods.unit, measure=measure.of))
        else:
            added = ListedLine(put, [measure.step], goods.unit, measure=measure.of)
            change = Change(None, added)
        self._tell([*self.changes(), change])

    def _arrange(self) -> None:
        self.set_tight()
        self.chips.offer([(self._counted(chip), chip.value) for chip in FACES])
        self.chips.set_value(Chip.NO_COOKER.value)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("For households with"), "strong"))
        head.addWidget(self.chips, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.implied)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.none)
        self._column.addWidget(self.numbers)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self._arrange_adding()

    def _arrange_adding(self) -> None:
        self.what.setAccessibleName(self.tr("What is changed"))
        self.out.setAccessibleName(self.tr("What is left out"))
        self.put.setAccessibleName(self.tr("What is put in"))
        self.what.offer(
            [
                (self.tr("Leave out"), LEAVE_OUT),
                (self.tr("Swap"), SWAP),
                (self.tr("Add"), ADD),
            ]
        )
        row = QHBoxLayout()
        for pick in (self.what, self.out, self.put):
            pick.setMinimumContentsLength(6)
            row.addWidget(pick, 1)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self._what_picked()
