"""Sweeping: after something was forgotten, no byte of it is left in the hub's file.

SQLite overwrites what is deleted (``secure_delete``), but the full-text search keeps deleted
words until its parts are merged, and the write-ahead file keeps old pages until it is emptied.
Neither belongs in a transaction, so that it is noted in the file that a sweep is due: a power
cut in between is made good at the next start.
"""

from __future__ import annotations

from hubdesk.journal.act import Act, View
from hubdesk.journal.forgotten import SWEEP
from hubdesk.storage import meta
from hubdesk.storage.tables import derived_searches


def is_due(view: View) -> bool:
    """True when something was forgotten whose bytes may still lie in the file."""
    return meta.read(view.connection, SWEEP) == "due"


def merge_words(act: Act) -> None:
    """Merges the parts of the search, so that words which were taken out are in none of them."""
    for name in derived_searches:
        act.connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('optimize')")


def done(act: Act) -> None:
    """The write-ahead file was emptied as well."""
    meta.write(act.connection, SWEEP, "done")
