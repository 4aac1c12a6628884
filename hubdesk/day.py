"""Which day it is at the hub, when this laptop's clock may be wrong.

A laptop whose battery died wakes up years ago; one that was lent out wakes up weeks late.
Before any date rule runs, a clock before the last entry, 14 days after it, or more than a day
behind what other laptops wrote is asked about, once. The answer is kept as whole days to add to
the clock; while that is not nought, the clock is known to be wrong and is asked about again on
each new day, because somebody may put it right meanwhile. Nothing is recorded while the date is
in doubt. What may be answered is in ``hubdesk.day_answers``.
"""

from __future__ import annotations

from datetime import date, time, timedelta

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, or_, select

from hubdesk.changes import Touched
from hubdesk.clock import Clock
from hubdesk.day_answers import DAY_MS, MADE, REST_MS, Doubt, Why, check
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, Day, View
from hubdesk.journal.journal import last_position
from hubdesk.journal.tables import operation, stream
from hubdesk.settings import setting
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

BACK_MS = 10 * 60_000
"""How far a clock may slip back before it is asked about: small corrections are usual."""


class Confirmed(msgspec.Struct, frozen=True):
    """What a person said about the date, and how far the journal went then.

    ``ahead_ms`` is how far other laptops' entries lay ahead of that: known, and not asked again.
    """

    days: int = 0
    moment_ms: int = 0
    position: int = 0
    ahead_ms: int = 0


class Newest(Struct, frozen=True):
    """The moments that a clock is held against; 0 where there is none.

    ``agreed_ms`` is the newest entry since somebody last said what day it is, or that saying.
    ``last_ms`` is the last entry here; entries dated after the day that was said do not count.
    ``others_ms`` is the newest entry of other laptops.
    """

    agreed_ms: int = 0
    last_ms: int = 0
    others_ms: int = 0


class DayUnsure(Refused):
    """Nobody has confirmed the date yet, so no rule about dates may run."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(translate("hub", "First say what day it is today."))
        self.doubt = doubt


class HubDay:
    """The hub's date, held in memory between commands."""

    def __init__(self, clock: Clock, confirmed: Confirmed, newest: Newest) -> None:
        self._clock = clock
        self._confirmed = confirmed
        self._agreed_ms = newest.agreed_ms
        self._last_ms = newest.last_ms
        self._others_ms = newest.others_ms

    def now_ms(self) -> int:
        """The clock put right by the days a person gave; never twice the same moment."""
        return max(self._here_ms(), self._last_ms + 1)

    def stamped(self, at_ms: int) -> None:
        """Notes the moment of a command that was recorded."""
        self._last_ms = max(self._last_ms, at_ms)
        self._agreed_ms = max(self._agreed_ms, at_ms)

    def heard(self, at_ms: int) -> bool:
        """Notes when another laptop recorded something; True when it makes the date doubtful."""
        if at_ms <= self._others_ms:
            return False
        was = self.doubt()
        self._others_ms = at_ms
        return was is None and self.doubt() is not None

    def doubt(self) -> Doubt | None:
        """What to ask about, or None when the clock agrees with all entries.

        Those of other laptops are asked about, but never stop anything: a clock that is wrong
        elsewhere is not this one's fault.
        """
        now_ms = self._here_ms()
        today = self._clock.day_of(now_ms)
        why = self._why(now_ms, today) or self._why_others(now_ms)
        return self._asked(now_ms, today, why) if why else None

    def to_put_right(self) -> Doubt:
        """What to ask when somebody wants another date, though nothing is in doubt."""
        now_ms = self._here_ms()
        return self.doubt() or self._asked(now_ms, self._clock.day_of(now_ms), Why.WANTED)

    def today(self) -> date:
        """The confirmed date; raises DayUnsure until somebody has confirmed it."""
        now_ms = self._here_ms()
        today = self._clock.day_of(now_ms)
        why = self._why(now_ms, today)
        if why:
            raise DayUnsure(self._asked(now_ms, today, why))
        return today

    def confirm(self, connection: Connection, day: date) -> None:
        """Somebody said what day it is; kept until the clock is doubted again.

        What is entered from now on comes after the last entry, unless the day lies before it.
        """
        clock_ms = self._clock.now_ms()
        days = (day - self._clock.day_of(clock_ms)).days
        # Near midnight, whole days across a change to summer time end a day off.
        days += (day - self._clock.day_of(clock_ms + days * DAY_MS)).days
        moment_ms = clock_ms + days * DAY_MS
        ahead_ms = max(0, self._others_ms - moment_ms)
        self._confirmed = Confirmed(days, moment_ms, last_position(connection), ahead_ms)
        self._agreed_ms = moment_ms
        self._last_ms = _last_entry_ms(connection, self._clock, self._confirmed)
        _keep(connection, self._confirmed)

    def _why(self, now_ms: int, today: date) -> Why | None:
        agreed_ms = self._agreed_ms
        if today < MADE:
            return Why.EARLY
        if agreed_ms and now_ms < agreed_ms - BACK_MS and not self._is_hour_alone(today):
            return Why.BEHIND
        if agreed_ms and now_ms > agreed_ms + REST_MS:
            return Why.RESTED
        if self._wrong_on_another_day(today):
            return Why.SAID
        return None

    def _why_others(self, now_ms: int) -> Why | None:
        is_behind = self._others_ms - now_ms > self._confirmed.ahead_ms + DAY_MS
        return Why.OTHERS if is_behind else None

    def _is_hour_alone(self, today: date) -> bool:
        """The day was said, and it is the last entry's too: only the hour is off."""
        said = self._confirmed
        return bool(said.moment_ms) and (
            self._clock.day_of(said.moment_ms) == today == self._clock.day_of(self._agreed_ms)
        )

    def _wrong_on_another_day(self, today: date) -> bool:
        said = self._confirmed
        return said.days != 0 and today != self._clock.day_of(said.moment_ms)

    def _here_ms(self) -> int:
        return self._clock.now_ms() + self._confirmed.days * DAY_MS

    def _asked(self, now_ms: int, today: date, why: Why) -> Doubt:
        others_ms = self._others_ms if self._others_ms > now_ms + DAY_MS else 0
        return Doubt(today, now_ms, why, self._day(self._last_ms), self._day(others_ms))

    def _day(self, at_ms: int) -> date | None:
        """The day of an entry; what a hub entered as it was made, by a dead clock, tells none."""
        day = self._clock.day_of(at_ms)
        return day if day >= MADE else None


class _Unasked(Struct, frozen=True):
    """The hub's date while a hub is being made: nobody can be asked yet."""

    real: Day
    day: date

    def today(self) -> date:
        return self.day

    def confirm(self, connection: Connection, day: date) -> None:
        self.real.confirm(connection, day)

    def heard(self, at_ms: int) -> bool:
        return self.real.heard(at_ms)

    def doubt(self) -> Doubt | None:
        return self.real.doubt()

    def to_put_right(self) -> Doubt:
        return self.real.to_put_right()


def unasked(act: Act) -> Act:
    """The act of a first run: its names and lines are no worse for a wrong date."""
    return replace(act, hub_day=_Unasked(act.hub_day, act.day_of(act.at_ms)))


_said = Prepared(select(setting.c.value).where(setting.c.name == bindparam("called")))
_newest_own = Prepared(
    select(operation.c.at_ms)
    .join(stream, operation.c.stream_no == stream.c.no)
    # By time and not by place in the journal (hence the sum): the first row is nearly always
    # the answer, and the other way reads the whole journal at every start.
    .where(stream.c.own, operation.c.position + 0 > bindparam("after"))
    .order_by(operation.c.at_ms.desc())
)
"""Since somebody last said what day it is."""
_last_own = Prepared(
    select(operation.c.at_ms)
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(
        stream.c.own,
        or_(operation.c.position + 0 > bindparam("after"), operation.c.at_ms < bindparam("before")),
    )
    .order_by(operation.c.at_ms.desc())
)
"""Since then, or dated no later than the day that was said."""
_newest_elsewhere = Prepared(
    select(operation.c.at_ms)
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(~stream.c.own, operation.c.at_ms > bindparam("after"))
    .order_by(operation.c.at_ms.desc())
)


def load(connection: Connection, clock: Clock) -> HubDay:
    """The hub's date as the journal and the last confirmation know it."""
    said = _said.one(connection, called="day")
    confirmed = Confirmed() if said is None else _told(said[0])
    newest = _newest_own.one(connection, after=confirmed.position)
    return HubDay(
        clock,
        confirmed,
        Newest(
            newest[0] if newest else confirmed.moment_ms,
            _last_entry_ms(connection, clock, confirmed),
            _others_ms(connection, clock.now_ms() + confirmed.days * DAY_MS),
        ),
    )


def _last_entry_ms(connection: Connection, clock: Clock, confirmed: Confirmed) -> int:
    """The last entry here, 0 for none. What a wrong clock dated after the day said is none."""
    at_ms = confirmed.moment_ms
    end_ms = clock.moment_of(clock.day_of(at_ms) + timedelta(1), time()) or at_ms
    found = _last_own.one(connection, after=confirmed.position, before=end_ms)
    return found[0] if found else 0


def _others_ms(connection: Connection, now_ms: int) -> int:
    """The newest entry of other laptops if it is more than a day ahead, else 0."""
    found = _newest_elsewhere.one(connection, after=now_ms + DAY_MS)
    return found[0] if found else 0


def hear(act: Act) -> None:
    """Much came from other laptops at once: notes how far ahead it is."""
    heard(act, _others_ms(act.connection, act.at_ms))


def heard(act: Act, at_ms: int) -> None:
    """Something came from other laptops; the date is asked for at once if that doubts it."""
    if act.hub_day.heard(at_ms):
        act.touch(Touched.DAY)


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
    return view.hub_day.doubt()


def surely(view: View) -> date:
    """Today, where a wrong clock would do most harm: before a stock count.

    Raises DayUnsure for any doubt, that of other laptops' entries among them.
    """
    doubt = view.hub_day.doubt()
    if doubt is not None:
        raise DayUnsure(doubt)
    return view.today


def to_put_right(view: View) -> Doubt:
    """What to ask when somebody wants to put today's date right, doubted or not."""
    return view.hub_day.to_put_right()


def confirm(act: Act, said: date, on_purpose: bool = False) -> None:
    """Somebody said what day it is today.

    Raises Refused for a day that cannot be today and, unless it is said on purpose, for one
    before the last entry here.
    """
    check(act.hub_day.to_put_right(), said, on_purpose)
    act.hub_day.confirm(act.connection, said)
    act.touch(Touched.DAY)
