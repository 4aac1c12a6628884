"""What the open desk is handed by whoever opens it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from hubdesk.clock import Clock
from hubdesk.doorstep import Unlocked
from ui.labels.label_queue import MakePrinter
from ui.sounds import Sounds
from ui.sync.run import SharingRun
from ui.theme.look import Look

if TYPE_CHECKING:
    from ui.backups.keeper import BackupKeeper
    from ui.labels.whole_page import WholePages

MakePapers = Callable[[], "WholePages"]


class Around(Struct, frozen=True):
    """The edges of a desk: its look, clock and printer, and the hub's own backups and sharing."""

    look: Look
    clock: Clock
    labels_folder: Path
    practice: bool = False
    make_printer: MakePrinter | None = None
    sounds: Sounds | None = None
    papers: MakePapers | None = None
    sharing: SharingRun | None = None
    unlocked: Unlocked | None = None
    now_s: Callable[[], float] = time.monotonic
    frame: QWidget | None = None
    """Where the desk is to stand: what is made in its place is dressed once."""
    backups: BackupKeeper | None = None
    """What keeps backups of this hub; a practice hub has none."""
