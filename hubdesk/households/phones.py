"""Telephone numbers, told apart by their last nine digits: 07700 900123 and +44 7700 900123."""

from __future__ import annotations

from typing import Final

DIGITS: Final = 9
"""As many as a British number has after its 0 or +44, less one for the oldest area codes."""


def key(phone: str) -> str | None:
    """What two spellings of one number have in common; None for what is too short to tell."""
    digits = "".join(sign for sign in phone if sign.isascii() and sign.isdigit())
    return digits[-DIGITS:] if len(digits) >= DIGITS else None
