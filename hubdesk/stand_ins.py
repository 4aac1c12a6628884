"""Libraries without what they load and Hubdesk never uses, for a faster start and less memory.

To be loaded once, before anything else asks for them. What is loaded already stays as it is.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast


@contextmanager
def stood_in_for(*names: str) -> Iterator[None]:
    """While inside, whoever imports these modules is given stand-ins, and may keep them.

    A part of a package comes after the package. Whatever asks for one later gets the real thing.
    """
    missing = [name for name in names if name not in sys.modules]
    for name in missing:
        sys.modules[name] = stand_in = _WhenAsked(name)
        package, _, part = name.rpartition(".")
        if package in missing:
            setattr(sys.modules[package], part, stand_in)
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


def load_hashes() -> None:
    """Loads Python's own hashes, without OpenSSL's: 4 MiB, and libsodium is there already."""
    if "_hashlib" in sys.modules or "hashlib" in sys.modules:
        return
    sys.modules["_hashlib"] = cast("ModuleType", None)  # as though there were none
    try:
        importlib.import_module("hmac")
    finally:
        del sys.modules["_hashlib"]


class _WhenAsked(ModuleType):
    """Stands for a module that is loaded when something in it is first asked for."""

    iscoroutine = staticmethod(inspect.iscoroutine)
    """All that is taken from asyncio while loading, for as long as nothing here is one."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)
