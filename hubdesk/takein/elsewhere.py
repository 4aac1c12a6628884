"""One pack that comes in while another screen is in front, such as a tin at the stall."""

from __future__ import annotations

from hubdesk.journal.act import Act
from hubdesk.journal.operations import Ref
from hubdesk.stock.dates import Dated
from hubdesk.takein import entries
from hubdesk.takein.entries import Entry
from hubdesk.takein.goods import Goods


def taken_in(act: Act, meant: Goods, dated: Dated | None, *, drop_off: bytes, place: bytes) -> Ref:
    """A pack comes in, in a drop-off of its own; its date was judged. Undoing takes it back."""
    many = meant.packs(meant.count or 1)
    entry = Entry(
        Ref(b"", 0),
        meant.product.id,
        many,
        act.at_ms,
        dated,
        meant.lot,
        code=meant.code,
        place=place,
        drop_off=drop_off,
    )
    return entries.record(act, entry).ref
