"""What every screen in the frame can be asked to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Protocol, runtime_checkable

from msgspec import Struct
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.changes import Changes
from hubdesk.scanner.setup import ScannerSetup
from ui.keys import Key


@runtime_checkable
class Screen(Protocol):
    """One job's page. The window calls these; screens never call each other.

    ``title`` is shown large at the top; ``help_topic`` names the page that F1 opens.
    """

    title: str
    help_topic: str

    def shown(self) -> None:
        """The page has come to the front: ask again for what it shows."""

    def scanned(self, text: str) -> None:
        """A code was scanned while this page was in front."""

    def changed(self, changes: Changes) -> None:
        """A command, here or elsewhere, touched these."""

    def compact(self, compact: bool) -> None:
        """One column (True) or two; see ``ui.theme.scale``."""

    def focus_home(self) -> None:
        """Puts the focus where typing belongs: the scan box."""

    def tools(self) -> list[QWidget]:
        """Buttons of this page for the title row, as "On hold: 2"; often none."""
        ...

    def head_row(self) -> QHBoxLayout | None:
        """The row of the scan box, to which the tools move in one column; None to keep them."""
        ...


@runtime_checkable
class Reads(Protocol):
    """A screen that takes codes: it reads them as the scanner was set up."""

    def listen_as(self, setup: ScannerSetup) -> None:
        """The scanner was set up like this."""

    def read_twice(self, text: str) -> None:
        """The same code came again, sooner than a hand can do it: counted once, and said."""


@runtime_checkable
class TriesScanner(Protocol):
    """A screen on which a scanner is tried, with the sheet that is printed for it."""

    def is_on_sheet(self, text: str) -> bool:
        """Whether a code stands on that sheet: such a one is for this screen."""


class Place(Struct, frozen=True, dict=True):
    """One entry of the rail: its word, icon and key, and the page it opens.

    A page that is given as a function is made when it is first wanted: the desk is ready to
    scan before the screens behind it are built.
    """

    name: str
    icon_name: str
    key: Key
    page: QWidget | Callable[[], QWidget]

    @cached_property
    def widget(self) -> QWidget:
        """The page, made now if it has not been."""
        return self.page if isinstance(self.page, QWidget) else self.page()

    @property
    def is_made(self) -> bool:
        """True once somebody wanted the page."""
        return isinstance(self.page, QWidget) or "widget" in self.__dict__

    @cached_property
    def screen(self) -> Screen:
        """The page by what it can be asked; raises TypeError when it cannot."""
        if not isinstance(self.widget, Screen):
            raise TypeError(type(self.widget).__name__)
        return self.widget
