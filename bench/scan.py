"""P2, P4, P12: a scan through the desk's own commands, against the bare driver."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from bench import goods, sizes
from bench.floor import Floor
from bench.generator import KEY
from bench.hubs import Hubs, cards, plain_desk
from bench.measuring import Line, each_ms, in_turn, ratio
from hubdesk import binding
from hubdesk.counter import scanning, visit
from hubdesk.desk import Desk
from hubdesk.households import household
from hubdesk.households.household import Household
from hubdesk.journal.act import View
from hubdesk.reports import today

Scan = Callable[[], object]
SCANS = 30


class Scanner:
    """Scans at one desk, item after item, card after card."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._cards = itertools.cycle(desk.ask(cards))
        self._codes = itertools.cycle(codes())
        self.card()

    def item(self) -> None:
        """One item goes into the visit on the counter."""
        self.desk.do(scanning.scanned, next(self._codes))

    def card(self) -> None:
        """A card opens its household's visit, which is shown whole."""
        self.desk.do(scanning.scanned, next(self._cards))
        self.desk.ask(visit.on_counter)

    def look_up(self) -> None:
        """Only whose card it is: no visit changes, nothing is saved."""
        self.desk.ask(_whose, next(self._cards))

    def today(self) -> None:
        """Everything on the Today screen."""
        self.desk.ask(today.events)
        self.desk.ask(today.figures)


class Bare:
    """The same scans by the bare driver."""

    def __init__(self, floor: Floor, known: list[str]) -> None:
        self._floor = floor
        self._cards = itertools.cycle(known)
        self._codes = itertools.cycle(codes())
        floor.clear()
        self.card()

    def item(self) -> None:
        """As ``Scanner.item``."""
        self._floor.goods(next(self._codes))

    def card(self) -> None:
        """As ``Scanner.card``."""
        self._floor.card(next(self._cards))


def _whose(view: View, card: str) -> Household | None:
    return household.by_id(view, binding.bound_to(view, card)[0].id)


def codes() -> list[str]:
    """Barcodes of goods on the parcel list, one of each line."""
    return [goods.barcode(n) for n in range(sizes.LISTED)]


def lines(hubs: Hubs) -> Iterator[Line]:
    """P2, P4 and P12, in this order."""
    large = Scanner(hubs.desk(hubs.large, "ours"))
    small = Scanner(hubs.desk(hubs.small, "ours"))
    bare = Bare(Floor(hubs.copy(hubs.large, "bare"), KEY), large.desk.ask(cards))
    plain = Scanner(plain_desk(hubs.plain(hubs.large, "plain")))
    yield from _against_floor(large, bare)
    yield from _by_size(large, small, f"{hubs.large.movements:,} ÷ {hubs.small.movements:,}")
    yield from _by_encryption(large, plain)
    for each in (large, small, plain):
        each.desk.close()


def _against_floor(ours: Scanner, bare: Bare) -> Iterator[Line]:
    mine, floor = in_turn([ours.item, bare.item], SCANS)
    found = ratio(mine, floor)
    note = f"cpu {found.cpu:.2f}; {each_ms(mine, SCANS):.2f} ms here"
    yield Line("P2", "item scanned, looked up and saved, ÷ bare driver", 2.0, found.wall, note=note)
    mine, floor = in_turn([ours.card, bare.card], 10)
    found = ratio(mine, floor)
    shown_ms = each_ms(mine, 10)
    note = f"cpu {found.cpu:.2f}; goal set here"
    yield Line("P2 card", "card scanned, parcel planned, ÷ bare driver", 3.0, found.wall, note=note)
    yield Line("card", "card scanned to the whole plan of 30 lines", 40, shown_ms, "ms")


def _by_size(large: Scanner, small: Scanner, sizes_said: str) -> Iterator[Line]:
    found = ratio(*in_turn([large.item, small.item], SCANS))
    what = f"item scanned and saved, {sizes_said} movements"
    yield Line("P4", what, 1.2, found.wall, note=f"cpu {found.cpu:.2f}")
    found = ratio(*in_turn([large.look_up, small.look_up], SCANS))
    yield Line("P4 lookup", "card looked up, the same two hubs", 1.3, found.wall)
    found = ratio(*in_turn([large.today, small.today], 2))
    yield Line("P4 today", "all of Today, the same two hubs", 1.3, found.wall, note="not numbered")


def _by_encryption(ours: Scanner, plain: Scanner) -> Iterator[Line]:
    found = ratio(*in_turn([ours.item, plain.item], SCANS))
    what = "item scanned and saved, encrypted ÷ plain SQLite"
    yield Line("P12", what, 1.3, found.wall, note=f"cpu {found.cpu:.2f}")
