"""Who was erased, and what was forgotten on request, kept beside the backups in words that say
nothing.

An older backup still holds a household that was erased since, a diet whose consent was taken
back, the PIN of a volunteer who left. So each is noted here as a keyed hash: only with the hub's
own key can it be told that somebody of a backup is one of them. Beside a matter stands up to
which stamp it was forgotten. What went because its time was over is not noted: by the same rule
it goes again. The list goes with the backups onto every medium and is never shortened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from hubdesk.errors import Trouble
from hubdesk.storage.whole_file import write_whole
from hubdesk.wording import translate

NAME: Final = "erased.json"
UPTO: Final = " "
_PERSON: Final = b"hubdesk erased"
_MARK: Final = re.compile(rb'"([0-9a-f]{32}(?: [0-9]+)?)"')
"""One mark in a list. Read one by one, so that damage costs those on which it lies."""


class Again(Struct, frozen=True):
    """What a restored copy has to forget again: ``stamps`` by the marks of whose matter."""

    key: bytes
    marks: frozenset[str]
    stamps: dict[str, int]

    def is_erased(self, subject: bytes) -> bool:
        """True for somebody who was erased since."""
        return bool(self.marks) and mark(self.key, subject) in self.marks

    def upto(self, subject: bytes, matter: str) -> int:
        """Up to which stamp a matter was forgotten on request; 0 when it was not."""
        if not self.stamps:
            return 0
        return self.stamps.get(mark(self.key, subject + matter.encode()), 0)


def again(key: bytes, told: frozenset[str]) -> Again:
    """What these lists say of a hub. What cannot be understood says nothing."""
    stamps: dict[str, int] = {}
    for each in told:
        whose, _, upto = each.partition(UPTO)
        if upto.isdecimal():
            stamps[whose] = max(stamps.get(whose, 0), int(upto))
    return Again(key, told, stamps)


def mark(key: bytes, subject: bytes) -> str:
    """What stands for an erased subject outside the hub's file."""
    return blake2b(subject, digest_size=16, key=key, person=_PERSON).hexdigest()


def known(*folders: Path) -> frozenset[str]:
    """The marks of all lists in these folders; none where there is no list.

    Of a damaged one, those that can still be read. Raises OSError for one that is there and
    cannot be read: it must not be taken for empty, and written over.
    """
    return frozenset(each for folder in folders for each in _read(folder))


def note(
    folder: Path,
    key: bytes,
    subjects: Iterable[bytes],
    matters: Iterable[tuple[bytes, str, int]] = (),
) -> None:
    """Adds erased subjects, and matters forgotten up to a stamp, to the list in a folder.

    Raises Trouble when the list there cannot be read or the new one not be saved.
    """
    add(folder, marks(key, subjects, matters))


def marks(
    key: bytes, subjects: Iterable[bytes], matters: Iterable[tuple[bytes, str, int]]
) -> frozenset[str]:
    """What stands in a list for erased subjects, and for matters forgotten up to a stamp."""
    told = {mark(key, subject) for subject in subjects}
    for subject, matter, upto in matters:
        told.add(f"{mark(key, subject + matter.encode())}{UPTO}{upto}")
    return frozenset(told)


def carry(source: Path, target: Path) -> None:
    """Adds what a list says to the one of a medium. Raises OSError."""
    told = known(source)
    if not told <= known(target):
        write_whole(target / NAME, _rendered(told | known(target)))


def add(folder: Path, told: frozenset[str]) -> None:
    """Adds marks, such as a medium's, to the list in a folder. Raises as ``note`` does."""
    try:
        there = known(folder)
        if told <= there:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(folder / NAME, _rendered(there | told))
    except OSError as error:
        raise Trouble(
            translate(
                "hub",
                "It could not be noted beside the backups who was erased. Check that this "
                "computer's disk has room and allows changes, then do it again.",
            )
        ) from error


def _read(folder: Path) -> list[str]:
    try:
        raw = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return []
    return [each.decode() for each in _MARK.findall(raw)]


def _rendered(told: Iterable[str]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(sorted(told)), indent=0) + b"\n"
