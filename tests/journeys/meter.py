"""Counts keys, scans, clicks and dialogs while the real window is driven, and minds the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import desk as desks
from hubdesk.clock import SetClock
from hubdesk.counter.visit import ShownVisit
from hubdesk.doorstep import Unlocked
from hubdesk.errors import Trouble
from hubdesk.labels.pages import Page
from tests.world import KEY, World
from ui.around import Around
from ui.background import DeskLine
from ui.desk_window import OpenDesk
from ui.labels.printing import PrintSettings
from ui.saturday.hands import Hands
from ui.sounds import Sounds
from ui.theme.look import Look

SCREEN = (1366, 728)


@dataclass
class FakePrinter:
    """Remembers what was printed, or fails while it is told to."""

    failing: bool = False
    printed: list[int] = field(default_factory=list)

    def print_(self, pages: Iterable[Page]) -> None:
        if self.failing:
            raise Trouble("The printer is out of paper. Put some in.")
        self.printed.append(sum(1 for _ in pages))

    def made(self, chosen: PrintSettings) -> FakePrinter:
        return self


def _silent(_: Path) -> None:
    """No sound in a test."""


class Meter(Hands):
    """The hands at one hub's open desk; ``close`` and ``reopen`` as after a restart."""

    is_open = True

    def __init__(
        self,
        app: QApplication,
        look: Look,
        world: World,
        *,
        key: bytes = KEY,
        practice: bool = False,
        unlocked: Unlocked | None = None,
    ) -> None:
        self._app, self.look, self.world = app, look, world
        self._key, self._practice, self.unlocked = key, practice, unlocked
        self.sat_s = 0.0
        self.printer = FakePrinter()
        world.desk.close()
        desk, line = self._opened()
        super().__init__(desk, line)

    def close(self) -> None:
        """Closes the program; closing it again is nothing."""
        if self.is_open:
            self.is_open = False
            self.desk.close()
            self.desk.window.deleteLater()

    def reopen(self) -> None:
        """Starts the program again on the same hub."""
        self.close()
        self.desk, line = self._opened()
        self.is_open = True
        self._line = line
        self.settle()

    def idle_s(self) -> float:
        """The clock of who sits still: it stands until a test moves it."""
        return self.sat_s

    def nobody_for(self, seconds: float) -> None:
        """Nobody touches anything for so long, and the timer comes round."""
        self.sat_s += seconds
        self.desk.lock_watch.look()
        self.settle()

    def step(self, action: Callable[..., None], *args: object) -> None:
        """One action; afterwards no dialog is open and the focus is back in the scan box."""
        action(*args)
        self.check_home()

    def check_home(self) -> None:
        """The focus is in the scan box, and no dialog came."""
        self.wait(self.at_home)
        assert self.count.modals == 0

    def at_home(self) -> bool:
        """Whether typing lands in the scan box now."""
        return QApplication.focusWidget() is self.desk.counter.scan.field

    @property
    def visit(self) -> ShownVisit | None:
        """The visit on show."""
        return self.desk.counter.service.visit

    @property
    def headline(self) -> str:
        """What the result card says; empty when there is none."""
        shown = self.desk.counter.result.result
        return shown.headline if shown else ""

    def answer(self, word: str) -> QWidget:
        """A button of the result card, by its word."""
        return next(b for b in self.desk.counter.result.buttons if b.text() == word)

    def rows(self) -> list[tuple[str, int]]:
        """The lines of the parcel that are given: name and how many."""
        return [(r.name, r.quantity) for r in self.visit.rows if not r.gone] if self.visit else []

    def _opened(self) -> tuple[OpenDesk, DeskLine]:
        world = self.world
        assert isinstance(world.clock, SetClock)
        line = DeskLine(lambda: desks.open_desk(world.folder, self._key, world.clock))
        around = Around(
            self.look,
            world.clock,
            world.folder / "labels",
            practice=self._practice,
            make_printer=self.printer.made,
            sounds=Sounds(player=_silent),
            unlocked=self.unlocked,
            now_s=self.idle_s,
        )
        desk = OpenDesk(self._app, line, around)
        desk.window.resize(*SCREEN)
        desk.window.show()
        desk.window.activateWindow()
        return desk, line
