"""Facts about the hub's file itself, by name: its schema, whose hub it is."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.storage.prepared import Prepared
from hubdesk.storage.tables import meta

READ = select(meta.c.value).where(meta.c.name == bindparam("wanted"))
_INSERT = insert(meta)
WRITE = _INSERT.on_conflict_do_update(
    index_elements=[meta.c.name], set_={"value": _INSERT.excluded.value}
)

_read = Prepared(READ)
_write = Prepared(WRITE, "name", "value")


def read(connection: Connection, name: str) -> str | None:
    """What the file says about itself under a name, or None."""
    driver = connection.connection.dbapi_connection
    if driver is None or not driver.in_transaction:
        # A file that is looked at by itself: a copy before an upgrade.
        return connection.execute(READ, {"wanted": name}).scalar_one_or_none()
    row = _read.one(connection, wanted=name)
    return None if row is None else row[0]


def write(connection: Connection, name: str, value: str) -> None:
    """Records a fact about the file, in place of an older one of that name."""
    _write.run(connection, name=name, value=value)
