"""Where things lie on this laptop: the hub, the practice hub, PDFs and the log.

Nothing here is made by looking; whoever writes makes the folder. The live file never lies in
a folder that is shared or roams, so the usual place is the user's own on this disk.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs
from msgspec import Struct

NAME: Final = "Hubdesk"
FILE: Final = "hub.hubdesk"
"""The name of the one encrypted file in a hub's folder."""
HOME: Final = "HUBDESK_HOME"
"""The environment variable that says where the hub lies, when ``--hub`` does not."""


class Folders(Struct, frozen=True):
    """The four folders of one hub: its own, practice, PDFs, the log."""

    hub: Path
    practice: Path
    papers: Path
    log: Path


def found(hub: Path | None = None, environment: Mapping[str, str] = os.environ) -> Folders:
    """The folders in use: of ``--hub``, else of HUBDESK_HOME, else this user's own.

    A hub in a chosen folder keeps everything in it, so that a hub on a stick is whole.
    """
    home = environment.get(HOME, "").strip()
    if hub is not None or home:
        chosen = (hub or Path(home)).expanduser().absolute()
        return Folders(chosen, chosen / "practice", chosen / "papers", chosen / "log")
    own = platformdirs.user_data_path(NAME, appauthor=False, roaming=False)
    return Folders(
        own / "hub",
        own / "practice",
        platformdirs.user_documents_path() / NAME,
        platformdirs.user_log_path(NAME, appauthor=False),
    )
