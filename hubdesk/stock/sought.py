"""Goods that fit what was typed to find somebody: products where they stand, shelves, and lines."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from hubdesk.journal.act import View
from hubdesk.stock import found, places, products, shelves
from hubdesk.stock.found import Found
from hubdesk.stock.listing import Wanted
from hubdesk.stock.products import Line
from hubdesk.stock.shelves import Shelf

FEWEST_LETTERS = 2
MOST_SHOWN = 5


class Goods(Struct, frozen=True):
    """What fits ``text``, likeliest first: a shelf called so, what is in stock, empty lines."""

    text: str
    today: date
    rows: tuple[Found | Shelf | Line, ...] = ()


def goods(view: View, text: str) -> Goods:
    """Goods, shelves and lines that fit a text; none for a single letter.

    A line is told of only when none of it is in stock: else its goods are.
    """
    words = text.strip()
    if len(words) < FEWEST_LETTERS:
        return Goods(text, view.today)
    standing = found.window(view, Wanted(words), 0, MOST_SHOWN)
    rows: list[Found | Shelf | Line] = [*_shelves(view, words), *standing]
    if not rows:
        rows += _lines(view, words)
    return Goods(text, view.today, tuple(rows[:MOST_SHOWN]))


def _shelves(view: View, words: str) -> list[Shelf]:
    """Shelves called so: their names are short, so that a part of one tells nothing."""
    wanted = words.casefold()
    every = [each for place in places.all_(view) for each in shelves.of_place(view, place.id)]
    return [each for each in every if each.name.casefold() == wanted]


def _lines(view: View, words: str) -> list[Line]:
    wanted = words.casefold().split()
    return [
        each
        for each in products.lines(view)
        if all(word in each.name.casefold() for word in wanted)
    ]
