"""Stock as read from the journal; every table here can be dropped and rebuilt."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

place = Table(
    "place",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("name", Text, nullable=False, default=""),
    sqlite_with_rowid=False,
)

line = Table(
    "line",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("unit", Text, nullable=False, default="each"),
    Column("date_kind", Text),
    Column("weight_g", Integer),
    Column("icon", Text),
    Column("tile", Boolean, nullable=False, default=False),
    Column("position", Integer, nullable=False, default=0),
    Column("allergens", Text),
    Column("substitutes", LargeBinary),
    Column("measure", Text, nullable=False, default="each"),
    sqlite_with_rowid=False,
)
"""What a parcel list speaks of ("Baked beans"); ``substitutes`` is msgpack of line ids.
``measure`` is what the ledger counts of it: each, g or ml."""

product = Table(
    "product",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("line", LargeBinary(16)),
    Column("name", Text, nullable=False, default=""),
    Column("weight_g", Integer),
    Column("allergens", Text),
    Column("pieces", Integer),
    sqlite_with_rowid=False,
)
"""What a barcode stands for; ``allergens`` is None when the maker's list is not known,
else the stated ones with commas, perhaps none. ``pieces`` are in one pack, where packs are
opened."""
Index("ix_product_line", product.c.line)

batch = Table(
    "batch",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("product", LargeBinary(16), nullable=False),
    Column("day", Text),
    Column("kind", Text),
    Column("lot", Text),
    sqlite_with_rowid=False,
)
"""Goods of one product with one date; ``day`` as 2027-03-31, ``kind`` use by or best before."""

movement = Table(
    "movement",
    derived,
    Column("product", LargeBinary(16), primary_key=True),
    Column("place", LargeBinary(16), primary_key=True),
    Column("at_ms", Integer, primary_key=True),
    Column("op", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("batch", LargeBinary(16)),
    Column("quantity", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Goods in (+) and out (-), in the order a late count needs them."""

count = Table(
    "count",
    derived,
    Column("product", LargeBinary(16), primary_key=True),
    Column("place", LargeBinary(16), primary_key=True),
    Column("at_ms", Integer, primary_key=True),
    Column("op", Integer, primary_key=True),
    Column("quantity", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What somebody counted, and when: movements up to then are part of the figure."""

balance = Table(
    "balance",
    derived,
    Column("place", LargeBinary(16), primary_key=True),
    Column("product", LargeBinary(16), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("counted_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What there is: the latest count and the movements after it. Below nothing: count me."""

batch_sum = Table(
    "batch_sum",
    derived,
    Column("place", LargeBinary(16), primary_key=True),
    Column("product", LargeBinary(16), primary_key=True),
    Column("batch", LargeBinary(16), primary_key=True),
    Column("quantity", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What the movements alone say of each batch; ``hubdesk.stock.shelf`` fits it to the balance."""

none_left = Table(
    "none_left",
    derived,
    Column("place", LargeBinary(16), primary_key=True),
    Column("line", LargeBinary(16), primary_key=True),
    Column("at_ms", Integer, primary_key=True),
    Column("op", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Somebody stood before an empty shelf: the line is left out for the rest of that day."""

taken_in = Table(
    "taken_in",
    derived,
    Column("op", Integer, primary_key=True),
    Column("stream", LargeBinary(8), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("drop_off", LargeBinary(16), nullable=False),
    Column("product", LargeBinary(16), nullable=False),
    Column("place", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("day", Text),
    Column("kind", Text),
    Column("lot", Text),
    Column("no_date", Integer, nullable=False),
    Column("crate", LargeBinary(16)),
    Column("code", Text, nullable=False),
)
"""Every scan of a drop-off that stands. ``no_date`` 1: somebody looked, and the pack bears none;
``code`` is the bare code of goods that nobody had named."""
Index("ix_taken_in_drop_off", taken_in.c.drop_off, taken_in.c.at_ms)
Index("ix_taken_in_product", taken_in.c.product)
Index(
    "ix_taken_in_undated",
    taken_in.c.at_ms,
    sqlite_where=taken_in.c.day.is_(None) & (taken_in.c.no_date == 0),
)
Index("ix_taken_in_bare", taken_in.c.code, sqlite_where=taken_in.c.code != "")

drop_off = Table(
    "drop_off",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("source", Text, nullable=False, default=""),
    Column("giver", Text, nullable=False, default=""),
    sqlite_with_rowid=False,
)
"""Goods that came together: ``source`` is gift, supermarket or bought, and ``giver`` the name
of an organisation, never of a person."""
