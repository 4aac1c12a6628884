"""The page at each later start: the passphrase, or the recovery code, opens the hub."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.clock import Clock
from hubdesk.doorstep import NotUnlocked, Opened, Reached
from hubdesk.errors import Said
from ui import wording
from ui.aside import Aside
from ui.security.page import Page
from ui.security.side import Side
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import label
from ui.widgets.field import SecretField


class OpenHub(QWidget):
    """Asks, and opens beside the window. ``hub_ready(folder, key, opener)`` when it can be opened.

    ``unlocking`` when the passphrase is being tried: there will be a desk to load soon.
    ``unfinished(Opened)`` when its first run was cut off and has to be gone on with.
    """

    hub_ready = Signal(object, object, str)
    unlocking = Signal()
    unfinished = Signal(object)
    practise_wanted = Signal()
    backups_wanted = Signal()

    def __init__(
        self, look: Look, folder: Path, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._folder, self._clock = look, folder, clock
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.aside = Aside(self)
        self.side = Side(look)
        self.page = Page(
            look,
            self.tr("Open the hub"),
            self.tr("Type the passphrase. Forgotten? Type the code of the recovery sheet."),
            self.tr("Open"),
        )
        self._fill(look)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.side)
        across.addWidget(self.page, 1)
        look.changed.connect(self._fit)
        self._fit()

    def focus_home(self) -> None:
        """Where the passphrase is typed."""
        self.phrase.entry.setFocus()

    def close_down(self) -> None:
        """Waits for what is under way."""
        self.aside.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fill(self, look: Look) -> None:
        self.phrase = SecretField(look, self.tr("Passphrase"))
        self.where = label("", "muted", wraps=True)
        self.show_folder = plain(look, self.tr("Show the hub's folder"), "folder-open")
        self.show_folder.clicked.connect(self._show_folder)
        self.practise = plain(look, self.tr("Practise instead"), "puzzle")
        self.practise.clicked.connect(self.practise_wanted)
        self.page.body.addWidget(self.phrase)
        self._below = QHBoxLayout()
        self._below.addWidget(self.show_folder)
        self._below.addWidget(self.where, 1)
        self.page.body.addLayout(self._below)
        self.backups = plain(look, self.tr("Bring back a backup"), "history")
        self.backups.clicked.connect(self.backups_wanted)
        self.page.foot.insertWidget(0, self.practise)
        self.page.foot.insertWidget(1, self.backups)
        self.page.back.hide()
        self.show_folder.hide()
        self.where.hide()
        self.page.wanted.connect(self._open)

    def _open(self) -> None:
        if self.aside.is_busy:
            return
        if not self.phrase.text().strip():
            self.page.refuse(self.tr("Type the passphrase, or the code of the recovery sheet."))
            self.focus_home()
            return
        self.page.refuse("")
        self.page.set_busy(True, self.tr("Unlocking"))
        self.practise.setEnabled(False)
        self.backups.setEnabled(False)
        work = partial(_open_and_look, self._folder, self.phrase.text(), self._clock)
        self.aside.start(work, self._opened, self._refused)
        self.unlocking.emit()

    def _opened(self, opened: Opened) -> None:
        self._rest()
        self.phrase.forget()
        if opened.reached is Reached.DONE:
            self.hub_ready.emit(self._folder, opened.key, opened.opener)
        else:
            self.unfinished.emit(opened)

    def _refused(self, failure: Said) -> None:
        self._rest()
        self.page.refuse(wording.said(failure))
        # A wrong passphrase is typed again; for anything else the files have to be looked at.
        about_files = not isinstance(failure, NotUnlocked)
        self.where.setText(str(self._folder))
        self.where.setVisible(about_files)
        self.show_folder.setVisible(about_files)
        self.focus_home()
        self.phrase.entry.selectAll()

    def _rest(self) -> None:
        self.page.set_busy(False)
        self.practise.setEnabled(True)
        self.backups.setEnabled(True)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _fit(self) -> None:
        narrow = self._look.scale.is_compact(self.width())
        self.side.set_narrow(narrow)
        self.page.set_tight(narrow)
        self._below.setSpacing(self._look.px(12))


def _open_and_look(folder: Path, text: str, clock: Clock) -> Opened:
    """Tries the words, beside the window."""
    # Here, because the words can be typed long before the database is loaded.
    from hubdesk import starting  # noqa: PLC0415

    return starting.open_and_look(folder, text, clock)
