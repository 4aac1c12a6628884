"""The file ``hub.keys``: who can open the hub, with the database key sealed for each.

JSON that a person can look at. It tells how many slots there are and what their owners are
called, and nothing that opens the hub: the key is sealed under each passphrase. The last
entry is a checksum of the others, so a damaged file is told apart from a wrong passphrase.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from hubdesk.errors import Refused, Trouble
from hubdesk.storage.whole_file import write_whole
from hubdesk.wording import translate

NAME: Final = "hub.keys"
VERSION: Final = 1
SALT_BYTES: Final = 16
MOST_BYTES: Final = 100_000
MOST_SLOTS: Final = 100
MOST_MEMORY_BYTES: Final = 1 << 30
MOST_LABEL: Final = 80


class SlotKind(StrEnum):
    """What opens a slot."""

    PHRASE = "phrase"
    RECOVERY = "recovery"


class Cost(Struct, frozen=True):
    """How slow one guess is: scrypt's n (a power of two), r and p (RFC 7914).

    n = 2^17 with r = 8 takes 128 MiB and about half a second on an old laptop.
    """

    n: int = 1 << 17
    r: int = 8
    p: int = 1

    @property
    def memory_bytes(self) -> int:
        return 128 * self.r * (self.n + self.p + 2)


class Slot(Struct, frozen=True):
    """The database key, sealed for one passphrase or for the recovery code.

    ``label`` says whose it is, in the clear: a role or a first name, never more.
    """

    id: str
    kind: SlotKind
    label: str
    salt: bytes
    cost: Cost
    sealed: bytes


class KeyFile(Struct, frozen=True):
    """All slots of a hub. ``proof`` is an empty message sealed under the database key."""

    slots: tuple[Slot, ...]
    proof: bytes


class _Slot(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    kind: SlotKind
    label: str
    salt: bytes
    n: int
    r: int
    p: int
    sealed: bytes


class _File(msgspec.Struct, forbid_unknown_fields=True):
    hubdesk_keys: int
    slots: list[_Slot]
    proof: bytes
    checksum: bytes


def exists(folder: Path) -> bool:
    """True when the folder holds a key file."""
    return (folder / NAME).exists()


def read(folder: Path) -> KeyFile:
    """The key file of a hub's folder. Raises Refused when missing, damaged or newer."""
    try:
        with (folder / NAME).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise Refused(
            translate(
                "hub",
                "The key file {file} is missing from the hub's folder, and without it the hub "
                "cannot be opened. Copy it back from a backup of this hub.",
            ),
            file=NAME,
        ) from error
    except OSError as error:
        raise Trouble(
            translate(
                "hub",
                "The key file {file} cannot be read. Check the disk, and ask whoever looks "
                "after this computer to allow it.",
            ),
            file=NAME,
        ) from error
    return parse(content)


def write(folder: Path, keys: KeyFile) -> None:
    """Puts the key file in place of the old one, in one step. Raises Trouble."""
    try:
        write_whole(folder / NAME, render(keys))
    except OSError as error:
        raise Trouble(
            translate(
                "hub",
                "The key file could not be saved, so passphrases are as they were. "
                "Check that the disk has room and allows changes, then try again.",
            )
        ) from error


def render(keys: KeyFile) -> bytes:
    """The one way to write these keys, as UTF-8 JSON with a checksum at its end."""
    slots = [
        _Slot(slot.id, slot.kind, slot.label, slot.salt, slot.cost.n, slot.cost.r, slot.cost.p,
              slot.sealed)
        for slot in keys.slots
    ]  # fmt: skip
    file = _File(VERSION, slots, keys.proof, b"")
    file.checksum = hashlib.sha256(msgspec.json.encode(file)).digest()
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def parse(content: bytes) -> KeyFile:
    """The keys in a file's bytes. Raises Refused for anything Hubdesk did not write so."""
    try:
        version = msgspec.json.decode(content, type=_Version).hubdesk_keys
        if version > VERSION:
            raise _newer()
        file = msgspec.json.decode(content, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged() from error
    if len(content) > MOST_BYTES or len(file.slots) > MOST_SLOTS:
        raise _damaged()
    keys = KeyFile(tuple(map(_slot, file.slots)), file.proof)
    if render(keys) != content:
        raise _damaged()
    return keys


class _Version(msgspec.Struct):
    hubdesk_keys: int


def _slot(read: _Slot) -> Slot:
    cost = Cost(read.n, read.r, read.p)
    sound = (
        read.n >= 2
        and read.n & (read.n - 1) == 0
        and 1 <= read.r <= 32
        and 1 <= read.p <= 16
        and cost.memory_bytes <= MOST_MEMORY_BYTES
        and len(read.salt) == SALT_BYTES
        and len(read.label) <= MOST_LABEL
    )
    if not sound:
        raise _damaged()
    return Slot(read.id, read.kind, read.label, read.salt, cost, read.sealed)


def tidy_label(label: str) -> str:
    """A label as it can be written: one line, whole characters, at most 80 of them."""
    whole = label.encode(errors="replace").decode()
    return " ".join(whole.split())[:MOST_LABEL]


def bound_to(slot_id: str, kind: SlotKind, label: str) -> bytes:
    """What a slot's seal is bound to: it opens under no other owner's name."""
    return b"hubdesk slot\x00" + "\x00".join((slot_id, kind, label)).encode()


def _damaged() -> Refused:
    return Refused(
        translate(
            "hub",
            "The key file {file} is damaged, or something else has written to it. Nothing was "
            "changed. Copy it back from a backup of this hub.",
        ),
        file=NAME,
    )


def _newer() -> Refused:
    return Refused(
        translate(
            "hub",
            "The passphrases of this hub were made by a newer Hubdesk. "
            "Update Hubdesk on this computer; nothing was changed.",
        )
    )
