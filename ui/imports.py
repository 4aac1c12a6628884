"""Gives imports back to Python, for a faster start and a smaller program.

PySide6 puts itself in the way of every import, so that ``from __feature__ import …`` can change
how Qt is spelled. For that it reads the source of each module that is loaded after it, and
Python keeps every line of them in memory. Hubdesk uses no such feature.
"""

from __future__ import annotations

import builtins
import importlib
import linecache

from hubdesk.stand_ins import load_hashes, stood_in_for


def read_no_sources() -> None:
    """Takes PySide6 out of the way of imports, if it stands there."""
    usual = getattr(builtins, "__orig_import__", None)
    if usual is not None:
        builtins.__import__ = usual
        linecache.clearcache()


def load_database_library() -> None:
    """Loads SQLAlchemy without what only its users on a network need.

    It imports asyncio, which brings TLS along, and the list of installed packages: 6 MiB that
    Hubdesk never uses. Whatever does ask for them later gets the real thing.
    """
    load_hashes()
    with stood_in_for("asyncio", "importlib.metadata"):
        importlib.import_module("sqlalchemy.dialects.sqlite")
