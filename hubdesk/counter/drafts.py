"""The visits in progress, saved on this laptop at every change so that nothing is ever lost.

Ctrl+Z goes back one step at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, delete, insert, select, update

from hubdesk.changes import Touched
from hubdesk.counter.draft import Draft
from hubdesk.counter.tables import visit, visit_step
from hubdesk.errors import Refused
from hubdesk.households import groups
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Operation, Ref
from hubdesk.storage import remembered
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate


class Held(Struct, frozen=True):
    """A visit that waits: its household, and those served together with it; all their people."""

    id: bytes
    household: bytes | None
    adults: int
    children: int
    held_ms: int
    also: tuple[bytes | None, ...] = ()
    held_as: tuple[str, ...] = ()
    asked_on: str = ""
    at_ms: int | None = None


_ON_COUNTER = "the visit on the counter"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Draft).decode
_body = Prepared(select(visit.c.body).where(visit.c.id == bindparam("id")))
_save = Prepared(update(visit).where(visit.c.id == bindparam("of")).values(body=bindparam("now")))
_step = Prepared(insert(visit_step), "visit", "before", "stream", "seq")
_open = Prepared(select(visit.c.id).where(visit.c.held_ms.is_(None)))
_opened = Prepared(select(visit.c.id, visit.c.body).where(visit.c.held_ms.is_(None)))
_unfinished = Prepared(select(visit.c.id, visit.c.body).order_by(visit.c.opened_ms.desc()))
_place = Prepared(insert(visit), "id", "opened_ms", "held_ms", "body")
_last_step = (
    select(visit_step)
    .where(visit_step.c.visit == bindparam("of"))
    .order_by(visit_step.c.no.desc())
    .limit(1)
)


def open_visit(view: View) -> bytes | None:
    """The visit that is on the counter now, if any."""
    row = _open.one(view.connection)
    return None if row is None else bytes(row[0])


def opened(view: View) -> tuple[bytes, Draft] | None:
    """The visit that is on the counter now, as it stands, if any."""
    known = remembered.of(view.connection)
    found: tuple[bytes, Draft] | None = known.get(_ON_COUNTER)
    if found is None:
        row = _opened.one(view.connection)
        if row is None:
            return None
        found = (row[0], _decode(row[1]))
        known.put(_ON_COUNTER, found)
    return found


def begin(act: Act, draft: Draft) -> bytes:
    """Puts a new visit on the counter; the one that was there goes on hold."""
    park(act)
    if act.entered_ms is not None:
        draft = msgspec.structs.replace(draft, at_ms=act.at_ms)
    return _put(act, identity.new_id(), draft, held_ms=None)


def place(act: Act, subject: bytes, draft: Draft) -> bytes:
    """Puts a visit on the counter whose collection is opened again; returns its id.

    It is its own subject, as before, unless others who were served with it go on under that.
    """
    if _body.one(act.connection, id=subject) is None:
        return _put(act, subject, draft, held_ms=None)
    apart = msgspec.structs.replace(draft, subject=subject)
    return _put(act, identity.new_id(), apart, held_ms=None)


def _put(act: Act, visit_id: bytes, draft: Draft, held_ms: int | None) -> bytes:
    times = {"opened_ms": act.now_ms, "held_ms": held_ms}
    _place.run(act.connection, id=visit_id, body=_encode(draft), **times)
    act.touch(Touched.VISIT if held_ms is None else Touched.HOLD, visit_id)
    return visit_id


def load(view: View, visit_id: bytes) -> Draft:
    """A visit as it stands; refuses when it was finished or put away meanwhile."""
    row = _body.one(view.connection, id=visit_id)
    if row is None:
        raise Refused(translate("counter", "This visit is finished. Scan a card to start."))
    return _decode(row[0])


def save(
    act: Act,
    visit_id: bytes,
    before: Draft,
    now: Draft,
    op: Operation | None = None,
    *more: Operation,
) -> None:
    """Keeps a change of a visit, with the way back: that undoes what the change recorded."""
    if before == now and op is None:
        return
    _keep_apart(act, visit_id, before, now)
    known = remembered.of(act.connection)
    on_counter = known.get(_ON_COUNTER)
    stream, seq = (None, None) if op is None else op.ref
    back = before.way_back(now)
    if more:
        back = msgspec.structs.replace(back, undoes=[(*each.ref,) for each in more])
    step = _encode(back)
    _step.run(act.connection, visit=visit_id, before=step, stream=stream, seq=seq)
    _save.run(act.connection, of=visit_id, now=_encode(now))
    if on_counter is not None and on_counter[0] == visit_id:
        known.wrote(_ON_COUNTER, (visit_id, now))
    act.touch(Touched.VISIT, visit_id)


def keep(act: Act, visit_id: bytes, now: Draft) -> None:
    """Keeps a change that belongs to the last step: both are taken back together."""
    _save.run(act.connection, of=visit_id, now=_encode(now))
    act.touch(Touched.VISIT, visit_id)


def step_back(act: Act, visit_id: bytes) -> bool:
    """Takes back the last change of a visit and what it recorded; False if there is none.

    The first thing that happened to a visit is that it was opened: taking that back puts it
    away, unless it is a finished parcel that was opened again, which must not get lost.
    """
    step = act.connection.execute(_last_step, {"of": visit_id}).first()
    if step is None:
        if load(act, visit_id).replaces:
            return False
        put_away(act, visit_id)
        return True
    back = _decode(step.before)
    named = [] if step.stream is None else [(step.stream, step.seq)]
    for ref in [Ref(*each) for each in (*back.undoes, *named)]:
        if not act.journal.is_undone(act.connection, ref):
            act.undo(ref)
    stands = load(act, visit_id)
    # Under what it waited is no change of the visit, so no step takes that back.
    stood = msgspec.structs.replace(
        stands.before(back), held_as=stands.held_as, asked_on=stands.asked_on
    )
    _keep_apart(act, visit_id, stands, stood)
    _save.run(act.connection, of=visit_id, now=_encode(stood))
    act.connection.execute(delete(visit_step).where(visit_step.c.no == step.no))
    act.touch(Touched.VISIT, visit_id)
    return True


def _keep_apart(act: Act, visit_id: bytes, before: Draft, now: Draft) -> None:
    """A household is in one visit: one that joins is on hold no more, and one that was on hold,
    or whose parcel was opened again, is there again when it leaves."""
    if not (before.also or now.also):
        return
    was = {party.subject or visit_id: party for party in before.parties}
    is_ = {party.subject or visit_id: party for party in now.parties}
    come, gone = is_.keys() - was.keys(), was.keys() - is_.keys()
    for id_, body in _unfinished.all(act.connection) if come else ():
        if id_ != visit_id and (_decode(body).subject or id_) in come:
            act.connection.execute(delete(visit).where(visit.c.id == id_))
            act.touch(Touched.HOLD, id_)
    for subject in gone:
        if was[subject].waited or was[subject].replaces:
            _hold_apart(act, visit_id, subject, was[subject])


def _hold_apart(act: Act, visit_id: bytes, subject: bytes, party: Draft) -> None:
    """A party that leaves is on hold under its own id, unless the others go on under that."""
    id_ = identity.new_id() if subject == visit_id else subject
    alone = msgspec.structs.replace(party, no=1, subject=subject, waited=False)
    _put(act, id_, alone, held_ms=act.now_ms)


def park(act: Act, *, since_ms: int | None = None) -> None:
    """Puts the visit on the counter on hold: nothing of it is lost, if it was ever so short."""
    visit_id = open_visit(act)
    if visit_id is None:
        return
    held_ms = act.now_ms if since_ms is None else since_ms
    act.connection.execute(update(visit).where(visit.c.id == visit_id).values(held_ms=held_ms))
    act.touch(Touched.HOLD, visit_id)
    act.touch(Touched.VISIT)


def resume(act: Act, visit_id: bytes) -> None:
    """Brings a visit back from hold; the one on the counter goes on hold instead."""
    load(act, visit_id)
    if open_visit(act) != visit_id:
        park(act)
        act.connection.execute(update(visit).where(visit.c.id == visit_id).values(held_ms=None))
    act.touch(Touched.HOLD, visit_id)
    act.touch(Touched.VISIT)


def put_away(act: Act, visit_id: bytes) -> None:
    """Ends a visit that is finished or was not served."""
    row = _body.one(act.connection, id=visit_id)
    parties = _decode(row[0]).parties if row is not None else []
    subjects = {visit_id, *(each.subject or visit_id for each in parties)}
    act.connection.execute(delete(visit_step).where(visit_step.c.visit.in_(subjects)))
    act.connection.execute(delete(visit).where(visit.c.id == visit_id))
    act.touch(Touched.VISIT, visit_id)
    act.touch(Touched.HOLD)


def of_household(view: View, household: bytes) -> bytes | None:
    """The unfinished visit of a household, so that a second scan does not open another.

    Read one by one, the newest first: a counter has a handful of unfinished visits.
    """
    sought = groups.one_of(view, household)
    for visit_id, body in _unfinished.all(view.connection):
        of = {party.household for party in _decode(body).parties}
        if any(each is not None and groups.one_of(view, each) == sought for each in of):
            return bytes(visit_id)
    return None


def unfinished(view: View) -> Iterator[tuple[bytes, Draft]]:
    """Every visit that is not finished, the newest first."""
    for visit_id, body in _unfinished.all(view.connection):
        yield bytes(visit_id), _decode(body)


def households(view: View) -> set[bytes]:
    """Every household whose visit is not finished."""
    bodies = _unfinished.all(view.connection)
    parties = (party for _, body in bodies for party in _decode(body).parties)
    return {party.household for party in parties if party.household is not None}


def of_packed(view: View, parcel: bytes) -> bytes | None:
    """The unfinished visit that a packed parcel is in, if any."""
    for visit_id, body in _unfinished.all(view.connection):
        if any(party.packed == parcel for party in _decode(body).parties):
            return bytes(visit_id)
    return None


def without(applying: Applying, households: Collection[bytes]) -> None:
    """Visits of households that were forgotten go on as visits of nobody: for reducers.

    There is no way back in them: what a step replaced told whose visit it was.
    """
    for visit_id, body in _unfinished.all(applying.connection):
        draft = _decode(body)
        now = draft.each(partial(_of_nobody, households=households))
        if now == draft:
            continue
        subjects = {visit_id, *(each.subject or visit_id for each in now.parties)}
        gone = delete(visit_step).where(visit_step.c.visit.in_(subjects))
        applying.connection.execute(gone)
        _save.run(applying.connection, of=visit_id, now=_encode(now))
        applying.touch(Touched.VISIT, visit_id)
        applying.touch(Touched.HOLD)


def _of_nobody(party: Draft, households: Collection[bytes]) -> Draft:
    if party.household not in households:
        return party
    lines = [msgspec.structs.replace(line, note="") for line in party.lines]
    return msgspec.structs.replace(
        party, household=None, lines=lines, chips=[], ages=[], sized=None, held_as=""
    )


def on_hold(view: View) -> Sequence[Held]:
    """The visits that wait, the longest first."""
    waiting = select(visit).where(visit.c.held_ms.is_not(None)).order_by(visit.c.held_ms)
    found = []
    for row in view.connection.execute(waiting):
        draft = _decode(row.body)
        found.append(_held(row.id, draft, row.held_ms))
    return found


def _held(visit_id: bytes, draft: Draft, since_ms: int) -> Held:
    """A visit as one that waits since a moment."""
    parties = draft.parties
    return Held(
        visit_id,
        parties[0].household,
        sum(each.adults for each in parties),
        sum(each.children for each in parties),
        since_ms,
        tuple(each.household for each in parties[1:]),
        tuple(each.held_as for each in parties if each.held_as),
        draft.asked_on,
        draft.told_ms,
    )
