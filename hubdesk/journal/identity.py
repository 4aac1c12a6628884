"""Ids that two laptops make alike without having met."""

from __future__ import annotations

import secrets
from functools import lru_cache
from hashlib import blake2b


def new_id() -> bytes:
    """A random id, 16 bytes, that no other laptop draws."""
    return secrets.token_bytes(16)


def _hashed(purpose: bytes, *parts: bytes) -> bytes:
    digest = blake2b(digest_size=16, person=purpose)
    for part in parts:
        digest.update(len(part).to_bytes(4, "big") + part)
    return digest.digest()


def product_of_code(code: str) -> bytes:
    """The id of the product that a barcode stands for."""
    return _hashed(b"product", code.encode())


@lru_cache(maxsize=4096)
def unspecified_product(line: bytes) -> bytes:
    """The id of "some product of this line", for goods that nobody scans."""
    return _hashed(b"unspecified", line)


def pieces_of(product: bytes) -> bytes:
    """The id of the single pieces that come out of packs of a product."""
    return _hashed(b"pieces", product)


@lru_cache(maxsize=4096)
@lru_cache(maxsize=4096)
def batch_of(product: bytes, day: str | None, kind: str | None, lot: str | None) -> bytes:
    """The id of the goods of a product with one date (as it is kept) and lot."""
    parts = [day or "", kind or "", lot or ""]
    return _hashed(b"batch", product, *(part.encode() for part in parts))


def named(purpose: str, name: str) -> bytes:
    """The id of something that ships with Hubdesk, such as a starter line."""
    return _hashed(b"named", purpose.encode(), name.encode())
