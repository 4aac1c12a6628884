"""What a pass came to, and what can be said of it in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Words(Struct, frozen=True):
    """A sentence for people: English with ``{named}`` gaps, and what fills them."""

    text: str
    values: Mapping[str, Any] = {}

    def __str__(self) -> str:
        return self.text.format(**self.values)


class SetAside(Struct, frozen=True):
    """A file that was not read: where it lies, why, and since when."""

    name: str
    sort: str
    why: str
    words: str
    since_ms: int


class HeardOf(Struct, frozen=True):
    """A laptop of the hub. ``device`` is the first 8 bytes of its id.

    ``newest_ms`` is when the newest of its operations here happened, ``said_ms`` when it last
    wrote its card, both by its own clock; ``operations`` how many of its own are here.
    ``has_ours`` is how many of this laptop's operations it has said to hold. Its clock is ahead
    of this one's by ``clock_off_ms`` at least, or behind when that is below 0 (see ``clocks``).
    ``erased`` is how many households it has erased. ``superseded``: another laptop was this one,
    by a copy or a backup; who still is this one becomes another as soon as it hears of that.
    ``read_ms`` is when something new of it was last read here, by this laptop's clock.
    """

    device: bytes
    name: str
    is_here: bool
    people: bool
    removed: bool
    operations: int
    newest_ms: int
    said_ms: int
    has_ours: int
    clock_off_ms: int
    erased: int = 0
    superseded: bool = False
    read_ms: int = 0

    @property
    def is_at_work(self) -> bool:
        """Whether it is another laptop that works on: neither shut out nor become another."""
        return not (self.is_here or self.removed or self.superseded)


class PassReport(Struct, frozen=True):
    """What one pass did, and what waits.

    ``sent`` and ``healed`` are operations written for this laptop and for others, ``read``
    those that were new here; ``unsent`` are own ones that no good copy in the folder holds, as
    was known before where the folder could not be looked into, None where no hub was.
    ``clashing`` files carry operations under numbers that others stand under: the first stay.
    ``differing`` laptops hold other entries than stand here (``compared``); ``alike`` pairs of
    households that laptops opened apart were found (``alike_apart``).
    ``stopped`` says why the pass ended early; the next one goes on.
    """

    at_ms: int
    sent: int = 0
    healed: int = 0
    read: int = 0
    unsent: int | None = None
    clashing: int = 0
    quarantined: tuple[SetAside, ...] = ()
    waiting: tuple[SetAside, ...] = ()
    heard: tuple[HeardOf, ...] = ()
    files: int = 0
    differing: int = 0
    alike: int = 0
    stopped: Words | None = None

    @property
    def whole(self) -> bool:
        """Whether the pass got to its end."""
        return self.stopped is None


class Coming(Struct, frozen=True):
    """How far a laptop that joins has come: changes that are here, of about so many."""

    here: int
    about: int


class Sharing(Struct, frozen=True):
    """What stands in the status bar.

    ``shared_ms`` is when the last whole pass ended, 0 before the first; ``last`` the last one.
    ``waiting`` operations of this laptop are in no folder yet, the first since ``since_ms``.
    """

    connected: bool
    shared_ms: int = 0
    last: PassReport | None = None
    waiting: int = 0
    since_ms: int = 0


class ErasedOn(Struct, frozen=True):
    """On how many of the hub's laptops somebody is erased, as far as this one has heard."""

    done: int
    of: int


class Erasures(Struct, frozen=True):
    """How many households are erased for ever, and how many of the laptops have erased all."""

    many: int = 0
    on: ErasedOn = ErasedOn(0, 0)
