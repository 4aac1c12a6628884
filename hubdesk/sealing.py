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


def unseal(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """What was sealed. Raises Trouble for another key, another place or any changed byte."""
    if len(sealed) < OVERHEAD_BYTES or not sealed.startswith(FORMAT):
        raise _damaged()
    nonce, body = sealed[len(FORMAT) : HEAD_BYTES], sealed[HEAD_BYTES:]
    try:
        return decrypt(body, FORMAT + bound, nonce, _whole(key))
    except CryptoError as error:
        raise _damaged() from error


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
