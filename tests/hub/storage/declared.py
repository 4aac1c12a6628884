"""Imports all of hubdesk, so that every table that exists is declared."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def import_everything(package: ModuleType) -> None:
    """Imports each module of a package but ``__main__``, which would run it."""
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
