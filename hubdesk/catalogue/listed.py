"""That a stock list took goods in: what is recorded of it, apart from what reads such lists.

Every start loads this and waits for it; reading a list is loaded with the first one.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, tuple_
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.storage.prepared import Prepared
from hubdesk.storage.tables import derived

stock_listed = Table(
    "stock_listed",
    derived,
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("import", LargeBinary(16), nullable=False, index=True),
    Column("at_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What a stock list took in, operation by operation."""


class Listed(Body, frozen=True, array_like=True):
    """These goods of a stock list were taken in; the subject is the import."""

    taken: list[tuple[bytes, int]]


_said = insert(stock_listed)
_list = tuple_(stock_listed.c["import"], stock_listed.c.at_ms)
_other_list = tuple_(_said.excluded["import"], _said.excluded.at_ms)
# Goods that two lists name are of the lesser one on every laptop, whichever is heard of first.
_add = Prepared(
    _said.on_conflict_do_update(
        index_elements=["stream", "seq"],
        set_={"import": _said.excluded["import"], "at_ms": _said.excluded.at_ms},
        where=_other_list < _list,
    ),
    *stock_listed.c.keys(),
)


def _listed(applying: Applying, op: Operation, body: Listed) -> None:
    _add.rows(
        applying.connection,
        [(id_, seq, op.subject, op.at_ms) for id_, seq in body.taken],
    )
    applying.touch(Touched.CATALOGUE)


LISTED = OperationKind("stock.listed", 1, Klass.STOCK, Listed, _listed)
