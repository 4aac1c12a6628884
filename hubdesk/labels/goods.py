"""Labels for shelves, crates and goods: what it is, read from afar, and a code."""

from __future__ import annotations

from datetime import date

from hubdesk.labels.contents import BatchLabel, CrateLabel, ProductLabel, ShelfLabel, UnusedLabel
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.frame import unit, with_code
from hubdesk.labels.layout import Area, Face, Label
from hubdesk.labels.stack import Block, stack
from hubdesk.stock import date_words
from hubdesk.stock.dates import DateKind
from hubdesk.wording import translate

_LONG_AGO = date(1, 1, 1)
"""A date as said from here always has its year: a label outlives it."""
_LINE_MM = 0.3
_ONE_LINE_MM = 45.0


def shelf_label(shelf: ShelfLabel, room: Room) -> Label:
    """The name of a shelf as large as it goes; without one, a line to write on."""
    draft = Draft(room)
    area, size = with_code(draft, shelf.code), unit(room)
    if not shelf.name.strip():
        return _to_write_on(draft, again(translate("hub", "Shelf"), shelf.reprint), area)
    heading = again(shelf.place or translate("hub", "Shelf"), shelf.reprint)
    blocks = [
        Block(heading, Style(9 * size, 6)),
        Block(shelf.name, Style(40 * size, 9, Face.BOLD, lines=2)),
    ]
    stack(draft, area, blocks)
    return draft.finished()


def product_label(product: ProductLabel, room: Room) -> Label:
    """Goods that came without a bar code."""
    draft = Draft(room)
    area, size = with_code(draft, product.code), unit(room)
    blocks = [
        Block(product.name, Style(18 * size, 7, Face.BOLD, lines=3)),
        Block(product.pack, Style(11 * size, 6, lines=2)),
        Block(again("", product.reprint), Style(9 * size, 6)),
    ]
    stack(draft, area, blocks)
    return draft.finished()


def crate_label(crate: CrateLabel, room: Room) -> Label:
    """A crate: its last four large, and what is in it."""
    draft = Draft(room)
    area, size = with_code(draft, crate.code), unit(room)
    packed = translate("hub", "Packed {date}")
    since = packed.format(date=full_day(crate.packed_on)) if crate.packed_on is not None else ""
    blocks = [
        Block(again(translate("hub", "Crate"), crate.reprint), Style(9 * size, 6)),
        Block(crate.code[-4:], Style(34 * size, 12, Face.CODE)),
        Block(crate.holds, Style(12 * size, 6.5, Face.BOLD, lines=2)),
        Block(_kilos(crate.weight_g), Style(12 * size, 6.5, Face.BOLD)),
        Block(since, Style(9 * size, 6, lines=2)),
    ]
    stack(draft, area, blocks)
    return draft.finished()


def _kilos(weight_g: int | None) -> str:
    return "" if weight_g is None else f"{weight_g / 1000:.1f} kg"


def batch_label(batch: BatchLabel, room: Room) -> Label:
    """Goods of one date: the date is never cut."""
    draft = Draft(room)
    area, size = with_code(draft, batch.code), unit(room)
    is_wide = area.width_mm > max(_ONE_LINE_MM, area.height_mm)
    blocks = [
        Block(batch.name, Style(14 * size, 7, Face.BOLD, lines=2)),
        Block(
            dated(batch.day, batch.kind, month_only=batch.month_only),
            # On one line wherever it can be read like that.
            Style(15 * size, 6.5, Face.BOLD, lines=1 if is_wide else 2),
            keep=True,
        ),
        Block(again("", batch.reprint), Style(9 * size, 6)),
    ]
    stack(draft, area, blocks)
    return draft.finished()


def unused_label(unused: UnusedLabel, room: Room) -> Label:
    """A code that waits to be bound to a thing, and room to write what it became."""
    draft = Draft(room)
    return _to_write_on(draft, unused.what, with_code(draft, unused.code))


def again(words: str, reprint: bool) -> str:
    """Words of a label, and whether it stands for one that was printed before."""
    if not reprint:
        return words
    if not words:
        return translate("hub", "Printed again")
    return translate("hub", "{words}, printed again").format(words=words)


def dated(day: date | None, kind: str, *, month_only: bool = False) -> str:
    """A date with its kind, as it must stand on a pack: "Use by 27 November 2026"."""
    kinds = DateKind(kind)
    return str(date_words.full(day, kinds, month_only=month_only, today=_LONG_AGO))


def full_day(day: date) -> str:
    """A day with its year: 27 November 2026."""
    return str(date_words.on_paper(day, _LONG_AGO))


def _to_write_on(draft: Draft, caption: str, area: Area) -> Label:
    """What the code is for, and a line for a pen."""
    size = unit(draft.room)
    stack(draft, area, [Block(caption, Style(10 * size, 6, lines=2))])
    line_mm = area.bottom_mm - 1.0
    draft.box(Area(area.x_mm, line_mm, area.width_mm, _LINE_MM))
    return draft.finished()
