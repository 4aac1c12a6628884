"""A segment gives back what went in, and nothing at all when one byte is another."""

from __future__ import annotations

import random
from collections.abc import Callable
from hashlib import sha256

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from faults.fuzzing import peak_mb
from hubdesk.desk import KINDS
from hubdesk.journal.operations import Klass
from hubdesk.sync import columns, common, segment
from hubdesk.sync.columns import Carried
from hubdesk.sync.segment import Address
from hubdesk.sync.unreadable import Unreadable, Why

HUB = bytes(range(16))
KEY_ID, KEY = HUB[:4] + b"keyA", bytes(range(32))
KEYS = {KEY_ID: KEY}
PLACE = Address(HUB, Klass.STOCK, b"a stream", b"a device", 7)

ids = st.binary(min_size=16, max_size=16)
numbers = st.integers(-(1 << 61), 1 << 61)
carried = st.builds(
    Carried,
    st.sampled_from([kind.name for kind in KINDS]) | st.text("ab.c", min_size=1, max_size=60),
    st.integers(1, 9),
    st.none() | ids,
    st.integers(-(1 << 44), 1 << 44),
    st.just(0) | numbers,
    ids,
    st.binary(max_size=300),
)


def made(operations: list[Carried]) -> bytes:
    return segment.written(PLACE, KEY_ID, KEY, operations)


def some(count: int, seed: int = 1) -> list[Carried]:
    draw = random.Random(seed)
    subjects = [draw.randbytes(16) for _ in range(9)]
    return [
        Carried("stock.taken_in", 1, None, 1_795_000_000_000 + n * 997, 0, draw.choice(subjects),
                b"\x93\x01" + draw.choice(subjects))
        for n in range(count)
    ]  # fmt: skip


ONE_OF_FORMAT_1 = bytes.fromhex(
    "484473010173000102036b657941612073747265616d6120646576696365070149ae35ab376aa2bd"
    "a66e170d6781e18a9d8a85e97b75f1e8ac340da0e31b7f9a7633d9a18958464abcf14a5cb8b7bd31"
    "2ac5199d2c163265398ffc973d99abf1e9a608b3d73893c93de8ed32191642e61016"
)
"""``some(1)`` as it was written before an operation alone had a shorter head."""
ONE_OF_FORMAT_2 = bytes.fromhex(
    "484473020273000102036b657941612073747265616d612064657669636507acf608926cf5724b20a775aed8"
    "f3172397e2835bf517f8dd61ee072a8fe3270c7e86d41c6a1c8d28c4db41fafbd2017da6bd4a19cadc8db497"
    "146769f368e69140f321ed81"
)
"""The same, before the ids of an operation alone stood apart."""


@settings(max_examples=150, deadline=None)
@given(st.lists(carried, min_size=1, max_size=30))
def test_what_goes_in_comes_out(operations: list[Carried]) -> None:
    found = segment.read(made(operations), HUB, KEYS)
    assert found.operations == operations
    assert (found.head.stream, found.head.first) == (b"a stream", 7)
    assert found.head.last == 6 + len(operations)


def test_an_operation_alone_is_short_and_one_from_before_that_still_opens() -> None:
    for before in (ONE_OF_FORMAT_1, ONE_OF_FORMAT_2):
        assert segment.read(before, HUB, KEYS).operations == some(1)
    assert len(made(some(1))) < len(ONE_OF_FORMAT_2) <= len(ONE_OF_FORMAT_1) - 6
    assert made(some(2))[3:5] == ONE_OF_FORMAT_1[3:5]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([b"\xc4\x10", b"\xc4", b"\x10", b"x" * 16, bytes(9)]), max_size=40))
def test_whatever_looks_like_an_id_comes_back_as_it_was(parts: list[bytes]) -> None:
    (one,) = some(1)
    odd = one._replace(body=b"".join(parts), subject=b"\xc4\x10" * 8, actor=b"\x10\xc4" * 8)
    assert segment.read(made([odd]), HUB, KEYS).operations == [odd]


def test_the_same_operations_come_to_the_same_bytes() -> None:
    assert made(some(5)) == made(some(5))
    assert made(some(5)) != made(some(5, seed=2))


def test_every_byte_counts() -> None:
    for count in (1, 40, 500):
        raw = made(some(count))
        places = range(len(raw)) if count < 100 else random.Random(3).sample(range(len(raw)), 300)
        for place in places:
            for bit in (1, 128):
                refused(raw[:place] + bytes((raw[place] ^ bit,)) + raw[place + 1 :])


@pytest.mark.parametrize("changes", [20_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_of_many_random_changes_none_is_read(changes: int) -> None:
    draw, before_mb = random.Random(20_000), peak_mb()
    whole = [made(some(count)) for count in (1, 3, 200)]
    for _ in range(changes):
        raw = bytearray(draw.choice(whole))
        before = bytes(raw)
        draw.choice(CHANGES)(raw, draw)
        if bytes(raw) != before:
            refused(bytes(raw))
    assert peak_mb() - before_mb < 200


def flip(raw: bytearray, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 4)):
        raw[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)


def cut(raw: bytearray, draw: random.Random) -> None:
    del raw[draw.randrange(len(raw)) :]


def lengthen(raw: bytearray, draw: random.Random) -> None:
    raw += draw.randbytes(draw.randint(1, 40))


def splice(raw: bytearray, draw: random.Random) -> None:
    start = draw.randrange(len(raw))
    raw[start : start + draw.randint(1, 20)] = draw.randbytes(draw.randint(0, 20))


def head(raw: bytearray, draw: random.Random) -> None:
    raw[3 + draw.randrange(46)] = draw.randrange(256)


CHANGES: list[Callable[[bytearray, random.Random], None]] = [flip, cut, lengthen, splice, head]


def refused(raw: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        segment.read(raw, HUB, KEYS)
    assert str(refusal.value)


def test_another_hub_another_key_a_newer_format_and_too_much_each_have_their_word() -> None:
    raw = made(some(3))
    cases = {
        Why.FOREIGN: (raw, b"X" + HUB[1:], KEYS),
        Why.NO_KEY: (raw, HUB, {}),
        Why.NEWER: (raw[:4] + b"\x04" + raw[5:], HUB, KEYS),
        Why.OVERSIZED: (raw + bytes(segment.MOST_BYTES), HUB, KEYS),
        Why.DAMAGED: (raw, HUB, {KEY_ID: bytes(32)}),
    }
    for why, (raw_, hub, keys) in cases.items():
        with pytest.raises(Unreadable) as refusal:
            segment.read(raw_, hub, keys)
        assert refusal.value.why is why


def test_even_sealed_bytes_cannot_swell_or_say_what_no_operation_can() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(64 << 20))
    (one,) = some(1)
    good = msgspec.msgpack.decode(columns._plain(columns.packed([one])))
    wrong: list[object] = [
        [*good[:8], [b"x" * (columns.MOST_BODY_BYTES + 1)]],
        [*good[:6], [1 << 63], *good[7:]],
        [[["", 1]], *good[1:]],
        [[[999, 1]], *good[1:]],
        [*good[:4], [b"short"], *good[5:]],
        [*good[:5], [4], *good[6:]],
        [*good, []],
        "nothing of the kind",
    ]
    plains = [columns.PLAIN + msgspec.msgpack.encode(each) for each in wrong]
    for packed in [
        columns.PRESSED + bomb[4:],
        columns.SHORT + b"junk",
        columns.ALONE + b"junk",
        columns.APART + b"junk",
        columns.packed([one]) + bytes(16),
        columns.packed([one])[:-16],
        b"\x07",
        b"",
        *plains,
    ]:
        with pytest.raises(Unreadable):
            columns.unpacked(packed, 1)
    assert columns.unpacked(columns.PLAIN + msgspec.msgpack.encode(good), 1) == [one]


def test_the_format_never_changes() -> None:
    """Files that lie in folders are read for ever: names may be added at the end alone."""
    names = "\n".join(common.TYPES[:52]).encode()
    assert sha256(common.BEGINNING).hexdigest()[:16] == "2c88b610357ea0cc"
    assert sha256(common.SHAPES).hexdigest()[:16] == "2a1c73127932cd61"
    assert sha256(names).hexdigest()[:16] == "8559cef3f7467f16"


def test_a_thousand_operations_are_small_and_one_alone_is_too() -> None:
    assert len(made(some(1000))) <= 25 * 1000
    assert len(made(some(1))) <= 120
