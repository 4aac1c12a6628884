"""Goes on after the hub's file was found damaged: from the newest good copy, and what is left.

The damaged file is put aside untouched. What can be read of it and the copy lacks is brought
over as if another laptop had sent it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from hubdesk.backups import places, salvage
from hubdesk.backups.bringing_back import BroughtBack, bring_back_with, newest_whole
from hubdesk.backups.places import Backup
from hubdesk.backups.salvage import Row, Salvage
from hubdesk.clock import Clock
from hubdesk.desk import Desk
from hubdesk.errors import Said
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import Foreign, last_position
from hubdesk.journal.operations import Klass, Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.security import put_back

_READ = "read"
SUBJECT: Final = 9
"""Where a salvaged row has the subject."""


def go_on(hub: Path, key: bytes, clock: Clock, elsewhere: Sequence[Backup] = ()) -> BroughtBack:
    """Puts the newest good copy in the place of a damaged hub. The hub must be closed.

    ``elsewhere`` are backups on sticks and in shared folders. Raises Refused when no copy is
    whole, Trouble when a disk fails; everything is as it was then.
    """
    found = [*places.in_folder(places.own(hub)), *elsewhere]
    backup = newest_whole(places.newest_first(found), key)
    return bring_back_with(backup, hub, key, clock, partial(regained, hub, key))


def regained(hub: Path, key: bytes, desk: Desk) -> int:
    """Brings over what a damaged hub holds and the desk of its copy lacks; how much that was."""
    left = salvage.copied(hub, put_back.beside_stage(hub, _READ), key)
    try:
        last = desk.ask(_last)
        is_same = last is not None and left.at(last[0]) == last[1:]
        return _brought_over(desk, left, last[0] if last and is_same else 0)
    finally:
        left.close()


def _brought_over(desk: Desk, left: Salvage, after: int) -> int:
    total = 0
    for rows in left.operations(after):
        desk.trial(partial(_take_keys, left, {row[SUBJECT] for row in rows}))
        try:
            total += desk.do(_accept, rows)
        except (Said, msgspec.MsgspecError):
            # One of them does not fit; the others need not go with it.
            total += sum(_accept_alone(desk, row) for row in rows)
    return total


def _accept_alone(desk: Desk, row: Row) -> int:
    try:
        return desk.do(_accept, [row])
    except (Said, msgspec.MsgspecError):
        return 0


def _accept(act: Act, rows: list[Row]) -> int:
    new = 0
    for id_, klass, device, seq, type_, version, actor, at_ms, stamp, subject, body in rows:
        told = Foreign(Ref(id_, seq), Klass(klass), device, actor, at_ms, stamp, subject)
        new += act.journal.accept(act.applying, told, type_, version, body) is not None
    return new


def _take_keys(left: Salvage, subjects: set[bytes], connection: Connection) -> None:
    """The keys of people's details that were drawn since; what cannot be read stays sealed."""
    own = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(subject_key)")]
    rows = left.keys(subjects) if left.columns() == own else []
    if rows:
        marks = ", ".join("?" * len(own))
        sql = f"INSERT OR IGNORE INTO subject_key VALUES ({marks})"
        connection.exec_driver_sql(sql, [tuple(row) for row in rows])


def _last(view: View) -> Any:
    """The newest position, and the name of the operation there."""
    at = last_position(view.connection)
    named = select(operation.c.position, stream.c.id, operation.c.seq)
    named = named.select_from(operation.join(stream, operation.c.stream_no == stream.c.no))
    found = view.connection.execute(named.where(operation.c.position == at)).first()
    return None if found is None else tuple(found)
