"""Allergens out of a list that strangers made: words marked among the ingredients, or listed.

UK law wants allergens to stand out among the ingredients, so public lists mark them:
``_milk_``, ``**milk**``, ``<b>milk</b>`` or MILK. A word that is surely one of the fourteen, in
any of the languages below, is stated. A word nobody here knows states nothing. And such a list
only ever says what a pack *holds*, never what it does not: letters were misread, traces left
out, recipes changed. So what comes from it is a part, and the pack is still to be read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from hubdesk.catalogue import bits
from hubdesk.households.allergens import Allergen
from hubdesk.plain_words import folded

LONGEST: Final = 60
"""Letters of a marked word. Longer ones are two marks that do not belong together."""

_MARKED = re.compile(
    r"_([^_\n]{1,60})_|\*\*([^*\n]{1,60})\*\*|<(?:b|strong)>([^<\n]{1,60})</(?:b|strong)>",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{3,}(?![a-zà-ÿ]| ?-?(?:FREE|Free|free))")
_PLAIN = re.compile(r"[a-zà-öø-ÿ]{3,}")

# Whole words, folded: no accents, lower case. English, French, German, Italian, Spanish,
# Portuguese, Dutch and Polish, as far as one word means one of the fourteen and nothing else.
_WORDS: Final = {
    Allergen.CELERY: "celery celeriac celeri sellerie sedano apio aipo selderij selderie seler",
    Allergen.GLUTEN: "gluten wheat wheatflour barley rye oat oats oatmeal spelt kamut durum"
    " wholewheat ble froment orge seigle avoine epeautre weizen\\w* gerste\\w* roggen\\w* hafer\\w*"
    " dinkel\\w* vollkornweizen vollkorngerst\\w* vollkornhafer\\w* vollkornroggen frumento grano"
    " orzo segale avena farro trigo cebada centeno cevada aveia tarwe gerst rogge haver"
    " pszen\\w* jeczmien\\w* zyto zytni\\w* owies owsian\\w*",
    Allergen.CRUSTACEANS: "crustaceans? crustaces? prawns? shrimps? crabs? lobsters? langoustines?"
    " crevettes? crabes? homards? garnelen krebstiere crostacei gamberi crustaceos gambas"
    " garnalen skorupiaki",
    Allergen.EGGS: "eggs? oeufs? ei eier eiern eigelb huhnerei\\w* vollei\\w* uova uovo huevos?"
    " ovos? eieren jaja jaj jajka",
    Allergen.FISH: "fish poissons? fisch\\w* pesce pescado peixe vis ryby ryba salmon saumon"
    " tuna thon cod anchov(?:y|ies) anchois mackerel bonito haddock sardines? herrings?",
    Allergen.LUPIN: "lupins? lupines?n? lupinen lupino altramuz tremoco lubin",
    Allergen.MILK: "milk buttermilk lait lactose lactoserum milch\\w* magermilch\\w* vollmilch\\w*"
    " buttermilch\\w* kondensmilch kondensmagermilch molke\\w* sahne\\w* schlagsahne butterreinfett"
    " laktose laktoza latte leche leite melk mleko mleka mleczn\\w* lattosio lactosa whey cream"
    " creme beurre butter cheese fromage yogurt yoghurt yaourt cheddar emmental parmesan"
    " mascarpone roquefort",
    Allergen.MOLLUSCS: "molluscs? mollusques? weichtiere molluschi moluscos weekdieren mieczaki"
    " mussels? moules oysters? squid octopus calamari",
    Allergen.MUSTARD: "mustard moutarde senf\\w* senape mostaza mostarda mosterd gorczyc\\w*",
    Allergen.NUTS: "nuts? almonds? hazelnuts? walnuts? cashews? pecans? pistachios? macadamias?"
    " noix noisettes? amandes? pistaches? cajou schalenfruchte haselnuss\\w* mandeln? walnuss\\w*"
    " cashewnuss\\w* frutta noci nocciole mandorle almendras? avellanas? nueces amendoas? avelas?"
    " noten amandelen hazelnoten orzechy migdaly",
    Allergen.PEANUTS: "peanuts? groundnuts? cacahuetes? arachides? erdnuss\\w* arachidi"
    " cacahuates? amendoins? pinda pindas orzeszki",
    Allergen.SESAME: "sesame sesames? sesam sesamo ajonjoli sezam\\w*",
    Allergen.SOYA: "soya soy soybeans? soyabeans? soj\\w* soia szoja\\w*",
    Allergen.SULPHITES: "sulphites? sulfites? metabisulphites? metabisulfites? sulfit\\w* solfiti"
    " sulfitos sulfiet siarczyny schwefeldioxid",
}
_PHRASES: Final = (
    (re.compile(r"\bsul(?:ph|f)ur dioxide\b|\bdioxyde de sou?f?fre\b"), Allergen.SULPHITES),
)
_OTHERWISE: Final = re.compile(
    r"\bnoix de (?:coco|muscade)\b|\bcoco ?nuts?\b|\bbeurre de (?:cacao|karite|coco|cacahuetes?)\b"
    r"|\b(?:cocoa|shea|peanut|almond|nut) butter\b|\bcreme de (?:coco|riz)\b"
    r"|\b(?:coconut|oat|soya|soy|rice|almond) (?:milk|cream)\b|\bcream of tartar\b"
    r"|\blait de (?:coco|soja|riz)\b|\bnut ?meg\b|\bgrano saraceno\b|\b\w+ free\b|\bfree from .*"
    r"|\bsans \w+\b|\bohne \w+\b|\bno \w+\b"
)
"""Words that mean something else together; what else they hold is said by ``_INSIDE``."""
_INSIDE: Final = (
    (re.compile(r"\bpeanut butter\b|\bbeurre de cacahuetes?\b"), Allergen.PEANUTS),
    (re.compile(r"\b(?:almond|nut) (?:butter|milk|cream)\b"), Allergen.NUTS),
    (re.compile(r"\b(?:soya|soy) (?:milk|cream)\b|\blait de soja\b"), Allergen.SOYA),
    (re.compile(r"\boat (?:milk|cream)\b"), Allergen.GLUTEN),
)
_KNOWN: Final = tuple(
    (re.compile(rf"\b(?:{'|'.join(words.split())})\b"), allergen)
    for allergen, words in _WORDS.items()
)
_APART: Final = str.maketrans({"œ": "oe", ":": " ", "-": " ", "'": " ", "’": " "})
_NONE: Final = frozenset({"none", "no allergens", "none known", "nil", "no"})


def among_ingredients(text: str) -> int:
    """The bits of allergens that stand out among the ingredients; never those of a whole pack."""
    found = 0
    if "_" in text or "**" in text or "<" in text:
        for match in _MARKED.finditer(text):
            found |= of_words(_with_what_follows(match, text))
    capitals = _CAPITALS.findall(text)
    # In a text all of capitals nothing stands out.
    if capitals and len(capitals) * 2 < len(_PLAIN.findall(text)):
        for word in set(capitals):
            found |= of_words(word)
    return found


@lru_cache(maxsize=20_000)
def listed(text: str, *, is_own: bool) -> int:
    """The bits of a column of allergens: ``milk; soya``, ``en:milk``, ``none``.

    A list of the hub's ``is_own`` speaks of the whole pack, if every word in it is understood.
    """
    said = folded(text.replace("en:", " "))
    if not said:
        return 0
    if said in _NONE:
        return bits.KNOWN if is_own else 0
    words = [of_words(each) for each in re.split(r"[,;/|+&\n]|\band\b", text) if each.strip()]
    together = 0
    for each in words:
        together |= each
    return together | (bits.KNOWN if is_own and all(words) else 0)


@lru_cache(maxsize=20_000)
def of_words(text: str) -> int:
    """The bits of all that some words surely mean; 0 when that is nothing."""
    if len(text) > LONGEST:
        return 0
    said = folded(text.translate(_APART))
    found = {allergen for pattern, allergen in (*_PHRASES, *_INSIDE) if pattern.search(said)}
    rest = _OTHERWISE.sub(" ", said)
    found |= {allergen for pattern, allergen in _KNOWN if pattern.search(rest)}
    return bits.of(found, known=False)


def _with_what_follows(match: re.Match[str], text: str) -> str:
    """The marked word, and the next two if they may turn it into something else."""
    marked = match[1] or match[2] or match[3]
    after = re.match(r"\s+(?:de|of|from)\s+\w+", text[match.end() : match.end() + 24])
    return marked + after[0] if after else marked
