"""What an import would do, before it does anything: every row judged, doubles found, counted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.households import alike, headings, sheet_rows
from hubdesk.households.alike import Who
from hubdesk.households.headings import About
from hubdesk.households.sheet_row import Outcome, SheetRow
from hubdesk.sheets import file
from hubdesk.sheets.headings import Headings
from hubdesk.sheets.sheet import Sheet
from hubdesk.wording import Phrase, translate

SHOWN: Final = 20
"""Rows of each outcome that a person is shown."""

SIZES: Final = frozenset({About.ADULTS, About.CHILDREN, About.PEOPLE})


class DryRun(Struct, frozen=True):
    """A sheet, what its columns are about, and its rows as households."""

    sheet: Sheet
    headings: Headings
    rows: tuple[SheetRow, ...]

    @property
    def tabs(self) -> tuple[str, ...]:
        """The sheets of the file."""
        return self.sheet.tabs

    @property
    def tab(self) -> str:
        """The sheet that was read."""
        return self.sheet.tab

    def of(self, outcome: Outcome, double: bool = False) -> list[SheetRow]:
        """The rows of one outcome; doubles stand apart from what is doubtful otherwise."""
        return [r for r in self.rows if r.outcome is outcome and r.double is double]

    def chosen(self, doubtful: bool, doubles: bool) -> list[SheetRow]:
        """The rows to take in: all that are ready, and of the others what was asked for."""
        return [
            row
            for row in self.rows
            if row.outcome is Outcome.READY
            or (row.outcome is Outcome.DOUBTFUL and (doubles if row.double else doubtful))
        ]

    def sample(self, column: int) -> list[str]:
        """The first few cells of a column, to tell what is in it."""
        return self.headings.sample(self.sheet, column)


def read(path: Path, tab: str = "") -> DryRun:
    """Reads a file and judges its rows. Raises Refused and Trouble, each in a sentence."""
    sheet = file.read(path, tab, headings.promise)
    return judged(sheet, headings.found(sheet))


def again(before: DryRun, columns: Sequence[StrEnum]) -> DryRun:
    """The same sheet, read as a person says its columns are meant."""
    return judged(before.sheet, before.headings.meant(columns, headings.VOCABULARY))


def judged(sheet: Sheet, said: Headings) -> DryRun:
    """The rows of a sheet as households; none while nothing says how many people they are."""
    if not {column.about for column in said.columns} & SIZES:
        return DryRun(sheet, said, ())
    return DryRun(sheet, said, tuple(alike.in_file(sheet_rows.rows(sheet, said))))


def refuse_sizeless(run: DryRun) -> None:
    """Raises Refused while no column says how many people a household is."""
    if not {column.about for column in run.headings.columns} & SIZES:
        raise Refused(
            translate(
                "sheet", "No column says how many people. Choose one: adults, or all of them."
            )
        )


def who(run: DryRun) -> list[Who]:
    """The names and postcodes to compare with the hub, one for each row."""
    return [
        Who("", "")
        if row.outcome is Outcome.REFUSED
        else Who(row.details.name, row.details.postcode)
        for row in run.rows
    ]


def with_doubles(run: DryRun, numbers: Sequence[str]) -> DryRun:
    """The same, with the rows doubted that look like a household of the hub."""
    said = translate("sheet", "Looks like household {number}, who is here already.")
    rows = (
        row.doubted(Phrase(said, {"number": number}), double=True) if number else row
        for row, number in zip(run.rows, numbers, strict=True)
    )
    return replace(run, rows=tuple(rows))
