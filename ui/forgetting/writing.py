"""Writes what a household is given: one file to read, one for another program."""

from __future__ import annotations

from pathlib import Path

from hubdesk.errors import Trouble
from hubdesk.forgetting import access
from hubdesk.forgetting.access import Held
from hubdesk.labels import sheet_text
from hubdesk.labels.draft import Room
from hubdesk.labels.pages import pages_of
from hubdesk.labels.pdf import pdf_of_pages
from hubdesk.wording import translate
from ui.labels.outlines import QtOutlines

DPI = 300


def write(folder: Path, held: Held) -> Path:
    """The PDF that was written; the JSON lies beside it. Raises Trouble when they cannot be."""
    paper = sheet_text.named(sheet_text.PAGE)
    pages = access.pages(held, Room.on(paper, DPI))
    pdf = folder / f"household-{held.number}-{held.written_on}.pdf"
    try:
        pdf.write_bytes(pdf_of_pages(pages_of(pages, paper), QtOutlines()))
        pdf.with_suffix(".json").write_bytes(access.as_json(held))
    except OSError as error:
        raise Trouble(
            translate("hub", "The files could not be written there. Choose another folder.")
        ) from error
    return pdf
