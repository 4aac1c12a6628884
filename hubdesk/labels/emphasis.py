"""Words of an ingredients list that name one of the fourteen allergens, to be emphasised.

Retained Regulation 1169/2011, article 21: an allergen is named in the list of ingredients
itself, and stands out from the rest of it. So a list that does not name what its food is known
to hold is refused, and a box "Contains" beside the list is no way out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.labels.layout import Face
from hubdesk.labels.script import must_be_shaped, tidy
from hubdesk.wording import Phrase, translate

_NAMES: dict[Allergen, str] = {
    Allergen.CELERY: "celery|celeriac",
    Allergen.GLUTEN: "wheat|rye|barley|oats?|spelt|kamut|khorasan|gluten",
    Allergen.CRUSTACEANS: "crustaceans?|prawns?|crabs?|lobsters?|crayfish|shrimps?|langoustines?",
    Allergen.EGGS: "eggs?",
    Allergen.FISH: "fish|cod|haddock|salmon|tuna|anchov(?:y|ies)|mackerel|sardines?|pilchards?"
    "|herring|kippers?|trout|pollock|plaice|sea bass",
    Allergen.LUPIN: "lupins?",
    Allergen.MILK: "milk",
    Allergen.MOLLUSCS: "molluscs?|mussels?|oysters?|squid|clams?|snails?|whelks?|cockles?|octopus"
    "|scallops?|calamari",
    Allergen.MUSTARD: "mustard",
    Allergen.NUTS: "nuts?|almonds?|hazelnuts?|walnuts?|cashews?|pecans?|brazil nuts?"
    "|pistachios?|macadamias?",
    Allergen.PEANUTS: "peanuts?|groundnuts?",
    Allergen.SESAME: "sesame",
    Allergen.SOYA: "soya|soy|soybeans?",
    Allergen.SULPHITES: "sulphites?|sulfites?|sulphur dioxide|sulfur dioxide",
}
_NO_MILK = r"(?:coconut|oat|almond|soya|soy|rice|cashew|hazelnut)\s+milk"
_ANY = re.compile(
    rf"(?P<plant>\b{_NO_MILK}\b)|"
    + "|".join(f"(?P<{allergen.value}>\\b(?:{names})\\b)" for allergen, names in _NAMES.items()),
    re.IGNORECASE,
)
_MARKED = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*")


class Piece(Struct, frozen=True):
    """Part of a text: ``face`` BOLD where it is emphasised."""

    text: str
    face: Face


def pieces(text: str) -> tuple[Piece, ...]:
    """A list of ingredients with its allergens in bold, and whatever stands between stars."""
    words = tidy(text)
    bold = [(found.start(), found.end()) for found in _found(words)]
    bold += [(found.start(), found.end()) for found in _MARKED.finditer(words)]
    made: list[Piece] = []
    at = 0
    for start, end in sorted(bold):
        if start < at:
            continue
        made += [Piece(words[at:start], Face.REGULAR)] if start > at else []
        made.append(Piece(words[start:end].strip("*"), Face.BOLD))
        at = end
    return (*made, Piece(words[at:], Face.REGULAR)) if at < len(words) else tuple(made)


def named(text: str) -> frozenset[Allergen]:
    """The allergens that a list of ingredients names."""
    return frozenset(
        Allergen(kind) for found in _found(tidy(text)) if (kind := str(found.lastgroup)) in _VALUES
    )


def check(text: str, stated: Iterable[Allergen]) -> None:
    """Raises Refused unless the list names every allergen that the food is known to hold."""
    if must_be_shaped(tidy(text)):
        raise Refused(
            translate(
                "hub",
                "Write the ingredients in English: on packed food each allergen must stand out in "
                "the list. The name of the food may be in any language.",
            )
        )
    missing = sorted(set(stated) - named(text))
    if missing:
        raise Refused(
            translate(
                "hub",
                "The ingredients do not name: {allergens}. Write it into the list, for example "
                "butter (milk).",
            ),
            allergens=Phrase(ALLERGEN_WORDS[missing[0]]),
        )


_VALUES = {allergen.value for allergen in Allergen}


def _found(words: str) -> list[re.Match[str]]:
    """Every word that names an allergen; a drink of oats is oats, and no milk."""
    found: list[re.Match[str]] = []
    at = 0
    while (match := _ANY.search(words, at)) is not None:
        if match.lastgroup != "plant":
            found.append(match)
            at = match.end()
            continue
        first = _ANY.search(words[: match.end() - len("milk")], match.start())
        if first is not None and first.lastgroup != "plant":
            found.append(first)
        at = match.end()
    return found
