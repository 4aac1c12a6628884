"""Stock as read from the journal; every table here can be dropped and rebuilt."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

IN_ONES = "each"
"""How a line is counted of which nobody said otherwise."""

place = Table(
    "place",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("use", Text, nullable=False, default="counter"),
    sqlite_with_rowid=False,
)
"""Somewhere stock stands; ``use`` is one of ``hubdesk.stock.places.Use``."""

spot = Table(
    "spot",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("place", LargeBinary(16)),
    Column("name", Text, nullable=False, default=""),
    Column("position", Integer, nullable=False, default=0),
    Column("code", Text),
    sqlite_with_rowid=False,
)
"""A shelf, as people name it: a spot inside a place, with a printed code of letter L."""
Index("ix_spot_place", spot.c.place)

line_spot = Table(
    "line_spot",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("place", LargeBinary(16)),
    Column("line", LargeBinary(16)),
    Column("spot", LargeBinary(16)),
    sqlite_with_rowid=False,
)
"""On which shelf of a place a line stands; None when it was taken off again."""
Index("ix_line_spot_line", line_spot.c.line, line_spot.c.place)
Index("ix_line_spot_spot", line_spot.c.spot)

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
    Column("food", Text),
    Column("stall", Text),
    Column("measure", Text, nullable=False, default=IN_ONES),
    sqlite_with_rowid=False,
)
"""What a parcel list speaks of ("Baked beans"); ``substitutes`` is msgpack of line ids.
``food`` says how long it is good after its best before (``hubdesk.stock.foods``); ``stall`` is
its key at the stall, or a word of ``hubdesk.stall.lines``; ``measure`` is what the ledger counts
of it: each, g or ml."""

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
Index("ix_product_name", product.c.name.collate("NOCASE"), product.c.line)
"""In the order of lists; with the line, so that a key is answered without the rows."""

weighed = Table(
    "weighed",
    derived,
    Column("product", LargeBinary(16), primary_key=True),
    Column("step", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""A product of a line in g or ml, and what one pack of it holds where packs were counted before
anybody knew: see ``hubdesk.stock.weighed``. In the tables below ``told`` is a number as its
operation says it, ``pack`` what one pack was in it, and ``quantity`` what that is in the book."""

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
    Column("told", Integer, nullable=False),
    Column("pack", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Goods in (+) and out (-), in the order a late count needs them."""

count = Table(
    "count",
    derived,
    Column("product", LargeBinary(16), primary_key=True),
    Column("place", LargeBinary(16), primary_key=True),
    Column("take", LargeBinary(16), primary_key=True),
    Column("at_ms", Integer, nullable=False),
    Column("quantity", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What a stock take found, and as of when: movements up to then are part of the figure."""
Index("ix_count_take", count.c.take, count.c.place)

line_count = Table(
    "line_count",
    derived,
    Column("line", LargeBinary(16), primary_key=True),
    Column("place", LargeBinary(16), primary_key=True),
    Column("take", LargeBinary(16), primary_key=True),
    Column("at_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""A line was counted as one figure: a product of it with no ``count`` of its own in that stock
take was counted as none, for the figure holds it already."""
Index("ix_line_count_take", line_count.c.take, line_count.c.place)

count_entry = Table(
    "count_entry",
    derived,
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("take", LargeBinary(16), nullable=False),
    Column("place", LargeBinary(16), nullable=False),
    Column("shelf", LargeBinary(16), nullable=False),
    Column("line", LargeBinary(16)),
    Column("product", LargeBinary(16)),
    Column("quantity", Integer, nullable=False),
    Column("as_of_ms", Integer, nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("actor", LargeBinary(16)),
    Column("op", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    Column("pack", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Each count that stands, of a product or of a line; see ``hubdesk.stock.counts``."""
Index("ix_count_entry_take", count_entry.c.take, count_entry.c.place, count_entry.c.line)
Index("ix_count_entry_place", count_entry.c.place, count_entry.c.as_of_ms)

count_share = Table(
    "count_share",
    derived,
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("product", LargeBinary(16), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What a count says of each product that it names."""
Index("ix_count_share_product", count_share.c.product)

count_instead = Table(
    "count_instead",
    derived,
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("by_stream", LargeBinary(8), primary_key=True),
    Column("by_seq", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""A count, and one that stands and replaces it."""
Index("ix_count_instead_by", count_instead.c.by_stream, count_instead.c.by_seq)

count_knew = Table(
    "count_knew",
    derived,
    Column("by_stream", LargeBinary(8), primary_key=True),
    Column("by_seq", Integer, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""A count, and one of another stock take that whoever counted had heard of."""

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

on_the_way = Table(
    "on_the_way",
    derived,
    Column("op", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False),
    Column("stream", LargeBinary(8), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("from_place", LargeBinary(16), nullable=False),
    Column("to_place", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("actor", LargeBinary(16)),
)
"""Goods that were sent to another site. Its id is also the place in the ledger where they are."""
Index("ix_on_the_way_id", on_the_way.c.id)

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

held = Table(
    "held",
    derived,
    Column("stream", LargeBinary(16), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("op", Integer, nullable=False),
    Column("id", LargeBinary(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("actor", LargeBinary(16)),
    sqlite_with_rowid=False,
)
"""A batch or a product that was held back, by the operation that says so."""

hold_ended = Table(
    "hold_ended",
    derived,
    Column("stream", LargeBinary(16), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("op", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""A hold, by its operation, that somebody released; it may arrive before the hold does."""

date_window = Table(
    "date_window",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("figure", LargeBinary),
    sqlite_with_rowid=False,
)
"""How long a kind of food may be given after its best before, where the hub says otherwise
than what is shipped: ``figure`` is msgpack of its length as 12m or 2d, its source, of when."""

date_rule = Table(
    "date_rule",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("refuse_past", Integer),
    Column("take_in_days", Integer),
    sqlite_with_rowid=False,
)
"""The hub's own rules: nothing past its best before, nothing taken in so near its date."""

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
    Column("told", Integer, nullable=False),
    Column("pack", Integer, nullable=False),
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
Index("ix_taken_in_bare", taken_in.c.product, sqlite_where=taken_in.c.code != "")

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
