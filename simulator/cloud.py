"""A cloud's program: every laptop has a copy of the folder, and some files come across, some later.

It carries what is new one way and the other in any order, takes away what was deleted, and
keeps both where two files bear one name.
"""

from __future__ import annotations

import random

from simulator.files import InMemory


class Cloud:
    """The folder as the cloud has it, and what each laptop's copy was after the last carrying."""

    def __init__(self) -> None:
        self.files = InMemory()
        self._before: dict[int, dict[str, bytes]] = {}

    def carry(self, copy: InMemory, draw: random.Random, share: float = 1.0) -> int:
        """Carries a share of what differs, both ways; how many files that were."""
        before = self._before.setdefault(id(copy), {})
        names = sorted({*copy.files, *self.files.files, *before})
        draw.shuffle(names)
        carried = 0
        for name in names:
            here, there = copy.files.get(name), self.files.files.get(name)
            if here == there or draw.random() >= share:
                continue
            self._one(copy, name, before.get(name))
            carried += 1
        for name in names:
            now = copy.files.get(name)
            if now == self.files.files.get(name):
                before.pop(name, None)
                if now is not None:
                    before[name] = now
        return carried

    def _one(self, copy: InMemory, name: str, before: bytes | None) -> None:
        here, there = copy.files.get(name), self.files.files.get(name)
        if there == before:
            _give(self.files, name, here)
        elif here == before:
            _give(copy, name, there)
        elif here is None or there is None:
            # Deleted here and changed there: what is left stays.
            kept = there if here is None else here
            _give(copy, name, kept)
            _give(self.files, name, kept)
        else:
            _give(copy, f"{name}.sync-conflict-{len(here)}", here)
            _give(copy, name, there)


def _give(files: InMemory, name: str, raw: bytes | None) -> None:
    if raw is None:
        files.drop(name)
    else:
        files.put(name, raw)
