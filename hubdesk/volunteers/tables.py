"""Volunteers as read; dropped and rebuilt at will. Somebody who left keeps a row, so that what
they did on an earlier day still says so."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

volunteer = Table(
    "volunteer",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("name", Text),
    Column("pin", LargeBinary),
    Column("card", Text),
    Column("gone", Integer, nullable=False, default=0),
    Column("role", Text),
)
"""``pin`` is what ``hubdesk.volunteers.pins`` makes of one, never the PIN; ``card`` the one card
that counts; ``role`` what they are trusted with, if anybody said so."""
