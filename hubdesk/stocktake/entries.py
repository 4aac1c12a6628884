"""The counts of a stock take as people see them: who counted what, where, and which stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Select, bindparam, select

from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.stock.tables import count_entry, count_instead, count_share, product


@dataclass(frozen=True)
class Entry:
    """One count. ``subject`` is a line if ``by_line``, else a product; ``shares`` by product.

    ``instead_of`` are the counts that it replaces.
    """

    ref: Ref
    take: bytes
    place: bytes
    shelf: bytes
    subject: bytes
    by_line: bool
    quantity: int
    as_of_ms: int
    at_ms: int
    actor: bytes | None
    op: int
    shares: dict[bytes, int] = field(default_factory=dict)
    instead_of: frozenset[Ref] = frozenset()

    def of(self, product_id: bytes) -> int:
        """What it says of one product."""
        return self.shares.get(product_id, 0)


@dataclass(frozen=True)
class Standing:
    """The counts that stand of one or more stock takes, and the line of every product in them."""

    entries: tuple[Entry, ...]
    lines: dict[bytes, bytes | None]

    @cached_property
    def _namers(self) -> dict[Ref, list[Entry]]:
        found: dict[Ref, list[Entry]] = {}
        for each in self.entries:
            for ref in each.instead_of:
                found.setdefault(ref, []).append(each)
        return found

    def heads(self, subject: bytes, *, by_line: bool, shelf: bytes | None = None) -> list[Entry]:
        """The counts of a product, or of a line as one figure, that no other one replaced.

        Of every shelf unless one is named; the first counted first. A line's figure speaks of
        each of its products too.
        """
        return [
            each
            for each in self.entries
            if (shelf is None or each.shelf == shelf)
            and self._speaks_of(each, subject, by_line)
            and not any(
                self._speaks_of(e, subject, by_line) for e in self._namers.get(each.ref, ())
            )
        ]

    def _speaks_of(self, entry: Entry, subject: bytes, by_line: bool) -> bool:
        if entry.subject == subject:
            return True
        if by_line or not entry.by_line:
            return False
        return subject in entry.shares or self.lines.get(subject) == entry.subject

    def products_of(self, line: bytes, shelf: bytes | None = None) -> list[bytes]:
        """The products of a line that a count names."""
        here = [e for e in self.entries if shelf is None or e.shelf == shelf]
        ids = dict.fromkeys(id_ for each in here for id_ in each.shares)
        return [id_ for id_ in ids if self.lines.get(id_) == line]

    def found(self, subject: bytes, *, by_line: bool, shelf: bytes) -> int | None:
        """How many were found on a shelf, as the ledger takes it; None when nobody counted."""
        if not by_line:
            heads = self.heads(subject, by_line=False, shelf=shelf)
            return max(heads, key=_rank_of(subject)).of(subject) if heads else None
        each = [
            self.found(id_, by_line=False, shelf=shelf) for id_ in self.products_of(subject, shelf)
        ]
        known = [many for many in each if many is not None]
        return sum(known) if known or self.heads(subject, by_line=True, shelf=shelf) else None

    def differs(self, subject: bytes, *, by_line: bool, shelf: bytes) -> bool:
        """True while counts of a shelf that nobody compared say different things."""
        heads = self.heads(subject, by_line=by_line, shelf=shelf)
        if by_line:
            inside = self.products_of(subject, shelf)
            return len({each.quantity for each in heads}) > 1 or any(
                self.differs(id_, by_line=False, shelf=shelf) for id_ in inside
            )
        return any(not each.by_line for each in heads) and len({e.of(subject) for e in heads}) > 1


def _rank_of(product_id: bytes) -> Callable[[Entry], tuple[int, int, Ref]]:
    def rank(each: Entry) -> tuple[int, int, Ref]:
        return each.as_of_ms, each.of(product_id), each.ref

    return rank


_entries = select(count_entry).order_by(
    count_entry.c.as_of_ms, count_entry.c.stream, count_entry.c.seq
)
_same = (count_share.c.stream == count_entry.c.stream) & (count_share.c.seq == count_entry.c.seq)
_shares = select(
    count_entry.c.stream, count_entry.c.seq, count_share.c.product, count_share.c.quantity
).select_from(count_entry.join(count_share, _same))
_by = (count_instead.c.by_stream == count_entry.c.stream) & (
    count_instead.c.by_seq == count_entry.c.seq
)
_named = select(
    count_instead.c.by_stream, count_instead.c.by_seq, count_instead.c.stream, count_instead.c.seq
).select_from(count_entry.join(count_instead, _by))


def of_takes(view: View, takes: Iterable[bytes]) -> Standing:
    """The counts that stand of these stock takes."""
    return _read(view, list(takes))


def _read(view: View, takes: list[bytes]) -> Standing:
    def rows(query: Select[Any]) -> list[Any]:
        where = count_entry.c.take.in_(bindparam("takes", expanding=True))
        return list(view.connection.execute(query.where(where), {"takes": takes}))

    shares: dict[Ref, dict[bytes, int]] = {}
    for stream, seq, product_id, quantity in rows(_shares):
        shares.setdefault(Ref(stream, seq), {})[product_id] = quantity
    named: dict[Ref, set[Ref]] = {}
    for by_stream, by_seq, stream, seq in rows(_named):
        named.setdefault(Ref(by_stream, by_seq), set()).add(Ref(stream, seq))
    entries = []
    for row in rows(_entries):
        ref = Ref(row.stream, row.seq)
        entries.append(
            Entry(
                ref,
                row.take,
                row.place,
                row.shelf,
                row.line or row.product,
                row.line is not None,
                row.quantity,
                row.as_of_ms,
                row.at_ms,
                row.actor,
                row.op,
                shares.get(ref, {}),
                frozenset(named.get(ref, ())),
            )
        )
    return Standing(tuple(entries), _lines(view, shares.values()))


def _lines(view: View, shares: Iterable[dict[bytes, int]]) -> dict[bytes, bytes | None]:
    ids = sorted({each for share in shares for each in share})
    found: dict[bytes, bytes | None] = {}
    for first in range(0, len(ids), 500):
        some = select(product.c.id, product.c.line).where(
            product.c.id.in_(ids[first : first + 500])
        )
        found.update({row.id: row.line for row in view.connection.execute(some)})
    return found
