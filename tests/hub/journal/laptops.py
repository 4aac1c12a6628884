"""Laptops of one hub that hear of each other's operations in whatever order a test wants."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from hubdesk import check, desk
from hubdesk.clock import SetClock
from hubdesk.desk import KINDS, Desk
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import Foreign
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.journal.sealed import EntryKey, keys_of
from hubdesk.journal.tables import operation, stream
from hubdesk.stock import checkpoint
from hubdesk.storage import database
from tests.world import KEY, SATURDAY

HOUSEHOLDS = [identity.named("household", name) for name in "ab"]
"""Households about which any laptop may say something."""


class Counted(Body, frozen=True, array_like=True):
    """Somebody counted a product at a place: the ledger's other half, without a stock take."""

    place: bytes
    quantity: int


def _counted(applying: Applying, op: Operation, body: Counted) -> None:
    checkpoint.settle_count(applying, op.subject, body.place, _take(op), op.at_ms, body.quantity)


def _uncounted(applying: Applying, op: Operation, body: Counted) -> None:
    checkpoint.withdraw_count(applying, op.subject, body.place, _take(op))


def _take(op: Operation) -> bytes:
    """Each is a stock take of its own."""
    return identity.named("take", f"{op.ref.stream.hex()} {op.ref.seq}")


COUNTED = OperationKind("test.counted", 1, Klass.STOCK, Counted, _counted, _uncounted)


@dataclass(frozen=True)
class Sent:
    """An operation as it travels."""

    envelope: Foreign
    type: str
    version: int
    body: bytes
    keys: tuple[EntryKey, ...] = ()


def pristine(folder: Path) -> Path:
    """An empty hub's folder, to be copied for each laptop."""
    desk.found(folder, KEY, SetClock(SATURDAY)).close()
    return folder


def laptop(
    template: Path, folder: Path, kinds: Iterable[OperationKind[Any]] = (*KINDS, COUNTED)
) -> Desk:
    """One more laptop of the hub, with a clock of its own that stands still."""
    shutil.copytree(template, folder)
    return reopened(folder, kinds)


def reopened(folder: Path, kinds: Iterable[OperationKind[Any]] = (*KINDS, COUNTED)) -> Desk:
    """The hub in a folder, opened by a version of Hubdesk that knows these operations."""
    return Desk(database.open_(folder / desk.FILE, KEY), SetClock(SATURDAY), kinds)


def sent(made: Desk) -> list[Sent]:
    """Every operation that a laptop holds."""

    def held(view: View) -> list[Sent]:
        rows = view.connection.execute(
            select(operation, stream.c.id, stream.c.klass, stream.c.device)
            .join(stream, operation.c.stream_no == stream.c.no)
            .order_by(operation.c.position)
        ).all()
        keys: dict[Ref, list[EntryKey]] = {}
        for key in keys_of(view.connection):
            keys.setdefault(key.ref, []).append(key)
        found = []
        for r in rows:
            envelope = Foreign(
                Ref(r.id, r.seq), Klass(r.klass), r.device, r.actor, r.at_ms, r.stamp, r.subject
            )
            handed = tuple(keys.get(envelope.ref, ()))
            found.append(Sent(envelope, r.type, r.version, r.body, handed))
        return found

    return made.ask(held)


def hear(made: Desk, operations: Iterable[Sent], keys: str = "first") -> int:
    """A laptop hears of operations, one after the other; returns how many were new.

    Their keys come ``first``, ``last`` (after all of them) or ``never``.
    """
    operations = list(operations)

    def accept(act: Act) -> int:
        handed = [key for s in operations for key in s.keys]
        if keys == "first":
            act.journal.keys_arrived(act.applying, handed)
        arrived = [
            act.journal.accept(act.applying, s.envelope, s.type, s.version, s.body)
            for s in operations
        ]
        if keys == "last":
            act.journal.keys_arrived(act.applying, handed)
        return sum(op is not None for op in arrived)

    return made.do(accept)


def tables(made: Desk) -> dict[str, object]:
    """All that a laptop's tables say, free of what is local to it."""

    def contents(view: View) -> dict[str, object]:
        found: dict[str, object] = dict(check._contents(view.connection))
        words = text(
            "SELECT household.id, household_words.words FROM household_words"
            " JOIN household ON household.no = household_words.rowid ORDER BY household.id"
        )
        return found | {"words": [tuple(row) for row in view.connection.execute(words)]}

    return made.ask(contents)
