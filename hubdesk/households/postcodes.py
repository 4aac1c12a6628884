"""UK postcodes, written one way however they were typed.

A postcode is an outward part (``SW1A``, the *district*) and an inward part (``1AA``); the
inward part is always a digit and two letters, so a missing space is no loss. By default a
household keeps the district only. Something that is no postcode is kept as it was typed:
a person without an address is refused nothing.

Rule: Royal Mail's forms A9, A99, AA9, AA99, A9A and AA9A for the outward part.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_WHOLE = re.compile(rf"({_OUTWARD})([0-9][A-Z]{{2}})")
_DISTRICT = re.compile(rf"({_OUTWARD})")
_SECTOR = re.compile(rf"({_OUTWARD}) ([0-9])")


class Postcode(Struct, frozen=True):
    """A whole postcode, or its beginning. ``inward`` is empty, one digit, or all three signs."""

    outward: str
    inward: str = ""

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}".strip()


def read(text: str) -> Postcode | None:
    """The postcode, district or sector (``SW1A 1``) that was typed; None when it is none."""
    spaced = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    joined = re.sub(r"[^A-Z0-9]", "", spaced)
    for form, typed in ((_WHOLE, joined), (_SECTOR, spaced), (_DISTRICT, joined)):
        found = form.fullmatch(typed)
        if found:
            return Postcode(*found.groups())
    return None


def tidy(text: str) -> str:
    """The postcode as it is kept: ``SW1A1AA`` as ``SW1A 1AA``, anything else just trimmed."""
    found = read(text)
    return str(found) if found else " ".join(text.split())


def district(text: str) -> str | None:
    """The district of what was typed, or None: "we do not know where"."""
    found = read(text)
    return found.outward if found else None


def covers(typed: Postcode, kept: str) -> bool:
    """True when the postcode on record is the typed one, or begins with it."""
    held = read(kept)
    if held is None or held.outward != typed.outward:
        return False
    return held.inward.startswith(typed.inward)
