"""The card beside the windows: one kind of food, its figure and its source, and what others say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from hubdesk.stock import foods
from hubdesk.stock.windows import Version, Window
from ui import keys, moments, wording
from ui.dates import words
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout

MOST_VERSIONS = 4


class WindowCard(Card):
    """``saved`` wants what was typed to hold; ``shipped_wanted`` what came with Hubdesk."""

    saved = Signal()
    shipped_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("This kind of food"))
        self.set_tight()
        self.window_: Window | None = None
        self.name, self.check = label("", "strong", wraps=True), label("", wraps=True)
        self.others = label("", "muted", wraps=True)
        self.span = Field(look, self.tr("How long after its best before"))
        self.source = Field(look, self.tr("Where the figure is from"))
        self.source_date = Field(look, self.tr("Of when: 2024, or 2024-11"))
        self.save = primary(look, self.tr("Save"), "check", keys.SAVE.shown)
        self.shipped = plain(look, self.tr("As it was shipped"), "history")
        self.versions = label("", "muted", wraps=True)
        for part in (self.name, self.check, self.span, self.source, self.source_date):
            self.body.addWidget(part)
        row = FlowLayout()
        row.addWidget(self.save)
        row.addWidget(self.shipped)
        self.body.addLayout(row)
        self.body.addWidget(self.others)
        self.body.addWidget(self.versions)
        self.body.addStretch(1)
        self.save.clicked.connect(self.saved)
        self.shipped.clicked.connect(self.shipped_wanted)

    def show_window(self, window: Window | None) -> None:
        """Shows one kind of food as it holds now."""
        self.window_ = window
        if window is None:
            return
        self.name.setText(wording.translated(window.shipped.name))
        check = wording.translated(window.shipped.check)
        self.check.setText(self.tr("Check: {check}.").format(check=check))
        self.span.entry.setText(wording.phrase(foods.span_words(window.figure.span)))
        self.source.entry.setText(window.figure.source)
        self.source_date.entry.setText(window.figure.source_date)
        self.shipped.setVisible(window.own)
        others = list(window.shipped.others)
        if window.own:
            others.insert(0, window.shipped.figure)
        said = [words.figure(each) for each in others]
        self.others.setText("\n".join([self.tr("Others say:"), *said]) if said else "")
        self.versions.setText("")

    def show_versions(
        self, versions: Sequence[Version], names: Mapping[bytes, tuple[str, ...]]
    ) -> None:
        """Shows who changed it, and when."""
        rows = []
        for each in versions[:MOST_VERSIONS]:
            figure = self.tr("as it was shipped")
            if each.figure is not None:
                figure = words.figure(each.figure)
            who = " + ".join(names.get(each.actor or b"", ()))
            rows.append(", ".join(filter(None, (moments.day(each.at_ms), who, figure))))
        self.versions.setText("\n".join([self.tr("Changed here:"), *rows]) if rows else "")
