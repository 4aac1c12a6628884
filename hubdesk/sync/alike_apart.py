"""Households that laptops opened apart and that look like one: kept until a person decides.

Only those are looked at that came, or told something, since the last look, a few in one
short transaction; whoever serves goes first. A pair of which one laptop opened both is not asked
about here: the page of households that look alike lists them all.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, or_, select

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.households import doubles, merging
from hubdesk.households.doubles import Pair, Why
from hubdesk.households.household import by_id
from hubdesk.households.kinds import NOTED, OPENED
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import last_position
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.storage.prepared import Prepared
from hubdesk.sync import keyring
from hubdesk.sync.line import Line
from hubdesk.wording import translate

PLACE: Final = "looked alike to"
PAIRS: Final = "alike apart"
AT_ONCE: Final = 5
"""Households looked at in one transaction: a millisecond or two."""
SPAN: Final = 2_000
"""Operations that one transaction runs through to find them."""
TURNS: Final = 200
"""Transactions of one pass: the next one goes on."""
MOST: Final = 200
"""Pairs that are kept, the newest: more than anybody decides in one sitting."""


class Twins(Struct, frozen=True):
    """Two that look alike, by the numbers they were given.

    ``merged`` is how they became one household, if they did.
    """

    pair: Pair
    numbers: tuple[str, str]
    merged: Ref | None = None


class _Kept(Struct, frozen=True, array_like=True):
    one: bytes
    other: bytes
    why: str


_decoder = msgspec.msgpack.Decoder(list[_Kept])
_told = Prepared(
    select(operation.c.position, operation.c.subject)
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(
        operation.c.position > bindparam("after"),
        operation.c.position <= bindparam("upto"),
        or_(operation.c.type == OPENED.name, operation.c.type == NOTED.name),
        stream.c.own == bindparam("is_own"),
    )
    .order_by(operation.c.position)
)
_opener = Prepared(
    select(stream.c.device)
    .join(operation, operation.c.stream_no == stream.c.no)
    .where(operation.c.subject == bindparam("id"), operation.c.type == OPENED.name)
)
_others = Prepared(select(stream.c.no).where(stream.c.own.is_(False)))


def look(line: Line) -> int:
    """Looks at what came since the last look; how many pairs were found."""
    found = 0
    for _ in range(TURNS):
        if not line.ask(is_behind):
            break
        found += line.do(look_further)
    return found


def is_behind(view: View) -> bool:
    """Whether something was recorded or read since the last look."""
    return _place(view)[1] < last_position(view.connection)


def look_further(act: Act) -> int:
    """Looks at some dozen households more; how many pairs were found among them."""
    is_first, after = _place(act)
    last = last_position(act.connection)
    if is_first and _others.one(act.connection) is None:
        # Nobody else is here yet: with whom should anybody be twice?
        return _keep(act, [], last, is_first=False)
    upto = min(after + SPAN, last)
    told = _told.run(act.connection, after=after, upto=upto, is_own=is_first)
    rows = told.fetchmany(AT_ONCE)
    if len(rows) == AT_ONCE:
        upto = rows[-1][0]
    ids = dict.fromkeys(bytes(subject) for _, subject in rows)
    found = [pair for each in ids for pair in _beside(act, each)]
    return _keep(act, found, upto, is_first=is_first and upto < last)


def all_(view: View) -> list[Twins]:
    """The pairs to decide, the newest first, and then those that were made one household."""
    found: dict[object, Twins] = {}
    for kept in reversed(_pairs(view)):
        each = _twins(view, kept)
        if each is not None:
            ends = frozenset((each.pair.one.id, each.pair.other.id))
            found.setdefault(each.merged or ends, each)
    return sorted(found.values(), key=lambda each: each.merged is not None)


def waiting(view: View) -> int:
    """How many pairs are to be decided."""
    return sum(each.merged is None for each in all_(view))


def one_household(act: Act, one: bytes, into: bytes) -> Ref:
    """They are one household: of what they told the latest holds. Raises Refused."""
    merging.merge(act, one, into)
    ref = merging.between(act, one, into)
    assert ref is not None, "it was recorded just now"
    return ref


def two_households(act: Act, one: bytes, other: bytes) -> Ref:
    """They look alike and are two: nobody is asked again. Raises Refused."""
    op = merging.say_apart(act, one, other)
    if op is None:
        raise Refused(translate("hub", "This was decided or changed meanwhile. Look at it anew."))
    return op.ref


def _place(view: View) -> tuple[bool, int]:
    """How far households were looked at; first of all this laptop's own, against all others."""
    raw = keyring.fact(view.connection, PLACE)
    return (True, 0) if not raw else (raw[:1] == b"\1", int.from_bytes(raw[1:], "big"))


def _keep(act: Act, found: list[_Kept], upto: int, *, is_first: bool) -> int:
    place = bytes([is_first]) + upto.to_bytes(8, "big")
    keyring.keep_fact(act.connection, PLACE, place)
    before = _pairs(act) if found else []
    known = {frozenset((each.one, each.other)) for each in before}
    fresh = {frozenset((e.one, e.other)): e for e in found}
    new = [each for ends, each in fresh.items() if ends not in known]
    if new:
        kept = [*before, *new][-MOST:]
        keyring.keep_fact(act.connection, PAIRS, msgspec.msgpack.encode(kept))
        act.touch(Touched.SHARED)
    return len(new)


def _pairs(view: View) -> list[_Kept]:
    raw = keyring.fact(view.connection, PAIRS)
    return _decoder.decode(raw) if raw else []


def _beside(view: View, subject: bytes) -> list[_Kept]:
    """A household with each that looks like it and was opened on another laptop."""
    found = doubles.beside(view, subject)
    if not found:
        return []
    here = _opened_on(view, subject)
    return [
        _Kept(min(subject, other), max(subject, other), why.value)
        for other, why in found.items()
        if _opened_on(view, other) != here and not merging.are_apart(view, subject, other)
    ]


def _opened_on(view: View, subject: bytes) -> bytes:
    row = _opener.one(view.connection, id=subject)
    return b"" if row is None else bytes(row[0])[:8]


def _twins(view: View, kept: _Kept) -> Twins | None:
    """A pair as it stands now; None once somebody said that they are two, or one is gone."""
    one, other = by_id(view, kept.one), by_id(view, kept.other)
    if one is None or other is None:
        return None
    numbers = tuple(merging.number_as_given(view, each) for each in (kept.one, kept.other))
    told = Twins(Pair(one, other, Why(kept.why)), (numbers[0], numbers[1]))
    if one.id != other.id:
        return None if merging.are_apart(view, kept.one, kept.other) else told
    ref = merging.between(view, kept.one, kept.other)
    return None if ref is None else replace(told, merged=ref)
