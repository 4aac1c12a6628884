"""Who was erased, kept beside the backups in words that say nothing.

An older backup still holds a household that was erased since. So each erased subject is noted
here as a keyed hash: only with the hub's own key can it be told that a household of a backup
is one of them. The list goes with the backups onto every medium and is never shortened.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec

from hubdesk.errors import Trouble
from hubdesk.storage.whole_file import write_whole
from hubdesk.wording import translate

NAME: Final = "erased.json"
_PERSON: Final = b"hubdesk erased"
_LIST = msgspec.json.Decoder(list[str])


def mark(key: bytes, subject: bytes) -> str:
    """What stands for an erased subject outside the hub's file."""
    return blake2b(subject, digest_size=16, key=key, person=_PERSON).hexdigest()


def known(*folders: Path) -> frozenset[str]:
    """The marks of all lists in these folders. A list that is missing or damaged says nothing."""
    return frozenset(each for folder in folders for each in _read(folder))


def note(folder: Path, key: bytes, subjects: Iterable[bytes]) -> None:
    """Adds erased subjects to the list in a folder. Raises Trouble when it cannot be saved."""
    _add(folder, {mark(key, subject) for subject in subjects})


def carry(source: Path, target: Path) -> None:
    """Adds what a list says to the one of a medium. Raises OSError."""
    told = known(source)
    if not told <= known(target):
        write_whole(target / NAME, _rendered(told | known(target)))


def add(folder: Path, marks: Iterable[str]) -> None:
    """Adds marks, such as a medium's, to the list in a folder."""
    _add(folder, set(marks))


def _add(folder: Path, marks: set[str]) -> None:
    there = known(folder)
    if marks <= there:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(folder / NAME, _rendered(there | marks))
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
        return _LIST.decode((folder / NAME).read_bytes())
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return []


def _rendered(marks: Iterable[str]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(sorted(marks)), indent=0) + b"\n"
