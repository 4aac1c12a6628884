"""Room for much at once, while nobody is served: a laptop that joins, the command line.

Each page of the hub's file that does not fit is written away, and read, deciphered and proved
again when the next operation needs it. And Python looks over all objects again and again in
search of circles, of which operations make none: a sixth of the work. A laptop that joins makes
some indexes when all is there.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from hubdesk.journal.act import Act
from hubdesk.journal.journal import last_position
from hubdesk.storage import indexes
from hubdesk.storage.connection import CACHE_KIB
from hubdesk.storage.repeatable import repeatable
from hubdesk.sync.coming import HARDLY_ANY
from hubdesk.sync.line import Line


@contextmanager
def made(line: Line, kib: int) -> Iterator[None]:
    """Room while the block lasts: so many KiB of the hub's file; 0 for none but the usual."""
    if not kib:
        yield
        return
    looked = gc.isenabled()
    line.do(make, kib)
    line.do(begin)
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
        line.do(finish)
        line.do(make, CACHE_KIB)


@repeatable
def begin(act: Act) -> None:
    """Leaves indexes out that no reducer asks, where there is hardly any journal yet."""
    if last_position(act.connection) <= HARDLY_ANY:
        indexes.leave_out(act.connection)


@repeatable
def finish(act: Act) -> None:
    """Makes the indexes that were left out; cut off before, the next opening does it."""
    indexes.make(act.connection)


@repeatable
def make(act: Act, kib: int) -> None:
    """Keeps so many KiB of the file's pages at hand from now on, on this connection."""
    act.connection.exec_driver_sql(f"PRAGMA cache_size = -{int(kib)}")
