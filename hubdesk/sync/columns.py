"""Operations as columns: alike beside alike, so that they press together well.

Only bytes that verified are unpacked here. Even those are bounded: how many there are, how
long, how large each number is.
"""

from __future__ import annotations

import zlib
from functools import cache
from itertools import accumulate, pairwise
from typing import Annotated, Any, Final, NamedTuple

import msgspec
import zstandard
from msgspec import Meta, Struct

from hubdesk.storage.made_of import made_of
from hubdesk.sync.common import BEGINNING, SHAPES, TYPES
from hubdesk.sync.unreadable import Unreadable, Why

MOST: Final = 20_000
"""Operations in one segment."""
MOST_PLAIN_BYTES: Final = 32 << 20
MOST_BODY_BYTES: Final = 1 << 20
LEVEL, LEVEL_SHORT = 9, 19
PLAIN, PRESSED, SHORT, ALONE, APART = b"\0", b"\1", b"\2", b"\3", b"\4"
"""How the rest is pressed. ``APART``: the ids follow, which are drawn and press to nothing."""
ID: Final = b"\xc4\x10"
"""What stands before an id (msgpack: bytes, 16 of them)."""
ID_BYTES: Final = 16
SHORT_BYTES: Final = 4_000
"""Up to so many, what is common to all segments is left out."""
ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"

_NUMBERS: Final = {name: number for number, name in enumerate(TYPES)}

_Small = Annotated[int, Meta(ge=0, lt=MOST)]
_Long = Annotated[int, Meta(gt=-(1 << 62), lt=1 << 62)]
_Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
_Name = Annotated[str, Meta(min_length=1, max_length=64)]
_Version = Annotated[int, Meta(ge=1, lt=1 << 16)]


class Carried(NamedTuple):
    """An operation as it travels; its number follows from its place in the segment."""

    type: str
    version: int
    actor: bytes | None
    at_ms: int
    stamp: int
    subject: bytes
    body: bytes


class _Columns(Struct, array_like=True, forbid_unknown_fields=True):
    types: Annotated[list[tuple[_Small | _Name, _Version]], Meta(max_length=1000)]
    type_at: Annotated[list[_Small], Meta(max_length=MOST)]
    actors: Annotated[list[_Id], Meta(max_length=MOST)]
    actor_at: Annotated[list[_Small], Meta(max_length=MOST)]
    subjects: Annotated[list[_Id], Meta(max_length=MOST)]
    subject_at: Annotated[list[_Small], Meta(max_length=MOST)]
    at_ms: Annotated[list[_Long], Meta(max_length=MOST)]
    stamps: Annotated[list[_Long], Meta(max_length=MOST)]
    bodies: Annotated[
        list[Annotated[bytes, Meta(max_length=MOST_BODY_BYTES)]], Meta(max_length=MOST)
    ]


_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(_Columns)


def packed(carried: list[Carried]) -> bytes:
    """Operations as one piece of bytes."""
    types, type_at = _told([(each.type, each.version) for each in carried])
    actors, actor_at = _told([each.actor for each in carried if each.actor])
    subjects, subject_at = _told([each.subject for each in carried])
    numbers = iter(actor_at)
    moments = [each.at_ms for each in carried]
    plain = _encode(
        _Columns(
            [(_NUMBERS.get(name, name), version) for name, version in types],
            _usual(type_at),
            actors,
            _usual([next(numbers) + 1 if each.actor else 0 for each in carried]),
            subjects,
            _usual(subject_at),
            [after - before for before, after in pairwise([0, *moments])],
            _usual([_less(each) for each in carried]),
            [each.body for each in carried],
        )
    )
    # Around one operation alone, zstandard's frame is a tenth of the whole.
    alone = _apart(plain) if len(carried) == 1 and len(plain) <= SHORT_BYTES else None
    return min(filter(None, (_pressed(plain), alone)), key=len)


def unpacked(raw: bytes, count: int) -> list[Carried]:
    """The operations in verified bytes, of which there are ``count``. Raises Unreadable."""
    try:
        found = _decoder.decode(_plain(raw))
        return _carried(found, count)
    except (msgspec.MsgspecError, zstandard.ZstdError, zlib.error, IndexError, ValueError) as error:
        raise Unreadable(Why.DAMAGED) from error


def _carried(found: _Columns, count: int) -> list[Carried]:
    if len(found.bodies) != count or len(found.at_ms) != count:
        raise Unreadable(Why.DAMAGED)
    types = [(TYPES[name] if isinstance(name, int) else name, v) for name, v in found.types]
    type_at = _all(found.type_at, count)
    actors: list[bytes | None] = [None, *found.actors]
    moments = list(accumulate(found.at_ms))
    less = _all(found.stamps, count)
    stamps = list(map(_more, less, moments)) if any(less) else less
    if not (_fit(moments, 1 << 62) and _fit(stamps, 1 << 63)):
        raise Unreadable(Why.DAMAGED)
    made = zip(
        [types[at][0] for at in type_at],
        [types[at][1] for at in type_at],
        [actors[at] for at in _all(found.actor_at, count)],
        moments,
        stamps,
        [found.subjects[at] for at in _all(found.subject_at, count)],
        found.bodies,
        strict=True,
    )
    return list(made_of(Carried, made))


def _fit(numbers: list[int], most: int) -> bool:
    """Whether SQLite can hold them."""
    return not numbers or (min(numbers) > -(1 << 62) and max(numbers) < most)


def _told(values: list[Any]) -> tuple[list[Any], list[int]]:
    """Each value once, and for each place which one stands there."""
    known: dict[Any, int] = {}
    at = [known.setdefault(value, len(known)) for value in values]
    return list(known), at


def _usual(column: list[int]) -> list[int]:
    """A column as it is written: nothing at all when it counts up, one number when all alike."""
    if column == list(range(len(column))):
        return []
    return column[:1] if len(set(column)) == 1 else column


def _all(column: list[int], count: int) -> list[int]:
    if not column:
        return list(range(count))
    if len(column) == 1:
        return column * count
    if len(column) != count:
        raise Unreadable(Why.DAMAGED)
    return column


def _less(each: Carried) -> int:
    """A stamp beside its moment, from which most follow: 0 for none."""
    if each.stamp == 0:
        return 0
    beside = each.stamp - (each.at_ms << 16)
    return beside + 1 if beside >= 0 else beside


def _more(number: int, at_ms: int) -> int:
    if number == 0:
        return 0
    return (at_ms << 16) + (number - 1 if number > 0 else number)


def _pressed(plain: bytes) -> bytes:
    """Pressed, by whichever way is the shortest; the first byte says how."""
    way, common = (SHORT, _common()) if len(plain) <= SHORT_BYTES else (PRESSED, None)
    pressed = zstandard.ZstdCompressor(
        level=LEVEL if common is None else LEVEL_SHORT,
        write_checksum=False,
        write_dict_id=False,
        dict_data=common,
    ).compress(plain)
    # Every frame begins with the same four bytes.
    found = way + pressed[len(ZSTD_MAGIC) :]
    return found if len(found) <= len(plain) else PLAIN + plain


def _plain(raw: bytes) -> bytes:
    way, rest = raw[:1], raw[1:]
    if way == PLAIN:
        return rest
    if way in (ALONE, APART):
        return _alone(way, rest)
    if way not in (PRESSED, SHORT):
        raise Unreadable(Why.DAMAGED)
    frame = ZSTD_MAGIC + rest
    # A frame says how much it holds, and that much is taken at once: so it is asked first.
    if not 0 <= zstandard.frame_content_size(frame) <= MOST_PLAIN_BYTES:
        raise Unreadable(Why.DAMAGED)
    common = _common() if way == SHORT else None
    return zstandard.ZstdDecompressor(max_window_size=1 << 25, dict_data=common).decompress(
        frame, max_output_size=MOST_PLAIN_BYTES, allow_extra_data=False
    )


def _apart(plain: bytes) -> bytes | None:
    """Without a frame, with codes that are known beforehand (RFC 1951, 3.2.6), the ids after it.

    None where something reads like an id and is cut short: then it goes another way.
    """
    shape, ids, at = bytearray(), bytearray(), 0
    while (found := plain.find(ID, at)) >= 0:
        begins = found + len(ID)
        shape += plain[at:begins]
        ids += plain[begins : begins + ID_BYTES]
        at = begins + ID_BYTES
    if at > len(plain):
        return None
    shape += plain[at:]
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_FIXED, SHAPES)
    return APART + press.compress(shape) + press.flush() + ids


def _alone(way: bytes, raw: bytes) -> bytes:
    """An operation alone: as it is written now, and as it was before ids stood apart."""
    press = zlib.decompressobj(-zlib.MAX_WBITS, SHAPES if way == APART else BEGINNING)
    shape, ids = press.decompress(raw, SHORT_BYTES), press.unused_data
    parts = shape.split(ID) if way == APART else [shape]
    if not press.eof or len(ids) != ID_BYTES * (len(parts) - 1):
        raise Unreadable(Why.DAMAGED)
    each = (ids[at : at + ID_BYTES] for at in range(0, len(ids), ID_BYTES))
    return parts[0] + b"".join(ID + id_ + part for id_, part in zip(each, parts[1:], strict=True))


@cache
def _common() -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(BEGINNING, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
