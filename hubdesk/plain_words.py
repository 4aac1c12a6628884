"""Words as they are compared: lower case, with no accents, apostrophes or punctuation."""

from __future__ import annotations

import unicodedata

_APOSTROPHES = frozenset("'`´ʹʻʼʽˈ‘’‛′＇׳")
_KEPT = frozenset({"L", "M", "N"})  # letters, marks and numbers of every script
_ACCENTS = {chr(code): None for code in [*range(0x300, 0x370), *range(0x64B, 0x660), 0x640]}
_SPELLINGS = str.maketrans(
    {
        **_ACCENTS,
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه",
    }
)  # fmt: skip


def folded(text: str) -> str:
    """The name in lower case, with no accents, apostrophes or punctuation; any script is kept.

    ``O'Brien`` and ``OBrien`` fold alike, and so do ``Łukasz`` and ``Lukasz``.
    """
    composed = unicodedata.normalize("NFC", text).casefold().translate(_SPELLINGS)
    apart = unicodedata.normalize("NFKD", composed).translate(_SPELLINGS)
    kept = "".join(_kept(sign) for sign in apart)
    return " ".join(unicodedata.normalize("NFC", kept.casefold()).split())


def _kept(sign: str) -> str:
    if sign in _APOSTROPHES:
        return ""
    category = unicodedata.category(sign)
    if category == "Cf" or 0xFE00 <= ord(sign) <= 0xFE0F:  # direction marks, emoji joiners
        return ""
    return sign if category[0] in _KEPT or category == "So" else " "
