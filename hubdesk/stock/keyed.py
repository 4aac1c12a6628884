"""Text as it was typed, made plain enough to be read as numbers and dates.

Volunteers type on many keyboards: digits of any script, a full-width plus and the invisible
direction marks that come along when text is pasted all mean what they look like.
"""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Lower-case text with ASCII digits, single spaces and no invisible marks."""
    folded = unicodedata.normalize("NFKC", text)
    kept = (_digit(sign) for sign in folded if unicodedata.category(sign) not in {"Cf", "Cs"})
    return " ".join("".join(kept).casefold().split())


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)
