"""What this laptop knows of each file in the folder: good, or set aside and why.

A cache of what was read, and the quarantine. A file is known by its name, size and mark only
so as not to read it again; what is written here came from bytes that verified.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, case, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal.act import Act, View
from hubdesk.storage.prepared import Prepared
from hubdesk.sync.folder import Listed
from hubdesk.sync.tables import bundled_key, shared_file
from hubdesk.sync.unreadable import WORDS, Why

PAGE: Final = 1_000


class Sort(StrEnum):
    """What a file is."""

    SEGMENT = "segment"
    SHEET = "key sheet"
    CARD = "card"
    BUNDLE = "bundle"
    PAST = "past"
    HUB = "hub"
    OTHER = "other"


class State(StrEnum):
    """What became of a file: its bytes verified, or it is set aside."""

    GOOD = "good"
    ASIDE = "aside"


class Known(Struct, frozen=True):
    """A file as this laptop knows it. ``why`` says why it is set aside."""

    name: str
    size: int
    mark: int
    sort: Sort
    state: State
    stream: bytes | None = None
    first: int = 0
    last: int = 0
    device: bytes | None = None
    key: bytes | None = None
    since_ms: int = 0
    verified_ms: int = 0
    why: str = ""

    def is_same(self, listed: Listed) -> bool:
        """Whether the folder lists it as it was when it was last read."""
        return (self.size, self.mark) == (listed.size, listed.mark)

    @property
    def words(self) -> str:
        """Why it is set aside, in a sentence."""
        return WORDS[Why(self.why)] if self.why else ""


_COLUMNS: Final = (
    "name",
    "size",
    "mark",
    "kind",
    "state",
    "stream",
    "first",
    "last",
    "device",
    "key",
    "since_ms",
    "verified_ms",
    "why",
)
_page = Prepared(
    select(shared_file.c.no, *(shared_file.c[name] for name in _COLUMNS))
    .where(shared_file.c.no > bindparam("after"), shared_file.c.no <= bindparam("upto"))
    .order_by(shared_file.c.no)
)
_newest = Prepared(select(shared_file.c.no).order_by(shared_file.c.no.desc()))
_put = insert(shared_file)
# What was damaged and is sound again has lain there only since then.
_since = case(
    (shared_file.c.state == _put.excluded.state, shared_file.c.since_ms),
    else_=_put.excluded.since_ms,
)
_upsert = Prepared(
    _put.on_conflict_do_update(
        index_elements=[shared_file.c.name],
        set_={name: _put.excluded[name] for name in _COLUMNS if name != "name"}
        | {"since_ms": _since},
    ),
    *_COLUMNS,
)
_gone = Prepared(delete(shared_file).where(shared_file.c.name == bindparam("called")))
_anew = Prepared(
    update(shared_file)
    .where(shared_file.c.state == State.GOOD.value)
    .values(since_ms=bindparam("now_ms"))
)
_unbundle = Prepared(delete(bundled_key).where(bundled_key.c.file == bindparam("called")))


def page(view: View, after: int) -> tuple[list[Known], int]:
    """Some thousand files after a number, and the number to go on from; 0 after the last."""
    rows = _page.all(view.connection, after=after, upto=after + PAGE)
    newest = _newest.one(view.connection)
    more = newest is not None and newest[0] > after + PAGE
    return [_known(row[1:]) for row in rows], after + PAGE if more else 0


def keep(connection: Connection, known: Known) -> None:
    """Keeps what was found out about a file."""
    place = known.stream, known.first, known.last, known.device, known.key
    what = known.name, known.size, known.mark, known.sort.value, known.state.value
    _upsert.rows(connection, [(*what, *place, known.since_ms, known.verified_ms, known.why)])
    if known.state is State.ASIDE:
        # A bundle that is damaged carries no key: they are bundled anew.
        _unbundle.run(connection, called=known.name)


def noted(act: Act, found: list[Known]) -> None:
    """As ``keep`` for each of some files, as a command."""
    for known in found:
        keep(act.connection, known)


def gone(act: Act, names: list[str]) -> None:
    """The folder does not list these any more: it lacks a copy, and that is all it means.

    Nothing is remembered of them: one that is there again is read like any other.
    """
    for name in names:
        _gone.run(act.connection, called=name)
        _unbundle.run(act.connection, called=name)


def anew(act: Act, now_ms: int) -> None:
    """The clock cannot be believed for how long files have been there: from now on, then."""
    _anew.run(act.connection, now_ms=now_ms)


def aside(listed: Listed, sort: Sort, why: Why, now_ms: int, key: bytes | None = None) -> Known:
    """A file that is set aside."""
    return Known(
        listed.name,
        listed.size,
        listed.mark,
        sort,
        State.ASIDE,
        key=key,
        since_ms=now_ms,
        verified_ms=now_ms,
        why=why.value,
    )


def still_own(aside: Known, before: Known | None) -> Known:
    """Of a past that is set aside it stays known whose it was: who wrote it may take it away."""
    if before is None or before.sort is not Sort.PAST:
        return aside
    return replace(aside, stream=before.stream, device=before.device)


def _known(row: tuple[Any, ...]) -> Known:
    name, size, mark, kind, state, *rest = row
    return Known(name, size, mark, Sort(kind), State(state), *rest)
