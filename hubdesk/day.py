"""Which day it is at the hub, when this laptop's clock may be wrong.

A laptop whose battery died wakes up years ago; one that was lent out wakes up weeks late.
Before any date rule runs, a clock before the last entry or 14 days after it is asked about,
once. The answer is kept as whole days to add to the clock; while that is not nought, the
clock is known to be wrong and is asked about again on each new day, because somebody may put
it right meanwhile. Nothing is recorded while the date is in doubt.
"""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from hubdesk.changes import Touched
from hubdesk.clock import Clock
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import last_position
from hubdesk.journal.tables import operation, stream
from hubdesk.settings import setting
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

DAY_MS = 86_400_000
BACK_MS = 10 * 60_000
"""How far a clock may slip back before it is asked about: small corrections are usual."""
AHEAD_MS = 14 * DAY_MS
"""How long a hub may rest before the date is asked for."""


class Confirmed(msgspec.Struct, frozen=True):
    """What a person said about the date, and how far the journal went then."""

    days: int = 0
    moment_ms: int = 0
    position: int = 0


class Doubt(Struct, frozen=True):
    """The clock cannot be right as far as the journal knows."""

    day: date
    moment_ms: int


class DayUnsure(Refused):
    """Nobody has confirmed the date yet, so no rule about dates may run."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(translate("hub", "First say what day it is today."))
        self.doubt = doubt


class HubDay:
    """The hub's date, held in memory between commands."""

    def __init__(
        self, clock: Clock, confirmed: Confirmed, newest_ms: int, last_ms: int = 0
    ) -> None:
        self._clock = clock
        self._confirmed = confirmed
        self._newest_ms = newest_ms
        self._last_ms = last_ms

    def now_ms(self) -> int:
        """The clock put right by the days a person gave; never twice the same moment."""
        return max(self._here_ms(), self._last_ms + 1)

    def stamped(self, at_ms: int) -> None:
        """Notes the moment of a command that was recorded."""
        self._last_ms = max(self._last_ms, at_ms)
        self._newest_ms = max(self._newest_ms, at_ms)

    def doubt(self) -> Doubt | None:
        """What to ask about, or None when the clock agrees with the journal."""
        now_ms = self._here_ms()
        today = self._clock.day_of(now_ms)
        return Doubt(today, now_ms) if self._is_odd(now_ms, today) else None

    def _is_odd(self, now_ms: int, today: date) -> bool:
        newest_ms = self._newest_ms
        agrees = not newest_ms or newest_ms - BACK_MS <= now_ms <= newest_ms + AHEAD_MS
        return not agrees or self._wrong_on_another_day(today)

    def _here_ms(self) -> int:
        return self._clock.now_ms() + self._confirmed.days * DAY_MS

    def _wrong_on_another_day(self, today: date) -> bool:
        said = self._confirmed
        return said.days != 0 and today != self._clock.day_of(said.moment_ms)

    def today(self) -> date:
        """The confirmed date; raises DayUnsure until somebody has confirmed it."""
        now_ms = self._here_ms()
        today = self._clock.day_of(now_ms)
        if self._is_odd(now_ms, today):
            raise DayUnsure(Doubt(today, now_ms))
        return today

    def confirm(self, connection: Connection, day: date) -> None:
        """Somebody said what day it is; kept until the clock is doubted again."""
        clock_ms = self._clock.now_ms()
        days = (day - self._clock.day_of(clock_ms)).days
        # Near midnight, whole days across a change to summer time end a day off.
        days += (day - self._clock.day_of(clock_ms + days * DAY_MS)).days
        moment_ms = clock_ms + days * DAY_MS
        self._confirmed = Confirmed(days, moment_ms, last_position(connection))
        self._newest_ms = moment_ms
        self._last_ms = 0
        _keep(connection, self._confirmed)


_said = Prepared(select(setting.c.value).where(setting.c.name == bindparam("called")))
_newest_own = Prepared(
    select(operation.c.at_ms)
    .join(stream, operation.c.stream_no == stream.c.no)
    # By time and not by place in the journal (hence the sum): the first row is nearly always
    # the answer, and the other way reads the whole journal at every start.
    .where(stream.c.own, operation.c.position + 0 > bindparam("after"))
    .order_by(operation.c.at_ms.desc())
)
"""Of this laptop's own alone: a clock that is wrong elsewhere must not stop this one."""


def load(connection: Connection, clock: Clock) -> HubDay:
    """The hub's date as the journal and the last confirmation know it."""
    said = _said.one(connection, called="day")
    confirmed = Confirmed() if said is None else _told(said[0])
    newest = _newest_own.one(connection, after=confirmed.position)
    newest_ms = newest[0] if newest else confirmed.moment_ms
    return HubDay(clock, confirmed, newest_ms, newest_ms)


def _told(raw: bytes) -> Confirmed:
    """What a person said; a value that cannot be read is as if nobody had said anything."""
    try:
        return msgspec.json.decode(raw, type=Confirmed)
    except msgspec.MsgspecError:
        return Confirmed()


def _keep(connection: Connection, confirmed: Confirmed) -> None:
    connection.execute(setting.delete().where(setting.c.name == "day"))
    connection.execute(setting.insert(), {"name": "day", "value": msgspec.json.encode(confirmed)})


def doubt_of(view: View) -> Doubt | None:
    """What to ask about the date before anything else, or None."""
    try:
        view.hub_day.today()
    except DayUnsure as unsure:
        return unsure.doubt
    return None


_newest_elsewhere = (
    select(operation.c.at_ms, operation.c.position)
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(~stream.c.own)
    .order_by(operation.c.at_ms.desc())
    .limit(1)
)


def surely(view: View) -> date:
    """Today, where a wrong clock would do harm: before a stock count.

    Raises DayUnsure for a clock that disagrees with this laptop's own entries, and, once, for
    one that is more than a day behind what other laptops wrote.
    """
    today = view.hub_day.today()
    newest = view.connection.execute(_newest_elsewhere).first()
    if newest is not None and (view.day_of(newest.at_ms) - today).days > 1:
        raw = view.connection.execute(
            select(setting.c.value).where(setting.c.name == "day")
        ).scalar()
        if raw is None or _told(raw).position < newest.position:
            raise DayUnsure(Doubt(today, view.clock.now_ms()))
    return today


def confirm(act: Act, said: date) -> None:
    """Somebody said what day it is today."""
    act.hub_day.confirm(act.connection, said)
    act.touch(Touched.DAY)
