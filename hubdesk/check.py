"""Verifies a hub without a screen: the file, the balances, the tables, and a digest.

Two laptops with the same operations print the same digest, however the operations came.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Table, select

from hubdesk.desk import Desk
from hubdesk.findings import (
    Finding,
    Wrong,
    broken,
    damaged,
    not_following,
    off_balance,
    told_otherwise,
)
from hubdesk.journal import marks
from hubdesk.journal.act import View
from hubdesk.stock import checkpoint
from hubdesk.stock.tables import balance
from hubdesk.storage import derived as rebuilding
from hubdesk.storage.tables import derived
from hubdesk.sync import compared

LOCAL_COLUMNS = frozenset({"op", "no"})
"""Columns of derived tables whose values mean something on this laptop alone."""


class Report(Struct, frozen=True):
    """What a check found, and the digest of the journal."""

    operations: int
    digest: str
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """True when nothing at all is wrong."""
        return not any(finding.wrongs for finding in self.findings)

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "operations": self.operations,
            "digest": self.digest,
            "findings": [each.plain() for each in self.findings],
            "sound": self.sound,
        }


class _RolledBack(Exception):
    """Ends the trial rebuild; nothing of it is kept."""


def check(desk: Desk) -> Report:
    """Looks at everything; changes nothing."""
    findings = [Finding("file", damaged(desk.damage()))]
    if findings[0].wrongs:
        return Report(0, "", tuple(findings))
    findings.append(Finding("journal", desk.ask(_journal)))
    operations, digest = desk.ask(_digest)
    findings.append(Finding("balances", desk.ask(_balances)))
    findings.append(Finding("tables", _rebuilt(desk)))
    return Report(operations, digest, tuple(findings))


def _digest(view: View) -> tuple[int, str]:
    """How many operations there are, and one figure for all of them in any order."""
    total = 0
    many = 0
    for op, raw in view.journal.all(view.connection):
        one = blake2b(digest_size=32)
        for part in (op.ref.stream, op.type.encode(), op.actor or b"", op.subject, raw):
            one.update(len(part).to_bytes(4, "big") + part)
        for number in (op.ref.seq, op.version, op.at_ms, op.stamp):
            one.update(number.to_bytes(16, "big", signed=True))
        total = (total + int.from_bytes(one.digest(), "big")) % (1 << 256)
        many += 1
    return many, f"{total:064x}"


def _journal(view: View) -> tuple[Wrong, ...]:
    """The journal against the marks it kept, and against those that other laptops told."""
    found = marks.broken(view.connection)
    if found:
        return tuple(broken(view, each) for each in found)
    return tuple(map(told_otherwise, compared.against_cards(view)))


def _balances(view: View) -> tuple[Wrong, ...]:
    """The balances against counts and movements, summed anew."""
    kept = select(balance.c.product, balance.c.place, balance.c.quantity)
    held = {(r.product, r.place): r.quantity for r in view.connection.execute(kept)}
    summed = checkpoint.computed(view.connection)
    return tuple(
        off_balance(view, product, place, held.get((product, place), 0), many)
        for product, place in sorted(held.keys() | summed.keys())
        if held.get((product, place), 0) != (many := summed.get((product, place), 0))
    )


def _rebuilt(desk: Desk) -> tuple[Wrong, ...]:
    """The tables against what the journal makes of empty ones; rolled back afterwards."""
    wrong: list[str] = []

    def rebuild(connection: Connection) -> None:
        before = _contents(connection)
        rebuilding.drop_and_create(connection)
        desk.journal.replay(connection)
        after = _contents(connection)
        wrong.extend(name for name in before if before[name] != after[name])
        raise _RolledBack

    with suppress(_RolledBack):
        desk.trial(rebuild)
    return not_following(wrong)


def _contents(connection: Connection) -> dict[str, int]:
    """A figure for the rows of every derived table, whatever order they stand in."""
    return {table.name: _rows(connection, table) for table in derived.sorted_tables}


def _rows(connection: Connection, table: Table) -> int:
    columns = [column for column in table.columns if column.name not in LOCAL_COLUMNS]
    total = 0
    for row in connection.execute(select(*columns)):
        total += int.from_bytes(blake2b(_bytes(row), digest_size=16).digest(), "big")
    return total


def _bytes(row: Iterable[Any]) -> bytes:
    return repr(tuple(row)).encode()
