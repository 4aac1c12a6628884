"""Backups as an open desk shows them: a part of the status bar, the card of Set-up, a notice."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from hubdesk import settings
from ui.notices import Notices
from ui.status_words import StatusWords
from ui.theme.tokens import Tone
from ui.widgets.result import Action, Result
from ui.window import Window

if TYPE_CHECKING:
    from ui.background import DeskLine
    from ui.backups.keeper import BackupKeeper, Standing
    from ui.reports.today_screen import TodayScreen
    from ui.settings.screen import SetUpScreen

MEND = "mend"


class BackupsAtDesk(QObject):
    """Without a keeper, as in the practice hub, it says nothing.

    ``wanted`` when somebody would bring back a backup; ``mend_wanted`` when the hub's file is
    damaged and the desk is to go on from the newest good copy.
    """

    wanted = Signal()
    mend_wanted = Signal()

    def __init__(
        self,
        keeper: BackupKeeper | None,
        status: StatusWords,
        notices: Notices,
        window: Window,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper, self._status, self._notices = keeper, status, notices
        if keeper is not None:
            keeper.stands.connect(self._say)
            keeper.damaged.connect(self._warn)
            window.notice.chosen.connect(self._answered)
            keeper.start()

    def show_on(self, screen: SetUpScreen, line: DeskLine) -> None:
        """Has the card of Set-up show how backups stand, and do what its buttons say."""
        keeper = self._keeper
        if keeper is None:
            return
        card = screen.cards.backups
        keeper.stands.connect(card.show_standing)
        card.show_standing(keeper.standing)
        card.now_wanted.connect(keeper.now)
        card.bring_back_wanted.connect(self.wanted)
        card.folder_wanted.connect(partial(self._choose, screen, line))
        card.forget_wanted.connect(partial(self.keep_in, line, []))

    def remind_on(self, screen: TodayScreen) -> None:
        """Has Today say once a day that nothing is kept outside this laptop."""
        if self._keeper is not None:
            self._keeper.stands.connect(screen.show_backups)
            screen.nag.put_away.connect(self._keeper.put_away)
            screen.show_backups(self._keeper.standing)

    def keep_in(self, line: DeskLine, folders: list[str]) -> None:
        """Carries backups there from now on, and one at once."""
        line.do(settings.change, backup_folders=folders)
        if self._keeper is not None and folders:
            self._keeper.now()

    def idle(self) -> None:
        """Nobody is at the desk."""
        if self._keeper is not None:
            self._keeper.idle()

    def close(self) -> None:
        """Makes a last backup of what changed."""
        if self._keeper is not None:
            self._keeper.close()

    def _choose(self, screen: SetUpScreen, line: DeskLine) -> None:
        chosen = QFileDialog.getExistingDirectory(screen, self.tr("Keep backups here"))
        if chosen:
            self.keep_in(line, [str(Path(chosen))])

    def _say(self, standing: Standing) -> None:
        if standing.trouble or not standing.known.own_ms:
            words, short = self.tr("The last backup did not succeed"), self.tr("No backup")
            if not standing.trouble:
                return
        elif standing.nags:
            words, short = self.tr("No stick with a backup for two days"), self.tr("Stick")
        else:
            words, short = self.tr("Backed up"), self.tr("Backed up")
        is_well = not (standing.trouble or standing.nags)
        self._status.say_backups(words, short, Tone.OK if is_well else Tone.SOON)

    def _warn(self) -> None:
        told = self.tr(
            "The last good copy takes its place, with all that can still be read. The damaged "
            "file is kept."
        )
        action = Action(MEND, self.tr("Use the good copy"), "", "history")
        headline = self.tr("The hub's file is damaged")
        self._notices.notice(Result(Tone.STOP, headline, (told,), (action,), pinned=True))

    def _answered(self, what: str) -> None:
        if what == MEND:
            self.mend_wanted.emit()
