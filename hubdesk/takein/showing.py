"""Take in as it stands: the last scans with their counts, and what a digit will do now."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from hubdesk.journal.act import View
from hubdesk.stock import measures, products
from hubdesk.stock.batch import dated_of
from hubdesk.stock.dates import Dated
from hubdesk.stock.products import Line
from hubdesk.stock.tables import line, product, taken_in
from hubdesk.storage.prepared import Prepared, Row
from hubdesk.takein import crates, drafts, looking, sources, whose
from hubdesk.takein.crates import Crate
from hubdesk.takein.sources import From
from hubdesk.takein.whose import Unsaid
from hubdesk.wording import Phrase

LAST = 5


class Shown(Struct, frozen=True):
    """One product and date of this drop-off: how many in all, in its own measure."""

    product: bytes
    name: str
    code: str
    many: Phrase
    date: Phrase | None
    dated: Dated | None
    no_date: bool
    line: Line | None
    pieces: int | None
    at_ms: int


class Figures(Struct, frozen=True):
    """What a drop-off comes to: things, kinds of goods, crates, and what it all weighs."""

    items: int = 0
    kinds: int = 0
    crates: int = 0
    weight_g: int = 0


class TakeIn(Struct, frozen=True):
    """The screen as it stands. ``about`` is the last scan while typing is about it.

    ``number`` and ``stays`` were typed first; ``no_date_stays``: packs bear none until another.
    ``unsaid`` is whose goods are asked for: those of an earlier drop-off, or else of this one.
    """

    rows: tuple[Shown, ...]
    figures: Figures
    about: Shown | None
    number: int | None
    stays: Phrase | None
    no_date_stays: bool
    source: From
    givers: tuple[str, ...]
    crate: Crate | None
    asks_giver: bool = False
    unsaid: Unsaid | None = None


_rows = Prepared(
    select(
        taken_in.c.product,
        func.max(taken_in.c.code),
        func.sum(taken_in.c.quantity),
        taken_in.c.day,
        taken_in.c.kind,
        taken_in.c.no_date,
        func.max(taken_in.c.at_ms),
    )
    .where(taken_in.c.drop_off == bindparam("drop_off"))
    .group_by(
        taken_in.c.product, taken_in.c.day, taken_in.c.kind, taken_in.c.lot, taken_in.c.no_date
    )
    .order_by(func.max(taken_in.c.at_ms).desc())
)
_by_product = (
    select(taken_in.c.product, taken_in.c.crate, func.sum(taken_in.c.quantity).label("quantity"))
    .where(taken_in.c.drop_off == bindparam("drop_off"))
    .group_by(taken_in.c.product, taken_in.c.crate)
    .subquery()
)
_weighed = Prepared(
    select(
        _by_product.c.product,
        _by_product.c.crate,
        _by_product.c.quantity,
        func.coalesce(product.c.weight_g, line.c.weight_g, 0),
        func.coalesce(line.c.measure, "each"),
    ).select_from(
        _by_product.outerjoin(product, product.c.id == _by_product.c.product).outerjoin(
            line, line.c.id == product.c.line
        )
    )
)


def take_in(view: View) -> TakeIn:
    """What stands on the screen of Take in."""
    draft = drafts.current(view)
    rows = [_shown(view, row) for row in _rows.all(view.connection, drop_off=draft.drop_off)[:LAST]]
    stays = looking.day_said(view, draft.dated) if draft.dated else None
    return TakeIn(
        tuple(rows),
        figures(view, draft.drop_off),
        rows[0] if rows and draft.after else None,
        draft.number,
        stays,
        draft.says_no_date,
        sources.of(view, draft.asks_of or draft.drop_off),
        tuple(sources.givers(view)),
        crates.by_id(view, draft.crate) if draft.crate else None,
        draft.asks_giver,
        whose.of(view, draft.asks_of or draft.drop_off),
    )


def figures(view: View, drop_off: bytes) -> Figures:
    """What a drop-off comes to. What was sorted out of a weighed crate adds no kilos again."""
    items, weight_g, kinds = 0, 0, set()
    weighed = crates.of_drop_off(view, drop_off)
    known = {each.id for each in weighed}
    for id_, crate, many, each_g, measure in _weighed.all(view.connection, drop_off=drop_off):
        kinds.add(id_)
        counted = measures.named(measure, each_g)
        items += counted.packs(many)
        if crate not in known:
            weight_g += counted.grams(many) or 0
    weight_g += sum(each.weight_g for each in weighed)
    return Figures(items, len(kinds), len(weighed), weight_g)


def _shown(view: View, row: Row) -> Shown:
    id_, code, many, day, kind, no_date, at_ms = row
    of = products.product_by_id(view, id_)
    belongs = None if of.line is None else products.line_by_id(view, of.line)
    dated = dated_of(day, kind)
    return Shown(
        id_,
        of.name,
        "" if of.name else code,
        measures.of(belongs, of).said(many),
        looking.said(view, dated) if dated else None,
        dated,
        bool(no_date),
        belongs,
        of.pieces,
        at_ms,
    )
