"""How much sync does at a time, and how long it waits before it does what is not its own."""

from __future__ import annotations

import math
from typing import Final

from msgspec import Struct

DAY_MS: Final = 86_400_000
MINUTE_MS: Final = 60_000


class Pace(Struct, frozen=True):
    """The measures of a pass. Times are by whatever clock ``now_ms`` is; none must be right.

    ``page`` operations are applied in one transaction, fewer when that takes longer than
    ``page_ms``, and ``first`` before anybody knows how long they take. After ``fold_after`` the
    write-ahead file is folded in beside the commands; 0: SQLite does it. ``cache_kib`` of the
    hub's file are kept at hand meanwhile, 0: as always. ``rechecked`` files are read again in
    each pass to see that they are sound, and ``unread`` segments, of which all came with a past,
    for the first time. A run of fewer than ``small`` operations is a small segment: so many as
    ``merge_from`` are merged, and ``pack_from`` go into one pack, of streams that rested for
    ``rested_ms``. They go ``deleted_after_ms`` later; what somebody put there again after that,
    who cannot read what stands in for it, stays for ``put_back_for_ms``. A laptop whose own files
    in the folder are more than its share of ``live_files`` sends its small ones less often (see
    ``spacing``), unless somebody asked it to share or it closes (``at_once``). A hub of
    ``past_from`` operations of stock has a past, of which a pass makes as much as it can in
    ``past_ms``.
    """

    page: int = 200
    first: int = 20
    page_ms: float = 1.0
    fold_after: int = 1_000
    cache_kib: int = 0
    segment: int = 1_000
    segment_bytes: int = 1 << 20
    rechecked: int = 12
    rechecked_after_ms: int = DAY_MS
    unread: int = 12
    others_after_ms: int = 2 * DAY_MS
    card_after_ms: int = 5 * MINUTE_MS
    small: int = 250
    merge_from: int = 8
    pack_from: int = 12
    rested_ms: int = DAY_MS
    deleted_after_ms: int = 14 * DAY_MS
    put_back_for_ms: int = 90 * DAY_MS
    live_files: int = 1_500
    at_once: bool = False
    past_from: int = 100_000
    past_ms: float = 400.0


USUAL: Final = Pace()
ASKED: Final = Pace(at_once=True)
"""Somebody pressed the key, or the laptop is closed."""
HURRY: Final = Pace(
    page=50_000,
    first=25_000,
    page_ms=60_000.0,
    fold_after=0,
    cache_kib=128_000,
    at_once=True,
    past_ms=math.inf,
)
"""While nobody is served: the command line."""
JOINING: Final = Pace(
    page=30_000, first=10_000, page_ms=1_000.0, fold_after=0, cache_kib=64_000, at_once=True
)
"""While a laptop joins: its window stays awake, and whoever looks at it all the same waits for a
second at most."""
