"""Every list of Hubdesk that grows with its hub, opened and gone through from end to end.

Lists that stop at 500 rows or fewer are left out, but for two that show that they do: the review
list and a product's history.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Final

from msgspec import Struct
from PySide6.QtWidgets import QAbstractItemView
from sqlalchemy import func, select

from bench import crowded
from bench.remembering import mib
from bench.seen import Seen
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation
from hubdesk.stock.listing import Level
from ui.screen import Place

STEP: Final = 1_000
"""Rows between two looks: many more looks than windows of rows are ever held."""
LONG_S: Final = 300.0


class Held(Struct, frozen=True):
    """How many rows a list has, and the MiB in use before it was opened and after."""

    rows: int
    before: float
    after: float


def held(seen: Seen, name: str) -> Held:
    """Opens a list and goes through it; what SQLite keeps of the hub's file is filled before."""
    seen.line.ask(_read_everything)
    _rest(seen)
    gc.collect()
    before = mib()
    shown = LISTS[name](seen)
    _rest(seen)
    rows = shown.model().rowCount()
    for row in range(0, rows, STEP):
        shown.scrollTo(shown.model().index(row, 0))
        _rest(seen)
    gc.collect()
    return Held(rows, before, mib())


def _households(seen: Seen) -> QAbstractItemView:
    _go(seen, seen.desk.places.at_find)
    find = seen.desk.places.find
    find.ways.show_all()
    return find.pages.all.table


def _products(seen: Seen) -> QAbstractItemView:
    _go(seen, seen.desk.places.at_stock)
    return seen.desk.places.stock.goods.listed.list


def _dates_of_products(seen: Seen) -> QAbstractItemView:
    _go(seen, seen.desk.places.at_stock)
    listed = seen.desk.places.stock.goods.listed
    listed.level.set_value(Level.BATCH.value)
    listed.sifted.emit()
    return listed.list


def _history(seen: Seen) -> QAbstractItemView:
    _go(seen, seen.desk.places.at_stock)
    stock = seen.desk.places.stock
    stock.goods.history_wanted.emit(crowded.OFTEN, None)
    return stock.history.list


def _near_dated(seen: Seen) -> QAbstractItemView:
    _go(seen, seen.desk.places.at_dates)
    return seen.desk.places.dates.list


def _today(seen: Seen) -> QAbstractItemView:
    _go(seen, seen.desk.places.at_today)
    return seen.desk.places.today.list


def _review(seen: Seen) -> QAbstractItemView:
    seen.desk.sharing.open_review()
    return seen.desk.sharing.page.review.list


LISTS: Final[dict[str, Callable[[Seen], QAbstractItemView]]] = {
    "All households": _households,
    "Stock by product": _products,
    "Stock by date": _dates_of_products,
    "history of a product": _history,
    "near their date": _near_dated,
    "Today": _today,
    "written differently": _review,
}


def _go(seen: Seen, place: Place) -> None:
    seen.window.go(seen.desk.places.rail.index(place))
    _rest(seen)


def _rest(seen: Seen) -> None:
    """Longer than anything takes elsewhere: some lists are read whole."""
    seen.rest(LONG_S)


def _read_everything(view: View) -> int:
    found = select(func.sum(func.length(operation.c.body)))
    return int(view.connection.execute(found).scalar_one())
