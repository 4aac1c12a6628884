"""A hub's folder that was copied: two at work as one laptop, until one of them notices.

Nothing is lost by it, for each start of a desk writes streams of its own; but their cards
overwrite each other, and whoever looks sees one laptop. The one that notices becomes a laptop of
its own, and says so. In a shared folder it shows by their cards (``clones``); on one computer a
start finds that the hub last lived in another folder, in which it still is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from hubdesk import settings
from hubdesk.changes import Touched
from hubdesk.errors import Said
from hubdesk.folders import FILE
from hubdesk.journal.act import Act, View
from hubdesk.security import keys
from hubdesk.sync import keyring

LIVES: Final = "lives in"
COPIED: Final = "copied"
FORMER: Final = "was a copy"


class Former(Struct, frozen=True):
    """Who this laptop was before: keys that were sealed to it meanwhile still open so.

    ``name`` is what it was called, until somebody gives it a name of its own; None for a hub
    that was brought back, which is to keep it.
    """

    device: bytes
    secret: bytes
    name: str | None


class Copied(Struct, frozen=True, array_like=True):
    """A copy was noticed: when, and the folder of the other; "" where only its work was seen."""

    at_ms: int
    beside: str = ""


def become_another(act: Act, at_ms: int, beside: str = "") -> None:
    """From now on this hub is another laptop, and whoever works here is told why."""
    _become_another(act.connection, settings.read(act.connection).laptop_name)
    keyring.keep_fact(act.connection, COPIED, msgspec.msgpack.encode(Copied(at_ms, beside)))
    act.touch(Touched.SHARED)


def be_another(connection: Connection) -> None:
    """This hub is another laptop of the same name, for nobody is to be the one that it was."""
    _become_another(connection, None)


def brought_back(connection: Connection) -> None:
    """This hub was brought back from a backup: another laptop, with nothing to be told of it."""
    be_another(connection)
    # It was put here on purpose: that the other lives on is nothing to be told.
    for fact in (LIVES, COPIED):
        keyring.keep_fact(connection, fact, b"")


def _become_another(connection: Connection, name: str | None) -> None:
    keys = keyring.of(connection)
    was = Former(keys.device, keys.secret, name)
    keyring.keep_fact(connection, FORMER, msgspec.msgpack.encode(was))
    keyring.become_another(connection)


def former(view: View) -> Former | None:
    """Who this laptop was, if it was a copy."""
    raw = keyring.fact(view.connection, FORMER)
    return msgspec.msgpack.decode(raw, type=Former) if raw else None


def needs_name(view: View) -> bool:
    """Whether this laptop was a copy, and still bears the name of the other one."""
    was = former(view)
    return was is not None and was.name == settings.read(view.connection).laptop_name


def still_in(former: Path | None, folder: Path, key: bytes) -> bool:
    """Whether the hub that now lies in a folder also lies where it last lived."""
    try:
        return (
            former is not None
            and (former / FILE).is_file()
            and not (former / FILE).samefile(folder / FILE)
            and keys.fits(former, key)
        )
    except (OSError, Said):
        return False


def lives_in(view: View) -> Path | None:
    """The folder in which this hub was last opened; None where it never said."""
    raw = keyring.fact(view.connection, LIVES)
    return Path(raw.decode(errors="surrogateescape")) if raw else None


def moved_in(act: Act, folder: Path, beside: Path | None) -> None:
    """The hub lives in this folder from now on, and also in the one beside it, if there is one."""
    raw = str(folder.absolute()).encode(errors="surrogateescape")
    keyring.keep_fact(act.connection, LIVES, raw)
    if beside is not None:
        become_another(act, act.now_ms, str(beside).encode(errors="replace").decode())


def told(view: View) -> Copied | None:
    """What is to be told of a copy; None once somebody has read it."""
    raw = keyring.fact(view.connection, COPIED)
    return msgspec.msgpack.decode(raw, type=Copied) if raw else None


def read(act: Act) -> None:
    """Somebody has read it."""
    keyring.keep_fact(act.connection, COPIED, b"")
    act.touch(Touched.SHARED)
