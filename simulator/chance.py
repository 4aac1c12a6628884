"""All that is drawn by chance, drawn from the seed: a story can be told again byte for byte."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import nacl.public
from nacl.bindings import crypto_box_SECRETKEYBYTES as SECRET_BYTES

from hubdesk.codes import own


@contextmanager
def drawn_from(draw: random.Random) -> Iterator[None]:
    """While this lasts, ids, keys and nonces come from ``draw``: for play, never for a hub."""

    def some(many: int | None = None) -> bytes:
        return draw.randbytes(32 if many is None else many)

    def pair() -> Any:
        return nacl.public.PrivateKey(some(SECRET_BYTES))

    with ExitStack() as stack:
        for name, instead in {
            "token_bytes": some,
            "token_hex": lambda many=None: some(many).hex(),
            "randbits": draw.getrandbits,
            "randbelow": draw.randrange,
            "choice": draw.choice,
        }.items():
            stack.enter_context(patch.object(secrets, name, instead))
        stack.enter_context(patch.object(own.draw, "__defaults__", (draw,)))
        stack.enter_context(patch.object(nacl.public, "random", some))
        stack.enter_context(patch.object(nacl.public.PrivateKey, "generate", pair))
        yield
