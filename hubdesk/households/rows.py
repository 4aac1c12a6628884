"""The row of a household as read, and the words it is found by: written by reducers only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, literal, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk.households import names, phones
from hubdesk.households.tables import household, withdrawn
from hubdesk.journal.forgotten import ERASED
from hubdesk.journal.operations import Applying
from hubdesk.journal.tables import forgotten
from hubdesk.storage.prepared import Prepared

_begin = Prepared(upsert(household).on_conflict_do_nothing(), "id", "card", "adults", "children")
_to_index = Prepared(
    select(
        household.c.no,
        household.c.phone,
        household.c.name,
        household.c.street,
        household.c.postcode,
        household.c.also,
    ).where(household.c.id == bindparam("id"))
)
_withdrawn = select(withdrawn.c.household).where(withdrawn.c.household == bindparam("id"))
_is_withdrawn = Prepared(_withdrawn)
_is_gone = Prepared(
    _withdrawn.union_all(
        select(forgotten.c.subject).where(
            forgotten.c.subject == bindparam("id"), forgotten.c.matter == literal(ERASED)
        )
    )
)
_drop_words = Prepared(text("DELETE FROM household_words WHERE rowid = :no"))
_add_words = Prepared(text("INSERT INTO household_words (rowid, words) VALUES (:no, :words)"))
_INDEXED = frozenset({"name", "street", "postcode", "phone", "also"})


def begin(applying: Applying, subject: bytes) -> None:
    """The row of a household, made when an operation about it is the first to arrive."""
    _begin.run(applying.connection, id=subject, card="", adults=0, children=0)


def put(applying: Applying, subject: bytes, values: Mapping[str, Any]) -> None:
    """Sets columns of a household's row, and the words it is found by when they changed."""
    counts = {n: v or 0 for n, v in values.items() if n in ("adults", "children")}
    _write(applying, subject, {**values, **counts})
    if values.keys() & _INDEXED:
        _index(applying, subject)


def forget_words(connection: Connection, no: int) -> None:
    """Takes a household's row out of the search by words."""
    _drop_words.run(connection, no=no)


def is_gone(applying: Applying, subject: bytes) -> bool:
    """True for one that was erased or taken out again: it must not come back in part."""
    return _is_gone.one(applying.connection, id=subject) is not None


def is_withdrawn(applying: Applying, subject: bytes) -> bool:
    """True for a household of an import that was undone: its card stands for nothing."""
    return _is_withdrawn.one(applying.connection, id=subject) is not None


def _index(applying: Applying, subject: bytes) -> None:
    no, phone, *told = _to_index.all(applying.connection, id=subject)[0]
    _drop_words.run(applying.connection, no=no)
    words = " ".join(filter(None, (names.indexed(each or "") for each in told)))
    if words:
        _add_words.run(applying.connection, no=no, words=words)
    same = {"name_key": names.folded(told[0] or "") or None, "phone_key": phones.key(phone or "")}
    _write(applying, subject, same)


def _write(applying: Applying, subject: bytes, values: Mapping[str, Any]) -> None:
    if values:
        _put(tuple(sorted(values))).run(applying.connection, of_household=subject, **values)


@cache
def _put(columns: tuple[str, ...]) -> Prepared:
    """Sets some columns of a household; compiled once for each set of them."""
    put = update(household).where(household.c.id == bindparam("of_household"))
    return Prepared(put.values({name: bindparam(name) for name in columns}))
