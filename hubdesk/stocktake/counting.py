"""Counting: so many of this stand here. Each figure is saved by itself, at once."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import bindparam, exists, select

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import stream
from hubdesk.paper import Told
from hubdesk.stock import counts
from hubdesk.stock.counts import COUNTED, Counted, Share
from hubdesk.stock.tables import count_entry, count_instead
from hubdesk.stocktake import apart, entries, lines, spots, takes
from hubdesk.stocktake.entries import Entry, Standing
from hubdesk.stocktake.spots import Spot, Target
from hubdesk.storage.prepared import Prepared
from hubdesk.volunteers import serving
from hubdesk.wording import translate

MOST = 9_999


class How(StrEnum):
    """What a number means for what was counted on this shelf already."""

    ASK = "ask"
    ADD = "add"
    INSTEAD = "instead"


class Done(Struct, frozen=True):
    """A figure that was saved: what was counted now, and what the shelf holds in all."""

    ref: Ref
    target: Target
    typed: int
    total: int
    added: bool = False


class CountedBefore(Struct, frozen=True):
    """Nothing was saved: this was counted here before, so many. Add to it, or is it instead?

    ``differing`` are the figures of two people that nobody has compared; then nothing is added.
    """

    spot: Spot
    target: Target
    typed: int
    before: int
    at_ms: int
    who: tuple[str, ...] = ()
    differing: tuple[int, ...] = ()


class TakenBack(Struct, frozen=True):
    """A count that did not happen after all, and the spot where it was."""

    target: Target
    quantity: int
    shelf: bytes


def count(
    act: Act,
    spot: Spot,
    target: Target,
    quantity: int,
    how: How = How.ASK,
    told: Told | None = None,
) -> Done | CountedBefore:
    """So many of a target, in its measure, stand on a spot, at the moment of the act.

    What was counted here already is asked about (``CountedBefore``) unless ``how`` says, and
    nothing is added to figures that differ.
    Raises Refused for a number that cannot be meant and while the date is not sure.
    """
    if not 0 <= quantity <= MOST:
        target.measure.up_to(quantity, MOST, 0)
    take = takes.here_and_now(act, spot.place.id)
    standing = entries.of_takes(act, [take])
    before = before_here(standing, spot.shelf, target)
    differs = standing.differs(target.subject, by_line=target.by_line, shelf=spot.shelf)
    if before and (how is How.ASK or (differs and how is How.ADD)):
        found = standing.found(target.subject, by_line=target.by_line, shelf=spot.shelf) or 0
        last = max(before, key=lambda each: each.at_ms)
        who = serving.names(act, [last.actor]).get(last.actor or b"", ())
        figures = tuple(each.quantity for each in before) if differs else ()
        return CountedBefore(spot, target, quantity, found, last.at_ms, who, figures)
    body = _body(act, take, spot, target, quantity, told)
    subject = target.subject
    if before and how is How.ADD:
        body, subject = _added(standing, spot.shelf, before, target, body)
    elif before:
        body = _with(body, instead_of=before)
    op = act.record(COUNTED, body, subject)
    return Done(op.ref, target, quantity, body.quantity, added=bool(before) and how is How.ADD)


def before_here(standing: Standing, shelf: bytes, target: Target) -> list[Entry]:
    """The counts of a target that stand on a shelf, of its line or products too."""
    heads = standing.heads(target.subject, by_line=target.by_line, shelf=shelf)
    if target.by_line:
        for each in standing.products_of(target.subject, shelf):
            heads += standing.heads(each, by_line=False, shelf=shelf)
    return list({each.ref: each for each in heads}.values())


def _body(
    act: Act, take: bytes, spot: Spot, target: Target, quantity: int, told: Told | None
) -> Counted:
    shares: list[Share] = []
    if target.by_line:
        shares = lines.shared_out(act, spot.place.id, target.subject, quantity, take)
    return Counted(
        take,
        spot.place.id,
        spot.shelf,
        quantity,
        target.by_line,
        shares,
        told=told or _told(act),
        knew=apart.known(act, take, spot.place.id, spot.shelf, target.subject),
        pack=target.measure.one,
    )


def _told(act: Act) -> Told | None:
    return None if act.entered_ms is None else Told(act.entered_ms)


def _with(body: Counted, *, instead_of: Sequence[Entry]) -> Counted:
    named = [(each.ref.stream, each.ref.seq) for each in instead_of]
    return counts.replaced(body, instead_of=named)


def _added(
    standing: Standing, shelf: bytes, before: Sequence[Entry], target: Target, body: Counted
) -> tuple[Counted, bytes]:
    """A count on top of those before it, and what it is of: a line once one of them is."""
    line = next((each.subject for each in before if each.by_line), None)
    if target.by_line:
        line = target.subject
    first_ms = min(each.as_of_ms for each in before)
    sums = {each.product: each.quantity for each in body.shares}
    if not sums:
        sums[target.subject] = body.quantity
    for id_ in {id_ for each in before for id_ in each.shares}:
        sums[id_] = sums.get(id_, 0) + (standing.found(id_, by_line=False, shelf=shelf) or 0)
    total = sum(sums.values())
    shares = [Share(id_, many) for id_, many in sorted(sums.items())] if line else []
    body = counts.replaced(
        body, quantity=total, by_line=line is not None, shares=shares, as_of_ms=first_ms
    )
    return _with(body, instead_of=before), line or target.subject


def take_back(act: Act, ref: Ref) -> TakenBack:
    """One count did not happen after all.

    Raises Refused when a later one stands for it, which is taken back first.
    """
    entry = one(act, ref)
    if entry is None or is_replaced(act, ref):
        raise Refused(
            translate("stocktake", "It was counted or decided again since. Undo that first.")
        )
    act.undo(ref)
    target = spots.named(act, entry.subject, by_line=entry.by_line)
    return TakenBack(target, entry.quantity, entry.shelf)


_own_latest = Prepared(
    select(count_entry.c.stream, count_entry.c.seq)
    .select_from(count_entry.join(stream, stream.c.id == count_entry.c.stream))
    .where(
        stream.c.own,
        ~exists().where(
            count_instead.c.stream == count_entry.c.stream,
            count_instead.c.seq == count_entry.c.seq,
        ),
    )
    .order_by(count_entry.c.op.desc())
)
_is_named = Prepared(
    select(count_instead.c.by_seq).where(
        count_instead.c.stream == bindparam("stream"), count_instead.c.seq == bindparam("seq")
    )
)


def undo_last(act: Act) -> TakenBack | None:
    """Ctrl+Z: the last count of this laptop that still stands did not happen.

    None when nothing is left; what was settled with its stock take stays.
    """
    row = _own_latest.one(act.connection)
    if row is None:
        return None
    ref = Ref(*row)
    entry = one(act, ref)
    if entry is None or takes.is_settled(act, entry.take):
        return None
    return take_back(act, ref)


def is_replaced(view: View, ref: Ref) -> bool:
    """True for a count that a later one stands for."""
    return _is_named.one(view.connection, stream=ref.stream, seq=ref.seq) is not None


def one(view: View, ref: Ref) -> Entry | None:
    """A count that stands; None when it was taken back or is not known here."""
    found = view.journal.read(view.connection, ref)
    body = view.journal.body_of(view.connection, *found) if found else None
    if not isinstance(body, Counted) or view.journal.is_undone(view.connection, ref):
        return None
    standing = entries.of_takes(view, [body.take])
    return next((each for each in standing.entries if each.ref == ref), None)
