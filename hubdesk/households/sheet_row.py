"""One row of a spreadsheet as a household: ready, doubtful or refused, and why."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.households.record import Details
from hubdesk.wording import Phrase


class Outcome(StrEnum):
    """What becomes of a row."""

    READY = "ready"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


class SheetRow(Struct, frozen=True):
    """One row: its number in the spreadsheet program, the household it tells of, and why it is
    doubtful or refused. ``double`` is True when it looks like a household already there."""

    line: int
    outcome: Outcome
    adults: int
    children: int
    details: Details
    why: tuple[Phrase, ...] = ()
    double: bool = False

    def doubted(self, why: Phrase, double: bool = False) -> SheetRow:
        """The same row with one more doubt."""
        outcome = Outcome.REFUSED if self.outcome is Outcome.REFUSED else Outcome.DOUBTFUL
        return replace(self, outcome=outcome, why=(*self.why, why), double=self.double or double)
