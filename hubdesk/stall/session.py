"""A stall's day: one place and one Saturday, named alike by every laptop that trades there."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cached_property

from msgspec import Struct

from hubdesk import paper
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.wording import translate

LONGEST_AGO_DAYS = 31
"""What was written down longer ago than this is not entered any more."""
_LATE, _EARLIER = time(23, 59, 59), time(22, 30)


class Session(Struct, frozen=True, dict=True):
    """One day of one stall. Two laptops that open it apart mean the same session."""

    place: bytes
    day: date

    @cached_property
    def id(self) -> bytes:
        """The same on every laptop."""
        return identity.named("stall", f"{self.place.hex()} {self.day.isoformat()}")


def at_its_time(act: Act, session: Session) -> Act:
    """A command's act at the session's own day: told later, it counts as of that day's end.

    Raises Refused for a day that is still to come, or long gone.
    """
    if session.day == act.today:
        return act
    if not 0 < (act.today - session.day).days <= LONGEST_AGO_DAYS:
        raise Refused(
            translate("stall", "This can be told of the last {most} days. Choose another day."),
            most=LONGEST_AGO_DAYS,
        )
    return paper.at(act, last_moment(act, session.day))


def last_moment(view: View, day: date) -> int:
    """The last minute of a calendar day where the hub is."""
    moment_of = view.clock.moment_of
    found = moment_of(day, _LATE) or moment_of(day, _EARLIER)
    assert found is not None, "clocks go forward once a night at most"
    return found


def first_moment(view: View, day: date) -> int:
    """No later than the first millisecond of a calendar day."""
    return last_moment(view, day - timedelta(days=1))
