"""A hub that is being made: kept until it is, so that it can be made after all if it is cut off.

The file that says whose folder it is may lie there already. Made anew, it would be another hub,
in a folder that belongs to the first.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from hubdesk.journal.act import Act, View
from hubdesk.sync import keyring

BEGUN: Final = "hub being made"


class Begun(Struct, frozen=True, array_like=True):
    """The hub's id, its codes as text, and its first key sheets, each with its key."""

    hub: bytes
    codes: tuple[str, str]
    sheets: list[tuple[bytes, bytes]]


def asked(view: View) -> Begun | None:
    """The hub that this laptop began to make; None where it did not, or is done with it."""
    raw = keyring.fact(view.connection, BEGUN)
    return msgspec.msgpack.decode(raw, type=Begun) if raw else None


def keep(act: Act, begun: Begun) -> None:
    """Keeps it before the first of it lies in a folder."""
    keyring.keep_fact(act.connection, BEGUN, msgspec.msgpack.encode(begun))


def over(act: Act) -> None:
    """This laptop belongs to a hub: its codes stand on paper from now on."""
    keyring.keep_fact(act.connection, BEGUN, b"")
