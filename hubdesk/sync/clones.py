"""Two laptops that are one device: somebody copied a disk, and both copies share.

Each would write the device's card anew in every pass, for ever. A card of this laptop's own
that it never wrote comes from such a twin, or from its own life before an old disk was put
back. So the first one is only outnumbered; when a twin outnumbers that as well, it is alive,
and the laptop that notices takes a new identity. Nothing is lost: what was recorded stands
under streams, which no two laptops share.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from hubdesk import settings
from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.sync import keyring

MEANT: Final = "cards meant"
RIVAL: Final = "card not ours"
COPIED: Final = "was a copy"
KEPT: Final = 8
"""So many of the cards it wrote last a laptop knows again."""
_MARK: Final = 8


class Former(Struct, frozen=True):
    """Who this laptop was before: keys that were sealed to it meanwhile still open so.

    ``name`` is what it was called, until somebody gives it a name of its own.
    """

    device: bytes
    secret: bytes
    name: str


def mean(act: Act, raw: bytes) -> None:
    """This laptop is about to write a card: it knows it again, even if the power goes now."""
    kept = keyring.fact(act.connection, MEANT) or b""
    keyring.keep_fact(act.connection, MEANT, (kept + mark(raw))[-KEPT * _MARK :])


def is_ours(connection: Connection, raw: bytes) -> bool:
    """Whether this laptop, or the one it was copied from, wrote a card of its device."""
    kept, sought = keyring.fact(connection, MEANT) or b"", mark(raw)
    return any(kept[at : at + _MARK] == sought for at in range(0, len(kept), _MARK))


def met(act: Act, before: bytes | None, raw: bytes) -> bool:
    """A newer card of this device was read; True when this laptop is another one from now on.

    ``before`` is the card that it held to be its newest.
    """
    if is_ours(act.connection, raw):
        return False
    wrote_last = before is not None and is_ours(act.connection, before)
    if not (keyring.fact(act.connection, RIVAL) and wrote_last):
        keyring.keep_fact(act.connection, RIVAL, mark(raw))
        return False
    _become_another(act)
    return True


def former(view: View) -> Former | None:
    """Who this laptop was, if it was a copy."""
    raw = keyring.fact(view.connection, COPIED)
    return None if raw is None else msgspec.msgpack.decode(raw, type=Former)


def needs_name(view: View) -> bool:
    """Whether this laptop was a copy, and still bears the name of the other one."""
    was = former(view)
    return was is not None and was.name == settings.read(view.connection).laptop_name


def mark(raw: bytes) -> bytes:
    """What a card is known by."""
    return blake2b(raw, digest_size=_MARK, person=b"hubdesk card").digest()


def _become_another(act: Act) -> None:
    keys, name = keyring.of(act.connection), settings.read(act.connection).laptop_name
    was = Former(keys.device, keys.secret, name)
    keyring.keep_fact(act.connection, COPIED, msgspec.msgpack.encode(was))
    for name in (MEANT, RIVAL):
        keyring.keep_fact(act.connection, name, b"")
    keyring.become_another(act.connection)
    act.touch(Touched.SHARED)
