"""What columns may tell, and how a heading is understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from hubdesk.plain_words import folded
from hubdesk.wording import translate

TWICE = translate("sheet", "Another column tells this already.")
UNKNOWN = translate("sheet", "Not known. Choose what it tells, or leave it out.")


class Column(Struct, frozen=True):
    """One column: its heading, a guess, and why it is left out when it is."""

    heading: str
    about: StrEnum
    why: str = ""


Columns = tuple[Column, ...]


def _as_they_are(columns: Columns) -> Columns:
    return columns


class Vocabulary(Struct, frozen=True):
    """What the columns of one sort of list may tell.

    ``words`` is what a volunteer calls each, in the order of the choice; ``reasons`` are patterns
    of headings that are left out, with why; ``guesses`` patterns of those taken in, the first
    that fits first. Several columns may tell one of ``many`` together. ``settle`` has the last
    word on all columns at once.
    """

    words: Mapping[StrEnum, str]
    left_out: StrEnum
    reasons: Sequence[tuple[str, str]]
    guesses: Sequence[tuple[str, StrEnum]]
    many: frozenset[StrEnum] = field(default_factory=frozenset)
    settle: Callable[[Columns], Columns] = _as_they_are

    def named(self, value: str) -> StrEnum:
        """What is meant by its kept name. Raises KeyError for none of them."""
        return {each.value: each for each in self.words}[value]

    def guess(self, heading: str) -> tuple[StrEnum, str]:
        """What one heading is about; what is left out comes with the reason."""
        words = _plain(heading)
        if not words:
            return self.left_out, UNKNOWN
        for pattern, why in self.reasons:
            if re.search(pattern, words):
                return self.left_out, why
        for pattern, about in self.guesses:
            if re.search(pattern, words):
                return about, ""
        return self.left_out, UNKNOWN

    def guessed(self, said: Sequence[str]) -> Columns:
        """Columns by their headings; what another column tells already is left out."""
        seen: set[StrEnum] = set()
        columns = []
        for heading in said:
            about, why = self.guess(heading)
            if about in seen and about not in self.many:
                about, why = self.left_out, TWICE
            seen.add(about)
            columns.append(Column(heading, about, why))
        return self.settle(tuple(columns))

    def nothing(self, columns: int) -> Columns:
        """So many columns of which nothing is known."""
        return tuple(Column("", self.left_out, UNKNOWN) for _ in range(columns))


def _plain(heading: str) -> str:
    spaced = re.sub(r"[\W_]+", " ", folded(re.sub(r"([a-z])([A-Z])", r"\1 \2", heading)))
    return " ".join(spaced.split())
