"""Rows of a stock list: each says how many there are of what, perhaps until when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.catalogue import numbers, stock_headings
from hubdesk.catalogue.judging import named
from hubdesk.catalogue.skipping import WORDS
from hubdesk.catalogue.stock_headings import About
from hubdesk.catalogue.stock_row import Outcome, StockRow
from hubdesk.errors import Refused
from hubdesk.sheets import file
from hubdesk.sheets.headings import Headings
from hubdesk.sheets.sheet import Cells, Sheet
from hubdesk.stock import measures, quantity
from hubdesk.stock.dates import DateKind
from hubdesk.stock.measures import Much
from hubdesk.stock.products import EACH
from hubdesk.told import one_line
from hubdesk.wording import Phrase, translate

_NOTHING: Final = frozenset({"", "-", "x", "n/a", "na", "none", "no date", "nil", "?"})
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})-([0-9]{2})")
_WHOLE = re.compile(r"[0-9]{1,6}(?:\.0+)?")


class StockRun(Struct, frozen=True):
    """A sheet, what its columns tell, and its rows."""

    sheet: Sheet
    headings: Headings
    rows: tuple[StockRow, ...]

    @property
    def tabs(self) -> tuple[str, ...]:
        """The sheets of the file."""
        return self.sheet.tabs

    @property
    def tab(self) -> str:
        """The sheet that was read."""
        return self.sheet.tab

    def of(self, outcome: Outcome) -> list[StockRow]:
        """The rows of one outcome."""
        return [row for row in self.rows if row.outcome is outcome]

    def sample(self, column: int) -> list[str]:
        """The first few cells of a column, to tell what is in it."""
        return self.headings.sample(self.sheet, column)


def read(path: Path, tab: str = "") -> StockRun:
    """Reads a file and its rows. Raises Refused and Trouble, each in a sentence."""
    sheet = file.read(path, tab, stock_headings.promise)
    return judged(sheet, stock_headings.found(sheet))


def again(before: StockRun, columns: Sequence[StrEnum]) -> StockRun:
    """The same sheet, read as a person says its columns are meant."""
    return judged(before.sheet, before.headings.meant(columns, stock_headings.VOCABULARY))


def judged(sheet: Sheet, said: Headings) -> StockRun:
    """The rows of a sheet; none while no column tells how many, and of what."""
    places = {column.about: at for at, column in enumerate(said.columns)}
    if not _tells_enough(said):
        return StockRun(sheet, said, ())
    rows = [
        _row(sheet.first_line + number, cells, places)
        for number, cells in enumerate(sheet.rows[said.first :], said.first)
        if any(cells)
    ]
    return StockRun(sheet, said, tuple(rows))


def refuse_wordless(run: StockRun) -> None:
    """Raises Refused while no column tells how many, or none tells of what."""
    if not _tells_enough(run.headings):
        raise Refused(
            translate("sheet", "No column tells how many, or none tells what it is. Choose both.")
        )


def _tells_enough(said: Headings) -> bool:
    told = {column.about for column in said.columns}
    return About.QUANTITY in told and bool(told & {About.ITEM, About.CODE})


def _row(line: int, cells: Cells, places: dict[StrEnum, int]) -> StockRow:
    def told(about: About) -> str:
        return one_line(cells[places[about]]) if about in places else ""

    use_by, best_before = told(About.USE_BY), told(About.BEST_BEFORE)
    is_use_by = use_by.casefold() not in _NOTHING
    day = use_by if is_use_by else best_before
    row = StockRow(
        line,
        Outcome.READY,
        named(told(About.ITEM)),
        code=told(About.CODE),
        day="" if day.casefold() in _NOTHING else _as_typed(day),
        kind=DateKind.USE_BY if is_use_by else DateKind.BEST_BEFORE,
        place=told(About.PLACE),
    )
    return _counted(_coded(row), told(About.QUANTITY))


def _as_typed(day: str) -> str:
    """A date as it would be typed: spreadsheets write 2027-06 and Jun-27 for a month."""
    if found := _YEAR_MONTH.fullmatch(day):
        return f"{found[2]}/{found[1]}"
    if found := _MONTH_YEAR.fullmatch(day):
        return f"{found[1]} 20{found[2]}"
    return day.removesuffix(" 00:00:00")


def _coded(row: StockRow) -> StockRow:
    """The row with its barcode as it is scanned, or with the reason why it has none."""
    if not row.code:
        why = Phrase(translate("sheet", "It does not say what it is."))
        return row if row.item else row.refused(why)
    _, wrong = numbers.read(row.code)
    if wrong is not None:
        return row.refused(Phrase(WORDS[wrong]))
    return replace(row, code=row.code.replace(" ", "").strip("'"))


def _counted(row: StockRow, text: str) -> StockRow:
    try:
        much = Much(int(float(text))) if _WHOLE.fullmatch(text) else measures.read(text)
    except Refused:
        said = translate("sheet", "“{words}” is not a number of packs.")
        return row.refused(Phrase(said, {"words": text[:40]}))
    if much.measure == EACH and not 1 <= much.number <= quantity.MOST:
        said = translate("sheet", "{count} packs: only 1 to {most} can come in.")
        return row.refused(Phrase(said, {"count": much.number, "most": quantity.MOST}))
    return replace(row, count=much.number, measure=much.measure)
