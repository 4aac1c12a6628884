"""A laptop that joins takes the hub's past in one go, in place of working it out again.

All of it comes in one transaction, or nothing does: then each segment is read, as ever. What is
new since, and what people told, comes in segments either way.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from hubdesk import day
from hubdesk.changes import Touched
from hubdesk.journal import forgotten
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import last_position, pages
from hubdesk.journal.operations import Klass
from hubdesk.journal.tables import forgotten as forgetting
from hubdesk.journal.tables import operation, stream
from hubdesk.storage import derived, indexes
from hubdesk.storage.failures import SENTENCES, result_code
from hubdesk.storage.prepared import Prepared
from hubdesk.storage.repeatable import repeatable
from hubdesk.sync import coming, held, keyring, room
from hubdesk.sync.keyring import Keyring
from hubdesk.sync.passing import Passing, Tell, all_held
from hubdesk.sync.past import file, lying, rows
from hubdesk.sync.past.file import Contents, Head
from hubdesk.sync.past.lying import Past
from hubdesk.sync.report import Coming
from hubdesk.sync.tables import held_range
from hubdesk.sync.unreadable import Unreadable, Why

MOST_BYTES: Final = 256 << 20
"""A longer one is not taken, for all of it is at hand at once."""
OWN: Final = frozenset({Touched.SETTING, Touched.DAY, Touched.TRUST})
"""Things of this laptop's own, of which the journal does not tell."""
TRIED: Final = "past tried"
TAKEN: Final = "past taken"

_streams = select(stream.c.id, stream.c.no)
_last_stream = Prepared(select(func.max(stream.c.no)))
_others = Prepared(select(stream.c.no).where(~stream.c.own))
_add_range = Prepared(insert(held_range), "stream_no", "first", "last")
_came = Prepared(
    select(func.count())
    .select_from(operation)
    .where(operation.c.position > bindparam("position"), operation.c.stream_no > bindparam("no"))
)
_forgets_own = Prepared(
    select(operation.c.position)
    .join(forgetting, forgetting.c.subject == operation.c.subject)
    .where(operation.c.position <= bindparam("position"))
)
_not_theirs = Prepared(
    select(stream.c.no).where(
        stream.c.no > bindparam("no"), stream.c.own | (stream.c.klass != Klass.STOCK.value)
    )
)


class Whole(NamedTuple):
    """A past as it was read: what it says of itself, what is in it, and its parts' bytes."""

    head: Head
    contents: Contents
    parts: list[bytes]


def take(passing: Passing) -> None:
    """Takes the fullest past, where this laptop has joined and nothing of the others is here yet.

    One that is damaged, or goes away meanwhile, is left: every operation is in a segment too.
    Segments of what is here then are not read at once, but when they are rechecked.
    """
    if not passing.line.ask(coming.is_under_way):
        return
    if passing.line.ask(_may_take):
        for past in lying.usable(passing, file.fit(passing.line.ask(known_kinds)))[:1]:
            _take(passing, past)
    if passing.line.ask(_is_taken):
        passing.here = {each.stream: each.ranges for each in all_held(passing.line)}


def known_kinds(view: View) -> dict[str, int]:
    """The kinds of operation this version knows."""
    return view.journal.kinds


def _take(passing: Passing, past: Past) -> None:
    if past.head.past == passing.line.ask(_tried) or _size(past) > MOST_BYTES:
        return
    # Should it come to nothing for whatever reason, it is not tried again at each pass.
    passing.line.do(_try, past.head.past)
    try:
        whole = _read(passing, past)
        passing.tally["read"] += passing.line.do(load, whole, passing.keys, passing.tell)
    except (Unreadable, OSError):
        # Where it is the folder that is gone, the first segment says so.
        passing.tally["past left"] += 1
        return
    if not passing.pace.cache_kib:
        # With room for much, who made it makes the indexes as well that were left out.
        passing.line.do(room.finish)


def _size(past: Past) -> int:
    return sum(each.size for each in past.files)


def _read(passing: Passing, past: Past) -> Whole:
    """All the bytes of a past, as its first file tells of them. Raises Unreadable, OSError.

    The first file may have been exchanged since it was looked at, for one under a former key.
    """
    hub, keys = passing.keys.hub, passing.keys.plain
    first, *parts = (passing.folder.read(each.name, file.MOST_BYTES) for each in past.files)
    contents = file.contents(first, hub, keys)
    marks = [file.mark(each) for each in parts]
    if file.head_of(first, hub) != past.head or marks != contents.parts:
        raise Unreadable(Why.DAMAGED)
    return Whole(past.head, contents, parts)


@repeatable
def load(act: Act, whole: Whole, keys: Keyring, tell: Tell | None = None) -> int:
    """Puts a past in place of the empty tables, and what was entered here after it.

    Returns how many operations came: none where this laptop wrote some of them itself, before
    it was brought back. Raises Unreadable, and nothing of it is kept.
    """
    if {id_ for id_, _ in act.connection.execute(_streams)} & {r[0] for r in whole.contents.ranges}:
        return 0
    mine = [each for page in pages(act.connection) for each in page]
    after = _after(act)
    while held.note(act, after["operation"]):
        pass
    try:
        with act.journal.reducing():
            _fill(act, whole, keys, after, tell)
        _note(act, whole.contents)
    except (ValueError, KeyError) as error:
        raise Unreadable(Why.DAMAGED) from error
    except (DBAPIError, dbapi2.Error) as error:
        if result_code(error) in SENTENCES:
            raise
        # It is not the disk, but rows that this version's tables refuse.
        raise Unreadable(Why.DAMAGED) from error
    _refuse_other(act, whole, after)
    forgotten.drop_keys(act.connection)
    act.journal.reapply_all(act.applying, mine)
    keyring.keep_fact(act.connection, TAKEN, whole.head.past)
    day.hear(act)
    for each in frozenset(Touched) - OWN:
        act.touch(each)
    return whole.head.operations


def _after(act: Act) -> dict[str, int]:
    """The last numbers that are this laptop's own, by table."""
    row = _last_stream.one(act.connection)
    return {"operation": last_position(act.connection), "stream": (row and row[0]) or 0}


def _refuse_other(act: Act, whole: Whole, after: dict[str, int]) -> None:
    """Raises Unreadable where more, less or other came than the past says that there is.

    What is noted as held is never asked for again, and what is marked as this laptop's own is
    sent as such. What erases somebody also takes away visits on hold and labels that wait: where
    that is somebody of whom something was entered here, each entry does it in its turn.
    """
    told = sum(last - first + 1 for _, first, last in whole.contents.ranges)
    came = last_position(act.connection) - after["operation"]
    (many,) = _came.one(act.connection, position=after["operation"], no=after["stream"]) or (0,)
    other = _not_theirs.one(act.connection, no=after["stream"])
    forgets = _forgets_own.one(act.connection, position=after["operation"])
    if other or forgets or not came == many == told == whole.head.operations:
        raise Unreadable(Why.DAMAGED)


def _fill(act: Act, whole: Whole, keys: Keyring, after: dict[str, int], tell: Tell | None) -> None:
    derived.drop_and_create(act.connection)
    indexes.leave_out(act.connection)
    shapes = {each.table: each for each in rows.shapes(act.connection)}
    for done, raw in enumerate(whole.parts, start=1):
        found = file.rows(raw, keys.hub, keys.plain)
        rows.put(act.connection, shapes[found.table], found, after)
        if tell is not None:
            many = whole.head.operations
            tell(Coming(many * done // len(whole.parts), many))


def _note(act: Act, contents: Contents) -> None:
    """Notes which numbers of which streams came, as ``held`` would find."""
    numbers = {row.id: row.no for row in act.connection.execute(_streams)}
    ranges = [(numbers[stream_id], first, last) for stream_id, first, last in contents.ranges]
    _add_range.rows(act.connection, ranges)
    held.noted(act)


def _may_take(view: View) -> bool:
    """Whether nothing that another laptop did is here."""
    return _others.one(view.connection) is None


def _is_taken(view: View) -> bool:
    return bool(keyring.fact(view.connection, TAKEN))


def _tried(view: View) -> bytes | None:
    return keyring.fact(view.connection, TRIED)


def _try(act: Act, past: bytes) -> None:
    keyring.keep_fact(act.connection, TRIED, past)
