"""A key sheet: the key of one epoch and class, for whoever may have it.

It opens by the hub's code (a slot), or for a laptop that belongs (a box from the laptop that
made the sheet, which no other can have made). Inside stand the keys of earlier epochs, who
was shut out, and what is needed to make the next sheet for the same code.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from nacl.exceptions import CryptoError
from nacl.public import Box, PrivateKey, PublicKey

from hubdesk import sealing
from hubdesk.journal.operations import Klass
from hubdesk.security.key_file import Cost
from hubdesk.sync.unreadable import Unreadable, Why

MAGIC: Final = b"HDk"
FORMAT: Final = 1
MOST_BYTES: Final = 1 << 20
MOST_COST: Final = Cost(n=1 << 17)
"""Some seconds on an old laptop: nobody who holds a code asks for more."""

_Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
_Short = Annotated[bytes, Meta(min_length=8, max_length=8)]
_Hub = Annotated[bytes, Meta(min_length=16, max_length=16)]
_Few = Annotated[int, Meta(ge=1, lt=1 << 31)]


class Former(Struct, frozen=True, array_like=True):
    """The key of one epoch."""

    epoch: _Few
    key: _Key


class Inside(Struct, frozen=True, array_like=True):
    """What only holders of the epoch's key read.

    ``openers`` are what the codes come to, stretched at ``cost``; ``removed`` the laptops shut
    out, ``members`` those that were given the key, with their public ones.
    """

    former: list[Former]
    removed: list[_Short]
    openers: list[_Key]
    cost: tuple[_Few, _Few, _Few]
    members: list[tuple[_Short, _Key]]


class Sheet(Struct, frozen=True, array_like=True):
    """A key sheet as it lies in the folder, all but ``inside`` in the clear."""

    hub: _Hub
    klass: Klass
    epoch: _Few
    key_id: _Short
    cost: tuple[_Few, _Few, _Few]
    slots: list[bytes]
    maker: _Short
    boxes: list[tuple[_Short, bytes]]
    inside: bytes

    @property
    def head(self) -> bytes:
        """What its seals are bound to."""
        return _encode((self.hub, self.klass.value, self.epoch, self.key_id))


class Opened(Struct, frozen=True):
    """A key sheet that was opened: its key and what stands inside."""

    sheet: Sheet
    key: bytes
    inside: Inside


_encode = msgspec.msgpack.Encoder().encode
_sheet = msgspec.msgpack.Decoder(Sheet)
_inside = msgspec.msgpack.Decoder(Inside)


def id_of(hub: bytes, key: bytes) -> bytes:
    """The id of an epoch's key, 8 bytes, of which the first 4 are its hub's."""
    return hub[:4] + blake2b(key, digest_size=4, person=b"hubdesk epoch").digest()


def opener(stretched: bytes, klass: Klass) -> bytes:
    """What a stretched code comes to for one class."""
    return blake2b(stretched, digest_size=32, person=b"hubdesk code " + klass.encode()).digest()


def may_be_given(public: bytes) -> bool:
    """Whether anything can be sealed to a public key: to one of noughts, say, nothing can."""
    try:
        Box(PrivateKey(bytes(range(32))), PublicKey(public))
    except (CryptoError, ValueError):
        return False
    return True


def written(
    hub: bytes,
    klass: Klass,
    epoch: int,
    key: bytes,
    inside: Inside,
    maker: tuple[bytes, bytes],
) -> bytes:
    """A sheet's bytes. ``maker`` is a device with its secret key."""
    device, secret = maker
    bare = Sheet(hub, klass, epoch, id_of(hub, key), inside.cost, [], device[:8], [], b"")
    head = bare.head
    boxes = [
        (member[:8], bytes(Box(PrivateKey(secret), PublicKey(public)).encrypt(key + head)))
        for member, public in inside.members
    ]
    slots = [sealing.seal(each, key, head) for each in inside.openers]
    bound = head + _encode((bare.cost, slots, device[:8], boxes))
    sealed = sealing.seal(key, _encode(inside), bound)
    whole = msgspec.structs.replace(bare, slots=slots, boxes=boxes, inside=sealed)
    return MAGIC + bytes((FORMAT, FORMAT)) + _encode(whole)


def read(raw: bytes) -> Sheet:
    """A sheet as it stands in the clear; nothing of it is believed yet. Raises Unreadable."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(Why.OVERSIZED)
    if not raw.startswith(MAGIC) or len(raw) < 5:
        raise Unreadable(Why.DAMAGED)
    if raw[4] > FORMAT:
        raise Unreadable(Why.NEWER)
    try:
        return _sheet.decode(raw[5:])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable(Why.DAMAGED) from error


def cost_of(sheet: Sheet) -> Cost:
    """How slow its code is to try. Raises Unreadable for what is no cost."""
    cost = Cost(*sheet.cost)
    if cost.n < 2 or cost.n & (cost.n - 1):
        raise Unreadable(Why.DAMAGED)
    return cost


def work_of(cost: Cost) -> int:
    """How much there is to do at a cost, whatever the shares of memory and time."""
    return cost.n * cost.r * cost.p


def is_too_much(cost: Cost) -> bool:
    """Whether it is more than any hub asks: what a sheet says in the clear is nobody's word yet."""
    too_large = cost.memory_bytes > MOST_COST.memory_bytes
    return too_large or work_of(cost) > work_of(MOST_COST)


def by_code(sheet: Sheet, stretched: bytes) -> Opened | None:
    """The sheet opened by a stretched code; None when it is not for this code."""
    known = opener(stretched, sheet.klass)
    for slot in sheet.slots:
        key = sealing.opened(known, slot, sheet.head)
        if key is not None:
            return with_key(sheet, key)
    return None


def by_device(sheet: Sheet, device: bytes, secret: bytes, maker: bytes) -> Opened | None:
    """The sheet opened by a laptop that belongs; ``maker`` is its maker's public key."""
    for member, box in sheet.boxes:
        if member != device[:8]:
            continue
        try:
            plain = Box(PrivateKey(secret), PublicKey(maker)).decrypt(box)
        except (CryptoError, ValueError):
            continue
        if plain[32:] == sheet.head:
            return with_key(sheet, plain[:32])
    return None


def with_key(sheet: Sheet, key: bytes) -> Opened | None:
    """The sheet opened by its epoch's own key."""
    if len(key) != 32 or id_of(sheet.hub, key) != sheet.key_id:
        return None
    bound = sheet.head + _encode((sheet.cost, sheet.slots, sheet.maker, sheet.boxes))
    plain = sealing.opened(key, sheet.inside, bound)
    if plain is None:
        return None
    try:
        return Opened(sheet, key, _inside.decode(plain))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
