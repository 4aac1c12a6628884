"""What befalls the files of a shared folder: each a thing that some folder really did once."""

from __future__ import annotations

import random
from collections.abc import Callable

from hubdesk.sync import hub_file
from simulator.files import Files
from simulator.truth import Truth

Fault = Callable[[Files, str, random.Random, Truth], str]


def truncates(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    raw = files.all()[name]
    files.put(name, raw[: draw.randrange(len(raw) + 1)], unseen=False)
    return f"cuts {name} short"


def flips(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    raw = bytearray(files.all()[name])
    if not raw:
        return "finds nothing to flip"
    raw[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
    files.put(name, bytes(raw), unseen=draw.random() < 0.4)
    return f"flips a bit of {name}"


def empties(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    files.put(name, b"")
    return f"leaves nothing in {name}"


def noughts(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    files.put(name, bytes(len(files.all()[name])), unseen=draw.random() < 0.4)
    return f"leaves noughts in {name}"


def deletes(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    files.drop(name)
    return f"deletes {name}"


def doubles(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    to = _conflicting(name, draw)
    files.put(to, files.all()[name])
    return f"copies {name} to {to}"


def renames(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    to = draw.choice([_conflicting(name, draw), name.upper(), name.lower()])
    raw = files.all()[name]
    files.drop(name)
    files.put(to, raw)
    return f"calls {name} {to}"


def brings_back(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    """A cloud or a stick brings a file back that was there once, perhaps deleted since."""
    gone = [each for each in truth.files if each[0] not in files.all()] or truth.files
    old, raw = draw.choice(draw.choice([truth.files, gone]))
    files.put(old, raw)
    return f"brings {old} back"


def forges(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    """Somebody who has no key puts another number or stream into the clear head of a file."""
    raw = bytearray(files.all()[name])
    if len(raw) < 40:
        return "finds nothing to forge"
    at = draw.choice([draw.randrange(14, 22), 30])
    raw[at] = (raw[at] + draw.randint(1, 5)) % 128
    files.put(_conflicting(name, draw), bytes(raw))
    return f"forges a file beside {name}"


def litters(files: Files, name: str, draw: random.Random, truth: Truth) -> str:
    what = draw.choice([b"", b"HDs", b"HDk\1\1", b"HDb\1\1", b"HDc", b"{}", b"\0" * 40])
    to = draw.choice(["desktop.ini", ".DS_Store.hds", "streams/new.hds", "keys/x.hdk", "hub.json"])
    files.put(to, what + draw.randbytes(draw.randint(0, 30)))
    return f"leaves {to}"


FAULTS: tuple[Fault, ...] = (
    truncates,
    flips,
    flips,
    empties,
    noughts,
    deletes,
    deletes,
    doubles,
    renames,
    renames,
    brings_back,
    forges,
    litters,
)


def befalls(files: Files, draw: random.Random, truth: Truth) -> str:
    """One of them, to one file."""
    names = sorted(files.all())
    if not names:
        return "nothing lies in the folder"
    sort = draw.choice(["", ".hds", ".hds", ".hdb", ".hdk"])
    name = draw.choice([name for name in names if sort in name.lower()] or names)
    with truth.destroying():
        return draw.choice(FAULTS)(files, name, draw, truth)


def sours(files: Files, draw: random.Random) -> str:
    """A patch of the stick goes bad: files beside each other cannot be read, each by itself."""
    names = sorted(name for name in files.all() if not hub_file.NAME.fullmatch(name))
    if not names:
        return "nothing lies in the folder"
    first = draw.randrange(len(names))
    files.bad = set(names[first : first + draw.choice([1, 2, 3, 4, 8])])
    return f"cannot give {len(files.bad)} files from {names[first]} on"


def wipes(files: Files, truth: Truth) -> str:
    """Somebody empties the folder."""
    with truth.destroying():
        for name in list(files.all()):
            files.drop(name)
    return "empties the folder"


def _conflicting(name: str, draw: random.Random) -> str:
    stem, dot, end = name.rpartition(".")
    return draw.choice(
        [
            f"{stem} (1){dot}{end}",
            f"{stem} (conflicted copy 2026-11-21){dot}{end}",
            f"{stem}.sync-conflict-20261121-101500-ABCDEF{dot}{end}",
            f"Copy of {name.replace('/', '_')}.txt",
            f"attic/{draw.randint(1, 99)}",
        ]
    )
