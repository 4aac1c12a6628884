"""What segments of few operations have in common, so that one alone is short.

Part of the segment format: neither the bytes nor the order of the names may ever change. A
name may be added at the end.
"""

from __future__ import annotations

from typing import Final

TYPES: Final = (
    "stock.taken_in",
    "stock.discarded",
    "undone",
    "catalogue.imported",
    "code.bound",
    "collection",
    "collection.came_back",
    "count.decided",
    "count.sheet_entered",
    "crate.sorted",
    "crate.weighed",
    "date.rule",
    "date.window",
    "drop_off.noted",
    "household.apart",
    "household.card_replaced",
    "household.merged",
    "household.noted",
    "household.opened",
    "household.settled",
    "household.sized",
    "households.imported",
    "households.withdrawn",
    "line.none_left",
    "line.noted",
    "line.shelved",
    "pack.opened",
    "parcel.packed",
    "parcel.taken_out",
    "parcel.unpacked",
    "parcel_list.issued",
    "place.noted",
    "product.noted",
    "sheet.both_right",
    "shelf.noted",
    "stall.clicked",
    "stall.closed",
    "stall.swapped",
    "stock.counted",
    "stock.frozen",
    "stock.held",
    "stock.listed",
    "stock.moved",
    "stock.received",
    "stock.redated",
    "stock.released",
    "stock.sent",
    "stocktake.explained",
    "stocktake.settled",
    "turned.away",
    "volunteer.card",
    "volunteer.noted",
)
"""Kinds of operation that stand as a number, from 0."""

BEGINNING: Final = (
    b"Countercollectionadjustedsettledreasonallergensallergiesphonestreetgivennoteopen"
    b"positioniconsubstitutescansdate_kindhouseholdparcelpast its datechildrendiet2027"
    b"-0best beforeuse by"
    b"\x99\x91\x92\x19\x01\x90\x90\x90\x91\xc4\x10\x90\x91\xcf\x00\x00\x01\xa1\xfaB \x00\x91"
    b"\x01\x91\xc4N\x91\x93\x93\xa4line\xc4\x10\x90\x93\xa5place\xc4\x10\x90\x93\xa4spot\xc4"
    b"\x10\x90\x99\x91\x92 \x01\x90\x90\x90\x91\xc4\x10\x90\x91\xcf\x00\x00\x01\xa1\xfaB \x00"
    b"\x91\x01\x91\xc4\x1b\x91\x91\x93\xa4line\xc4\x10\x90\x99\x91\x92\x12\x01\x90\x90\x90\x91"
    b"\xc4\x10\x90\x91\xcf\x00\x00\x01\xa1\xfaB \x00\x90\x91\xc4\x0f\x91\xadH050062661776\x99"
    b"\x91\x92\x04\x01\x90\x90\x90\x91\xc4\x10\x90\x91\xcf\x00\x00\x01\xa1\xfaB \x00\x90\x91"
    b"\xc4\x17\x92\xad9520000010225\xa7product\x99\x91\x92\x14\x01\x90\x90\x90\x91\xc4\x10\x90"
    b"\x91\xcf\x00\x00\x01\xa1\xfaB \x00\x91\x01\x91\xc4\x1b\x91\x92\x93\xa6adults\x02\x90\x93"
    b"\xa8district\xa3ZZ2\x90\x99\x91\x92\x00\x01\x90\x90\x90\x91\xc4\x10\x90\x91\xcf\x00\x00"
    b"\x01\xa1\xfaB \x00\x90\x91\xc41\x9a\xc4\x10\x03\xaa2026-11-20\xabbest before\xc0\xc0\xc0"
    b"\xc2\xa0\xc0"
)
"""What zstandard takes as said already before a small segment: words and shapes of bodies."""
