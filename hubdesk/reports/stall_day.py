"""A stall's day added up: who came, what went and came, and what that leaves as taken.

Taken = stood there + loaded out + tins in - parcels served from there - discarded - loaded in,
line by line and in all. Every figure follows from facts that add up in any order, so that two
laptops come to the same page once they have heard of each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct
from sqlalchemy import func, select

from hubdesk import settings
from hubdesk.counter.collection import CAME_BACK, COLLECTED
from hubdesk.counter.tables import came_back, collection
from hubdesk.journal.act import View
from hubdesk.stall import closing, goods, lines, swap
from hubdesk.stall.closing import CLOSED
from hubdesk.stall.goods import Movement
from hubdesk.stall.session import Session, first_moment, last_moment
from hubdesk.stall.swap import Sums
from hubdesk.stock import places, products
from hubdesk.stock.dates import DateKind
from hubdesk.stock.intake import DISCARDED, TAKEN_IN
from hubdesk.stock.moving import MOVED
from hubdesk.stock.near_dated import STALL_DAYS

ONE_DAY = timedelta(days=1)


class Flow(Struct, frozen=True):
    """So many of something by the way they went; ``taken`` is what is left over."""

    stood: int = 0
    out: int = 0
    came: int = 0
    served: int = 0
    wasted: int = 0
    back: int = 0

    @property
    def taken(self) -> int:
        """What went over the table."""
        return self.stood + self.out + self.came - self.served - self.wasted - self.back

    def with_(self, other: Flow) -> Flow:
        """Both together."""
        return Flow(
            self.stood + other.stood,
            self.out + other.out,
            self.came + other.came,
            self.served + other.served,
            self.wasted + other.wasted,
            self.back + other.back,
        )


class LineDay(Struct, frozen=True):
    """One line at the stall. ``keyed``: how many the keys counted, None for a line without one."""

    line: bytes | None
    name: str
    flow: Flow
    keyed: int | None = None


class StallDay(Struct, frozen=True):
    """The day's page. ``total`` has the tins that nobody scanned as well, ``lines`` have not.

    ``taken_g`` and ``rescued_g`` leave out ``unweighed`` items, of which nobody has said what
    one weighs. ``rescued_g`` was near its best before or past it. ``parcels`` were served there.
    """

    hub_name: str
    session: Session
    today: date
    sums: Sums
    total: Flow
    lines: tuple[LineDay, ...]
    taken_g: int
    unweighed: int
    rescued_g: int
    parcels: int
    closed_ms: int | None

    @property
    def difference(self) -> int:
        """How many more were taken than the keys counted out; less than none: fewer."""
        return self.total.taken - self.sums.out


def stall_day(view: View, day: date | None = None) -> StallDay:
    """A day of the stall; today's if none is named."""
    session = Session(places.STALL, day or view.today)
    sums = swap.sums(view, session)
    moved = [each for each in goods.movements(view, session) if each.kind != CLOSED.name]
    flows = _by_line(view, session, moved, dict(sums.counted))
    total = Flow(came=sums.tins)
    for each in flows:
        total = total.with_(each.flow)
    return StallDay(
        settings.read(view.connection).hub_name,
        session,
        view.today,
        sums,
        total,
        tuple(flows),
        sum(each.weight_g for each in moved if each.weight_g is not None),
        sum(each.quantity for each in moved if each.weight_g is None) + sums.tins,
        _rescued_g(session, moved),
        _parcels(view, session),
        closing.closed_ms(view, session),
    )


def _by_line(
    view: View, session: Session, moved: Iterable[Movement], counted: dict[bytes, int]
) -> list[LineDay]:
    flows: dict[bytes | None, Flow] = {}
    names: dict[bytes | None, str] = {}
    for each in moved:
        known = flows.get(each.line, Flow())
        flows[each.line] = known.with_(_flow(view, session, each))
    for line_id in {*flows, *counted}:
        line = products.line_by_id(view, line_id) if line_id else None
        names[line_id] = line.name if line else ""
    keyed = {each.id for each in lines.keyed_lines(view)} | counted.keys()
    told = [
        LineDay(
            line_id,
            names[line_id],
            flows.get(line_id, Flow()),
            counted.get(line_id, 0) if line_id in keyed else None,
        )
        for line_id in {*flows, *counted}
    ]
    return sorted(
        told, key=lambda each: (each.line is None, each.name.casefold(), each.line or b"")
    )


def _flow(view: View, session: Session, moved: Movement) -> Flow:
    """Which way a movement went. The evening before, crates are loaded for the day."""
    on, many = view.day_of(moved.at_ms), moved.quantity
    loading = moved.kind == MOVED.name
    if on < session.day - ONE_DAY or (on < session.day and not (loading and many > 0)):
        return Flow(stood=many)
    if loading:
        return Flow(out=many) if many > 0 else Flow(back=-many)
    if moved.kind == TAKEN_IN.name:
        return Flow(came=many)
    if moved.kind in (COLLECTED.name, CAME_BACK.name):
        return Flow(served=-many)
    if moved.kind == DISCARDED.name:
        return Flow(wasted=-many)
    return Flow(stood=many)


def _rescued_g(session: Session, moved: Iterable[Movement]) -> int:
    """What went to people of goods with a best before that was near or past, in grams."""
    last = session.day + timedelta(days=STALL_DAYS)
    left: dict[tuple[bytes, bytes | None], int] = {}
    for each in moved:
        dated = each.dated
        if each.kind in (COLLECTED.name, CAME_BACK.name) or dated is None or each.weight_g is None:
            continue
        if dated.kind is DateKind.BEST_BEFORE and dated.day <= last:
            which = (each.product, each.batch)
            left[which] = left.get(which, 0) + each.weight_g
    return sum(max(0, weight_g) for weight_g in left.values())


_served = select(func.count()).where(
    collection.c.place == places.STALL,
    ~collection.c.undone,
    ~select(came_back.c.op).where(came_back.c.visit == collection.c.visit).exists(),
)


def _parcels(view: View, session: Session) -> int:
    """Parcels that were served from the stall on its day and stand."""
    first_ms, end_ms = first_moment(view, session.day), last_moment(view, session.day)
    within = (collection.c.at_ms > first_ms, collection.c.at_ms <= end_ms)
    return int(view.connection.execute(_served.where(*within)).scalar_one())
