"""What was found against what the book said at that moment: by line and product."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import bindparam, select

from hubdesk.journal.act import View
from hubdesk.stock import checkpoint, measures, places
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.products import EACH
from hubdesk.stock.tables import balance, count, line, line_count, product
from hubdesk.stocktake import takes
from hubdesk.stocktake.takes import Take
from hubdesk.storage.prepared import Prepared


class Figures(Struct, frozen=True):
    """So many were found where the book had so many; ``weight_g`` is the difference's.

    Both are in the line's ``measure``; those of many lines together are in packs.
    """

    counted: int
    book: int
    weight_g: int = 0
    measure: Measure = ONES

    @property
    def more(self) -> int:
        """How many more were found than the book had; below nothing, how many are missing."""
        return self.counted - self.book

    @property
    def percent(self) -> float | None:
        """The difference as a part of the book; None where the book had none."""
        return None if self.book <= 0 else 100 * self.more / self.book


class OfProduct(Struct, frozen=True):
    """A product's figures."""

    id: bytes
    name: str
    figures: Figures


class OfLine(Struct, frozen=True):
    """A line's figures and its products'. ``subject`` is the product's where it has no line."""

    subject: bytes
    name: str
    figures: Figures
    products: tuple[OfProduct, ...]
    reason: str = ""


class Variance(Struct, frozen=True):
    """A stock take as figures: ``lines`` in their order, and ``all_`` of them together."""

    take: Take
    place: str
    lines: tuple[OfLine, ...]
    all_: Figures

    @property
    def differing(self) -> tuple[OfLine, ...]:
        """The lines that are not what the book said."""
        return tuple(e for e in self.lines if any(p.figures.more for p in e.products))


_about = (
    product.c.name,
    product.c.weight_g,
    product.c.line,
    line.c.name,
    line.c.weight_g,
    line.c.position,
    line.c.measure,
)
_found = Prepared(
    select(count.c.product, count.c.at_ms, count.c.quantity, *_about)
    .select_from(
        count.outerjoin(product, product.c.id == count.c.product).outerjoin(
            line, line.c.id == product.c.line
        )
    )
    .where(count.c.take == bindparam("take"), count.c.place == bindparam("place"))
)
# Of a line that was counted as one figure: the book had it, and no count names it.
_inside = Prepared(
    select(balance.c.product, line_count.c.at_ms, *_about)
    .select_from(
        line_count.join(product, product.c.line == line_count.c.line)
        .join(line, line.c.id == line_count.c.line)
        .join(
            balance,
            (balance.c.product == product.c.id) & (balance.c.place == line_count.c.place),
        )
    )
    .where(line_count.c.take == bindparam("take"), line_count.c.place == bindparam("place"))
)


class _Row(Struct, frozen=True):
    product: bytes
    name: str
    line: bytes
    line_name: str
    position: int
    figures: Figures


def of(view: View, take: bytes) -> Variance:
    """A stock take's figures. Raises Refused when nothing that was counted in it stands."""
    found = takes.by_id(view, take)
    place = places.named(view, found.place)
    rows = list(_rows(view, found))
    lines = _by_line(rows, takes.reasons(view, take))
    all_ = _sum(_in_packs(each.figures) for each in lines)
    return Variance(found, place.name if place else "", lines, all_)


def _rows(view: View, take: Take) -> Iterable[_Row]:
    counted = _found.all(view.connection, take=take.id, place=take.place)
    named = {row[0] for row in counted}
    for id_, at_ms, quantity, *about in counted:
        yield _row(view, take, id_, at_ms, quantity, about)
    for id_, at_ms, *about in _inside.all(view.connection, take=take.id, place=take.place):
        if id_ not in named:
            row = _row(view, take, id_, at_ms, 0, about)
            if row.figures.book:
                yield row


def _row(
    view: View, take: Take, id_: bytes, at_ms: int, quantity: int, about: list[object]
) -> _Row:
    name, own_g, line_id, line_name, usual_g, position, measure = about
    _, book = checkpoint.standing(view.connection, id_, take.place, until_ms=at_ms, without=take.id)
    weight_g = own_g if isinstance(own_g, int) else usual_g if isinstance(usual_g, int) else 0
    return _Row(
        id_,
        str(name or line_name or ""),
        line_id if isinstance(line_id, bytes) else id_,
        str(line_name or name or ""),
        position if isinstance(position, int) else 1 << 30,
        _figures(quantity, book, weight_g, str(measure or EACH), usual_g),
    )


def _figures(counted: int, book: int, weight_g: int, measure: str, usual_g: object) -> Figures:
    """What is measured weighs what it measures; its pack is the usual one of its line."""
    if measure == EACH:
        return Figures(counted, book, (counted - book) * weight_g)
    by = measures.named(measure, usual_g if isinstance(usual_g, int) else None)
    return Figures(counted, book, counted - book, by)


def _by_line(rows: list[_Row], reasons: dict[bytes, str]) -> tuple[OfLine, ...]:
    lines: dict[bytes, list[_Row]] = {}
    for row in sorted(rows, key=lambda r: (r.position, r.line_name.casefold(), r.name, r.product)):
        lines.setdefault(row.line, []).append(row)
    return tuple(
        OfLine(
            subject,
            inside[0].line_name,
            _sum(row.figures for row in inside),
            tuple(OfProduct(row.product, row.name, row.figures) for row in inside),
            reasons.get(subject, ""),
        )
        for subject, inside in lines.items()
    )


def _in_packs(each: Figures) -> Figures:
    """The figures of a line as they add up with those of others."""
    packs = each.measure.packs
    return Figures(packs(each.counted), packs(each.book), each.weight_g)


def _sum(each: Iterable[Figures]) -> Figures:
    """Figures of one measure together."""
    held = list(each)
    sums = (sum(f.counted for f in held), sum(f.book for f in held), sum(f.weight_g for f in held))
    return Figures(*sums, held[0].measure if held else ONES)
