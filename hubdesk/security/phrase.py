"""What a good passphrase is, and a drawn one for whoever would like one."""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from itertools import pairwise
from typing import Final

from hubdesk.errors import Refused
from hubdesk.security.words import WORDS
from hubdesk.wording import translate

FEWEST_CHARACTERS: Final = 12
FEWEST_WORDS: Final = 4
SHORTEST_WORD: Final = 3
MOST_CHARACTERS: Final = 200
FEWEST_KINDS: Final = 5
DRAWN_WORDS: Final = 5
BITS: Final = DRAWN_WORDS * math.log2(len(WORDS))
"""How hard a drawn phrase is to guess, before scrypt makes each guess slow."""


def offer() -> str:
    """A passphrase drawn for somebody, easy to say: five words with spaces between."""
    return " ".join(secrets.choice(WORDS) for _ in range(DRAWN_WORDS))


def tidy(text: str) -> str:
    """A passphrase as it is used: one space between words, and one way to write each letter.

    Two keyboards may write the same é in two ways (Unicode NFKC makes them one).
    """
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def good(text: str) -> str:
    """The tidied passphrase, when it is long enough. Raises Refused saying what to change."""
    phrase = tidy(text)
    words = [word for word in phrase.split(" ") if len(word) >= SHORTEST_WORD]
    if len(phrase) < FEWEST_CHARACTERS and len(words) < FEWEST_WORDS:
        raise Refused(
            translate(
                "hub",
                "This passphrase is too short to protect people's details. "
                "Use at least {characters} characters, or {words} words.",
            ),
            characters=FEWEST_CHARACTERS,
            words=FEWEST_WORDS,
        )
    if len(phrase) > MOST_CHARACTERS:
        raise Refused(
            translate(
                "hub",
                "This passphrase is longer than {characters} characters. Use a shorter one.",
            ),
            characters=MOST_CHARACTERS,
        )
    if len(set(phrase.casefold())) < FEWEST_KINDS or _runs(phrase):
        raise Refused(
            translate(
                "hub",
                "This passphrase repeats itself and is easy to guess. Use four or more words "
                "that do not belong together, or take the one that is offered.",
            )
        )
    return phrase


def _runs(phrase: str) -> bool:
    """True for one piece said again and again, and for keys in a row like 123456789012."""
    low = phrase.casefold().replace(" ", "")
    again = re.fullmatch(r"(.{1,6}?)\1+", low) is not None
    steps = {ord(after) - ord(before) for before, after in pairwise(low)}
    return again or len(steps) == 1 or low in "12345678901234567890qwertyuiopasdfghjklzxcvbnm"
