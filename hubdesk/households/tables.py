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
    Column("ages", Text),
    Column("name_key", Text),
    Column("phone_key", Text),
    Column("also", Text),
    Column("merged_into", LargeBinary(16)),
)
"""``diet`` and ``allergies`` hold their words with commas, ``ages`` the children in each band;
``card`` is the newest card's code.

``merged_into`` is the household that this one is part of, and None for one that stands by
itself; the row of that one says what all of them together told, and by which other names they
were known (``also``, with semicolons). The keys are what two
spellings of one name or number have in common.
"""
Index("ix_household_card", household.c.card)
LAST_FOUR = func.substr(household.c.card, literal_column("-4"))
"""What people see and say of a card."""
Index("ix_household_last_four", LAST_FOUR)
Index("ix_household_postcode", household.c.postcode)
Index("ix_household_name_key", household.c.name_key)
Index("ix_household_phone_key", household.c.phone_key)
Index("ix_household_merged_into", household.c.merged_into)

merged = Table(
    "merged",
    derived,
    Column("op", Integer, primary_key=True),
    Column("household", LargeBinary(16), nullable=False),
    Column("into", LargeBinary(16), nullable=False),
    Column("noted_stream", LargeBinary(8)),
    Column("noted_seq", Integer),
)
"""What was said to be one household: see ``hubdesk.households.groups``. What it told better
was noted by an operation of its own."""
Index("ix_merged_household", merged.c.household)
Index("ix_merged_into", merged.c["into"])

apart = Table(
    "apart",
    derived,
    Column("one", LargeBinary(16), primary_key=True),
    Column("other", LargeBinary(16), primary_key=True),
    Column("op", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Two households that look alike and are not the same, the smaller id first."""

dead_card = Table(
    "dead_card",
    derived,
    Column("text", Text, primary_key=True),
    Column("op", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Cards in whose place another was given."""

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

at_visit = Table(
    "at_visit",
    derived,
    Column("household", LargeBinary(16), primary_key=True),
    Column("visit", LargeBinary(16), primary_key=True),
    Column("ages", Text),
    Column("asked", LargeBinary),
    sqlite_with_rowid=False,
)
"""What was known of a household when it was served: see ``hubdesk.households.visits``."""

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

look = Table(
    "look",
    derived,
    Column("op", Integer, primary_key=True),
    Column("household", LargeBinary(16), nullable=False),
    Column("actor", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    Index("ix_look_household", "household", "actor", "at_ms"),
)
"""Who looked at a household's details; ``actor`` is empty for nobody named."""

derived_search(
    "household_words",
    "CREATE VIRTUAL TABLE household_words USING fts5(words, tokenize='trigram')",
)
