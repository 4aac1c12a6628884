"""The stall as read from the journal; every table here can be dropped and rebuilt."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

stall_swap = Table(
    "stall_swap",
    derived,
    Column("op", Integer, primary_key=True),
    Column("session", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("out", Integer, nullable=False),
    Column("tins", Integer, nullable=False),
    Column("scanned", Integer, nullable=False),
    Column("brought_none", Integer, nullable=False),
    Column("counted", LargeBinary),
)
"""What was swapped and still stands: a swap has one of ``people``, a tally sheet an hour's.

``tins`` came in and nobody scanned them, ``scanned`` were taken into stock; ``brought_none``
of the people did not. ``counted`` is msgpack of how many of each line that has a key."""
Index("ix_stall_swap_session", stall_swap.c.session)

stall_clicker = Table(
    "stall_clicker",
    derived,
    Column("op", Integer, primary_key=True),
    Column("session", LargeBinary(16), nullable=False),
    Column("people", Integer, nullable=False),
)
"""What somebody's clicker said at the end of a day: everybody who came, swaps keyed or not."""
Index("ix_stall_clicker_session", stall_clicker.c.session)

stall_close = Table(
    "stall_close",
    derived,
    Column("op", Integer, primary_key=True),
    Column("session", LargeBinary(16), nullable=False),
    Column("place", LargeBinary(16), nullable=False),
    Column("day", Text, nullable=False),
    Column("at_ms", Integer, nullable=False),
)
"""A day that was closed: what still stood at the stall by the book was taken."""
Index("ix_stall_close_place", stall_close.c.place, stall_close.c.day)
