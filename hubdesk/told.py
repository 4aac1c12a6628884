"""Text as people told it, made fit to be kept: one line, whole characters, nothing else changed."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """The words with one space between them, and without half characters.

    A keyboard or a clipboard that sends a sign in two halves may leave one behind (a lone
    surrogate, Unicode 15, 23.6). It stands for nothing and no file can hold it.
    """
    whole = "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff")
    return " ".join(whole.split())


def can_be_seen(text: str) -> bool:
    """False for a name of marks alone, which would be an empty place on screen and label.

    Bidi marks, joiners and other signs of format show nothing (Unicode 15, category Cf).
    """
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)
