"""What is done with the shared folder, on a thread of its own.

Loaded with the first of it (docs/decisions/022-what-is-loaded-when.md): a desk that shares
nothing needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from hubdesk.clock import Clock
from hubdesk.errors import Trouble
from hubdesk.security.key_file import Cost
from hubdesk.sync import coming, epochs, joining, stops, where
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.folder import Folder
from hubdesk.sync.hub_code import USUAL_COST
from hubdesk.sync.joining import Codes, Joined
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.pace import ASKED, JOINING, USUAL
from hubdesk.sync.passing import Tell
from hubdesk.sync.past.making import Making
from hubdesk.sync.report import PassReport
from ui.sync.across import Across

Opened = Callable[[Path], Folder]


class FolderWork(Struct, frozen=True):
    """Each of these takes the desk's line; what goes wrong is Refused or Trouble."""

    clock: Clock
    opened: Opened = DiskFolder
    cost: Cost = USUAL_COST
    making: Making = field(default_factory=Making)

    def make(self, path: Path, line: Across) -> Codes:
        """Makes the hub in a folder."""
        where.refuse_own(line, path)
        codes = joining.make(line, self.opened(path), self.clock.now_ms(), self.cost)
        line.do(where.remember, path)
        return codes

    def join(self, path: Path, code: str, line: Across) -> Joined:
        """Joins the hub in a folder."""
        where.refuse_own(line, path)
        joined = joining.join(line, self.opened(path), code, self.clock.now_ms())
        line.do(where.remember, path)
        return joined

    def move(self, path: Path, line: Across) -> None:
        """Takes another folder for the same hub."""
        where.refuse_own(line, path)
        joining.connect_again(line, self.opened(path))
        line.do(where.remember, path)

    def shut_out(self, path: Path, lost: list[bytes], line: Across) -> Codes:
        """Gives all but the lost laptops a new key."""
        line.ask(where.may_shut_out)
        return epochs.shut_out(line, self.opened(path), lost, self.cost)

    def one_pass(self, path: Path, line: Across, tell: Tell, *, is_asked: bool) -> PassReport:
        """Reads and writes the folder once; all of it at once when somebody asked.

        A laptop that has just joined hurries, and tells how far it is.
        """
        if line.ask(coming.is_under_way):
            return sync_once(line, self.opened(path), self.clock.now_ms(), JOINING, tell)
        pace = ASKED if is_asked else USUAL
        folder, now_ms = self.opened(path), self.clock.now_ms()
        return sync_once(line, folder, now_ms, pace, making=self.making)

    def close(self) -> None:
        """No pass comes any more: a past that is half made goes."""
        self.making.drop()


def reachable(work: Callable[[], Any]) -> Any:
    """What work with a folder that is being chosen came to. Raises Trouble: it is not there."""
    try:
        return work()
    except OSError as error:
        raise Trouble(stops.NOT_HERE) from error
