"""How much of the hub's file is kept at hand while much is applied to it.

Each page that does not fit is written away and read, deciphered and proved again when the next
operation needs it. While nobody is served, memory for it is there.
"""

from __future__ import annotations

from hubdesk.journal.act import Act
from hubdesk.storage.repeatable import repeatable


@repeatable
def make(act: Act, kib: int) -> None:
    """Keeps so many KiB of the file's pages at hand from now on, on this connection."""
    act.connection.exec_driver_sql(f"PRAGMA cache_size = -{int(kib)}")
