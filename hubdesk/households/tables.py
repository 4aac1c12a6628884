"""Households as read: the only place where people's details lie open, inside the encrypted
file. Dropped and rebuilt at will; forgetting a household empties its row."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, func, literal_column

from hubdesk.storage.tables import derived, derived_search

household = Table(
    "household",
    derived,
    Column("no", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    Column("card", Text, nullable=False, default=""),
    Column("adults", Integer, nullable=False, default=0),
    Column("children", Integer, nullable=False, default=0),
    Column("district", Text),
    Column("name", Text),
    Column("street", Text),
    Column("postcode", Text),
    Column("phone", Text),
    Column("diet", Text),
    Column("allergies", Text),
)
"""``diet`` and ``allergies`` hold their words with commas; ``card`` the first card's code."""
Index("ix_household_card", household.c.card)
LAST_FOUR = func.substr(household.c.card, literal_column("-4"))
"""What people see and say of a card."""
Index("ix_household_last_four", LAST_FOUR)
Index("ix_household_postcode", household.c.postcode)

settled = Table(
    "settled",
    derived,
    Column("household", LargeBinary(16), primary_key=True),
    Column("about", Text, primary_key=True),
    Column("choice", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What was settled at an earlier visit about a line or a product, so that it is not asked
again: see ``hubdesk.parcels.conflicts``."""

imported = Table(
    "imported",
    derived,
    Column("household", LargeBinary(16), primary_key=True),
    Column("import", LargeBinary(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("at_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Households that came from a spreadsheet, and the operation that said so."""
Index("ix_imported_import", imported.c["import"])

withdrawn = Table(
    "withdrawn",
    derived,
    Column("household", LargeBinary(16), primary_key=True),
    sqlite_with_rowid=False,
)
"""Households that were taken out again: whatever arrives about them later is passed over."""

derived_search(
    "household_words",
    "CREATE VIRTUAL TABLE household_words USING fts5(words, tokenize='trigram')",
)
