"""Knows when this version understands operations that an earlier one only kept.

An operation of an unknown kind, or of a newer version of a kind, stands in the journal
untouched and moves nothing. When a version that knows it opens the hub, the derived tables
are rebuilt, so that it takes effect in its place among the others.
"""

from __future__ import annotations

import json
from typing import Final

from sqlalchemy import Connection, select

from hubdesk.journal.tables import operation
from hubdesk.storage import meta

FACT: Final = "kinds"


def outgrown(connection: Connection, kinds: dict[str, int]) -> bool:
    """True when operations here are read otherwise than when the tables were filled."""
    found = meta.read(connection, FACT)
    before: dict[str, int] = json.loads(found) if found else {}
    changed = {name for name, _ in before.items() ^ kinds.items()}
    if not changed:
        return False
    affected = select(operation.c.position).where(operation.c.type.in_(sorted(changed))).limit(1)
    return connection.execute(affected).first() is not None


def remember(connection: Connection, kinds: dict[str, int]) -> None:
    """Keeps which kinds the derived tables were filled with."""
    told = json.dumps(kinds, sort_keys=True)
    if meta.read(connection, FACT) != told:
        meta.write(connection, FACT, told)
