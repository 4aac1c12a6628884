"""Connecting a folder: which one, and whether this laptop is the first or joins the others."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.security.choice import ChoiceButton
from ui.security.page import Page
from ui.sync.places import Place
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.one_of import OneOf
from ui.widgets.take_away import take_away
from ui.wording import isolated

MAKE: Final = "make"
JOIN: Final = "join"


class ConnectPage(Page):
    """``chosen(Path)`` when a folder was: what lies in it says whether to make or to join."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            self.tr("Connect a shared folder"),
            self.tr(
                "A USB stick, a Windows share, or a folder that Syncthing, Dropbox, OneDrive, "
                "Google Drive or Nextcloud keeps in step. Hubdesk locks all it puts there."
            ),
            self.tr("Connect"),
        )
        self.folder = Field(look, self.tr("The folder"))
        self.choose = plain(look, self.tr("Choose"), "folder-open")
        self.folder.row.addWidget(self.choose)
        self.places: list[WordButton] = []
        self._looked_in: Path | None = None
        self._offers = FlowLayout()
        self.laptop = Field(look, self.tr("This laptop"))
        first = self.tr("This is the first laptop")
        made = self.tr("Makes the hub in this folder, and prints the codes for the others.")
        joins = self.tr("Join a hub that other laptops have")
        how = self.tr("With the hub's code, from paper.")
        self.choices = {
            MAKE: ChoiceButton(look, "house", first, made),
            JOIN: ChoiceButton(look, "users", joins, how),
        }
        self.one = OneOf(self.choices, MAKE, self)
        self.code = Field(look, self.tr("The hub's code"))
        self.code.entry.setPlaceholderText(self.tr("Scan it, or type its 13 words"))
        self._arrange()
        self.choose.clicked.connect(self._choose)
        self.folder.entry.editingFinished.connect(self._typed)
        self.one.chosen.connect(self._show_code)
        self._show_code()

    def offer(self, places: list[Place]) -> None:
        """Folders that were found here, one press each."""
        for old in self.places:
            take_away(old)
        self.places = []
        for each in places:
            button = plain(self.look, isolated(each.name), "folder-open")
            button.clicked.connect(partial(self.set_folder, each.path))
            self._offers.addWidget(button)
            self.places.append(button)

    def begin(self, name: str, *, joining: bool, folder: str = "") -> None:
        """Opens empty, with this laptop's name."""
        self.refuse("")
        self.set_busy(False)
        self.laptop.entry.setText(name)
        self.folder.entry.setText(folder)
        self._looked_in = None
        self.code.entry.clear()
        for each in (*self.choices.values(), self.laptop):
            each.show()
        self.turn_to(JOIN if joining else MAKE)

    def ask_only_folder(self) -> None:
        """Another folder for the hub that is shared already."""
        for each in (*self.choices.values(), self.laptop, self.code):
            each.hide()

    def turn_to(self, what: str) -> None:
        """To make or to join."""
        self.one.set_value(what)
        self._show_code()

    def set_folder(self, path: Path) -> None:
        """This one."""
        self.folder.entry.setText(str(path))
        self._typed()

    def path(self) -> Path | None:
        """The folder that stands there."""
        text = self.folder.text().strip()
        return Path(text) if text else None

    def joins(self) -> bool:
        """Whether there is a hub to join."""
        return self.one.value() == JOIN

    def first_field(self) -> QWidget:
        return self.folder.entry

    def _arrange(self) -> None:
        self.body.addWidget(self.folder)
        self.body.addLayout(self._offers)
        for button in self.choices.values():
            self.body.addWidget(button)
            button.moved.connect(self._move)
        self._fields = QHBoxLayout()
        self._fields.addWidget(self.code, 3)
        self._fields.addWidget(self.laptop, 2)
        self.body.addLayout(self._fields)
        self._spread()
        self.look.changed.connect(self._spread)

    def _spread(self) -> None:
        """It asks more than the pages of the first run do, and takes more room."""
        self.card.setMaximumHeight(self.look.px(640))
        self._fields.setSpacing(self.look.px(16))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("The shared folder"))
        if chosen:
            self.set_folder(Path(chosen))

    def _typed(self) -> None:
        path = self.path()
        if path is not None and path != self._looked_in:
            self._looked_in = path
            self.refuse("")
            self.chosen.emit(path)

    def _move(self, by: int) -> None:
        self.turn_to(JOIN if by > 0 else MAKE)
        self.choices[self.one.value()].setFocus()

    def _show_code(self, _: str = "") -> None:
        self.code.setVisible(self.joins())
