"""What a scan or a key at the stall came to: one card, one sound."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hubdesk.journal.operations import Ref
from hubdesk.stock.dates import Dated
from hubdesk.stock.measures import Much
from hubdesk.wording import Phrase


class Result(StrEnum):
    """How it went. STOP and ASK moved nothing; NEW is a barcode that nobody has named."""

    DONE = "done"
    SOON = "soon"
    NEW = "new"
    ASK = "ask"
    STOP = "stop"


class Way(StrEnum):
    """Out to the stall, or in from it again."""

    OUT = "out"
    IN = "in"


class Outcome(Struct, frozen=True):
    """One result card. ``op`` is what it recorded.

    ``own`` is a code of our own that the counter understands: a card, a parcel's label.
    ``product``, ``dated`` and ``lot`` are what was scanned: an ASK is loaded once somebody has
    looked at the pack, and a number that is typed afterwards is of the same batch. ``quantity``
    is as it was typed: packs, or a weight or volume.
    """

    result: Result
    title: Phrase
    lines: tuple[Phrase, ...] = ()
    op: Ref | None = None
    own: str = ""
    product: bytes | None = None
    dated: Dated | None = None
    lot: str | None = None
    quantity: int | Much = 1
