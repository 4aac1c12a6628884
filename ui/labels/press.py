"""Lays a label out and hands it to a printer; loaded with the first label, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from hubdesk.clock import Clock
from hubdesk.labels import sheet_text
from hubdesk.labels.contents import (
    Content,
)
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import Letters
from hubdesk.labels.layout import PDF_DPI
from hubdesk.labels.pages import UNMOVED, Page, pages_of
from ui.labels.outlines import QtOutlines
from ui.labels.printers import Printer, printer_of
from ui.labels.printing import PrintSettings

outlines = cache(QtOutlines)


def usual_printer(chosen: PrintSettings, clock: Clock) -> Printer:
    """The printer that the settings name."""
    return printer_of(chosen, clock, outlines())


def room_on(chosen: PrintSettings) -> Room:
    """The room on a label of the chosen format, as both painters measure it."""
    paper = sheet_text.named(chosen.format_name, chosen.own_sheets)
    usual = paper.dpi if chosen.printer else PDF_DPI
    # Shaped text is as wide as Qt makes it, in whatever painter it ends up.
    return Room.on(paper, chosen.dpi or usual, Letters(outlines()))


def pages_one_by_one(
    contents: Sequence[Content], chosen: PrintSettings, each: Callable[[], object]
) -> Iterator[tuple[int, Page]]:
    """(labels so far, page) for each page, laid out as it is wanted: no more than one is held.

    ``each`` is called after every label, and may raise to end it.
    """
    paper = sheet_text.named(chosen.format_name, chosen.own_sheets)
    room = room_on(chosen)
    first = (min(chosen.start_at, paper.labels + 1) - 1) % paper.labels
    done = 0
    while done < len(contents):
        last = min(len(contents), done + paper.labels - first)
        labels = []
        for content in contents[done:last]:
            labels.append(designed(content, room))
            each()
        done = last
        yield done, pages_of(labels, paper, first + 1, chosen.offset or UNMOVED)[0]
        first = 0


def put_on_paper(contents: Sequence[Content], chosen: PrintSettings, printer: Printer) -> int:
    """Prints labels as one job; the next free place of the sheet, or 0 when it has none.

    Raises Refused when one does not fit, Trouble when the printer fails.
    """
    paper = sheet_text.named(chosen.format_name, chosen.own_sheets)
    room = room_on(chosen)
    labels = [designed(content, room) for content in contents]
    place = min(chosen.start_at, paper.labels) if paper.labels > 1 else 1
    printer.print_(pages_of(labels, paper, place, chosen.offset or UNMOVED))
    return (place - 1 + len(labels)) % paper.labels + 1 if paper.labels > 1 else 0
