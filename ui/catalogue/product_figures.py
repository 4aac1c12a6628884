"""What an import of products would do: how many come in, how many are left out and why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QLocale

from hubdesk.catalogue import bits, catalogue
from hubdesk.catalogue.dry_run import DryRun
from hubdesk.catalogue.packed import Listed
from hubdesk.catalogue.skipping import WORDS
from hubdesk.households import allergens
from ui import wording
from ui.sheets.figures import RowsCard
from ui.theme.look import Look
from ui.widgets.record_list import RecordLine
from ui.wording import placed, translated

COME, LEFT = "come", "left"
MOST_SHOWN = 40


class _Shown(Struct, frozen=True):
    line: int
    title: str
    detail: str
    end: str = ""


class ProductFigures(RowsCard):
    """Rows that come in, and rows that are left out with the reason of each."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        kinds = {
            COME: (self.tr("Come in"), "check"),
            LEFT: (self.tr("Left out"), "circle-alert"),
        }
        self.arrange(kinds)

    def of_kind(self, run: DryRun, kind: str) -> tuple[int, Sequence[_Shown]]:
        if kind == COME:
            return run.entries, [self._entry(line, entry) for line, entry in run.first]
        rows = [
            _Shown(row.line, placed(row.name or row.code), translated(WORDS[each.why]), row.code)
            for each in run.skipped
            for row in each.rows
        ]
        return run.rows - run.entries, sorted(rows, key=_by_line)[:MOST_SHOWN]

    def also(self, run: DryRun, kind: str) -> str:
        """The reasons, each with its number: together they are all the rows left out."""
        if kind == COME:
            return ""
        count = QLocale().toString
        return "\n".join(
            f"{count(each.count)}  {translated(WORDS[each.why])}" for each in run.skipped
        )

    def reads(self, row: _Shown) -> RecordLine:
        return RecordLine(str(row.line), row.title, row.detail, row.end)

    def _entry(self, line: int, entry: Listed) -> _Shown:
        stated = bits.stated(entry.allergens).allergens
        told = wording.phrase(allergens.listed(stated)) if stated else ""
        weight = f"{QLocale().toString(entry.weight_g)} g" if entry.weight_g else ""
        detail = "  ·  ".join(filter(None, (catalogue.code_text(entry.code), weight, told)))
        return _Shown(line, placed(entry.name), detail)


def _by_line(row: _Shown) -> int:
    return row.line
