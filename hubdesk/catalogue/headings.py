"""What the columns of a list of products tell: a public export's, or a hub's own."""

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
    CODE = "code"
    NAME = "name"
    BRAND = "brand"
    QUANTITY = "quantity"
    INGREDIENTS = "ingredients"
    ALLERGENS = "allergens"
    SORT = "sort"
    COUNTRIES = "countries"


WORDS: dict[StrEnum, str] = {
    About.LEFT_OUT: translate("sheet", "Leave out"),
    About.CODE: translate("sheet", "Barcode"),
    About.NAME: translate("sheet", "Name on the pack"),
    About.BRAND: translate("sheet", "Brand"),
    About.QUANTITY: translate("sheet", "Weight or size"),
    About.INGREDIENTS: translate("sheet", "Ingredients"),
    About.ALLERGENS: translate("sheet", "Allergens"),
    About.SORT: translate("sheet", "Kind of goods"),
    About.COUNTRIES: translate("sheet", "Countries (only the UK comes in)"),
}
"""What a volunteer calls each."""

TRACES = translate("sheet", "Read “may contain” on the pack itself.")

_LEFT_OUT = ((r"\btraces\b|may contain", TRACES),)
_GUESSES: tuple[tuple[str, StrEnum], ...] = (
    (
        r"^(product |item )?(bar ?code|code|ean|gtin|upc)( ?(8|12|13|14))?( no| number)?$",
        About.CODE,
    ),
    (r"^(product|item) ?name( en)?$|^(name|product|item|description|title)$", About.NAME),
    (r"^(product|item) (description|title)$", About.NAME),
    (r"^brands?( name)?$|^make$|^maker$|^manufacturer$", About.BRAND),
    (
        r"^(quantity|(pack ?)?size|(net )?weight|contents?|volume|net contents?)( g| grams)?$",
        About.QUANTITY,
    ),
    (r"^ingredients?( text| list)?( en)?$", About.INGREDIENTS),
    (r"^allergens?( en| tags| list| info\w*)?$", About.ALLERGENS),
    (r"^(main )?categor(y|ies)( en| tags)?$|^(type|group|kind|section)$", About.SORT),
    (r"^countries( en| tags)?$", About.COUNTRIES),
)

VOCABULARY = Vocabulary(WORDS, About.LEFT_OUT, _LEFT_OUT, _GUESSES)
"""What the columns of a list of products may tell."""


def found(sheet: Sheet) -> Headings:
    """The headings of a sheet; letters of columns where it has none."""
    return headings.found(sheet, VOCABULARY)


def promise(rows: Sequence[Cells]) -> tuple[int, int]:
    """How much a sheet looks like a list of products: known headings, then rows."""
    return headings.promise(rows, VOCABULARY)


def is_public(said: Headings) -> bool:
    """True for an export that strangers filled: it is named as Open Food Facts names it."""
    return "product_name" in {column.heading.casefold() for column in said.columns}
