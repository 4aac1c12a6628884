"""Loading out, loading in and throwing away: by scan, by line and count, or by weight.

A number is for what was scanned or chosen last; before that it is for the next scan. Letters
look for a line. The hint in the scan box always says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.errors import Refused
from hubdesk.stall.crates import Crate, Crates
from hubdesk.stall.outcome import Outcome
from hubdesk.stock import measures, quantity
from hubdesk.stock.measures import Much
from hubdesk.stock.near_dated import NearDated
from ui import counted, keys
from ui.stall import goods_words, words
from ui.stall.goods_words import Job
from ui.stall.line_rules import LineRules
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox
from ui.wording import said


class GoodsPage(QWidget):
    """One page for three jobs. ``scan_wanted`` carries a code and how many; ``line_wanted`` a
    line and how many or how heavy; ``again_wanted`` how many of the last scan it really was;
    ``looked`` that a pack past its best before was looked at. ``done`` goes on to the next step.
    ``near_wanted`` is some of the near-dated list, which ``near_asked`` asks for.
    """

    scan_wanted = Signal(str, object)
    line_wanted = Signal(object, object)
    again_wanted = Signal(object, object)
    looked = Signal(object)
    near_asked = Signal()
    near_wanted = Signal(object, object)
    done = Signal()

    def __init__(self, look: Look, job: Job) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._look, self.job = look, job
        self._crates: tuple[Crate, ...] = ()
        self._for_next: int | Much = 0
        self._last: Outcome | None = None
        self._picked: Crate | NearDated | None = None
        self._near: tuple[NearDated, ...] = ()
        self._compact = False
        self._today = date.min
        self.scan = ScanBox(look, self.tr("Scan, or type a line or a number"))
        self.result = ResultCard(look)
        self.list = RecordList(look, self._reads, self.tr("Lines"), lead_px=20)
        self.near = plain(look, self.tr("Near its date"), "clock-alert")
        self.near.setCheckable(True)
        self.near.setParent(self)
        self.near.hide()
        self.rules = LineRules(look)
        self.sum = label("", "sum", wraps=True)
        self.weight = label("", "", wraps=True)
        self.go_on = primary(look, *goods_words.next_step(job), keys.FINISH.shown)
        self.reasons = OneOf(self._made_reasons(), "damaged", self)
        self._arrange()
        self._connect()
        self.scan.set_hint(self._hint(""))

    @property
    def reason(self) -> str:
        """Why goods are thrown away."""
        return self.reasons.value()

    def show_crates(self, told: Crates) -> None:
        """What can be loaded, and what stands at the stall."""
        self._crates, self._today = told.crates, told.session.day
        if self.near.isChecked():
            self.near_asked.emit()
        if isinstance(self._picked, Crate):
            line = self._picked.line
            same = [each for each in told.crates if each.line == line]
            self._picked = same[0] if same else None
            self._show_rules()
        self.sum.setText(counted.at_stall(told.items))
        weight = self.tr("{kilos} kg by the book").format(kilos=words.kilos(told.weight_g))
        if told.unweighed:
            weight += "  ·  " + counted.unweighed(told.unweighed)
        self.weight.setText(weight)
        self._filter()

    def show_near(self, near: Sequence[NearDated]) -> None:
        """What is near its date: that goes to the stall first."""
        self._near = tuple(near)
        if isinstance(self._picked, NearDated):
            name = (self._picked.product, self._picked.batch)
            same = [each for each in near if (each.product, each.batch) == name]
            self._picked = same[0] if same else None
            self._say_hint()
        self._filter()

    def came(self, outcome: Outcome) -> None:
        """What a scan or a load came to: a number that is typed now is for that."""
        if outcome.product is not None:
            self._last, self._picked = outcome, None
        self._say_hint()

    def forget(self) -> None:
        """Nothing was scanned or chosen: a number is for the next scan."""
        self._last, self._picked, self._for_next = None, None, 0
        self._say_hint()

    def take_number(self) -> int | Much:
        """How many or how much the next scan is of, if it was typed before."""
        many, self._for_next = self._for_next or 1, 0
        return many

    def show_result(self, result: Result) -> None:
        """What came of it, beside the list."""
        self.result.show_result(result)

    def compact(self, compact: bool) -> None:
        """One column: the result is a strip."""
        self._compact = compact
        self.result.set_compact(compact)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        longer = self.tr("Scan, or type a line or a number")
        self.scan.set_placeholder(self.tr("Scan or type") if compact else longer)
        self.near.say("" if compact else self.tr("Near its date"))
        self.near.setAccessibleName(self.tr("Near its date"))
        self._aside.setVisible(not compact or self.job is not Job.WASTE)
        for part in (self._aside.heading, self.weight):
            part.setVisible(not compact)
        self._side.setStretch(1, 0 if compact else 1)
        self._across.setStretch(1, 0 if compact else 2)
        self._dress()

    def focus_home(self) -> None:
        """Typing belongs in the scan box."""
        self.scan.setFocus()

    def _arrange(self) -> None:
        self._lines = Card(self._look)
        self._lines.set_tight()
        self._reasons_row = QHBoxLayout()
        for button in self.reasons.buttons.values():
            self._reasons_row.addWidget(button)
        self._reasons_row.addStretch(1)
        if self.job is Job.WASTE:
            self._lines.body.addWidget(label(self.tr("Why?"), "strong"))
            self._lines.body.addLayout(self._reasons_row)
            self._lines.add_wide(self.list)
        else:
            self._lines.body.setContentsMargins(0, 0, 0, 0)
            self._lines.add_wide(self.list)
        self._aside = Card(self._look, goods_words.heading(self.job), foot=True)
        self._aside.body.addWidget(self.weight)
        self._aside.body.addWidget(self.rules)
        self._aside.body.addStretch(1)
        assert self._aside.foot is not None
        self._aside.foot.addWidget(self.sum, 1)
        self._aside.foot.addWidget(self.go_on)
        side = QVBoxLayout()
        side.addWidget(self.result)
        side.addWidget(self._aside, 1)
        self._side = side
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(self._lines, 3)
        self._across.addLayout(side, 2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._top = QHBoxLayout()
        self._top.addWidget(self.scan, 1)
        self._top.addWidget(self.near)
        self.near.setVisible(self.job is Job.OUT)
        self._column.addLayout(self._top)
        self._column.addLayout(self._across, 1)
        self._dress()

    def _made_reasons(self) -> dict[str, OneButton]:
        if self.job is not Job.WASTE:
            return {}
        return {
            value: OneButton(self._look, word, "circle")
            for value, word in goods_words.reasons().items()
        }

    def _connect(self) -> None:
        self.scan.entered.connect(self._enter)
        self.scan.edited.connect(self._edited)
        self.scan.moved.connect(self._move)
        self.scan.put_aside.connect(self._space)
        self.scan.left.connect(self.forget)
        self.list.clicked.connect(self._pick_marked)
        self.list.opened.connect(self._pick)
        self.result.chosen.connect(self._space)
        self.near.toggled.connect(self._turn_near)
        self.go_on.clicked.connect(self.done)
        self._look.changed.connect(self._dress)

    def _enter(self, text: str) -> None:
        try:
            many = self._read(text)
        except Refused as failure:
            self.show_result(Result(Tone.SOON, said(failure)))
            return
        if many is None:
            self._look_for(text)
        elif isinstance(self._picked, NearDated):
            self.near_wanted.emit(self._picked, many)
        elif self._picked is not None and self._picked.line is not None:
            self.line_wanted.emit(self._picked.line, many)
        elif self._last is not None:
            self.again_wanted.emit(self._last, many)
        else:
            self._for_next = many
        self._filter()

    def _read(self, text: str) -> int | Much | None:
        """How many or how much; None for words or a code. Raises Refused for a wrong number."""
        if quantity.is_number(text) or quantity.is_sum(text):
            return quantity.read_count(text)
        return measures.read(text) if measures.is_much(text) else None

    def _near_named(self, text: str) -> list[NearDated]:
        return [each for each in self._near if text.casefold() in each.name.casefold()]

    def _look_for(self, text: str) -> None:
        near = self.near.isChecked()
        found: Sequence[Crate | NearDated] = (
            self._near_named(text) if near else self._matching(text)
        )
        if found:
            self._pick(found[0])
        elif len(text) >= 6 and any(sign.isdecimal() for sign in text):
            self.scan_wanted.emit(text, self.take_number())
        else:
            self.show_result(
                Result(Tone.INFO, self.tr("No line is called that. Look in the list."))
            )

    def _edited(self, text: str) -> None:
        self._filter()
        self.scan.set_hint(self._hint(text))

    def _move(self, step: int) -> None:
        if self._picked is not None:
            self.list.move_mark(step)
        self._pick(self.list.marked())

    def _pick_marked(self) -> None:
        self._pick(self.list.marked())
        self.focus_home()

    def _turn_near(self, on: bool) -> None:
        """Between all lines and what is near its date."""
        self._picked = None
        self._say_hint()
        if on:
            self.near_asked.emit()
        self._filter()
        self.focus_home()

    def _pick(self, crate: Crate | NearDated | None) -> None:
        if crate is None or (isinstance(crate, Crate) and crate.line is None):
            return
        self._picked, self._last = crate, None
        self._say_hint()
        self._filter()

    def _space(self, _: str = "") -> None:
        """Space: all of a near-dated batch, or somebody looked at the pack that was asked about."""
        shown = self.result.result
        if isinstance(self._picked, NearDated):
            picked = self._picked
            self.near_wanted.emit(picked, Much(picked.quantity, picked.measure.of))
        elif self._last is not None and shown is not None and shown.actions:
            self.looked.emit(self._last)

    def _matching(self, text: str) -> list[Crate]:
        sought = text.strip().casefold()
        named = [each for each in self._crates if each.line is not None]
        starts = [each for each in named if each.name.casefold().startswith(sought)]
        inside = [each for each in named if sought in each.name.casefold()]
        return [*starts, *(each for each in inside if each not in starts)]

    def _filter(self) -> None:
        """The list: what matches the words, else all of it, the chosen one marked."""
        text = self.scan.text().strip()
        shown: Sequence[Crate | NearDated] = self._crates
        if self.near.isChecked():
            named = text and not text[0].isdecimal()
            shown = self._near_named(text) if named else self._near
        elif text and not text[0].isdecimal():
            shown = self._matching(text)
        elif self.job is not Job.OUT:
            shown = [each for each in self._crates if each.stall or each == self._picked]
        mark = next((at for at, each in enumerate(shown) if each == self._picked), 0)
        self.list.hold(tuple(shown), mark)

    def _hint(self, text: str) -> str:
        again = self._last is not None
        return goods_words.hint(text, self._picked, self._for_next, again=again)

    def _show_rules(self) -> None:
        """What the stall knows of the chosen line, where there is room to say so."""
        picked = self._picked if isinstance(self._picked, Crate) else None
        wanted = self.job is Job.OUT and not self._compact
        self.rules.show_crate(picked if wanted else None)

    def _say_hint(self) -> None:
        self._show_rules()
        self.scan.set_hint(self._hint(self.scan.text()))

    def _reads(self, each: Crate | NearDated) -> RecordLine:
        picked = self._picked
        if isinstance(each, NearDated):
            return goods_words.near_row(each, self._today, picked=each == picked)
        is_picked = isinstance(picked, Crate) and each.line == picked.line
        return goods_words.crate_row(each, self.job, picked=is_picked)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(8 if self._compact else 12))
        self._across.setSpacing(px(8 if self._compact else 16))
        self._side.setSpacing(px(8 if self._compact else 12))
        if self._compact:
            self._aside.body.setContentsMargins(0, 0, 0, 0)
        for row in (self._top, self._reasons_row):
            row.setSpacing(px(8))
