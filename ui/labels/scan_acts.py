"""A scan on the Labels screen: a label of ours prints again, a new shelf's gets its shelf."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from hubdesk.counter.reprinting import Labelled
from hubdesk.stock import shelves
from ui.background import DeskLine
from ui.labels import wanted as wants
from ui.labels.name_shelf import NameShelf
from ui.labels.wanted import Meant, Wanted
from ui.labels.what import What
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class ScanActs(QObject):
    """``shelf_named`` when a label that was printed ahead has its shelf; ``not_for_here`` is a
    code for which there is nothing to print."""

    shelf_named = Signal()
    not_for_here = Signal(str)

    def __init__(
        self, wanted: Wanted, name_shelf: NameShelf, line: DeskLine, notices: Notices
    ) -> None:
        super().__init__()
        self._wanted, self._name_shelf = wanted, name_shelf
        self._line, self._notices = line, notices
        name_shelf.named.connect(self._name)

    def scanned(self, text: str) -> None:
        """Asks what a code stands for, and turns to that."""
        self._line.ask(wants.meant, text, then=partial(self._read, text))

    def _read(self, text: str, meant: Meant) -> None:
        if meant.unused:
            self._name_shelf.ask(meant.unused)
        elif meant.labelled is not None:
            self._choose(meant.labelled)
        else:
            self.not_for_here.emit(text)

    def _choose(self, labelled: Labelled) -> None:
        """The label that was scanned prints again, whenever it was made."""
        told, form = self._wanted.told, self._wanted.form
        if told is not None:
            stands = replace(told.stands, again=labelled)
            self._wanted.told = replace(told, stands=stands)
            form.show_stands(stands)
        form.choose(What.AGAIN, labelled.label.code)

    def _name(self, code: str, name: str) -> None:
        named, refused = self._named, self._notices.said
        self._line.do(shelves.make, name, None, code, then=named, refused=refused)

    def _named(self, shelf: shelves.Shelf) -> None:
        self._name_shelf.hide()
        said = self.tr("{name} has this label now").format(name=shelf.name)
        self._notices.notice(Result(Tone.OK, said))
        self.shelf_named.emit()
