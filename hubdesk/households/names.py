"""Finds people whose names nobody at the counter can spell.

A name is folded to plain letters, cut into three-letter *terms* for a trigram index, and the
closest of the few dozen names that share terms come first. Nothing here touches a database:
the finder asks for rows with ``match_all`` or ``match_any`` and orders them by ``closest``.

Every word stands between marks, as in ``__lee_``, so that two-letter names and names of one
Chinese sign have terms too, and beginnings weigh more than middles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from hubdesk.plain_words import folded as folded

Thing = TypeVar("Thing")

MOST_CANDIDATES = 60
"""Rows worth comparing letter by letter: enough to find any name with two slips in it."""

MOST_ROWS = 20_000
"""Index rows that one search may rank, at about 2 µs each: a bound on the work however many
households there are. Two slips in a short, common name may then need the card."""

LONGEST = 120
"""Characters of a name that are compared; a longer one is cut."""

_BEFORE, _AFTER = "__", "_"


def words(text: str) -> list[str]:
    """The folded words of a name, in order."""
    return folded(text)[:LONGEST].split()


def indexed(text: str) -> str:
    """The name as it is kept in the trigram index."""
    held = words(text)
    return _BEFORE + _BEFORE.join(held) + _AFTER if held else ""


def terms(text: str) -> list[str]:
    """The three-letter terms of what was typed, each once."""
    return list(dict.fromkeys(_cut(_BEFORE + word + _AFTER for word in words(text))))


def match_all(text: str) -> str | None:
    """An FTS5 query for names with words beginning as typed; None when nothing can be sought.

    Fast at any size, and finds everybody who was spelled right, even half typed.
    """
    found = list(dict.fromkeys(_cut(_BEFORE + word for word in words(text))))
    return " AND ".join(map(_quoted, found)) or None


def match_any(text: str, rows_with: Mapping[str, int] | None = None) -> str | None:
    """An FTS5 query for names that share any term with what was typed; None as above.

    ``rows_with`` tells how many rows hold each term: then only the rarest terms are asked
    for, so that the work stays bounded however many households there are.
    """
    sought = terms(text) if rows_with is None else rarest(terms(text), rows_with)
    return " OR ".join(map(_quoted, sought)) or None


def rarest(
    sought: Iterable[str], rows_with: Mapping[str, int], most_rows: int = MOST_ROWS
) -> list[str]:
    """The terms held by fewest rows, for as long as they add up to ``most_rows``.

    Terms that no row holds are left out. The rarest of the others is always kept.
    """
    chosen: list[str] = []
    rows = 0
    for term in sorted(sought, key=lambda term: rows_with.get(term, 0)):
        held = rows_with.get(term, 0)
        rows += held
        if chosen and rows > most_rows:
            break
        if held:
            chosen.append(term)
    return chosen


def closest(
    text: str, candidates: Iterable[tuple[str, Thing]], limit: int, least: float = 0.0
) -> list[Thing]:
    """The things whose names are nearest to what was typed, nearest first.

    Candidates are pairs of a name and whatever it belongs to; ties keep the order they came
    in. Those sharing nothing with the text are left out, as are those less like it than
    ``least`` (from 0 to 1).
    """
    typed = words(text)
    known: dict[tuple[str, str], float] = {}
    scored = [(likeness(typed, words(name), known), thing) for name, thing in candidates]
    close = [pair for pair in scored if pair[0] > least]
    close.sort(key=lambda pair: pair[0], reverse=True)
    return [thing for _, thing in close[:limit]]


def likeness(
    typed: list[str], name: list[str], known: dict[tuple[str, str], float] | None = None
) -> float:
    """How alike typed words and a name are, from 0 to 1; a word half typed counts as right.

    ``known`` keeps what pairs of words scored, since many candidates share a family name.
    """
    if not typed or not name:
        return 0.0
    known = {} if known is None else known
    best = sum(max(_word_likeness(word, held, known) for held in name) for word in typed)
    return 0.85 * best / len(typed) + 0.15 * _ratio(" ".join(typed), " ".join(name))


def _word_likeness(typed: str, held: str, known: dict[tuple[str, str], float]) -> float:
    if held.startswith(typed):
        return 1.0
    if (typed, held) not in known:
        known[typed, held] = _ratio(typed, held)
    return known[typed, held]


def _ratio(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - with the first search

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _cut(marked: Iterable[str]) -> list[str]:
    return [word[start : start + 3] for word in marked for start in range(len(word) - 2)]


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
