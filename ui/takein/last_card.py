"""The last five scans with their counts, and what the whole drop-off comes to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.takein.showing import TakeIn
from ui.takein import words
from ui.takein.rows import CheckRow, DeedRow
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordList

COUNT_PX = 76


class LastCard(Card):
    """Rows of the same goods and date are one. ``checks`` and ``deeds`` stand below them."""

    def __init__(self, look: Look, checks: CheckRow, deeds: DeedRow) -> None:
        super().__init__(look, foot=True)
        self.set_tight()
        self._checks, self._deeds = checks, deeds
        self.total = label("", "heading")
        self.stays = Chip(look, "", Tone.SOON, "calendar")
        self.crate = Chip(look, "", Tone.NEW, "package-open")
        self.list = RecordList(look, words.row, self.tr("The last scans"), COUNT_PX)
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.empty = EmptyState(
            look,
            "scan-barcode",
            self.tr("Scan what came in"),
            self.tr("Each scan is kept at once. Then type how many, or the date."),
        )
        self._arrange()
        self._dress_more()
        look.changed.connect(self._dress_more)

    def show_take_in(self, shown: TakeIn) -> None:
        """Shows the rows, the newest first and marked."""
        there = bool(shown.rows or shown.figures.crates)
        self.total.setText(words.figures(shown.figures) if there else self.tr("Nothing yet"))
        self._say(self.stays, words.stays(shown))
        self._say(self.crate, words.crate(shown))
        self._pages.setCurrentIndex(0 if shown.rows else 1)
        self.list.hold(shown.rows)
        self._deeds.kind.setEnabled(bool(shown.rows) and shown.rows[0].dated is not None)

    def compact(self, compact: bool) -> None:
        """The rows alone: the buttons stand elsewhere."""
        assert self.foot is not None
        strip = self.foot.parentWidget()
        assert strip is not None
        if not compact:
            self._below.addWidget(self._checks)
            self.foot.addWidget(self._deeds)
        for each in (self._line, strip):
            each.setVisible(not compact)

    def _say(self, chip: Chip, text: str) -> None:
        if text:
            chip.say(text, chip.tone, chip.icon_name)
        chip.setVisible(bool(text))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.total)
        head.addStretch(1)
        for chip in (self.stays, self.crate):
            head.addWidget(chip)
            chip.hide()
        self.body.addLayout(head)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        self._pages.setCurrentIndex(1)
        self.add_wide(self._pages)
        self._line = QWidget()
        self._line.setProperty("role", "plain")
        self._below = QVBoxLayout(self._line)
        self._column.insertWidget(self._column.count() - 1, self._line)
        assert self.foot is not None
        self.foot.addStretch(1)

    def _dress_more(self) -> None:
        px = self._look.px
        self._below.setContentsMargins(px(18), px(8), px(14), px(8))
