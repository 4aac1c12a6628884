"""Makes a folder of the hub's own, for this person's eyes only."""

from __future__ import annotations

from pathlib import Path

from hubdesk.errors import Refused
from hubdesk.wording import translate


def make(path: Path) -> None:
    """Makes the folder and those above it. Raises Refused where that cannot be done."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            translate(
                "hub",
                "The hub's folder cannot be made here. Choose a folder of your own, "
                "on this computer's disk.",
            )
        ) from error
