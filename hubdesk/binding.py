"""What each printed code stands for: one table for barcodes, cards, parcels and shelves.

Two rows for one code mean that laptops which never met used the same code for two things;
then a person is asked which it is.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    bindparam,
    delete,
    literal,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.storage.prepared import Prepared, Row
from hubdesk.storage.tables import derived


class BoundKind(StrEnum):
    """The kinds of thing that a code may stand for."""

    PRODUCT = "product"
    HOUSEHOLD = "household"
    PARCEL = "parcel"
    PACKED = "packed parcel"
    VOLUNTEER = "volunteer"
    SHELF = "shelf"
    SENT = "goods on the way"
    CRATE = "crate"
    BATCH = "batch"


bound_code = Table(
    "bound_code",
    derived,
    Column("text", Text, primary_key=True),
    Column("id", LargeBinary(16), primary_key=True),
    Column("op", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""One row for each time it was said: taken back once, the code still stands for the thing
if another laptop said so too."""
Index("ix_bound_code_id", bound_code.c.id)


def _keep(applying: Applying, rows: list[Row]) -> None:
    # In the order of the table: codes of our own are drawn, and each would go to another page.
    _add.rows(applying.connection, sorted(rows))


_add = Prepared(insert(bound_code).on_conflict_do_nothing(), *bound_code.c.keys())


class CodeBound(Body, frozen=True, array_like=True):
    """A printed code now stands for the operation's subject, a thing of this kind."""

    text: str
    kind: str


class Bound(Struct, frozen=True):
    """What a code stands for: a kind of thing and its id."""

    kind: BoundKind
    id: bytes


def keep(applying: Applying, op: Operation, text: str, kind: str, id_: bytes) -> None:
    """Makes a code stand for a thing: called by reducers."""
    applying.gather(_keep, (text, id_, op.position, str(kind)))
    applying.touch(Touched.PRODUCT, id_)


def _bind(applying: Applying, op: Operation, body: CodeBound) -> None:
    keep(applying, op, body.text, body.kind, op.subject)


def forget(applying: Applying, op: Operation, text: str) -> None:
    """What an operation made a code stand for, it stands for no more: called by reducers."""
    applying.connection.execute(
        delete(bound_code).where(bound_code.c.text == text, bound_code.c.op == op.position)
    )
    applying.touch(Touched.PRODUCT, op.subject)


def _unbind(applying: Applying, op: Operation, body: CodeBound) -> None:
    forget(applying, op, body.text)


CODE_BOUND = OperationKind("code.bound", 1, Klass.STOCK, CodeBound, _bind, _unbind, together=True)

_by_text = Prepared(
    select(bound_code.c.kind, bound_code.c.id)
    .where(
        bound_code.c.text == bindparam("text"),
        # A newer version may bind kinds of thing that this one cannot show.
        bound_code.c.kind.in_([literal(kind.value) for kind in BoundKind]),
    )
    .distinct()
)


def bound_to(view: View, text: str) -> list[Bound]:
    """What a code stands for: nothing, one thing, or (a clash) several."""
    rows = _by_text.all(view.connection, text=text)
    return [Bound(BoundKind(kind), id_) for kind, id_ in rows]


def bind(act: Act, text: str, kind: BoundKind, subject: bytes) -> Operation | None:
    """A code stands for a thing from now on; nothing is recorded if it did already."""
    if Bound(kind, subject) in bound_to(act, text):
        return None
    return act.record(CODE_BOUND, CodeBound(text, kind), subject)
