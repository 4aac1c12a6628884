"""Which line of the parcel list a named pack may belong to: a suggestion, taken with one key.

The words of a line are sought in the pack's name: all of them for "Baked beans", any one for
"Tea or coffee". A single word must be what the name ends on, for tomato ketchup is no tomato.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from hubdesk.plain_words import folded
from hubdesk.stock.products import Line

_NEEDLESS: Final = frozenset(
    {"tinned", "tin", "can", "canned", "fresh", "long", "life", "savoury", "breakfast"}
    | {"instant", "cooking", "fruit", "baby", "washing", "litre", "kg", "g", "ml", "l", "pack"}
    | {"multipack", "bag", "box", "bottle", "jar", "the", "of", "a", "an", "x"}
)
"""Words of a line's name that packs seldom bear, and what comes after a name."""
_KEPT_TOGETHER: Final = frozenset({"fruit", "fresh", "baby", "washing", "instant", "cooking"})

_WITHOUT: Final = re.compile(
    r"\b(?:no added|zero|low|reduced|without|no) \w+|\b\w+[- ]free\b", re.I
)

_ALSO: Final = {
    "tuna": "fish", "sardine": "fish", "pilchard": "fish",
    "chickpea": "pulse", "lentil": "pulse", "kidney bean": "pulse", "butter bean": "pulse",
    "black bean": "pulse", "mixed bean": "pulse",
    "spaghetti": "pasta", "penne": "pasta", "fusilli": "pasta", "macaroni": "pasta",
    "tagliatelle": "pasta", "conchiglie": "pasta", "farfalle": "pasta",
    "cornflake": "cereal", "corn flake": "cereal", "weetabix": "cereal", "granola": "cereal",
    "muesli": "cereal", "wheat biscuit": "cereal", "rice krispy": "cereal",
    "porridge": "oat", "rolled oat": "oat",
    "teabag": "tea", "tea bag": "tea", "instant coffee": "coffee",
    "digestive": "biscuit", "cookie": "biscuit", "shortbread": "biscuit", "cracker": "cracker",
    "sweetcorn": "vegetable", "pea": "vegetable", "carrot": "vegetable",
    "corned beef": "meat", "stewed steak": "meat", "spam": "meat",
    "fruit cocktail": "tinned fruit",

    "marmalade": "jam", "nappy": "nappy", "toilet tissue": "toilet roll",
    "loo roll": "toilet roll", "sunflower oil": "oil", "vegetable oil": "oil", "olive oil": "oil",
    "pasta sauce": "sauce", "soya drink": "plant drink", "oat drink": "plant drink",
    "almond drink": "plant drink", "uht milk": "milk", "longlife milk": "milk",
    "tampon": "period product", "sanitary towel": "period product",
}  # fmt: skip
"""What some packs are called, and the word that lines have for them. English, in one number."""


def suggested(name: str, sort: str, lines: Sequence[Line]) -> Line | None:
    """The line that fits a pack's name best, else its sort; None when none or several do."""
    return _best(name, lines) or (_best(sort, lines) if sort else None)


def _best(text: str, lines: Iterable[Line]) -> Line | None:
    said = _words(text)
    if not said:
        return None
    scored = [(score, line) for line in lines if (score := _score(said, line.name))]
    most = max((score for score, _ in scored), default=0)
    best = [line for score, line in scored if score == most]
    return best[0] if len(best) == 1 else None


def _score(said: tuple[str, ...], line_name: str) -> int:
    """How many words of the line the name bears; 0 when too few."""
    ends = _ends(said)
    best = 0
    for words in _ways(line_name):
        if len(words) > 1 and set(words) <= set(said):
            best = max(best, 2 * len(words))
        elif " ".join(words) in ends:
            best = max(best, 2 * len(words) - 1)
    return best


def _ends(said: tuple[str, ...]) -> frozenset[str]:
    """What a name ends on, one word and two, and what else these are called."""
    last, last_two = said[-1], " ".join(said[-2:])
    also = {_ALSO[each] for each in (last, last_two) if each in _ALSO}
    return frozenset({last, last_two, *also})


@lru_cache(maxsize=512)
def _ways(line_name: str) -> tuple[tuple[str, ...], ...]:
    """The words of each thing that a line's name names: "Tea or coffee" names two."""
    ways = []
    for each in re.split(r",|\bor\b|\band\b|/", line_name):
        words = _singular(each)
        short = tuple(word for word in words if word not in _NEEDLESS)
        ways += [short, words]
    return tuple(way for way in ways if way)


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    """The words of a pack's name up to what it stands in, without weights."""
    text = _WITHOUT.sub(" ", text)
    before = re.split(r"\s(?:in|with|for|from)\s|,|\(", f"{text} ", maxsplit=1)[0]
    words = [w for w in _singular(before) if not re.fullmatch(r"\d+\w{0,6}|x", w)]
    whole = [w for w in _singular(text) if not re.fullmatch(r"\d+\w{0,6}|x", w)]
    while words and words[-1] in _NEEDLESS - _KEPT_TOGETHER:
        words.pop()
    # What comes after "in" may still belong to a line's name, as in spaghetti in tomato sauce.
    return (*[w for w in whole if w not in words], *words)


def _singular(text: str) -> tuple[str, ...]:
    return tuple(map(_one_of, re.sub(r"[^\w]+", " ", folded(text)).split()))


def _one_of(word: str) -> str:
    """The word for one of them, near enough: beans, tomatoes, nappies."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("oes"):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word
