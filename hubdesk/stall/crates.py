"""What there is to load, line by line: how many stand at home and how many at the stall."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.journal.act import View
from hubdesk.stall import closing, goods, lines, loading
from hubdesk.stall.goods import Stands
from hubdesk.stall.session import Session
from hubdesk.stock import measures, places, products, records
from hubdesk.stock.measures import ONES, Measure


class Crate(Struct, frozen=True):
    """One line of goods. ``home`` and ``stall`` are what the book has at each; where more left
    home than it knew of, there is nothing to load. ``weight_g`` is what one weighs, if anybody
    has said so. ``never``: it is in no swap. ``line`` None: goods that nobody has named.
    ``home`` and ``stall`` are in ``measure``.
    """

    line: bytes | None
    name: str
    weight_g: int | None
    home: int
    stall: int
    letter: str = ""
    never: bool = False
    measure: Measure = ONES


class Crates(Struct, frozen=True):
    """Every line, in shelf order, and what stands at the stall in all.

    ``weight_g`` leaves out ``unweighed`` items. ``home`` is the name of where they come from.
    """

    session: Session
    crates: tuple[Crate, ...]
    items: int
    weight_g: int
    unweighed: int
    home: str
    closed: bool


def shown(view: View, session: Session) -> Crates:
    """What can be loaded, and what is at the stall by the book."""
    store = loading.home(view)
    there, at_home = goods.stands(view, places.STALL), _by_line(goods.stands(view, store))
    at_stall = _by_line(there)
    never = lines.never_swapped(view)
    letters = {each.id: each.letter for each in lines.keyed_lines(view)}
    crates = [
        Crate(
            line.id,
            line.name,
            line.weight_g,
            max(0, at_home.get(line.id, 0)),
            at_stall.get(line.id, 0),
            letters.get(line.id, ""),
            line.id in never,
            measures.of_line(line),
        )
        for line in products.lines(view)
    ]
    if at_stall.get(None):
        crates.append(Crate(None, "", None, 0, at_stall[None]))
    return Crates(
        session,
        tuple(crates),
        sum(each.quantity for each in there),
        sum(each.weight_g for each in there),
        sum(each.unweighed for each in there),
        records.place_name(view, store),
        closing.closed_ms(view, session) is not None,
    )


def _by_line(there: list[Stands]) -> dict[bytes | None, int]:
    sums: dict[bytes | None, int] = {}
    for each in there:
        sums[each.line] = sums.get(each.line, 0) + each.counted
    return sums
