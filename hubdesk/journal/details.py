"""Whether this laptop was given the key of people's details: one at a stall need not be."""

from __future__ import annotations

from sqlalchemy import Connection, column, literal, select, table

from hubdesk.journal.operations import Klass
from hubdesk.storage.prepared import Prepared

# The keys are those of ``hubdesk.sync``, which stands above all who ask here.
_shares = Prepared(
    select(column("value")).select_from(table("share_fact")).where(column("name") == literal("hub"))
)
_given = Prepared(
    select(column("id"))
    .select_from(table("epoch_key"))
    .where(column("klass") == literal(Klass.PEOPLE.value))
)


def are_known(connection: Connection) -> bool:
    """False on a laptop that holds no names: of people it knows number and size alone.

    Screens and labels then say "Diet not known here: ask", and never that there is none.
    """
    shared = _shares.one(connection)
    return shared is None or not shared[0] or _given.one(connection) is not None
