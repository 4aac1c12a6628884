"""What was written differently, in words: whose, which field, and what each laptop wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.households.diet import FACES, Chip
from hubdesk.households.kinds import NOTED, SIZED
from hubdesk.stock import records
from hubdesk.sync.compared import Difference
from hubdesk.sync.review import Clash, Version
from ui.sync.words import when
from ui.wording import inside, translated

_FIELDS: Final = {
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
}
PRIVATE: Final = frozenset({"name", "street", "postcode", "phone", "ages"})
"""What a screen shows of a person only when somebody asks to see it."""


def is_private(clash: Clash) -> bool:
    """Whether it is shown only when somebody asks."""
    return clash.kind == NOTED.name and bool(PRIVATE.intersection(clash.names))


def whose(clash: Clash) -> str:
    """Whose it is: a household by its number, goods and places by their names."""
    say = QCoreApplication.translate
    if clash.kind in (SIZED.name, NOTED.name):
        return say("Review", "Household {number}").format(number=clash.name)
    if clash.kind == records.PLACE.name:
        return say("Review", "Place {name}").format(name=inside(clash.name))
    return inside(clash.name) if clash.name else say("Review", "Goods with no name")


def which(clash: Clash) -> str:
    """The fields: "Adults, Children"."""
    return ", ".join(_field(name) for name in clash.names)


def value(version: Version) -> str:
    """What one laptop wrote."""
    return "  ·  ".join(_value(name, each) for name, each in version.values.items())


def by(version: Version, now_ms: int) -> str:
    """Who wrote it, where and when, as far as that is known."""
    people = ", ".join(map(inside, version.who))
    parts = (people, inside(version.laptop) if version.laptop else "")
    return ", ".join(filter(None, (*parts, when(version.at_ms, now_ms))))


def differ(found: Sequence[Difference]) -> str:
    """That the journals of laptops are not alike, and what to do; "" when they are."""
    say = QCoreApplication.translate
    altered = say(
        "Review",
        "The journals here and on {laptop} differ: an entry was changed or taken away behind "
        "Hubdesk's back, on one of the two. Change nothing, and show this to whoever looks "
        "after the hub.",
    )
    lost = say(
        "Review",
        "{laptop} lost entries that it had told of. They are still here. Show this to whoever "
        "looks after the hub.",
    )
    another = say("Review", "another laptop")
    return " ".join(
        (lost if each.lost else altered).format(laptop=inside(each.laptop or another))
        for each in found
    )


def _field(name: str) -> str:
    known = _FIELDS.get(name)
    if known is None:
        return QCoreApplication.translate("Review", "Something else")
    return QCoreApplication.translate("Review", str(known))


def _value(name: str, each: Any) -> str:
    say = QCoreApplication.translate
    if each in (None, ""):
        return say("Review", "{field}: nothing").format(field=_field(name))
    if name in ("allergies", "allergens"):
        words = [translated(ALLERGEN_WORDS[Allergen(w)]) for w in str(each).split(",") if _is(w)]
        each = ", ".join(words) or each
    elif name == "diet":
        words = [translated(FACES[Chip(w)].words) for w in str(each).split(",") if w in _CHIPS]
        each = ", ".join(words) or each
    elif name == "weight_g":
        each = say("Review", "{n} g").format(n=each)
    elif isinstance(each, bytes):
        each = say("Review", "another one")
    return f"{_field(name)}: {inside(str(each))}"


_CHIPS: Final = frozenset(each.value for each in Chip)
_ALLERGENS: Final = frozenset(each.value for each in Allergen)


def _is(word: str) -> bool:
    return word in _ALLERGENS
