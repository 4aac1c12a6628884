"""What people wrote about food, turned into chips and allergens. Words that are none of these
are handed back to be looked at, and kept nowhere.

When in doubt about an allergy, more is left out of the parcel rather than less: "nuts" avoids
nuts and peanuts until somebody has asked.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from hubdesk.households.allergens import Allergen
from hubdesk.households.diet import Chip
from hubdesk.households.names import folded


class Understood(Struct, frozen=True):
    """Chips and allergens by the names kept in the journal; ``asked`` are words that may mean
    less than was taken, ``unknown`` words that mean nothing here."""

    diet: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


_A, _C = Allergen, Chip

_MEANS: Final[dict[str, tuple[Allergen | Chip, ...]]] = {
    **{each.value: (each,) for each in (*Allergen, *Chip) if each is not Allergen.NUTS},
    **dict.fromkeys(["celeriac"], (_A.CELERY,)),
    **dict.fromkeys(
        ["wheat", "coeliac", "celiac", "barley", "rye", "spelt", "bread", "cereals with gluten"],
        (_A.GLUTEN,),
    ),
    **dict.fromkeys(
        ["crustacean", "prawn", "prawns", "crab", "lobster", "shrimp", "shrimps", "crayfish"],
        (_A.CRUSTACEANS,),
    ),
    **dict.fromkeys(["shellfish", "shell fish"], (_A.CRUSTACEANS, _A.MOLLUSCS)),
    **dict.fromkeys(["seafood", "sea food"], (_A.CRUSTACEANS, _A.FISH, _A.MOLLUSCS)),
    **dict.fromkeys(["egg"], (_A.EGGS,)),
    **dict.fromkeys(["white fish", "oily fish", "salmon", "tuna", "cod"], (_A.FISH,)),
    **dict.fromkeys(
        ["dairy", "lactose", "lactos", "cheese", "cows milk", "cow milk", "casein", "butter"],
        (_A.MILK,),
    ),
    **dict.fromkeys(
        ["mollusc", "mussel", "mussels", "oyster", "oysters", "squid", "clams", "snails"],
        (_A.MOLLUSCS,),
    ),
    **dict.fromkeys(["nuts", "nut"], (_A.NUTS, _A.PEANUTS)),
    **dict.fromkeys(
        ["tree nuts", "tree nut", "almond", "almonds", "hazelnut", "hazelnuts", "walnut"],
        (_A.NUTS,),
    ),
    **dict.fromkeys(
        ["walnuts", "cashew", "cashews", "pecan", "pecans", "pistachio", "pistachios"],
        (_A.NUTS,),
    ),
    **dict.fromkeys(
        ["brazil nut", "brazil nuts", "macadamia"],
        (_A.NUTS,),
    ),
    **dict.fromkeys(["peanut", "pea nuts", "groundnut", "groundnuts"], (_A.PEANUTS,)),
    **dict.fromkeys(["sesame seed", "sesame seeds", "tahini"], (_A.SESAME,)),
    **dict.fromkeys(["soy", "soybean", "soybeans", "soya beans", "tofu"], (_A.SOYA,)),
    **dict.fromkeys(["sulphite", "sulfite", "sulfites", "sulphur dioxide"], (_A.SULPHITES,)),
    **dict.fromkeys(["no bacon", "no ham", "pork"], (_C.NO_PORK,)),
    **dict.fromkeys(["beef"], (_C.NO_BEEF,)),
    **dict.fromkeys(["vege", "veggie", "veggy", "veg", "vegi", "vegetarians"], (_C.VEGETARIAN,)),
    **dict.fromkeys(["plant based"], (_C.VEGAN,)),
    **dict.fromkeys(["hallal", "halaal"], (_C.HALAL,)),
    **dict.fromkeys(
        ["diabetic", "diabetes", "sugar free", "no sugar", "less sugar"], (_C.LOW_SUGAR,)
    ),
    **dict.fromkeys(["soft", "soft foods", "soft diet", "pureed"], (_C.SOFT_FOOD,)),
    **dict.fromkeys(
        ["no oven", "no cooking", "no cooking facilities", "no kitchen", "no hob", "cannot cook"],
        (_C.NO_COOKER,),
    ),
    **dict.fromkeys(["kettle"], (_C.KETTLE_ONLY,)),
    **dict.fromkeys(["microwave"], (_C.MICROWAVE_ONLY,)),
    **dict.fromkeys(["no freezer fridge", "no fridge freezer"], (_C.NO_FRIDGE,)),
    **dict.fromkeys(["no can opener", "no opener"], (_C.NO_TIN_OPENER,)),
    **dict.fromkeys(["babies", "infant", "newborn", "nappies"], (_C.BABY,)),
    **dict.fromkeys(["cats", "kitten"], (_C.CAT,)),
    **dict.fromkeys(["dogs", "puppy"], (_C.DOG,)),
}
"""Plain words for a chip or for what must be avoided."""

_LONGEST = max(len(words.split()) for words in _MEANS)
_ASKED = frozenset(
    {"nuts", "nut", "shellfish", "shell fish", "seafood", "sea food", "pork", "beef"}
)

_FILLING = frozenset(
    (  # noqa: SIM905 - words read better than a column of them
        "a an all any are allergy allergies allergen allergens allergic also avoid be cant cannot"
        " contains contain diet dietary do does dont eat eats food foods for free from has"
        " have hates dislikes doesnt household in intolerance intolerant intolerances is it"
        " meals mild needs no of only or other please products product requires requirement"
        " requirements severe some strict the they to very with without"
    ).split()
)
"""Words that stand around the ones that matter."""

_NOTHING = re.compile(
    r"(none|no|n|n a|na|nil|nka|nkda|nothing|normal|ok|0|false|not known|unknown|any|anything"
    r"|everything|eats (all|anything|everything)|no (known |food |special )*(allerg\w*|diet\w*"
    r"|intoleran\w*|requirements?|needs|issues|preferences?)( known| requirements?| needs)*"
    r"|none known|not applicable|standard)?"
)
_YES = frozenset({"yes", "y", "x", "1", "true", "tick", "✓", "✔", "☑", "yes please"})
_AVOIDS = re.compile(r"\b(do|does|can|could|must|should|will) ?not (eat|have|take|like)\b")
_CUTS = re.compile(r"[,;/&+\n\r.()|•]|\band\b|\bbut\b|\bor\b", re.IGNORECASE)


def understood(text: str, heading: str = "") -> Understood:
    """What some free words ask for. Under a heading such as "Halal?", a "yes" means it."""
    plain = folded(text)
    if _NOTHING.fullmatch(plain):
        return Understood()
    if plain in _YES or text.strip().casefold() in _YES:
        about = understood(heading)
        return (
            Understood(about.diet, about.allergies, about.asked)
            if _tells(about)
            else (Understood(unknown=(text.strip(),)))
        )
    return joined([_piece(piece) for piece in _CUTS.split(text)])


def joined(parts: list[Understood]) -> Understood:
    """Several of them as one, each word once."""

    def once(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for part in parts for word in getattr(part, name)))

    return Understood(
        tuple(sorted(once("diet"))),
        tuple(sorted(once("allergies"))),
        once("asked"),
        once("unknown"),
    )


def _tells(part: Understood) -> bool:
    return bool(part.diet or part.allergies)


def _piece(text: str) -> Understood:
    plain = _AVOIDS.sub("avoid", folded(text))
    if not plain or _NOTHING.fullmatch(plain):
        return Understood()
    if _denies(plain):
        return Understood(unknown=(text.strip(),))
    words = plain.split()
    meant: list[Allergen | Chip] = []
    asked, unknown = [], []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in _MEANS:
                meant += _MEANS[phrase]
                if phrase in _ASKED and not phrase.startswith("no "):
                    asked.append(phrase)
                at += length
                break
        else:
            if words[at] not in _FILLING:
                unknown.append(words[at])
            at += 1
    if not meant and not unknown:
        unknown = [text.strip()]
    return Understood(
        tuple(sorted({each.value for each in meant if isinstance(each, Chip)})),
        tuple(sorted({each.value for each in meant if isinstance(each, Allergen)})),
        tuple(asked),
        tuple(unknown),
    )


def _denies(plain: str) -> bool:
    """ "Not allergic to nuts", "no nut allergy", "not vegan": nothing is taken from these."""
    return bool(re.search(r"\b(not|isnt|never|was|were|used to)\b|\bno .+ (allerg|intoler)", plain))
