"""A laptop whose power goes: from one call of the operating system on nothing is done any more."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from hubdesk.sync.disk_folder import System
from tests.hub.sync.test_disk_folder import Crash


class Dead(System):
    """The operating system until the call number ``fail_at``: that one and all after it fail.

    So nothing is tidied up that a power cut would leave: a write stops half way.
    """

    def __init__(self, fail_at: int) -> None:
        self.calls, self.fail_at = 0, fail_at
        self.files: set[int] = set()

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in System.__dict__ or name.startswith("__"):
            return found
        self.calls += 1
        if self.calls < self.fail_at:
            return found
        if self.calls == self.fail_at and name == "write":
            return self.half
        raise Crash

    def half(self, file: int, content: bytes) -> int:
        """The power goes while the disk takes what is written."""
        os.write(file, content[: len(content) // 2])
        raise Crash

    def open(self, path: str, flags: int) -> int:
        file = super().open(path, flags)
        self.files.add(file)
        return file

    def close(self, file: int) -> None:
        self.files.discard(file)
        super().close(file)

    def off(self) -> None:
        """What it had open is open no more."""
        for file in self.files:
            with suppress(OSError):
                os.close(file)
