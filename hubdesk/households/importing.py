"""Takes households in from a spreadsheet, and takes them out again.

They come in small transactions, so that a scan at the counter waits for none of them; all of
one import carry its id. Undoing takes out those that nobody has served or changed since, and
destroys their keys: what the file told about them can never be read again here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.binding import bound_code
from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.households import groups, rows
from hubdesk.households import household as households
from hubdesk.households.record import Details
from hubdesk.households.sheet_row import Outcome, SheetRow
from hubdesk.households.tables import at_visit, household, imported, merged, settled, withdrawn
from hubdesk.journal import forgotten
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.journal.tables import operation
from hubdesk.security.roles import Role, require
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

AT_ONCE: Final = 100
"""Households in one transaction: a fifth of a second of work on an old laptop."""


class Imported(Body, frozen=True, array_like=True):
    """These households came from a spreadsheet; the subject is the import."""

    households: list[bytes]


class Withdrawn(Body, frozen=True, array_like=True):
    """These households of an import were taken out again; the subject is the import."""

    households: list[bytes]


class PastImport(Struct, frozen=True):
    """One import: when it was, how many came in, and how many of them are still here."""

    id: bytes
    at_ms: int
    households: int
    left: int


_add_imported = Prepared(
    insert(imported).on_conflict_do_nothing(), "household", "import", "position", "at_ms"
)
_add_withdrawn = Prepared(insert(withdrawn).on_conflict_do_nothing(), "household")
_row_no = Prepared(select(household.c.no).where(household.c.id == bindparam("id")))
_drops = [
    Prepared(delete(household).where(household.c.id == bindparam("id"))),
    Prepared(delete(bound_code).where(bound_code.c.id == bindparam("id"))),
    Prepared(delete(settled).where(settled.c.household == bindparam("id"))),
    Prepared(delete(at_visit).where(at_visit.c.household == bindparam("id"))),
]
_past = (
    select(
        imported.c["import"],
        func.min(imported.c.at_ms).label("at_ms"),
        func.count().label("households"),
        func.count(household.c.id).label("left"),
    )
    .outerjoin(household, household.c.id == imported.c.household)
    .group_by(imported.c["import"])
    .order_by(func.min(imported.c.at_ms).desc())
    .limit(20)
)
untouched = (
    select(imported.c.household)
    .join(household, household.c.id == imported.c.household)
    .where(
        imported.c["import"] == bindparam("import_id"),
        ~select(operation.c.position)
        .where(
            operation.c.subject == imported.c.household,
            operation.c.position > imported.c.position,
        )
        .exists(),
        ~select(merged.c.op).where(merged.c["into"] == imported.c.household).exists(),
    )
)
"""The households of an import (``import_id``) about which nothing was recorded since."""


def _imported(applying: Applying, op: Operation, body: Imported) -> None:
    for each in body.households:
        row = {"household": each, "import": op.subject, "at_ms": op.at_ms}
        _add_imported.run(applying.connection, **row, position=op.position)
    applying.touch(Touched.HOUSEHOLD)


def _withdrawn(applying: Applying, op: Operation, body: Withdrawn) -> None:
    near = {other for each in body.households for other in groups.near(applying, each)}
    for each in body.households:
        _add_withdrawn.run(applying.connection, household=each)
        found = _row_no.one(applying.connection, id=each)
        if found is not None:
            rows.forget_words(applying.connection, found[0])
        for drop in _drops:
            drop.run(applying.connection, id=each)
        forgotten.erase(applying, each)
    groups.settle(applying, near)
    applying.touch(Touched.HOUSEHOLD, *body.households)


IMPORTED = OperationKind("households.imported", 1, Klass.STOCK, Imported, _imported)
WITHDRAWN = OperationKind("households.withdrawn", 1, Klass.STOCK, Withdrawn, _withdrawn)


def take_in(act: Act, import_id: bytes, rows: Sequence[SheetRow]) -> int:
    """Takes in some rows of an import, at most ``AT_ONCE``; returns how many households came.

    Raises Refused for a row that was refused when it was read: it must not come this far.
    """
    require(act, Role.LEAD)
    ids = []
    for row in rows:
        if row.outcome is Outcome.REFUSED:
            raise Refused(
                translate("sheet", "Row {line} cannot be taken in. Leave it out."), line=row.line
            )
        made = households.open_household(act, row.adults, row.children)
        if row.details != Details():
            households.note_details(act, made.id, row.details)
        ids.append(made.id)
    if ids:
        act.record(IMPORTED, Imported(ids), import_id)
    return len(ids)


def past(view: View) -> list[PastImport]:
    """The last imports, the newest first."""
    return [PastImport(*row) for row in view.connection.execute(_past)]


def withdraw(act: Act, import_id: bytes, ids: Iterable[bytes]) -> int:
    """Takes households of an import out again; their keys are destroyed."""
    require(act, Role.LEAD)
    listed = list(ids)
    if listed:
        act.record(WITHDRAWN, Withdrawn(listed), import_id)
    return len(listed)
