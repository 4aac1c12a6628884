"""A pack gives back the segments that went in, and nothing at all when one byte is another."""

from __future__ import annotations

import random
from itertools import accumulate

import pytest

from faults.fuzzing import peak_mb
from hubdesk.journal.operations import Klass
from hubdesk.sync import pack, segment
from hubdesk.sync.columns import Carried
from hubdesk.sync.pack import PackHead
from hubdesk.sync.segment import Address
from hubdesk.sync.unreadable import Unreadable, Why
from tests.hub.sync.test_segment import CHANGES, HUB, KEY, KEY_ID, KEYS, some

HEAD = PackHead(Klass.STOCK, KEY_ID)
OTHER_KEY, OTHER_ID = bytes(32), HUB[:4] + b"keyB"


def one(stream: int, many: int, klass: Klass = Klass.STOCK) -> bytes:
    place = Address(HUB, klass, stream.to_bytes(8, "big"), b"a device", 7)
    return segment.written(place, KEY_ID, KEY, some(many, stream))


def made(*parts: bytes, head: PackHead = HEAD) -> bytes:
    return pack.written(head, HUB, KEY, parts or [one(n, n) for n in range(1, 12)])


def refused(raw: bytes) -> Why:
    with pytest.raises(Unreadable) as refusal:
        pack.read(raw, HUB, KEYS)
    assert str(refusal.value)
    return refusal.value.why


def test_what_is_packed_comes_out_as_it_was() -> None:
    head, found = pack.read(made(), HUB, KEYS)
    assert head == HEAD
    for n, each in enumerate(found, start=1):
        assert each.operations == some(n, n)
        assert (each.head.stream, each.head.first) == (n.to_bytes(8, "big"), 7)
    assert [segment.read(raw, HUB, KEYS) for raw in pack.parts(made())] == found


def test_another_hub_another_key_a_newer_format_and_too_much_each_have_their_word() -> None:
    raw = made()
    cases = {
        Why.FOREIGN: (raw, b"X" + HUB[1:], KEYS),
        Why.NO_KEY: (raw, HUB, {}),
        Why.NEWER: (raw[:4] + b"\x04" + raw[5:], HUB, KEYS),
        Why.OVERSIZED: (raw + bytes(pack.MOST_BYTES), HUB, KEYS),
        Why.DAMAGED: (raw, HUB, {KEY_ID: bytes(32)}),
    }
    for why, (raw_, hub, keys) in cases.items():
        with pytest.raises(Unreadable) as refusal:
            pack.read(raw_, hub, keys)
        assert refusal.value.why is why


def test_whoever_has_no_key_can_take_no_segment_out_and_put_none_in() -> None:
    parts = [one(n, n) for n in range(1, 5)]
    whole, fewer = made(*parts), made(*parts[:-1])
    ends = list(accumulate((4 + len(each) for each in parts), initial=pack.HEAD_BYTES))
    for end in ends[:-1]:
        assert refused(whole[:end]) is Why.DAMAGED
        assert refused(whole[:end] + whole[-16:]) is Why.DAMAGED
    assert refused(fewer[:-16] + whole[ends[-2] : ends[-1]] + fewer[-16:]) is Why.DAMAGED


def test_of_many_random_changes_none_is_read() -> None:
    draw, before_mb = random.Random(4), peak_mb()
    whole = [made(one(1, 1)), made(), made(*(one(n, 20) for n in range(1, 60)))]
    for _ in range(4_000):
        raw = bytearray(draw.choice(whole))
        before = bytes(raw)
        draw.choice(CHANGES)(raw, draw)
        if bytes(raw) != before:
            refused(bytes(raw))
    assert peak_mb() - before_mb < 200


def test_even_marked_by_the_key_it_cannot_say_what_no_pack_says() -> None:
    people = one(1, 2, Klass.PEOPLE)
    other = segment.written(
        Address(HUB, Klass.STOCK, bytes(8), bytes(8), 1), OTHER_ID, OTHER_KEY, some(2)
    )
    many = [one(n, 1_000) for n in range(1, 6)]
    for parts in ([people], [one(1, 1), other], many, [b""], [one(1, 1)[:40]], [b"HDs"]):
        assert refused(made(*parts)) is Why.DAMAGED
    assert refused(pack.written(HEAD, HUB, KEY, [])) is Why.DAMAGED
    large = [Carried("a.kind", 1, None, 0, 0, bytes(16), bytes(1 << 20)) for _ in range(9)]
    place = Address(HUB, Klass.STOCK, bytes(8), bytes(8), 1)
    bomb = segment.written(place, KEY_ID, KEY, large)
    before_mb = peak_mb()
    assert refused(made(*[bomb] * 60)) is Why.DAMAGED
    assert peak_mb() - before_mb < 200
