"""P5, P6 and P7: finding households by name, and goods in the stock list."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from bench.goods import HERE
from bench.hub_key import KEY
from bench.hubs import Hubs
from bench.measuring import Line, Way, each_ms, in_turn, ratio
from bench.sizes import SMALL, USUAL, Size
from hubdesk.desk import FILE, Desk
from hubdesk.households import find
from hubdesk.journal.act import View
from hubdesk.stock import found
from hubdesk.stock.listing import Wanted
from hubdesk.storage.connection import connect

FEW, MANY = 10_000, 100_000
TIMES = 20
ROWS = 200
"""What one key shows of a list."""
KEYS = ("product 77", "product 778", "778", "9 of", "43 of the", "product 1", "benchmark")


def lines(hubs: Hubs) -> Iterator[Line]:
    """P5, P6 and P7, in this order."""
    yield from _names(hubs)
    yield from _stock_list(hubs)
    yield from _keys(hubs)


class Finder:
    """Looks for households that are there, one name after the other."""

    def __init__(self, desk: Desk, spelled: Callable[[str], str]) -> None:
        self.desk = desk
        self._names = itertools.cycle([spelled(each) for each in desk.ask(_some_names)])

    def find(self) -> None:
        """One search, as a volunteer types it."""
        self.desk.ask(find.find, next(self._names))


def _names(hubs: Hubs) -> Iterator[Line]:
    """A name typed right, and one with two letters swapped: what is more households dearer?"""
    few = replace(SMALL, households=FEW)
    many = (
        hubs.large if hubs.large.households <= USUAL.households else replace(SMALL, households=MANY)
    )
    base = few if many is hubs.large else many
    large = hubs.desk(hubs.large, "finding")
    for name, what, limit, small, spelled in (
        ("P5", "name searched", 2.5, few, str),
        ("P5 typo", "name with a slip searched", 2.0, base, _slipped),
    ):
        desk = hubs.desk(small, "finding")
        mine, other = in_turn([Way(Finder(each, spelled).find) for each in (large, desk)], TIMES)
        told = f"{what}, {hubs.large.households:,} ÷ {small.households:,}"
        yield Line(name, told, limit, ratio(mine, other).wall, note=f"{each_ms(mine):.2f} ms here")
        desk.close()
    large.close()


def _slipped(name: str) -> str:
    """Two letters in the wrong order, as fingers do it."""
    return name[:1] + name[2:3] + name[1:2] + name[3:]


def _stock_list(hubs: Hubs) -> Iterator[Line]:
    """Every balance of the hub: by the desk, by the bare driver, and summed from movements."""
    desk, bare = hubs.desk(hubs.large, "list"), Bare(hubs, hubs.large)
    ways = [Way(lambda: desk.ask(found.whole)), Way(bare.balances)]
    mine, floor = in_turn(ways, TIMES)
    what = "whole stock list ÷ balances by the bare driver"
    yield Line("P6", what, 1.5, ratio(mine, floor).wall, note=f"{each_ms(mine):.2f} ms here")
    mine, summed = in_turn([ways[0], Way(bare.summed)], 1)
    faster = 1 / ratio(mine, summed).wall
    what = f"whole stock list ÷ summing {hubs.large.movements:,} movements"
    yield Line("P6 summed", what, 1 / 40, 1 / faster, note=f"{faster:.0f} times faster")
    shown = Way(lambda: desk.ask(found.window, Wanted(), 0, ROWS))
    (page,) = in_turn([shown], TIMES)
    yield Line("stock page", "the first 200 rows of the Stock screen", 60, each_ms(page), "ms")
    bare.driver.close()
    desk.close()


def _keys(hubs: Hubs) -> Iterator[Line]:
    """One key in a list of 100,000 products: the screen's question, and a bare LIMIT 200."""
    size = replace(SMALL, products=MANY)
    bare = Bare(hubs, size, "keys")
    bare.stock_all()
    desk = hubs.opened_again(size, "keys")
    typed, plain = itertools.cycle(KEYS), itertools.cycle(KEYS)
    mine, floor = in_turn(
        [
            Way(lambda: desk.ask(found.window, Wanted(next(typed), HERE), 0, ROWS)),
            Way(lambda: bare.key(next(plain))),
        ],
        len(KEYS),
    )
    what = f"one key in {MANY:,} products ÷ bare LIMIT {ROWS}"
    yield Line("P7", what, 1.3, ratio(mine, floor).wall, note=f"{each_ms(mine):.1f} ms here")
    bare.driver.close()
    desk.close()


class Bare:
    """The same hub by the bare driver."""

    def __init__(self, hubs: Hubs, size: Size, name: str = "bare list") -> None:
        self.driver: Any = connect(hubs.copy(size, name) / FILE, KEY)

    def balances(self) -> None:
        """What there is of everything, everywhere."""
        self._all("SELECT place, product, quantity FROM balance")

    def summed(self) -> None:
        """The same from the movements alone."""
        self._all("SELECT place, product, sum(quantity) FROM movement GROUP BY product, place")

    def key(self, typed: str) -> None:
        """The first rows of the list that fit what was typed, by name."""
        asked = [f"%{word}%" for word in typed.split()]
        fits = " AND ".join("product.name LIKE ?" for _ in asked)
        self._all(
            "SELECT product.id, product.name, line.name, balance.quantity FROM balance"
            " JOIN product ON product.id = balance.product"
            " LEFT JOIN line ON line.id = product.line"
            f" WHERE balance.place = ? AND balance.quantity != 0 AND {fits}"
            f" ORDER BY lower(product.name) LIMIT {ROWS}",
            (HERE, *asked),
        )

    def stock_all(self) -> None:
        """Some of every product stands here."""
        self._all(
            "INSERT OR IGNORE INTO balance SELECT ?, id, 7, -1 FROM product WHERE name > ''",
            (HERE,),
        )

    def _all(self, sql: str, asked: tuple[Any, ...] = ()) -> None:
        self.driver.execute(sql, asked).fetchall()


def _some_names(view: View) -> list[str]:
    """Names of households, the same ones every time and spread over all of them."""
    told = view.connection.exec_driver_sql(
        "SELECT name FROM household WHERE name > '' ORDER BY id LIMIT ?", (TIMES * 5,)
    )
    return [name for (name,) in told]
