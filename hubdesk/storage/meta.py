"""Facts about the hub's file itself, by name: its schema, whose hub it is."""

from __future__ import annotations

from typing import Final, cast

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.storage.tables import meta

DEVICE: Final = "device"
"""Which laptop this is among those of the hub: a random id in hex."""

READ = select(meta.c.value).where(meta.c.name == bindparam("wanted"))
_INSERT = insert(meta)
WRITE = _INSERT.on_conflict_do_update(
    index_elements=[meta.c.name], set_={"value": _INSERT.excluded.value}
)


def read(connection: Connection, name: str) -> str | None:
    """What the file says about itself under a name, or None."""
    return cast("str | None", connection.execute(READ, {"wanted": name}).scalar_one_or_none())


def write(connection: Connection, name: str, value: str) -> None:
    """Records a fact about the file, in place of an older one of that name."""
    connection.execute(WRITE, {"name": name, "value": value})
