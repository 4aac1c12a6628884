"""What a scan or a key at the stall came to: one card, one sound."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hubdesk.journal.operations import Ref
from hubdesk.stock.dates import Dated
from hubdesk.wording import Phrase


class Result(StrEnum):
    """How it went. STOP and ASK moved nothing; NEW is a barcode that nobody has named."""

    DONE = "done"
    SOON = "soon"
    NEW = "new"
    ASK = "ask"
    STOP = "stop"


class Outcome(Struct, frozen=True):
    """One result card. ``op`` is what it recorded.

    ``own`` is a code of our own that the counter understands: a card, a parcel's label. An ASK
    names the product and date that are loaded once somebody has looked at the pack.
    """

    result: Result
    title: Phrase
    lines: tuple[Phrase, ...] = ()
    op: Ref | None = None
    own: str = ""
    product: bytes | None = None
    dated: Dated | None = None
    quantity: int = 1
