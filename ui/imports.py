"""Gives imports back to Python, for a faster start and a smaller program.

PySide6 puts itself in the way of every import, so that ``from __feature__ import …`` can change
how Qt is spelled. For that it reads the source of each module that is loaded after it, and
Python keeps every line of them in memory. Hubdesk uses no such feature.
"""

from __future__ import annotations

import builtins
import importlib
import inspect
import linecache
import sys
from types import ModuleType


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
    if "sqlalchemy" in sys.modules:
        return
    stand_ins = [_WhenAsked(name) for name in _NOT_NEEDED if name not in sys.modules]
    sys.modules.update({each.__name__: each for each in stand_ins})
    try:
        importlib.import_module("sqlalchemy.dialects.sqlite")
    finally:
        for each in stand_ins:
            del sys.modules[each.__name__]


_NOT_NEEDED = ("asyncio", "importlib.metadata")


class _WhenAsked(ModuleType):
    """Stands for a module that is loaded when something in it is first asked for."""

    iscoroutine = staticmethod(inspect.iscoroutine)
    """The one thing that is taken while loading, for as long as nothing here is one."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)
