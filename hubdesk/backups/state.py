"""What this laptop remembers of its backups outside the hub's file: times, and nothing else.

It must outlast the file that it speaks of, and a restore must not turn it back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from hubdesk.backups import places
from hubdesk.storage.whole_file import write_whole

NAME: Final = "state.json"
HOUR_MS: Final = 3_600_000
EVERY_MS: Final = 15 * 60_000
NAG_MS: Final = 48 * HOUR_MS
CHECK_MS: Final = 24 * HOUR_MS
REMIND_MS: Final = 16 * HOUR_MS
"""Less than a day: the hub may open earlier tomorrow."""

_Ms = Annotated[int, Meta(ge=0)]


class State(Struct, frozen=True):
    """When what was done last; 0 for never.

    ``since_ms`` is the first backup on this laptop, ``own_ms`` the newest one on this disk,
    ``second_ms`` the newest one on any second medium, ``checked_ms`` the last full check that
    found nothing wrong, ``put_away_ms`` when somebody read the reminder in Today.
    """

    since_ms: _Ms = 0
    own_ms: _Ms = 0
    second_ms: _Ms = 0
    checked_ms: _Ms = 0
    put_away_ms: _Ms = 0

    def needs_medium(self, now_ms: int) -> bool:
        """True when for 48 hours nothing was kept outside this laptop.

        A moment that is still to come was told by a wrong clock, and says nothing.
        """
        told = [each for each in (self.since_ms, self.second_ms) if each]
        last_ms = max((each for each in told if each <= now_ms + HOUR_MS), default=0)
        return bool(told) and now_ms - last_ms > NAG_MS

    def reminds(self, now_ms: int) -> bool:
        """True when Today is to say so: once a day, until somebody put it away."""
        was_read = self.put_away_ms <= now_ms < self.put_away_ms + REMIND_MS
        return self.needs_medium(now_ms) and not was_read

    def is_due(self, now_ms: int) -> bool:
        """True when what changed should be kept now. A clock that went back counts as due."""
        return not self.own_ms <= now_ms < self.own_ms + EVERY_MS

    def needs_check(self, now_ms: int) -> bool:
        """True when the whole file was not looked at for a day."""
        return not self.checked_ms <= now_ms < self.checked_ms + CHECK_MS


def read(hub: Path) -> State:
    """What is remembered; nothing where the file is missing or damaged."""
    try:
        return msgspec.json.decode((places.own(hub) / NAME).read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return State()


def keep(hub: Path, **values: int) -> State:
    """Remembers some times, as well as the disk allows: losing them costs only a nag."""
    known = msgspec.structs.replace(read(hub), **values)
    try:
        write_whole(places.own(hub) / NAME, msgspec.json.encode(known) + b"\n")
    except OSError:
        return known
    return known
