"""P2, P4, P12: a scan through the desk's own commands, against the bare driver."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench import goods, sizes
from bench.floor import Floor
from bench.hub_key import KEY
from bench.hubs import Hubs, plain_desk
from bench.measuring import Line, Spent, Way, each_ms, in_turn, ratio
from bench.opened import cards, put_all_away
from hubdesk import binding
from hubdesk.counter import scanning, visit
from hubdesk.desk import Desk
from hubdesk.households import household
from hubdesk.households.record import Household
from hubdesk.journal.act import View
from hubdesk.reports import today

ITEMS = sizes.LISTED
CARDS = 10
CODES = [goods.barcode(number) for number in range(ITEMS)]
"""Barcodes of goods on the parcel list, one of each line."""


class Scanner:
    """Scans at one desk, parcel after parcel, as a volunteer does."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._cards = itertools.cycle(desk.ask(cards))
        self._codes = itertools.cycle(CODES)

    def begin(self) -> None:
        """A card opens a parcel into which nothing was scanned yet."""
        self.clear()
        self.card()

    def clear(self) -> None:
        """No visit stands open or on hold."""
        self.desk.do(put_all_away)

    def item(self) -> None:
        """One item is scanned: looked up, ticked, saved, and its row planned."""
        self.desk.do(scanning.scanned, next(self._codes))

    def card(self) -> None:
        """A card opens its household's visit, which is planned whole."""
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
        self.floor = floor
        self._cards = itertools.cycle(known)
        self._codes = itertools.cycle(CODES)

    def begin(self) -> None:
        """As ``Scanner.begin``."""
        self.floor.clear()
        self.card()

    def item(self) -> None:
        """As ``Scanner.item``."""
        self.floor.goods(next(self._codes))

    def card(self) -> None:
        """As ``Scanner.card``."""
        self.floor.card(next(self._cards))


def lines(hubs: Hubs) -> Iterator[Line]:
    """P2, P4 and P12, in this order."""
    large = Scanner(hubs.desk(hubs.large, "ours"))
    small = Scanner(hubs.desk(hubs.small, "ours"))
    plain = Scanner(plain_desk(hubs.plain(hubs.large, "plain")))
    bare = Bare(Floor(hubs.copy(hubs.large, "bare"), KEY), large.desk.ask(cards))
    yield from _against_floor(large, bare)
    yield from _by_size(large, small, f"{hubs.large.movements:,} ÷ {hubs.small.movements:,}")
    yield from _by_encryption(large, plain)
    bare.floor.close()
    for each in (large, small, plain):
        each.desk.close()


def _against_floor(ours: Scanner, bare: Bare) -> Iterator[Line]:
    mine, floor = _scanned(ours, bare)
    found = ratio(mine, floor)
    what = "item scanned, looked up and saved ÷ bare driver"
    yield Line("P2", what, 2.0, found.wall, note=_told(found.cpu, mine))
    ways = [Way(ours.card, ours.clear), Way(bare.card, bare.floor.clear)]
    mine, floor = in_turn(ways, CARDS)
    found = ratio(mine, floor)
    what = "card scanned and 30 lines planned ÷ bare driver"
    yield Line("P2 card", what, 4.0, found.wall, note=_told(found.cpu, mine))
    yield Line("card", "card scanned, 30 lines planned", 40, each_ms(mine), "ms")


def _by_size(large: Scanner, small: Scanner, sizes_said: str) -> Iterator[Line]:
    found = ratio(*_scanned(large, small))
    what = f"item scanned, {sizes_said} movements"
    yield Line("P4", what, 1.2, found.cpu, note=f"cpu; wall {found.wall:.2f}")
    found = ratio(*in_turn([Way(large.look_up), Way(small.look_up)], 100))
    yield Line("P4 lookup", "card looked up, the same two hubs", 1.3, found.wall)
    found = ratio(*in_turn([Way(large.today), Way(small.today)], 3))
    yield Line("P4 today", "all of Today, the same two hubs", 1.3, found.wall)


def _by_encryption(ours: Scanner, plain: Scanner) -> Iterator[Line]:
    found = ratio(*_scanned(ours, plain))
    what = "item scanned, encrypted ÷ plain SQLite"
    yield Line("P12", what, 1.3, found.cpu, note=f"cpu; wall {found.wall:.2f}")


def _scanned(ours: Scanner, other: Scanner | Bare) -> list[list[Spent]]:
    return in_turn([Way(ours.item, ours.begin), Way(other.item, other.begin)], ITEMS)


def _told(cpu: float, mine: list[Spent]) -> str:
    return f"cpu {cpu:.2f}; {each_ms(mine):.2f} ms here"


def _whose(view: View, card: str) -> Household | None:
    return household.by_id(view, binding.bound_to(view, card)[0].id)
