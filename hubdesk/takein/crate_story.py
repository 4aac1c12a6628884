"""A crate that came in by weight, on one page: whose it was, and what came out of it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from hubdesk.journal.act import View
from hubdesk.stock import measures, products
from hubdesk.stock.tables import product, taken_in
from hubdesk.takein import crates, drafts, sources, whose
from hubdesk.takein.crates import Crate
from hubdesk.takein.sources import From
from hubdesk.takein.whose import Unsaid
from hubdesk.wording import Phrase


class SortedOut(Struct, frozen=True):
    """So many of a product came out of a crate, in its own measure."""

    name: str
    many: Phrase


class Story(Struct, frozen=True):
    """``items`` is what was sorted out of it so far; ``is_open``: it is being sorted here now.

    ``unsaid`` is what is still asked about whose it was.
    """

    crate: Crate
    source: From
    came_on: date
    items: tuple[SortedOut, ...]
    is_open: bool
    unsaid: Unsaid | None


_sorted_out = (
    select(
        taken_in.c.product,
        func.coalesce(func.nullif(product.c.name, ""), func.max(taken_in.c.code)).label("name"),
        func.sum(taken_in.c.quantity).label("quantity"),
    )
    .select_from(taken_in.outerjoin(product, product.c.id == taken_in.c.product))
    .where(taken_in.c.drop_off == bindparam("drop_off"), taken_in.c.crate == bindparam("crate"))
    .group_by(taken_in.c.product)
    .order_by(func.max(taken_in.c.at_ms).desc())
)


def of(view: View, crate_id: bytes) -> Story | None:
    """A crate and what became of it; None when it was taken back."""
    crate = crates.by_id(view, crate_id)
    if crate is None:
        return None
    which = {"drop_off": crate.drop_off, "crate": crate.id}
    rows = view.connection.execute(_sorted_out, which).all()
    return Story(
        crate,
        sources.of(view, crate.drop_off),
        view.day_of(crate.at_ms),
        tuple(_out(view, row.product, row.name, row.quantity) for row in rows),
        drafts.current(view).crate == crate.id,
        whose.of(view, crate.drop_off),
    )


def _out(view: View, product_id: bytes, name: str, quantity: int) -> SortedOut:
    line_id = products.product_by_id(view, product_id).line
    line = None if line_id is None else products.line_by_id(view, line_id)
    return SortedOut(name, measures.of_line(line).said(quantity))
