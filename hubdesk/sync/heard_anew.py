"""When this laptop last read something new of each other, by its own clock.

A laptop's own clock may be weeks off. So a pass notes its moment for each laptop of which a newer
card or another number of operations is here than when it was noted last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from hubdesk.sync import cards, keyring
from hubdesk.sync.report import HeardOf

ANEW: Final = "heard anew"


class Anew(Struct, frozen=True, array_like=True):
    """Of a laptop: its newest card, what was here of it, and when one of them was last new."""

    card: int
    operations: int
    read_ms: int


_decoder = msgspec.msgpack.Decoder(dict[bytes, Anew])


def noted(connection: Connection) -> dict[bytes, Anew]:
    """What was noted, by the first 8 bytes of each device."""
    raw = keyring.fact(connection, ANEW)
    return {} if raw is None else _decoder.decode(raw)


def note(connection: Connection, heard: Iterable[HeardOf], now_ms: int, *, joins: bool) -> None:
    """Notes of whom something new is here. ``joins``: no pass of this laptop was whole yet.

    What one that joins reads first may be old: of that the other's own clock tells.
    """
    before = noted(connection)
    numbers = {card.device[:8]: card.number for card in cards.known(connection)}
    known = {}
    for each in heard:
        said_ms = max(each.newest_ms, each.said_ms)
        now = Anew(numbers[each.device], each.operations, min(now_ms, said_ms) if joins else now_ms)
        known[each.device] = _newer(before.get(each.device), now, now_ms)
    if known != before:
        keyring.keep_fact(connection, ANEW, msgspec.msgpack.encode(known))


def _newer(before: Anew | None, now: Anew, now_ms: int) -> Anew:
    if before is None:
        return now
    if (before.card, before.operations) == (now.card, now.operations):
        return before
    return replace(now, read_ms=now_ms)
