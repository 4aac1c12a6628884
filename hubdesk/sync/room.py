"""Room for much at once, while nobody is served: a laptop that joins, the command line.

Each page of the hub's file that does not fit is written away, and read, deciphered and proved
again when the next operation needs it. And Python looks over all objects again and again in
search of circles, of which operations make none: a sixth of the work.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from hubdesk.journal.act import Act
from hubdesk.storage.connection import CACHE_KIB
from hubdesk.storage.repeatable import repeatable
from hubdesk.sync.line import Line


@contextmanager
def made(line: Line, kib: int) -> Iterator[None]:
    """Room while the block lasts: so many KiB of the hub's file; 0 for none but the usual."""
    if not kib:
        yield
        return
    looked = gc.isenabled()
    line.do(make, kib)
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
        line.do(make, CACHE_KIB)


@repeatable
def make(act: Act, kib: int) -> None:
    """Keeps so many KiB of the file's pages at hand from now on, on this connection."""
    act.connection.exec_driver_sql(f"PRAGMA cache_size = -{int(kib)}")
