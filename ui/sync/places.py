"""Folders that laptops may share, as far as they are found here. Asked off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from hubdesk.sync import hub_file
from ui.backups.volumes import volumes

KNOWN: Final = (
    ("Dropbox", "Dropbox"),
    ("OneDrive", "OneDrive*"),
    ("Nextcloud", "Nextcloud"),
    ("Google Drive", "Google Drive*"),
    ("Syncthing", "Sync"),
)
"""What the programs call their folder where nobody gave it another name."""
MOST: Final = 6


class Place(Struct, frozen=True):
    """A folder, and what it is: a stick by its name, or the program that keeps it in step."""

    path: Path
    name: str


def found(home: Path | None = None) -> list[Place]:
    """Sticks and shares that are in, then the folders of clouds in one's home."""
    places = [Place(each, each.name) for each in volumes() if each.name]
    where = home or Path.home()
    for name, pattern in KNOWN:
        places += [Place(each, name) for each in sorted(where.glob(pattern)) if each.is_dir()]
    return places[:MOST]


def holds_a_hub(path: Path) -> bool:
    """Whether some hub lies in a folder: then it is joined, else it is made."""
    return any(hub_file.NAME.fullmatch(each.name) for each in path.iterdir())
