"""What there is to count: the shelves of every place, and what should stand on each.

Blind: whoever counts is told what to look for, and never how many the book has.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import and_, bindparam, func, select

from hubdesk import day
from hubdesk.journal.act import View
from hubdesk.stock import measures, places, products, shelves
from hubdesk.stock.counts import WHOLE
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.places import Place, Use
from hubdesk.stock.tables import balance, line, line_spot, product, spot
from hubdesk.stocktake import entries, takes
from hubdesk.stocktake.entries import Standing
from hubdesk.storage.prepared import Prepared
from hubdesk.storage.prepared import Row as Found

COUNTED_USES = (Use.COUNTER, Use.STORE, Use.STALL)


class Target(Struct, frozen=True):
    """What is counted: a product, or (``by_line``) all of a line as one figure."""

    subject: bytes
    by_line: bool
    name: str
    line_name: str = ""
    measure: Measure = ONES


class Spot(Struct, frozen=True):
    """A shelf, or (``shelf`` is ``WHOLE``) what stands on no shelf of a place."""

    place: Place
    shelf: bytes
    name: str
    code: str = ""

    @property
    def is_whole(self) -> bool:
        """True for what stands on no shelf."""
        return self.shelf == WHOLE


class Expected(Struct, frozen=True):
    """A product that should be found somewhere; ``count_me``: the book knows it is wrong.

    ``usual`` is the measure of its line, with the line's own pack.
    """

    target: Target
    line: bytes | None
    shelf: bytes
    count_me: bool
    usual: Measure = ONES


class Row(Struct, frozen=True):
    """One thing to count on a shelf. ``quantity`` is what was found there, None before that.

    ``differs`` while somebody has to look at two counts of it.
    """

    target: Target
    count_me: bool
    quantity: int | None = None
    differs: bool = False

    @property
    def is_counted(self) -> bool:
        """True once somebody typed its number, if only 0."""
        return self.quantity is not None


class Progress(Struct, frozen=True):
    """A spot in the list of what to count: so many of its rows are counted, and the rest."""

    spot: Spot
    counted: int
    rows: int
    count_me: int

    @property
    def is_done(self) -> bool:
        """True when nothing is left to count here."""
        return self.counted > 0 and self.counted == self.rows


class OnShelf(Struct, frozen=True):
    """A spot with its rows: what is to count first, in shelf order, then what is counted."""

    spot: Spot
    rows: tuple[Row, ...]
    by_line: bool

    @property
    def left(self) -> tuple[Row, ...]:
        """What nobody has counted here yet."""
        return tuple(each for each in self.rows if not each.is_counted)


def _expected_at(place: bytes) -> Prepared:
    return Prepared(
        select(
            balance.c.product,
            product.c.name,
            product.c.line,
            func.coalesce(line.c.name, ""),
            func.coalesce(spot.c.id, WHOLE),
            balance.c.quantity,
            line.c.measure,
            product.c.weight_g,
            line.c.weight_g,
        )
        .select_from(
            balance.join(product, product.c.id == balance.c.product, isouter=True)
            .join(line, line.c.id == product.c.line, isouter=True)
            .join(
                line_spot,
                and_(line_spot.c.line == line.c.id, line_spot.c.place == balance.c.place),
                isouter=True,
            )
            .join(spot, and_(spot.c.id == line_spot.c.spot, spot.c.name != ""), isouter=True)
        )
        .where(balance.c.place == bindparam("place"), balance.c.quantity != 0)
        .order_by(*shelves.order(bindparam("place")), balance.c.product)  # type: ignore[arg-type]
    )


_expected = _expected_at(b"")


def all_(view: View) -> list[Spot]:
    """Everything that can be counted: each place with its shelves, the place served from first."""
    known = [each for each in places.all_(view) if each.use in COUNTED_USES]
    known.sort(key=lambda each: each.id != view.here)
    return [each for place in known for each in of_place(view, place)]


def of_place(view: View, place: Place) -> list[Spot]:
    """The shelves of a place in their order, then what stands on none."""
    found = [Spot(place, s.id, s.name, s.code) for s in shelves.of_place(view, place.id)]
    return [*found, Spot(place, WHOLE, place.name)]


def by_code(view: View, text: str) -> Spot | None:
    """The spot whose label was scanned; None when it is no shelf's."""
    found = shelves.by_code(view, text)
    place = places.named(view, found.place) if found else None
    return None if found is None or place is None else Spot(place, found.id, found.name, found.code)


def progress(view: View, *, by_line: bool = False) -> list[Progress]:
    """What there is to count, spot by spot; what the counter marked "count me" comes first."""
    found = []
    for place in dict.fromkeys(each.place for each in all_(view)):
        on = _rows_by_shelf(view, place, by_line=by_line)
        for each in of_place(view, place):
            rows = on.get(each.shelf, [])
            if not rows and each.is_whole and len(on) > 0:
                continue
            counted = sum(row.is_counted for row in rows)
            marked = sum(row.count_me and not row.is_counted for row in rows)
            found.append(Progress(each, counted, len(rows), marked))
    return sorted(found, key=lambda each: not each.count_me)


def on_shelf(view: View, wanted: Spot, *, by_line: bool = False) -> OnShelf:
    """What is to count on a spot. Raises Refused while nobody has confirmed what day it is."""
    day.surely(view)
    rows = _rows_by_shelf(view, wanted.place, by_line=by_line).get(wanted.shelf, [])
    rows.sort(key=lambda row: (row.is_counted, not row.count_me))
    return OnShelf(wanted, tuple(rows), by_line)


def expected(view: View, place: Place) -> list[Expected]:
    """Every product that the book has at a place, in shelf order."""
    return [_as_expected(row) for row in _expected.all(view.connection, place=place.id)]


def _as_expected(row: Found) -> Expected:
    id_, name, line_id, of_line, shelf, quantity, measure, own_g, usual_g = row
    by = measures.named(measure, usual_g if own_g is None else own_g)
    target = Target(id_, False, name or of_line, of_line, by)
    return Expected(target, line_id, shelf, quantity < 0, measures.named(measure, usual_g))


def _rows_by_shelf(view: View, place: Place, *, by_line: bool) -> dict[bytes, list[Row]]:
    going_on = takes.going_on(view, place.id)
    standing = entries.of_takes(view, [going_on.id] if going_on else [])
    targets: dict[tuple[bytes, bytes, bool], tuple[Target, bool]] = {}
    for each in expected(view, place):
        target = each.target
        whole = each.line is not None and standing.heads(each.line, by_line=True, shelf=each.shelf)
        if each.line is not None and (by_line or whole):
            target = Target(each.line, True, target.line_name, measure=each.usual)
        which = (each.shelf, target.subject, target.by_line)
        marked = targets[which][1] if which in targets else False
        targets[which] = (target, marked or each.count_me)
    _add_others(view, standing, targets, by_line=by_line)
    rows: dict[bytes, list[Row]] = {}
    for (shelf, subject, as_line), (target, marked) in targets.items():
        found = standing.found(subject, by_line=as_line, shelf=shelf)
        differs = standing.differs(subject, by_line=as_line, shelf=shelf)
        rows.setdefault(shelf, []).append(Row(target, marked, found, differs))
    return rows


def _add_others(
    view: View,
    standing: Standing,
    targets: dict[tuple[bytes, bytes, bool], tuple[Target, bool]],
    *,
    by_line: bool,
) -> None:
    """What was counted where nobody expected it."""
    for each in standing.entries:
        of_line = standing.lines.get(each.subject)
        inside = of_line is not None and (each.shelf, of_line, True) in targets
        which = (each.shelf, each.subject, each.by_line)
        if inside or which in targets:
            continue
        if not standing.heads(each.subject, by_line=each.by_line, shelf=each.shelf):
            continue
        if by_line and of_line is not None:
            which = (each.shelf, of_line, True)
        targets[which] = (named(view, which[1], by_line=which[2]), False)


def named(view: View, subject: bytes, *, by_line: bool) -> Target:
    """A product or a line as something to count."""
    if by_line:
        found = products.line_by_id(view, subject)
        return Target(subject, True, found.name if found else "", measure=measures.of_line(found))
    known, its_line = products.with_line(view, subject)
    of_line = its_line.name if its_line else ""
    return Target(subject, False, known.name, of_line, measures.of(its_line, known))
