"""Brings a list of products into a hub, with no screen.

Nobody serves meanwhile, so all of a list comes in at once: whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from hubdesk.catalogue import dry_run, importing, skipping
from hubdesk.catalogue.dry_run import DryRun
from hubdesk.catalogue.headings import VOCABULARY
from hubdesk.desk import Desk
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.sheets.headings import Headings, letters
from hubdesk.wording import translate


class Left(Struct, frozen=True):
    """Rows that were left out for one reason, and the first of them."""

    why: str
    words: str
    rows: int
    first: list[int]


class Report(Struct, frozen=True):
    """What came of a list: ``rows`` are ``products`` and all that was left out, together.

    ``columns`` says what each column was taken for; ``is_dry`` that nothing was changed.
    """

    rows: int
    products: int
    is_dry: bool
    left_out: list[Left] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The report as JSON holds it."""
        told: dict[str, Any] = msgspec.to_builtins(self)
        return told


def products(
    desk: Desk | None, path: Path, tab: str = "", columns: Mapping[str, str] | None = None
) -> Report:
    """Reads a list of products and takes it in; with no desk it is only looked at.

    ``columns`` maps what a column tells ("code", "name") to its heading or letter. Raises
    Refused and Trouble.
    """
    run = dry_run.read(path, tab)
    if columns:
        run = dry_run.again(run, _meant(run.headings, columns))
    dry_run.refuse_nameless(run)
    if desk is not None:
        desk.do(importing.take_in_all, identity.new_id(), run.parts)
    return _report(run, is_dry=desk is None)


def _report(run: DryRun, *, is_dry: bool) -> Report:
    left = [
        Left(each.why.value, skipping.WORDS[each.why], each.count, [row.line for row in each.rows])
        for each in run.skipped
    ]
    told = {
        column.heading or letters(at): column.about.value
        for at, column in enumerate(run.headings.columns)
        if column.about is not VOCABULARY.left_out
    }
    return Report(run.rows, run.entries, is_dry, left, told)


def _meant(found: Headings, columns: Mapping[str, str]) -> Sequence[StrEnum]:
    """What each column tells, as it was guessed and then as it was said."""
    meant = [column.about for column in found.columns]
    for said, named in columns.items():
        try:
            about = VOCABULARY.named(said)
        except KeyError:
            raise Refused(
                translate("sheet", "A column tells one of: {names}. Type --map name=HEADING."),
                names=", ".join(each.value for each in VOCABULARY.words),
            ) from None
        at = _column(found, named)
        meant = [VOCABULARY.left_out if each is about else each for each in meant]
        meant[at] = about
    return meant


def _column(found: Headings, named: str) -> int:
    wanted = named.strip().casefold()
    for at, column in enumerate(found.columns):
        if wanted in (column.heading.casefold(), letters(at).casefold()):
            return at
    raise Refused(
        translate("sheet", "There is no column {name}. Type its heading, or its letter."),
        name=named,
    )


def in_words(report: Report) -> str:
    """The report as a volunteer reads it."""
    came = (
        translate("sheet", "{rows} rows: {products} products would come in.")
        if report.is_dry
        else translate("sheet", "{rows} rows: {products} products came in.")
    )
    lines = [came.format(rows=f"{report.rows:,}", products=f"{report.products:,}")]
    for left in report.left_out:
        first = ", ".join(map(str, left.first[:5]))
        said = translate("sheet", "{count} left out: {why} (row {rows})")
        more = f"{first}, …" if left.rows > 5 else first
        lines.append(said.format(count=f"{left.rows:,}", why=left.words, rows=more))
    if report.is_dry:
        lines.append(translate("sheet", "Nothing has been changed."))
    return "\n".join(lines)
