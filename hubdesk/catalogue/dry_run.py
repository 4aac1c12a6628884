"""What importing a list of products would do, before it does anything.

The file flows by once. What would come in is packed as it goes (``hubdesk.catalogue.packed``),
so that 100,000 rows wait in 3 MB; of what is left out, the first few rows are kept to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct

from hubdesk.catalogue import headings
from hubdesk.catalogue.headings import About
from hubdesk.catalogue.judging import Judge
from hubdesk.catalogue.packed import AT_ONCE, Listed, pack
from hubdesk.catalogue.skipping import SHOWN, Skipped
from hubdesk.errors import Refused
from hubdesk.sheets import flow
from hubdesk.sheets.flow import Flow
from hubdesk.sheets.headings import Headings
from hubdesk.wording import translate

MOST_ENTRIES: Final = 500_000
"""More products than are sold in the UK; more would make every laptop's hub large for nothing."""

GoOn = Callable[[], bool]


def _always() -> bool:
    return True


class DryRun(Struct, frozen=True):
    """A file, what its columns tell, and what would come of its rows.

    ``parts`` are entries packed for the journal, each with their number. Every row is either
    an entry or skipped: ``rows`` is their sum.
    """

    flow: Flow
    headings: Headings
    rows: int = 0
    parts: tuple[tuple[int, bytes], ...] = ()
    first: tuple[tuple[int, Listed], ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def entries(self) -> int:
        """How many products would come in."""
        return sum(count for count, _ in self.parts)

    @property
    def tabs(self) -> tuple[str, ...]:
        """The sheets of the file."""
        return self.flow.head.tabs

    @property
    def tab(self) -> str:
        """The sheet that was read."""
        return self.flow.head.tab

    def sample(self, column: int) -> list[str]:
        """The first few cells of a column, to tell what is in it."""
        return self.headings.sample(self.flow.head, column)


def read(path: Path, tab: str = "", go_on: GoOn = _always) -> DryRun:
    """Reads a file and judges its rows. Raises Refused and Trouble, each in a sentence.

    ``go_on`` is asked now and then; once it says no, reading ends and nothing would come in.
    """
    opened = flow.opened(path, tab, headings.promise)
    return judged(opened, headings.found(opened.head), go_on)


def again(before: DryRun, columns: Sequence[StrEnum], go_on: GoOn = _always) -> DryRun:
    """The same file, read as a person says its columns are meant."""
    return judged(before.flow, before.headings.meant(columns, headings.VOCABULARY), go_on)


def judged(opened: Flow, said: Headings, go_on: GoOn = _always) -> DryRun:
    """What would come of a file's rows; nothing while no column tells barcode and name."""
    told = {column.about for column in said.columns}
    if not {About.CODE, About.NAME} <= told:
        return DryRun(opened, said)
    judge = Judge(said)
    entries = judge.entries(opened.rows(said.first))
    parts: list[tuple[int, bytes]] = []
    while some := list(islice(entries, AT_ONCE)):
        parts.append((len(some), pack(some)))
        if len(parts) * AT_ONCE > MOST_ENTRIES:
            raise Refused(
                translate("sheet", "More than {most} products are too many. Leave some out."),
                most=f"{MOST_ENTRIES:,}",
            )
        if not go_on():
            return DryRun(opened, said)
    skipped = tuple(each for each in judge.skipped.values() if each.count)
    return DryRun(opened, said, judge.rows, tuple(parts), tuple(judge.first[:SHOWN]), skipped)


def refuse_nameless(run: DryRun) -> None:
    """Raises Refused while no column tells barcodes or names."""
    told = {column.about for column in run.headings.columns}
    if not {About.CODE, About.NAME} <= told:
        raise Refused(
            translate("sheet", "No column tells barcodes, or none tells names. Choose both.")
        )
