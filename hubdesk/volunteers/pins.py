"""A PIN says who acts; it opens no file and guards no key.

Four digits can be guessed by whoever holds the open database, at any cost. The salted hash is
there because people use one PIN for everything: the number itself is never kept.
"""

from __future__ import annotations

import hmac
import secrets

from hubdesk import sealing
from hubdesk.errors import Refused
from hubdesk.wording import translate

FEWEST, MOST = 4, 8
"""Digits."""
FORM = b"\x01"
SALT_BYTES = 16
HASH_BYTES = 32
# RFC 7914: N, r, p. 2 MB and a few ms: a PIN alone is compared with every volunteer's.
_COST = (2**11, 8, 1)


def tidy(typed: str) -> str:
    """The digits of a PIN. Raises Refused for anything that is none."""
    digits = "".join(typed.split())
    if not (digits.isascii() and digits.isdigit() and FEWEST <= len(digits) <= MOST):
        raise Refused(
            translate("hub", "A PIN has {fewest} to {most} digits. Type only digits."),
            fewest=FEWEST,
            most=MOST,
        )
    return digits


def hashed(pin: str) -> bytes:
    """What is kept of a PIN: a form byte, a random salt, and its scrypt hash; 49 bytes."""
    salt = secrets.token_bytes(SALT_BYTES)
    return FORM + salt + _scrypt(pin, salt)


def is_it(pin: str, kept: bytes | None) -> bool:
    """True when this is the PIN that was kept; False for one kept in a form not known here."""
    if kept is None or kept[:1] != FORM or len(kept) != 1 + SALT_BYTES + HASH_BYTES:
        return False
    salt, known = kept[1 : 1 + SALT_BYTES], kept[1 + SALT_BYTES :]
    return hmac.compare_digest(_scrypt(pin, salt), known)


def _scrypt(pin: str, salt: bytes) -> bytes:
    return sealing.stretched(pin.encode(), salt, _COST)
