"""What time it is, as something that can be handed in and faked.

Times are whole milliseconds since 1970 in UTC (``at_ms``); days are ``datetime.date`` in the
laptop's own time zone. Which day the hub *confirmed* is decided in ``hubdesk.day``.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now_ms(self) -> int:
        """Milliseconds since 1970, UTC."""
        ...

    def day_of(self, at_ms: int) -> date:
        """The calendar day of a moment, where this laptop stands."""
        ...


class LaptopClock:
    """The clock of this laptop, right or wrong."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def day_of(self, at_ms: int) -> date:
        return datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone().date()


@dataclass
class SetClock:
    """A clock that stands still until it is moved: for tests and the practice Saturday."""

    moment: datetime

    def now_ms(self) -> int:
        return int(self.moment.timestamp() * 1000)

    def day_of(self, at_ms: int) -> date:
        return datetime.fromtimestamp(at_ms / 1000, tz=self.moment.tzinfo).date()

    def forward(self, **step: float) -> None:
        """Moves on by days=, hours=, minutes= or seconds=."""
        self.moment += timedelta(**step)
