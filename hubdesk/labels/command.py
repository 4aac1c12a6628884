"""``hubdesk labels``: any label as a PDF, from words or from a table, without a screen.

hubdesk labels shelf --count 24 --sheet l7159 --start 7 --out shelves.pdf
hubdesk labels batch --csv dates.csv --out dates.pdf
hubdesk labels product name="Nappies, size 4" pack="Bag of 24" --sheet roll-62x40
hubdesk labels "paper pack" hub_name="High Street Hub"
hubdesk labels "test page" --sheet l7160
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from hubdesk.codes import own
from hubdesk.errors import Refused, Trouble
from hubdesk.labels import from_table, ruler_page, sheet_text
from hubdesk.labels.contents import Content
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import Letters, Outlines
from hubdesk.labels.format import Format
from hubdesk.labels.kinds import KINDS
from hubdesk.labels.layout import PDF_DPI
from hubdesk.labels.pages import Offset, Page, pages_of, sheets_for
from hubdesk.labels.paper_pack import paper_pack
from hubdesk.labels.pdf import pdf_of_pages
from hubdesk.wording import translate


def run(told: argparse.Namespace, today: date, outlines: Callable[[], Outlines | None]) -> str:
    """Writes the PDF; says what it became. Raises Refused or Trouble."""
    if told.kind in _WHOLE:
        whole = _WHOLE[told.kind](told)
        _write(told.out, pdf_of_pages(whole, outlines()))
        return f"{told.out}: {len(whole)} pages"
    if told.kind not in KINDS:
        raise Refused(
            translate("hub", "There are no labels {kind}. Say one of: {known}."),
            kind=told.kind,
            known=", ".join(sorted([*KINDS, *_WHOLE])),
        )
    paper = _paper(told.sheet)
    contents = _contents(told, today)
    drawn = outlines()
    room = Room.on(paper, told.dpi or PDF_DPI, Letters(drawn))
    labels = [designed(content, room) for content in contents]
    pages = pages_of(labels, paper, told.start, Offset(told.right, told.lower))
    _write(told.out, pdf_of_pages(pages, drawn))
    count = sheets_for(len(labels), paper, told.start)
    return f"{told.out}: {len(labels)} labels on {count} pages of {paper.title}"


def _write(out: Path, pdf: bytes) -> None:
    try:
        out.write_bytes(pdf)
    except OSError as wrong:
        raise Trouble(
            translate("hub", "The PDF could not be written ({why}). Choose another place."),
            why=wrong.strerror or "",
        ) from wrong


def _paper_pack(told: argparse.Namespace) -> list[Page]:
    """What a hub works with when no laptop does; ``hub_name`` stands on it."""
    plain = sheet_text.named(sheet_text.PAGE)
    name = _words(told, {"hub_name"}).get("hub_name", "")
    made = paper_pack(name, partial(own.draw, own.Kind.SHEET), Room.on(plain))
    return list(pages_of(made, plain))


def _test_page(told: argparse.Namespace) -> list[Page]:
    """The page with rulers by which a printer is put right."""
    _words(told, set())
    return [ruler_page.page(_paper(told.sheet))]


_WHOLE = {"paper pack": _paper_pack, "test page": _test_page}
"""Whole pages, of which there is one of a kind."""


def _paper(name: str) -> Format:
    """A format that is shipped, or one in a file."""
    file = Path(name)
    return sheet_text.read(file) if file.suffix == ".toml" else sheet_text.named(name)


def _contents(told: argparse.Namespace, today: date) -> list[Content]:
    """The labels of the table, or the one that was told in words, so many times."""
    if told.csv is not None:
        return from_table.read(told.csv, told.kind, today)
    if not 1 <= told.count <= from_table.MOST:
        raise Refused(translate("hub", "That is not 1 to 1,000 labels. Type another number."))
    words = _words(told, set(KINDS[told.kind].__struct_fields__))
    return [from_table.made(told.kind, words, today) for _ in range(told.count)]


def _words(told: argparse.Namespace, known: set[str]) -> dict[str, str]:
    """What was told as FIELD=TEXT. Raises Refused for a field that means nothing here."""
    words = dict(word.partition("=")[::2] for word in told.words)
    wrong = sorted(set(words) - known)
    if wrong:
        raise Refused(
            translate("hub", "{name} has no meaning here. Say one of: {known}."),
            name=wrong[0],
            known=", ".join(sorted(known)) or "-",
        )
    return words
