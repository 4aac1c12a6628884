"""What came from other laptops since somebody last looked: a summary, and nothing to do."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from hubdesk.counter.collection import COLLECTED
from hubdesk.households.kinds import OPENED
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import last_position
from hubdesk.journal.tables import operation, stream
from hubdesk.storage.prepared import Prepared
from hubdesk.sync import keyring

READ: Final = "news read"
WAITS: Final = "news wait"
PAGE: Final = 2_000
"""Operations counted by one question: some milliseconds."""


class News(Struct, frozen=True):
    """What came: from which devices, between which moments, and how much of what."""

    collections: int = 0
    households: int = 0
    others: int = 0
    first_ms: int = 0
    last_ms: int = 0
    devices: frozenset[bytes] = frozenset()

    @property
    def all(self) -> int:
        """How many operations."""
        return self.collections + self.households + self.others

    def and_(self, more: News) -> News:
        """Both together."""
        moments = [ms for ms in (self.first_ms, more.first_ms) if ms]
        return News(
            self.collections + more.collections,
            self.households + more.households,
            self.others + more.others,
            min(moments, default=0),
            max(self.last_ms, more.last_ms),
            self.devices | more.devices,
        )


_counted = Prepared(
    select(
        stream.c.device,
        operation.c.type,
        func.count(),
        func.min(operation.c.at_ms),
        func.max(operation.c.at_ms),
    )
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(
        operation.c.position > bindparam("after"),
        operation.c.position <= bindparam("upto"),
        stream.c.own.is_(False),
    )
    .group_by(stream.c.device, operation.c.type)
)


def since(view: View, after: int | None = None) -> tuple[News, int]:
    """What some thousand operations after a place brought, and where to go on; 0 at the end.

    Without a place it begins where somebody last said that it was read.
    """
    own = keyring.of(view.connection).device
    begin = _read(view) if after is None else after
    last = last_position(view.connection)
    upto = min(begin + PAGE, last)
    found = News()
    for device, type_, many, first_ms, last_ms in _counted.all(
        view.connection, after=begin, upto=upto
    ):
        # A device of which only segments told is known by its first 8 bytes, and noughts.
        if device[:8] != own[:8]:
            found = found.and_(_of(device, type_, many, first_ms, last_ms))
    return found, upto if upto < last else 0


def wait(act: Act, apart_ms: int) -> None:
    """A summary of so long apart waits until somebody puts it away, also over a restart."""
    longest = max(apart_ms, waiting(act))
    keyring.keep_fact(act.connection, WAITS, longest.to_bytes(8, "big"))


def waiting(view: View) -> int:
    """How long laptops were apart, of the summary that nobody has put away; 0 for none."""
    return int.from_bytes(keyring.fact(view.connection, WAITS) or b"", "big")


def read(act: Act) -> None:
    """Somebody has put the summary away: the next one begins here."""
    last = last_position(act.connection)
    keyring.keep_fact(act.connection, READ, last.to_bytes(8, "big"))
    keyring.keep_fact(act.connection, WAITS, b"")


def skip(act: Act) -> None:
    """What came is no news to anybody: the next summary begins here, unless one waits."""
    if not waiting(act):
        read(act)


def _of(device: bytes, type_: str, many: int, first_ms: int, last_ms: int) -> News:
    collections = many if type_ == COLLECTED.name else 0
    households = many if type_ == OPENED.name else 0
    others = many - collections - households
    return News(collections, households, others, first_ms, last_ms, frozenset({device[:8]}))


def _read(view: View) -> int:
    return int.from_bytes(keyring.fact(view.connection, READ) or b"", "big")
