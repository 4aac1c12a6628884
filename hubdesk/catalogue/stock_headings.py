"""What the columns of a stock list tell: what a hub has, how many, until when, and where."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from hubdesk.sheets import headings
from hubdesk.sheets.headings import Headings
from hubdesk.sheets.sheet import Cells, Sheet
from hubdesk.sheets.vocabulary import Vocabulary
from hubdesk.wording import translate


class About(StrEnum):
    """What a column tells; ``LEFT_OUT`` is not taken in."""

    LEFT_OUT = "left out"
    ITEM = "item"
    QUANTITY = "quantity"
    CODE = "code"
    BEST_BEFORE = "best before"
    USE_BY = "use by"
    PLACE = "place"


WORDS: dict[StrEnum, str] = {
    About.LEFT_OUT: translate("sheet", "Leave out"),
    About.ITEM: translate("sheet", "What it is"),
    About.QUANTITY: translate("sheet", "How many"),
    About.CODE: translate("sheet", "Barcode"),
    About.BEST_BEFORE: translate("sheet", "Best before"),
    About.USE_BY: translate("sheet", "Use by"),
    About.PLACE: translate("sheet", "Place"),
}
"""What a volunteer calls each."""

PAST = translate("sheet", "Only what is there now comes in.")
_LEFT_OUT = (
    (
        r"\b(received|ordered|donated|given|used|sold|min|max|target|reorder|price|cost|value)\b",
        PAST,
    ),
)
_GUESSES: tuple[tuple[str, StrEnum], ...] = (
    (r"^(product |item )?(bar ?code|ean|gtin|upc)( ?(8|12|13|14))?( no| number)?$", About.CODE),
    (r"\buse ?by\b|^ubd?$", About.USE_BY),
    (r"\bbest before\b|\bbbe?d?\b|\bexp(iry|ires)?\b|^(sell by|dates?)$", About.BEST_BEFORE),
    (r"^(place|location|where|site|room|store|stored( in| at)?|shelf|area)$", About.PLACE),
    (
        r"^(qty|quantity|how many|count|counted|amount|units?|number|no( of)?|on hand|in stock"
        r"|stock( level)?|total|tins|packs|balance)( of (items?|units?|packs?))?"
        r"( (in stock|on hand|now|left))?$",
        About.QUANTITY,
    ),
    (
        r"^(items?|products?|goods|food|line|name|description|what|article)"
        r"( (name|description|type))?$",
        About.ITEM,
    ),
)

VOCABULARY = Vocabulary(WORDS, About.LEFT_OUT, _LEFT_OUT, _GUESSES)
"""What the columns of a stock list may tell."""


def found(sheet: Sheet) -> Headings:
    """The headings of a sheet; letters of columns where it has none."""
    return headings.found(sheet, VOCABULARY)


def promise(rows: Sequence[Cells]) -> tuple[int, int]:
    """How much a sheet looks like a stock list: known headings, then rows."""
    return headings.promise(rows, VOCABULARY)
