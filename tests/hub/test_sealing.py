from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk import sealing
from hubdesk.errors import Trouble

KEY = sealing.new_key()


@given(plain=st.binary(max_size=300), bound=st.binary(max_size=40))
def test_what_was_sealed_is_read_back(plain: bytes, bound: bytes) -> None:
    sealed = sealing.seal(KEY, plain, bound)

    assert sealing.unseal(KEY, sealed, bound) == plain
    assert len(sealed) == len(plain) + sealing.OVERHEAD_BYTES


def test_two_seals_of_one_name_differ() -> None:
    assert sealing.seal(KEY, b"Mrs Okafor", b"household") != sealing.seal(
        KEY, b"Mrs Okafor", b"household"
    )


def test_another_key_or_another_place_reads_nothing() -> None:
    sealed = sealing.seal(KEY, b"nut allergy", b"household 1")

    with pytest.raises(Trouble):
        sealing.unseal(sealing.new_key(), sealed, b"household 1")
    with pytest.raises(Trouble):
        sealing.unseal(KEY, sealed, b"household 2")


def test_every_changed_or_missing_byte_is_noticed() -> None:
    sealed = sealing.seal(KEY, b"12 Mill Lane", b"household")

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Trouble):
            sealing.unseal(KEY, bytes(changed), b"household")
        with pytest.raises(Trouble):
            sealing.unseal(KEY, sealed[:place], b"household")


@given(noise=st.binary(max_size=200))
def test_noise_is_trouble_and_nothing_worse(noise: bytes) -> None:
    with pytest.raises(Trouble):
        sealing.unseal(KEY, noise, b"")


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32"):
        sealing.seal(b"short", b"", b"")
