"""Counts of one shelf that say different things, because two laptops counted it apart.

They may be of one stock take or of two that began on different days; see ``apart``.

Until somebody decides, the later count holds, here and everywhere. Deciding is a count that
stands for all of them: one of the figures, or their sum where each counted a part. It can be
taken back, and two decisions that were made apart are a clash again.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import func, select

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.stock import places, shelves
from hubdesk.stock.counts import DECIDED, WHOLE, Counted, Share, replaced
from hubdesk.stock.tables import count_entry
from hubdesk.stocktake import apart, entries, spots
from hubdesk.stocktake.entries import Entry, Standing
from hubdesk.stocktake.spots import Target
from hubdesk.volunteers import serving
from hubdesk.wording import translate


class Side(Struct, frozen=True):
    """One of the figures: what was counted, how many, when, and by whom as far as they said."""

    ref: Ref
    target: Target
    quantity: int
    at_ms: int
    who: tuple[str, ...]


class Clash(Struct, frozen=True):
    """Figures for one thing on one shelf that differ. ``holds`` is the one that counts now.

    ``takes`` are the stock takes that they belong to.
    """

    target: Target
    shelf: bytes
    where: str
    sides: tuple[Side, ...]
    holds: Ref
    takes: frozenset[bytes] = frozenset()

    @property
    def together(self) -> int:
        """The figure when each counted a part."""
        return sum(each.quantity for each in self.sides)


_latest_ms = select(func.max(count_entry.c.as_of_ms)).scalar_subquery()
_takes = select(count_entry.c.take).where(count_entry.c.as_of_ms > _latest_ms - apart.RECENT_MS)


def all_(view: View) -> list[Clash]:
    """What is to be decided, the first counted first."""
    takes = view.connection.execute(_takes.distinct()).scalars().all()
    standing = entries.of_takes(view, takes)
    found = [_clash(view, standing, heads) for heads in _differing(view, standing)]
    return sorted(found, key=lambda each: (each.sides[0].at_ms, each.sides[0].ref))


def _differing(view: View, standing: Standing) -> list[list[Entry]]:
    """Heads that differ: of one product or line, or of a line and a product of it.

    Of several stock takes those whose counters had not heard of one another.
    """
    found: dict[frozenset[Ref], list[Entry]] = {}
    for each in standing.entries:
        heads = standing.heads(each.subject, by_line=each.by_line, shelf=each.shelf)
        heads = apart.unheard([e for e in heads if e.place == each.place])
        if each in heads and apart.differ(view, heads, each.subject, by_line=each.by_line):
            found[frozenset(e.ref for e in heads)] = heads
    wholes = list(found)
    return [heads for refs, heads in found.items() if not any(refs < other for other in wholes)]


def _clash(view: View, standing: Standing, heads: list[Entry]) -> Clash:
    names = serving.names(view, [each.actor for each in heads])
    sides = tuple(
        Side(
            each.ref,
            spots.named(view, each.subject, by_line=each.by_line),
            each.quantity,
            each.as_of_ms,
            names.get(each.actor, ()) if each.actor else (),
        )
        for each in heads
    )
    whole = next((side.target for side in sides if side.target.by_line), sides[0].target)
    later = max(heads, key=lambda e: (e.as_of_ms, e.quantity, e.ref))
    among = frozenset(each.take for each in heads)
    return Clash(whole, heads[0].shelf, _where(view, heads[0]), sides, later.ref, among)


def _where(view: View, each: Entry) -> str:
    place = places.named(view, each.place)
    shelf = shelves.by_id(view, each.shelf) if each.shelf != WHOLE else None
    return " · ".join(filter(None, (place.name if place else "", shelf.name if shelf else "")))


def decide(act: Act, clash: Clash, keep: Ref | None) -> Operation:
    """One of the figures holds, or (None) they are parts and add up.

    Raises Refused when it was decided or counted anew meanwhile.
    """
    takes = act.connection.execute(_takes.distinct()).scalars().all()
    standing = entries.of_takes(act, takes)
    known = [{e.ref for e in heads} for heads in _differing(act, standing)]
    if {side.ref for side in clash.sides} not in known:
        raise Refused(translate("stocktake", "This was decided or counted again. Look at it anew."))
    heads = [e for e in standing.entries if e.ref in {side.ref for side in clash.sides}]
    if keep is None:
        body, subject = _summed(heads)
    else:
        chosen = next(each for each in heads if each.ref == keep)
        body, subject = _as(chosen, chosen.shares, chosen.quantity, chosen.as_of_ms, heads)
    knew = apart.known(act, body.take, body.place, body.shelf, subject)
    pack = clash.target.measure.one
    return act.record(DECIDED, replaced(body, knew=knew, pack=pack), subject)


def _summed(heads: list[Entry]) -> tuple[Counted, bytes]:
    whole = next((each for each in heads if each.by_line), heads[0])
    sums: dict[bytes, int] = {}
    for each in heads:
        for id_, many in each.shares.items():
            sums[id_] = sums.get(id_, 0) + many
    first_ms = min(each.as_of_ms for each in heads)
    return _as(whole, sums, sum(each.quantity for each in heads), first_ms, heads)


def _as(
    like: Entry, shares: dict[bytes, int], quantity: int, as_of_ms: int, heads: list[Entry]
) -> tuple[Counted, bytes]:
    take = max(heads, key=lambda e: e.as_of_ms).take
    body = Counted(
        take,
        like.place,
        like.shelf,
        quantity,
        like.by_line,
        [Share(*each) for each in sorted(shares.items())] if like.by_line else [],
        [(each.ref.stream, each.ref.seq) for each in heads if each.take == take],
        as_of_ms,
    )
    return body, like.subject
