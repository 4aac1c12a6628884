"""Finds the files that are shipped with Hubdesk: fonts, icons, lists, sheets."""

from __future__ import annotations

import sys
from pathlib import Path


def folder() -> Path:
    """The resources folder, in a checkout, an installed copy or a frozen bundle."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def path(*parts: str) -> Path:
    """A shipped file, as ``path("label-sheets", "l7160.toml")``; raises if it is missing."""
    found = folder().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(found.name)
    return found
