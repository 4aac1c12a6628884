"""What an import would do: how many rows of each kind, and the first of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from ui.theme.look import Look
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.toggle import ToggleButton


class RowsCard(Card):
    """Counts by kind as buttons that show the rows, and what to take in besides the ready.

    ``chosen`` when that changes. A card built on it says which rows are of a kind (``of_kind``)
    and how one reads (``reads``).
    """

    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "")
        self.set_tight()
        self._own_look = look
        self.run_on_show: Any = None
        self._words: dict[str, str] = {}
        self.buttons: dict[str, OneButton] = {}
        self.heading.setText(self.tr("What would come in"))
        self.body.addWidget(self.heading)
        self.list = RecordList(look, self.reads, self.tr("Rows"), lead_px=70)
        self.list.setMinimumHeight(look.px(130))
        self.first = label("", "muted", wraps=True)

    def arrange(
        self, kinds: Mapping[str, tuple[str, str]], toggles: Sequence[ToggleButton] = ()
    ) -> None:
        """Builds the card: kinds of row with words and icon, and what else may come in."""
        look = self._own_look
        self._words = {each: words for each, (words, _) in kinds.items()}
        self.buttons = {each: OneButton(look, *said) for each, said in kinds.items()}
        self.kinds = OneOf(self.buttons, next(iter(kinds)), self)
        self._line_up(list(self.buttons.values()))
        if toggles:
            self._line_up(list(toggles))
        self.body.addWidget(self.first)
        self.add_wide(self.list)
        self.kinds.chosen.connect(self._show)
        for toggle in toggles:
            toggle.clicked.connect(self.chosen)

    def _line_up(self, buttons: Sequence[QWidget]) -> None:
        holder = QWidget()
        flow = FlowLayout(self._own_look.px(8), holder)
        for button in buttons:
            flow.addWidget(button)
        self.body.addWidget(holder)

    def of_kind(self, run: Any, kind: str) -> tuple[int, Sequence[Any]]:
        """How many rows there are of a kind, and the first of them."""
        raise NotImplementedError

    def reads(self, row: Any) -> RecordLine:
        """One row in a line."""
        raise NotImplementedError

    def also(self, run: Any, kind: str) -> str:
        """More words about a kind; mostly none."""
        return ""

    def show_run(self, run: Any) -> None:
        """Shows the figures of a dry run, and its rows."""
        self.run_on_show = run
        for each, button in self.buttons.items():
            count = QLocale().toString(self.of_kind(run, each)[0])
            button.say(f"{self._words[each]}: {count}")
        there = [each for each in self.buttons if self.of_kind(run, each)[0]]
        if there and self.kinds.value() not in there:
            self.kinds.set_value(there[0])
        self._show()

    def clear(self) -> None:
        """Holds no row any more."""
        self.run_on_show = None
        self.list.hold(())
        self.first.setText("")

    def _show(self, _: str = "") -> None:
        if self.run_on_show is None:
            return
        kind = self.kinds.value()
        count, rows = self.of_kind(self.run_on_show, kind)
        self.list.hold(tuple(rows))
        more = count > len(rows)
        said = self.tr("The first {shown} of {all} rows") if more else self.tr("Rows: {all}")
        told = said.format(shown=len(rows), all=QLocale().toString(count))
        self.first.setText("\n".join(filter(None, (self.also(self.run_on_show, kind), told))))
