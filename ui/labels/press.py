"""Lays a label out and hands it to a printer; loaded with the first label, beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hubdesk.clock import Clock
from hubdesk.labels import sheet_text
from hubdesk.labels.contents import (
    Content,
)
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.pages import UNMOVED, pages_of
from ui.labels.outlines import QtOutlines
from ui.labels.printers import Printer, printer_of
from ui.labels.printing import PrintSettings

_outlines = cache(QtOutlines)


def usual_printer(chosen: PrintSettings, clock: Clock) -> Printer:
    """The printer that the settings name."""
    return printer_of(chosen, clock, _outlines())


def put_on_paper(contents: Sequence[Content], chosen: PrintSettings, printer: Printer) -> int:
    """Prints labels as one job; the next free place of the sheet, or 0 when it has none.

    Raises Refused when one does not fit, Trouble when the printer fails.
    """
    paper = sheet_text.named(chosen.format_name)
    room = Room.on(paper, chosen.dpi)
    labels = [designed(content, room) for content in contents]
    place = min(chosen.start_at, paper.labels) if paper.labels > 1 else 1
    printer.print_(pages_of(labels, paper, place, chosen.offset or UNMOVED))
    return (place - 1 + len(labels)) % paper.labels + 1 if paper.labels > 1 else 0
