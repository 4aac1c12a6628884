"""GS1 element strings: fields one after another, as GS1-128 and DataMatrix hold them.

A field without a fixed length ends at a GS. When the scanner loses the GS, nobody can say for
certain where it ended: every reading that works is found, and two are a question to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from hubdesk.codes import check_digit
from hubdesk.scanner import gs1_fields
from hubdesk.scanner.gs1_fields import Field
from hubdesk.scanner.meanings import (
    AmbiguousGs1,
    InStoreCode,
    ProductCode,
    Reading,
    WrongCheckDigit,
)
from hubdesk.scanner.setup import GS

Fields = tuple[Field, ...]
_BRACKETED = re.compile(r"\(([0-9]{2,4})\)([^()]+)")
_STEPS_AT_MOST = 4000
_CANDIDATES_AT_MOST = 8
_STAND_INS_AT_MOST = 6


def is_certain(text: str) -> bool:
    """Whether a text is GS1 by its own marks: a GS inside, or numbers in brackets."""
    return GS in text or _BRACKETED.match(text) is not None


def may_be(text: str) -> bool:
    """Whether a text without marks begins as GS1 does: 01 or 02, a GTIN and its check digit."""
    return text[:2] in {"01", "02"} and len(text) >= 16 and check_digit.valid(text[2:16])


def read(text: str, today: date, *, gs_arrives: bool) -> Reading | None:
    """The product in an element string; None when it holds none.

    ``gs_arrives`` says that this scanner is known to pass every GS on, so that a field without
    one runs to the end.
    """
    if text.startswith("("):
        bracketed = _bracketed(text)
        return gs1_fields.meaning(bracketed, today) if bracketed else None
    text = text.strip(GS)
    if gs_arrives or GS in text:
        fields = next(_ways(text, 0, (), ends_known=True, steps=[0]), None)
        return gs1_fields.meaning(fields, today) if fields else None
    return _guess(text, [text], today, ends_known=False)


def read_with_stand_in(text: str, stand_in: str, today: date) -> Reading | None:
    """As ``read``, for a scanner that sends ``stand_in`` in place of a GS."""
    if not check_digit.is_digits(stand_in):
        return read(text.replace(stand_in, GS), today, gs_arrives=True)
    return _guess(text, _spellings(text, stand_in), today, ends_known=True)


def number_alone(text: str) -> AmbiguousGs1 | None:
    """The product that a code begins with, when the rest cannot be read: to be asked about."""
    text = text.strip(GS)
    if not may_be(text) or not text[2:16].strip("0"):
        return None
    return AmbiguousGs1(text, (ProductCode(check_digit.shortest(text[2:16])),))


def _spellings(text: str, stand_in: str) -> list[str]:
    """Each way to take some of the stand-ins for a GS and the others for plain digits."""
    places = [found.start() for found in re.finditer(f"(?={stand_in})", text)]
    chosen = places[:_STAND_INS_AT_MOST]
    sets = (each for size in range(len(chosen) + 1) for each in combinations(chosen, size))
    return [_with_gs(text, each, len(stand_in)) for each in sets]


def _with_gs(text: str, places: tuple[int, ...], length: int) -> str:
    for place in reversed(places):
        text = text[:place] + GS + text[place + length :]
    return text


def _guess(text: str, spellings: list[str], today: date, *, ends_known: bool) -> Reading | None:
    """The one product that every working way agrees on, or the question which one it is."""
    steps = [0]
    found: dict[ProductCode | InStoreCode | WrongCheckDigit, None] = {}
    for spelling in spellings:
        for fields in _ways(spelling, 0, (), ends_known=ends_known, steps=steps):
            if _dates_exist(fields, today):
                meaning = gs1_fields.meaning(fields, today)
                if meaning is not None:
                    found[meaning] = None
    products = [each for each in found if isinstance(each, ProductCode)]
    if len(found) == 1 and steps[0] < _STEPS_AT_MOST:
        return next(iter(found))
    if products:
        likeliest = sorted(products, key=_Likelihood(today))[:_CANDIDATES_AT_MOST]
        return AmbiguousGs1(text, tuple(likeliest))
    return next(iter(found), None)


def _ways(
    text: str, at: int, before: Fields, *, ends_known: bool, steps: list[int]
) -> Iterator[Fields]:
    """Every way to cut ``text`` into fields from ``at`` on; ``steps`` counts the work done."""
    if at >= len(text):
        yield before
        return
    identifier = gs1_fields.starting(text, at)
    if identifier is None:
        return
    start = at + len(identifier.ai)
    for end in _ends(text, start, identifier.fixed_length, ends_known=ends_known):
        steps[0] += 1
        if steps[0] > _STEPS_AT_MOST:
            return
        value = text[start:end]
        if not identifier.takes(value) or _clashes(before, identifier.ai, value):
            continue
        after = end + 1 if text[end : end + 1] == GS else end
        here = (*before, (identifier.ai, value))
        yield from _ways(text, after, here, ends_known=ends_known, steps=steps)


def _ends(text: str, start: int, fixed_length: int | None, *, ends_known: bool) -> Iterator[int]:
    """Where a field that starts here can end, the longest first."""
    if fixed_length is not None:
        if start + fixed_length <= len(text):
            yield start + fixed_length
        return
    stop = text.find(GS, start)
    limit = len(text) if stop < 0 else stop
    if ends_known:
        yield limit
        return
    yield from range(min(limit, start + 90), start, -1)


def _clashes(before: Fields, ai: str, value: str) -> bool:
    """The same field twice, saying two things."""
    return any(ai == earlier and value != said for earlier, said in before)


def _dates_exist(fields: Fields, today: date) -> bool:
    return all(gs1_fields.day(value, today) for ai, value in fields if ai in gs1_fields.DATES)


def _bracketed(text: str) -> Fields | None:
    """Fields as people print them: (01)05051277937280(10)A1."""
    fields = tuple((found[1], found[2].strip()) for found in _BRACKETED.finditer(text))
    whole = "".join(found[0] for found in _BRACKETED.finditer(text)) == text
    right = all(gs1_fields.takes(ai, value) for ai, value in fields)
    return fields if whole and right else None


class _Likelihood:
    """Orders candidates: with a date near today first, then those that say more."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __call__(self, candidate: ProductCode) -> tuple[int, int, str]:
        days = [day for day in (candidate.use_by, candidate.best_before) if day]
        near = sum(-400 <= (day - self._today).days <= 2200 for day in days)
        said = sum(
            each is not None for each in (candidate.lot, candidate.weight_g, candidate.count)
        )
        return (len(days) - 2 * near, -said, candidate.lot or "")
