"""Somebody came and could not be served: one key, counted, with no reason about the person."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Column, Integer, LargeBinary, Table, Text, delete, insert

from hubdesk.changes import Touched
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.storage.tables import derived

turned_away = Table(
    "turned_away",
    derived,
    Column("op", Integer, primary_key=True),
    Column("place", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("why", Text, nullable=False),
)


class Why(StrEnum):
    """What the hub could not do; never anything about the person."""

    RAN_OUT = "ran out"
    CLOSED = "closed"
    OTHER = "other"


class TurnedAway(Body, frozen=True, array_like=True):
    """One visit that was not served."""

    place: bytes
    why: str


def _apply(applying: Applying, op: Operation, body: TurnedAway) -> None:
    row = {"op": op.position, "place": body.place, "at_ms": op.at_ms, "why": body.why}
    applying.connection.execute(insert(turned_away), row)
    applying.touch(Touched.COLLECTION)


def _undo(applying: Applying, op: Operation, _: TurnedAway) -> None:
    applying.connection.execute(delete(turned_away).where(turned_away.c.op == op.position))
    applying.touch(Touched.COLLECTION)


TURNED_AWAY = OperationKind("turned.away", 1, Klass.STOCK, TurnedAway, _apply, _undo)


def turn_away(act: Act, why: Why) -> Operation:
    """Counts somebody who could not be served."""
    return act.record(TURNED_AWAY, TurnedAway(act.here, why), identity.new_id())
