"""What one laptop wrote in a field, in words: the fields' own names, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from hubdesk.forgetting.limits import KEEP
from hubdesk.households import ages
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.households.diet import FACES, Chip
from hubdesk.households.matters import Matter
from hubdesk.stall.lines import ALWAYS, NEVER
from hubdesk.stock import foods
from hubdesk.stock.foods import BY_FOOD, Figure, Food, Span
from hubdesk.sync.asked_about import KEPT, LISTED
from hubdesk.sync.lists_apart import Row, Told
from ui import counted
from ui.dates.words import figure
from ui.wording import inside, phrase, translated

FIELDS: Final = {
    "adults": QT_TRANSLATE_NOOP("Review", "Adults"),
    "children": QT_TRANSLATE_NOOP("Review", "Children"),
    "district": QT_TRANSLATE_NOOP("Review", "District"),
    "name": QT_TRANSLATE_NOOP("Review", "Name"),
    "street": QT_TRANSLATE_NOOP("Review", "Street"),
    "postcode": QT_TRANSLATE_NOOP("Review", "Postcode"),
    "phone": QT_TRANSLATE_NOOP("Review", "Phone"),
    "ages": QT_TRANSLATE_NOOP("Review", "Ages of children"),
    "diet": QT_TRANSLATE_NOOP("Review", "Diet"),
    "allergies": QT_TRANSLATE_NOOP("Review", "Allergies"),
    "allergens": QT_TRANSLATE_NOOP("Review", "Allergens on the pack"),
    "weight_g": QT_TRANSLATE_NOOP("Review", "Weight"),
    "line": QT_TRANSLATE_NOOP("Review", "Line of goods"),
    "pieces": QT_TRANSLATE_NOOP("Review", "Pieces in a pack"),
    "unit": QT_TRANSLATE_NOOP("Review", "Unit"),
    "date_kind": QT_TRANSLATE_NOOP("Review", "Kind of date"),
    "substitutes": QT_TRANSLATE_NOOP("Review", "Given in its place"),
    "food": QT_TRANSLATE_NOOP("Review", "Kind of food"),
    "stall": QT_TRANSLATE_NOOP("Review", "At the stall"),
    "measure": QT_TRANSLATE_NOOP("Review", "Counted in"),
    "use": QT_TRANSLATE_NOOP("Review", "What it is for"),
    "figure": QT_TRANSLATE_NOOP("Review", "Good after its best before"),
    "refuse_past": QT_TRANSLATE_NOOP("Review", "Give nothing past its best before"),
    "take_in_days": QT_TRANSLATE_NOOP("Review", "Take in nothing so near its date"),
    "role": QT_TRANSLATE_NOOP("Review", "Trusted as"),
    KEEP + Matter.NAME: QT_TRANSLATE_NOOP("Review", "Names, phones and ages are kept"),
    KEEP + Matter.DIET: QT_TRANSLATE_NOOP("Review", "Diet and allergies are kept"),
    KEEP + Matter.ADDRESS: QT_TRANSLATE_NOOP("Review", "Addresses are kept"),
    LISTED: QT_TRANSLATE_NOOP("Review", "What is packed"),
}
"""Every field that a person is asked about; a test holds that none is missing."""
_WORDS: Final = {
    ("date_kind", "use by"): QT_TRANSLATE_NOOP("Review", "use by"),
    ("date_kind", "best before"): QT_TRANSLATE_NOOP("Review", "best before"),
    ("date_kind", "frozen"): QT_TRANSLATE_NOOP("Review", "frozen"),
    ("measure", "each"): QT_TRANSLATE_NOOP("Review", "ones"),
    ("measure", "g"): QT_TRANSLATE_NOOP("Review", "grams"),
    ("measure", "ml"): QT_TRANSLATE_NOOP("Review", "millilitres"),
    ("use", "counter"): QT_TRANSLATE_NOOP("Review", "a counter"),
    ("use", "store"): QT_TRANSLATE_NOOP("Review", "a store"),
    ("use", "stall"): QT_TRANSLATE_NOOP("Review", "a stall"),
    ("use", "site"): QT_TRANSLATE_NOOP("Review", "another site"),
    ("stall", NEVER): QT_TRANSLATE_NOOP("Review", "never swapped"),
    ("stall", ALWAYS): QT_TRANSLATE_NOOP("Review", "may be swapped"),
    ("role", "young"): QT_TRANSLATE_NOOP("Review", "young member"),
    ("role", "counter"): QT_TRANSLATE_NOOP("Review", "counter"),
    ("role", "lead"): QT_TRANSLATE_NOOP("Review", "lead"),
    ("role", "admin"): QT_TRANSLATE_NOOP("Review", "admin"),
    ("refuse_past", "0"): QT_TRANSLATE_NOOP("Review", "no"),
    ("refuse_past", "1"): QT_TRANSLATE_NOOP("Review", "yes"),
}
MOST_ROWS: Final = 3
"""Lines of a parcel list that are told; more are counted."""


def field(name: str) -> str:
    """What a field is called."""
    known = FIELDS.get(name)
    if known is None:
        return QCoreApplication.translate("Review", "Something else")
    return QCoreApplication.translate("Review", str(known))


def said(name: str, value: Any) -> str:
    """A field and what stands in it: "Adults: 4"."""
    say = QCoreApplication.translate
    if value in (None, "", ()):
        return say("Review", "{field}: nothing").format(field=field(name))
    if name == LISTED:
        return _listed(value)
    return f"{field(name)}: {inside(_plain(name, value))}"


def _plain(name: str, value: Any) -> str:
    if name in _SAID:
        return _SAID[name](value)
    known = _WORDS.get((name, str(value)))
    return str(value) if known is None else QCoreApplication.translate("Review", str(known))


def _allergens(value: str) -> str:
    return _each(value, {each.value: ALLERGEN_WORDS[each] for each in Allergen})


def _diet(value: str) -> str:
    return _each(value, {each.value: FACES[each].words for each in Chip})


def _each(value: str, words: dict[str, str]) -> str:
    """Words with commas; those of a newer Hubdesk are left out, unless there are no others."""
    known = [translated(words[word]) for word in str(value).split(",") if word in words]
    return ", ".join(known) or str(value)


def _ages(value: str) -> str:
    told = zip(ages.BANDS, ages.recalled(value), strict=False)
    known = [f"{translated(ages.BAND_WORDS[band])}: {many}" for band, many in told if many]
    return ", ".join(known) or str(value)


def _food(value: str) -> str:
    return translated(BY_FOOD[Food(value)].name) if value in BY_FOOD else str(value)


def _grams(value: int) -> str:
    return QCoreApplication.translate("Review", "{n} g").format(n=value)


def _figure(value: list[str]) -> str:
    return figure(Figure(foods.kept_span(value[0]), value[1], value[2]))


def _span(value: int, *, months: bool = False) -> str:
    return phrase(foods.span_words(Span(value, months)))


def _months(value: int) -> str:
    return _span(value, months=True)


def _listed(told: Told) -> str:
    """The lines in which a version differs, with how many for 1, 2, … people."""
    say = QCoreApplication.translate
    if told.rest:
        return say("Review", "{list}: other chips, or another order").format(list=inside(told.name))
    rows = [_row(each) for each in told.rows[:MOST_ROWS]]
    more = len(told.rows) - MOST_ROWS
    return "; ".join([*rows, say("Review", "and {n} more").format(n=more)] if more > 0 else rows)


def _row(row: Row) -> str:
    name = inside(row.name, 30)
    if row.listed is None:
        return QCoreApplication.translate("Review", "{name}: not on the list").format(name=name)
    numbers = [str(each) for each in row.listed.quantities]
    return f"{name}: {', '.join(numbers) or row.listed.note or '–'}"


_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "allergies": _allergens,
    "allergens": _allergens,
    "diet": _diet,
    "ages": _ages,
    "food": _food,
    "weight_g": _grams,
    "figure": _figure,
    "substitutes": ", ".join,
    "take_in_days": counted.days,
    **{name: _months if matter is Matter.NAME else _span for name, matter in KEPT.items()},
}
