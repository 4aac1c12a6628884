"""Gives imports back to Python, for a faster start and a smaller program.

PySide6 puts itself in the way of every import, so that ``from __feature__ import …`` can change
how Qt is spelled. For that it reads the source of each module that is loaded after it, and
Python keeps every line of them in memory. Hubdesk uses no such feature.
"""

from __future__ import annotations

import builtins
import linecache


def read_no_sources() -> None:
    """Takes PySide6 out of the way of imports, if it stands there."""
    usual = getattr(builtins, "__orig_import__", None)
    if usual is not None:
        builtins.__import__ = usual
        linecache.clearcache()
