"""Seals bytes so that only a holder of the key can read them or change them unnoticed.

One form everywhere: a format byte, a random 24-byte nonce, then XChaCha20-Poly1305 by
libsodium. ``bound`` names what the bytes belong to (a household, a slot, a segment): it is
not stored, and bytes moved to another place do not open there.
"""

from __future__ import annotations

import secrets

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES as TAG_BYTES,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_KEYBYTES as KEY_BYTES,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES as NONCE_BYTES,
)
from nacl.bindings import (
    crypto_pwhash_scryptsalsa208sha256_ll as scrypt,
)
from nacl.exceptions import CryptoError

from hubdesk.errors import Trouble
from hubdesk.wording import translate

FORMAT = b"\x01"
HEAD_BYTES = len(FORMAT) + NONCE_BYTES
OVERHEAD_BYTES = HEAD_BYTES + TAG_BYTES
"""How much longer sealed bytes are than plain ones."""


def new_key() -> bytes:
    """A new random key, 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def stretched(secret: bytes, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    """32 bytes of a passphrase or a PIN, slowly: scrypt's n, r and p (RFC 7914), by libsodium."""
    n, r, p = cost
    return bytes(scrypt(secret, salt, n, r, p, 32, 128 * r * (n + p + 2) + (1 << 20)))


def seal(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """The plain bytes sealed under a 32-byte key for the place named by ``bound``.

    Two seals of the same bytes differ, because the nonce is drawn anew each time.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    return FORMAT + nonce + encrypt(plain, FORMAT + bound, nonce, _whole(key))


def seal_at(key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
    """As ``seal``, with a nonce that whoever calls stores or can work out; it is not in front.

    The same nonce (24 bytes) must never come with other bytes under the same key.
    """
    return encrypt(plain, bound, nonce, _whole(key))


def unseal_at(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """What ``seal_at`` sealed; None for another key, another place or any changed byte."""
    try:
        return decrypt(sealed, bound, nonce, _whole(key))
    except (CryptoError, ValueError):
        return None


def unseal(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """What was sealed. Raises Trouble for another key, another place or any changed byte."""
    plain = opened(key, sealed, bound)
    if plain is None:
        raise _damaged()
    return plain


def opened(key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """As ``unseal``, where another key is nothing to be troubled by: None."""
    if len(sealed) < OVERHEAD_BYTES or not sealed.startswith(FORMAT):
        return None
    nonce, body = sealed[len(FORMAT) : HEAD_BYTES], sealed[HEAD_BYTES:]
    return unseal_at(_whole(key), nonce, body, FORMAT + bound)


def _whole(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, this one {len(key)}")
    return key


def _damaged() -> Trouble:
    return Trouble(
        translate(
            "hub",
            "A sealed record cannot be read: it is damaged, or was made with another key. "
            "Run the hub's check from Settings, and go back to a backup if it says so.",
        )
    )
