"""The counts of a stock take as people see them: who counted what, where, and which stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct, field
from sqlalchemy import bindparam, select

from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.stock.tables import count_entry, count_instead, count_knew, count_share, product
from hubdesk.storage.prepared import Prepared, Row


class Entry(Struct, frozen=True):
    """One count. ``subject`` is a line if ``by_line``, else a product; ``shares`` by product.

    ``instead_of`` are the counts that it replaces, ``knew`` those of other stock takes that
    whoever counted had heard of.
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
    knew: frozenset[Ref] = frozenset()

    def of(self, product_id: bytes) -> int:
        """What it says of one product."""
        return self.shares.get(product_id, 0)


class Standing(Struct, frozen=True, dict=True):
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

    @cached_property
    def _under(self) -> dict[bytes, list[Entry]]:
        """The counts under what they are of, and under each product that they name."""
        found: dict[bytes, list[Entry]] = {}
        for each in self.entries:
            for id_ in {each.subject, *each.shares}:
                found.setdefault(id_, []).append(each)
        return found

    def heads(self, subject: bytes, *, by_line: bool, shelf: bytes | None = None) -> list[Entry]:
        """The counts of a product, or of a line as one figure, that no other one replaced.

        Of every shelf unless one is named; the first counted first. A line's figure speaks of
        each of its products too.
        """
        about = self._about(subject, by_line)
        refs = {each.ref for each in about}
        return [
            each
            for each in about
            if (shelf is None or each.shelf == shelf)
            and not any(e.ref in refs for e in self._namers.get(each.ref, ()))
        ]

    def _about(self, subject: bytes, by_line: bool) -> list[Entry]:
        """The counts that say something of a product, or of a line as one figure."""
        found = [e for e in self._under.get(subject, ()) if e.by_line or not by_line]
        line = None if by_line else self.lines.get(subject)
        if line is not None:
            found += [e for e in self._under.get(line, ()) if subject not in e.shares]
            found.sort(key=lambda e: (e.as_of_ms, e.ref))
        return found

    def products_of(self, line: bytes, shelf: bytes | None = None) -> list[bytes]:
        """The products of a line that a count names."""
        return [
            id_
            for id_ in self._of_line.get(line, ())
            if shelf is None or any(each.shelf == shelf for each in self._under[id_])
        ]

    @cached_property
    def _of_line(self) -> dict[bytes, list[bytes]]:
        found: dict[bytes, list[bytes]] = {}
        for id_, line in self.lines.items():
            if line is not None:
                found.setdefault(line, []).append(id_)
        return found

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


_of_take = count_entry.c.take == bindparam("take")
_entries = Prepared(
    select(
        count_entry.c.stream,
        count_entry.c.seq,
        count_entry.c.take,
        count_entry.c.place,
        count_entry.c.shelf,
        count_entry.c.line,
        count_entry.c.product,
        count_entry.c.quantity,
        count_entry.c.as_of_ms,
        count_entry.c.at_ms,
        count_entry.c.actor,
        count_entry.c.op,
    ).where(_of_take)
)
_same = (count_share.c.stream == count_entry.c.stream) & (count_share.c.seq == count_entry.c.seq)
_shares = Prepared(
    select(
        count_entry.c.stream,
        count_entry.c.seq,
        count_share.c.product,
        count_share.c.quantity,
        product.c.line,
    )
    .select_from(
        count_entry.join(count_share, _same).outerjoin(
            product, product.c.id == count_share.c.product
        )
    )
    .where(_of_take)
)
_by = (count_instead.c.by_stream == count_entry.c.stream) & (
    count_instead.c.by_seq == count_entry.c.seq
)
_named = Prepared(
    select(
        count_instead.c.by_stream,
        count_instead.c.by_seq,
        count_instead.c.stream,
        count_instead.c.seq,
    )
    .select_from(count_entry.join(count_instead, _by))
    .where(_of_take)
)
_by_it = (count_knew.c.by_stream == count_entry.c.stream) & (
    count_knew.c.by_seq == count_entry.c.seq
)
_knew = Prepared(
    select(count_knew.c.by_stream, count_knew.c.by_seq, count_knew.c.stream, count_knew.c.seq)
    .select_from(count_entry.join(count_knew, _by_it))
    .where(_of_take)
)


def of_takes(view: View, takes: Iterable[bytes]) -> Standing:
    """The counts that stand of these stock takes, the first counted first."""
    found: list[Entry] = []
    lines: dict[bytes, bytes | None] = {}
    for take in takes:
        shares: dict[Ref, dict[bytes, int]] = {}
        for stream, seq, id_, quantity, line in _shares.all(view.connection, take=take):
            shares.setdefault(Ref(stream, seq), {})[id_] = quantity
            lines[id_] = line
        named, knew = _refs(view, _named, take), _refs(view, _knew, take)
        for row in _entries.all(view.connection, take=take):
            ref = Ref(*row[:2])
            others = frozenset(named.get(ref, ())), frozenset(knew.get(ref, ()))
            found.append(_entry(row, shares.get(ref, {}), *others))
    found.sort(key=lambda each: (each.as_of_ms, each.ref))
    return Standing(tuple(found), lines)


def _refs(view: View, which: Prepared, take: bytes) -> dict[Ref, set[Ref]]:
    """The counts that each count of a stock take names."""
    found: dict[Ref, set[Ref]] = {}
    for by_stream, by_seq, stream, seq in which.all(view.connection, take=take):
        found.setdefault(Ref(by_stream, by_seq), set()).add(Ref(stream, seq))
    return found


def _entry(
    row: Row, shares: dict[bytes, int], instead_of: frozenset[Ref], knew: frozenset[Ref]
) -> Entry:
    stream, seq, take, place, shelf, line, of, quantity, as_of_ms, at_ms, actor, op = row
    ref = Ref(stream, seq)
    subject = of if line is None else line
    by_line = line is not None
    return Entry(
        ref,
        take,
        place,
        shelf,
        subject,
        by_line,
        quantity,
        as_of_ms,
        at_ms,
        actor,
        op,
        shares,
        instead_of,
        knew,
    )
