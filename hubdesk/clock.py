"""What time it is, as something that can be handed in and faked.

Times are whole milliseconds since 1970 in UTC (``at_ms``); days are ``datetime.date`` in the
laptop's own time zone. Which day the hub *confirmed* is decided in ``hubdesk.day``.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock_time
from typing import Protocol

from msgspec import Struct


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now_ms(self) -> int:
        """Milliseconds since 1970, UTC."""
        ...

    def day_of(self, at_ms: int) -> date:
        """The calendar day of a moment, where this laptop stands."""
        ...

    def wall_of(self, at_ms: int) -> clock_time:
        """What a clock on the wall shows at a moment, where this laptop stands."""
        ...

    def moment_of(self, day: date, wall: clock_time) -> int | None:
        """The moment at which a clock on the wall shows a time; the first, if it does so twice.

        None for a time that is left out when the clocks go forward.
        """
        ...


class LaptopClock:
    """The clock of this laptop, right or wrong."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def day_of(self, at_ms: int) -> date:
        return datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone().date()

    def wall_of(self, at_ms: int) -> clock_time:
        return datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone().time()

    def moment_of(self, day: date, wall: clock_time) -> int | None:
        return _checked(datetime.combine(day, wall), None)


class SetClock(Struct):
    """A clock that stands still until it is moved: for tests and the practice Saturday."""

    moment: datetime

    def now_ms(self) -> int:
        return int(self.moment.timestamp() * 1000)

    def day_of(self, at_ms: int) -> date:
        return datetime.fromtimestamp(at_ms / 1000, tz=self.moment.tzinfo).date()

    def wall_of(self, at_ms: int) -> clock_time:
        return datetime.fromtimestamp(at_ms / 1000, tz=self.moment.tzinfo).time()

    def moment_of(self, day: date, wall: clock_time) -> int | None:
        return _checked(datetime.combine(day, wall, self.moment.tzinfo), self.moment.tzinfo)

    def forward(self, **step: float) -> None:
        """Moves on by days=, hours=, minutes= or seconds=."""
        self.moment += timedelta(**step)


def _checked(told: datetime, zone: tzinfo | None) -> int | None:
    """The moment of a time on the wall, in ``zone`` (None: this laptop's), if there was one."""
    at_ms = int(told.timestamp() * 1000)
    shown = datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone(zone)
    return at_ms if shown.replace(tzinfo=None) == told.replace(tzinfo=None) else None
