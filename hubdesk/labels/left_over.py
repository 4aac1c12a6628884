"""What a print that was broken off leaves in the folder of PDFs: nothing, by the next start."""

from __future__ import annotations

from pathlib import Path


def wipe(folder: Path) -> int:
    """Takes away half-written PDFs, as a power cut leaves them; how many there were.

    What cannot be taken away is left: the folder may be on a stick that is gone.
    """
    wiped = 0
    for part in folder.glob("*.part"):
        try:
            part.unlink(missing_ok=True)
        except OSError:
            continue
        wiped += 1
    return wiped
