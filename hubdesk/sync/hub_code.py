"""The hub's code: what a laptop is told to join, printed as words and as text for a scanner.

Twelve words of 512 are 108 bits, and a thirteenth checks them. The same number is the text
of a barcode: two letters and 24 of the characters that the recovery code uses.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Final

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import UnclearCode, UnknownCode
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.security.key_file import Cost
from hubdesk.security.recovery import CHARACTERS, LOOKALIKES
from hubdesk.security.words import WORDS
from hubdesk.wording import translate

WORD_BITS: Final = 9
USED: Final = WORDS[: 1 << WORD_BITS]
DRAWN: Final = 12
BITS: Final = DRAWN * WORD_BITS
MARK: Final = "HC"
LETTERS: Final = 24
BETWEEN: Final = re.compile(r"[\s\-–—.,_/]+")
USUAL_COST: Final = Cost(n=1 << 15)
"""What is drawn is far too much to guess; stretching is for whoever reads half of it."""


class HubCode(Struct, frozen=True):
    """A hub's code, as a number of 108 bits."""

    number: int

    @property
    def words(self) -> str:
        """To be read out and typed: thirteen words, the last of which checks the others."""
        whole = self.number << WORD_BITS | _check(self.number)
        shifts = range(DRAWN * WORD_BITS, -1, -WORD_BITS)
        return " ".join(USED[whole >> shift & (1 << WORD_BITS) - 1] for shift in shifts)

    @property
    def text(self) -> str:
        """To be printed as Code 128 or QR and scanned: capitals and digits."""
        whole = self.number << WORD_BITS | _check(self.number)
        places = range(5 * (LETTERS - 1), -1, -5)
        return MARK + "".join(CHARACTERS[whole >> place & 31] for place in places)

    def stretched(self, hub: bytes, cost: Cost = USUAL_COST) -> bytes:
        """The key that it opens a hub's key sheets with, 32 bytes."""
        return hashlib.scrypt(
            self.number.to_bytes(16, "big"),
            salt=hub,
            n=cost.n,
            r=cost.r,
            p=cost.p,
            maxmem=cost.memory_bytes + (1 << 20),
            dklen=32,
        )


def draw() -> HubCode:
    """A new code."""
    return HubCode(secrets.randbits(BITS))


def read(text: str) -> HubCode:
    """The code that somebody typed or scanned, words or text, in any case.

    Raises Refused, naming the word that is not one.
    """
    parts = [part for part in BETWEEN.split(text.strip()) if part]
    plain = "".join(parts).upper()
    if _is_shaped(plain):
        return _of_text(plain[len(MARK) :].translate(LOOKALIKES))
    return _of_words([part.casefold() for part in parts])


def scanned(text: str, sender: ScannerSetup) -> str:
    """What a scanner sent as it stands on paper, when it can be a hub's code; "" when not."""
    try:
        found = reading.read(text, sender)
    except Refused:
        return ""
    match found:
        case UnknownCode(code):
            spelled: tuple[str, ...] = (code,)
        case UnclearCode(_, candidates):
            spelled = candidates
        case _:
            return ""
    return next((each for each in spelled if _is_shaped(each.strip().upper())), "")


def _is_shaped(plain: str) -> bool:
    whole = plain.startswith(MARK) and len(plain) == len(MARK) + LETTERS
    return whole and plain.isalnum() and any(map(str.isdigit, plain))


def _of_text(letters: str) -> HubCode:
    whole = 0
    for letter in letters:
        if letter not in CHARACTERS:
            raise _not_it()
        whole = whole << 5 | CHARACTERS.index(letter)
    return _checked(whole)


def _of_words(words: list[str]) -> HubCode:
    for place, word in enumerate(words[: DRAWN + 1], start=1):
        if word not in USED:
            raise Refused(
                translate(
                    "hub",
                    "Word {number} of the hub's code is not as printed. Compare it with the paper "
                    "and type it again.",
                ),
                number=place,
            )
    if len(words) != DRAWN + 1:
        raise Refused(
            translate(
                "hub",
                "The hub's code has {needed} words, and {typed} were typed. Compare them with "
                "the paper and type what is missing.",
            ),
            needed=DRAWN + 1,
            typed=len(words),
        )
    whole = 0
    for word in words:
        whole = whole << WORD_BITS | USED.index(word)
    return _checked(whole)


def _checked(whole: int) -> HubCode:
    number, check = whole >> WORD_BITS, whole & (1 << WORD_BITS) - 1
    if number >> BITS or check != _check(number):
        raise _not_it()
    return HubCode(number)


def _check(number: int) -> int:
    digest = hashlib.blake2b(number.to_bytes(16, "big"), digest_size=2, person=b"hub code")
    return int.from_bytes(digest.digest(), "big") & (1 << WORD_BITS) - 1


def _not_it() -> Refused:
    return Refused(
        translate(
            "hub",
            "This is not a hub's code: something in it was mistyped. Compare it with the paper "
            "and type it again.",
        )
    )
