"""One row of a stock list: how many there are of what, and why it is doubtful or refused."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.stock.dates import DateKind
from hubdesk.stock.products import EACH
from hubdesk.wording import Phrase


class Outcome(StrEnum):
    """What becomes of a row."""

    READY = "ready"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


class StockRow(Struct, frozen=True):
    """One row, by its number in the spreadsheet program.

    ``day`` and ``place`` are as they were written, ``kind`` as the column says; ``becomes`` is
    what it is taken for once the hub was asked (``hubdesk.catalogue.stock_list``). ``count`` is
    so many packs, or g or ml as ``measure`` says.
    """

    line: int
    outcome: Outcome
    item: str = ""
    count: int = 0
    code: str = ""
    day: str = ""
    kind: DateKind | None = None
    place: str = ""
    why: tuple[Phrase, ...] = ()
    becomes: object = None
    measure: str = EACH

    def doubted(self, why: Phrase) -> StockRow:
        """The same row with one more doubt."""
        outcome = Outcome.REFUSED if self.outcome is Outcome.REFUSED else Outcome.DOUBTFUL
        return replace(self, outcome=outcome, why=(*self.why, why))

    def refused(self, why: Phrase) -> StockRow:
        """The same row, which cannot come in."""
        return replace(self, outcome=Outcome.REFUSED, why=(*self.why, why))
