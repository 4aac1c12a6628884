"""What the list of goods asks of the hub; each answer says which rows it is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hubdesk.journal.act import View
from hubdesk.stock import found, places
from hubdesk.stock.found import Found
from hubdesk.stock.listing import Wanted
from hubdesk.stock.places import Place
from ui.stock.list_card import WINDOW


def around(view: View) -> tuple[date, Sequence[Place]]:
    return view.today, places.all_(view)


def first_rows(view: View, wanted: Wanted) -> tuple[Wanted, list[Found]]:
    return wanted, found.window(view, wanted, 0, WINDOW)


def rows(view: View, wanted: Wanted, first: int, count: int) -> tuple[Wanted, int, list[Found]]:
    return wanted, first, found.window(view, wanted, first, count)


def every(view: View, wanted: Wanted) -> tuple[Wanted, int]:
    return wanted, found.how_many(view, wanted)


def row_of(view: View, wanted: Wanted, product: bytes) -> int | None:
    return found.row_of(view, wanted, product)
