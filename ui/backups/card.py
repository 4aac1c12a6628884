"""The card of Set-up about backups: when the last ones were made, and where they go."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui import moments
from ui.backups.keeper import Standing
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.strip import Strip
from ui.wording import isolated


class BackupsCard(Card):
    """Shows how backups stand. ``chosen(folders)`` when other media are to hold them."""

    now_wanted = Signal()
    folder_wanted = Signal()
    forget_wanted = Signal()
    bring_back_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Backups"))
        self.own, self.second = label("", wraps=True), label("", wraps=True)
        self.where = label("", "muted", wraps=True)
        self.strip = Strip(look)
        self.now = plain(look, self.tr("Back up now"), "download")
        self.choose = plain(look, self.tr("Choose a stick or folder"), "folder-open")
        self.forget = plain(look, self.tr("Use it no more"), "x")
        self.bring_back = plain(look, self.tr("Bring back a backup"), "history")
        self.now.clicked.connect(self.now_wanted)
        self.choose.clicked.connect(self.folder_wanted)
        self.forget.clicked.connect(self.forget_wanted)
        self.bring_back.clicked.connect(self.bring_back_wanted)
        for part in (self.own, self.second, self.where, self.strip):
            self.body.addWidget(part)
        row = FlowLayout()
        for button in (self.now, self.choose, self.forget, self.bring_back):
            row.addWidget(button)
        self.body.addLayout(row)
        self.show_folders([])

    def show_standing(self, standing: Standing) -> None:
        """Says when the last backups were made, and what is wrong if something is."""
        own, second = map(self._when, (standing.known.own_ms, standing.known.second_ms))
        self.own.setText(self.tr("On this laptop: {when}").format(when=own))
        self.second.setText(self.tr("On a stick or in a shared folder: {when}").format(when=second))
        nag = self.tr(
            "For two days nothing was kept outside this laptop. If it is lost, so is what was "
            "done since. Put in the stick."
        )
        self.strip.say(standing.trouble or (nag if standing.nags else ""), Tone.SOON)

    def show_folders(self, folders: list[str]) -> None:
        """Says where backups go besides this laptop."""
        told = self.tr("Also kept in {folders}, whenever it is there.")
        none = self.tr("Choose a stick or a shared folder once; it is used whenever it is there.")
        names = ", ".join(map(isolated, folders))
        self.where.setText(told.format(folders=names) if folders else none)
        self.forget.setVisible(bool(folders))

    def _when(self, at_ms: int) -> str:
        return moments.day_and_time(at_ms) if at_ms else self.tr("never yet")
