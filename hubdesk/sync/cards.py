"""The card of each laptop: who it is, how to give it a key, and what it has heard of others."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.marks import SIZE
from hubdesk.journal.operations import Klass
from hubdesk.storage.prepared import Prepared
from hubdesk.sync import clones, envelope, keyring
from hubdesk.sync.files import Known
from hubdesk.sync.key_sheet import Inside
from hubdesk.sync.keyring import Keyring
from hubdesk.sync.passing import Passing
from hubdesk.sync.tables import share_device
from hubdesk.sync.unreadable import Unreadable, Why

MOST_DEVICES: Final = 500
MOST_MARKS: Final = 100

_Short = Annotated[bytes, Meta(min_length=8, max_length=8)]
_Moment = Annotated[int, Meta(gt=-(1 << 62), lt=1 << 62)]


class Heard(Struct, frozen=True, array_like=True):
    """How many operations of a laptop another one holds, and when the newest happened."""

    device: _Short
    operations: Annotated[int, Meta(ge=0, lt=1 << 62)]
    newest_ms: _Moment


class Marked(Struct, frozen=True, array_like=True):
    """The mark of a stream up to a number, as its own laptop's rows come to it."""

    stream: _Short
    seq: Annotated[int, Meta(ge=1, lt=1 << 62)]
    mark: Annotated[bytes, Meta(min_length=SIZE, max_length=SIZE)]


class Card(Struct, frozen=True, array_like=True):
    """What a laptop says of itself. ``at_ms`` is its clock; a higher ``number`` is newer.

    ``erased`` are those it has forgotten for ever, by the first 4 bytes of their ids;
    ``marks`` are of some of its own streams (``compared``). ``former`` are the laptops that it
    was before, whose secrets it has: it says so from its first card on.
    """

    device: Annotated[bytes, Meta(min_length=16, max_length=16)]
    number: Annotated[int, Meta(ge=1, lt=1 << 62)]
    name: Annotated[str, Meta(max_length=100)]
    public: Annotated[bytes, Meta(min_length=32, max_length=32)]
    people: bool
    at_ms: _Moment
    heard: Annotated[list[Heard], Meta(max_length=MOST_DEVICES)]
    erased: list[Annotated[bytes, Meta(min_length=4, max_length=4)]] = []
    marks: Annotated[list[Marked], Meta(max_length=MOST_MARKS)] = []
    former: Annotated[list[_Short], Meta(max_length=MOST_DEVICES)] = []


_cards = Prepared(select(share_device.c.device, share_device.c.card))
_card = Prepared(select(share_device.c.card).where(share_device.c.device == bindparam("called")))
_forget = Prepared(delete(share_device).where(share_device.c.device == bindparam("called")))
_new = insert(share_device)
_put = Prepared(
    _new.on_conflict_do_update(
        index_elements=[share_device.c.device],
        set_={"number": _new.excluded.number, "card": _new.excluded.card},
        where=share_device.c.number < _new.excluded.number,
    ),
    "device",
    "number",
    "card",
)
_decoder = msgspec.msgpack.Decoder(Card)


def known(connection: Connection) -> list[Card]:
    """The newest card of every laptop that was heard of, this one's included."""
    return [_decoder.decode(row[1]) for row in _cards.all(connection)]


def in_hub(connection: Connection) -> int:
    """How many operations the hub has, going by the most that any card says of each laptop."""
    most: dict[bytes, int] = {}
    for each in (heard for card in known(connection) for heard in card.heard):
        most[each.device] = max(most.get(each.device, 0), each.operations)
    return sum(most.values())


def of(connection: Connection, device: bytes) -> Card | None:
    """The card of a laptop, by the first 8 bytes of its id."""
    row = _card.one(connection, called=device[:8])
    return None if row is None else _decoder.decode(row[0])


def public_key_of(view: View, device: bytes) -> bytes | None:
    """The public key of a laptop that belongs; the first one heard of it stays."""
    card = of(view.connection, device)
    return keyring.of(view.connection).members.get(device[:8]) if card is None else card.public


def taken(passing: Passing, file: Known, raw: bytes) -> Known:
    """A card was read: kept if it is newer. Raises Unreadable."""
    plain, key_id = envelope.read(envelope.Sort.CARD, raw, passing.keys.hub, passing.keys.plain)
    try:
        card = _decoder.decode(plain)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable(Why.DAMAGED) from error
    if passing.line.do(keep, card, key_id):
        passing.keys_changed()
    return msgspec.structs.replace(file, device=card.device[:8], key=key_id)


def keep(act: Act, card: Card, key_id: bytes | None = None) -> bool:
    """Keeps a card. One under a former key changes what is said of a laptop, and adds none.

    A laptop that is shut out knows the former keys: it must not bring in another, nor have one
    take itself for a copy. True when the card shows that this laptop is one, or that another
    was this one, and it became another one (see ``clones``).
    """
    before, keys = of(act.connection, card.device), keyring.of(act.connection)
    newest = keys.newest(Klass.STOCK)
    is_current = newest is None or key_id in (None, newest.id)
    if before is None and not (is_current or _was_given_keys(keys, card)):
        return False
    if before is not None and before.public != card.public:
        # One of this very device: its disk was copied before it joined.
        return is_current and card.device == keys.device and clones.notice(act)
    if before is not None and before.number >= card.number:
        return False
    card = msgspec.structs.replace(card, former=_former(before, card, is_current))
    raw = msgspec.msgpack.encode(card)
    _put.run(act.connection, device=card.device[:8], number=card.number, card=raw)
    act.touch(Touched.SHARED)
    if keys.device[:8] in card.former:
        clones.part(act)
        return True
    is_own = card.device == keys.device and newest is not None and key_id == newest.id
    return is_own and _is_copy(act, before, card)


def _former(before: Card | None, card: Card, is_current: bool) -> list[bytes]:
    """Who a laptop was before: what was first said of it, and nothing that is under a former key.

    Whoever finds a lost laptop could have it forget whose secrets are on it, or tell that others'
    are.
    """
    if before is not None and before.former:
        return before.former
    return card.former if is_current else []


def _is_copy(act: Act, before: Card | None, card: Card) -> bool:
    """A newer card of this laptop was read: whether it made it become another one."""
    was = None if before is None else msgspec.msgpack.encode(before)
    is_later = before is not None and card.at_ms > before.at_ms
    return clones.met(act, was, msgspec.msgpack.encode(card), is_later)


def _was_given_keys(keys: Keyring, card: Card) -> bool:
    """Whether a key sheet names a laptop that was not heard of, and none shuts it out."""
    device = card.device[:8]
    return device not in keys.removed and keys.members.get(device) == card.public


def forget_removed(act: Act, inside: Inside) -> None:
    """Forgets the cards of whoever was a laptop that a new sheet shuts out, and was given no key.

    Who made the sheet had not heard that the lost one is another by now. Who joins again is heard
    of anew.
    """
    members, removed = dict(inside.members), set(inside.removed)
    own = keyring.of(act.connection).device[:8]
    for card in known(act.connection):
        device = card.device[:8]
        if removed & set(card.former) and device not in members and device != own:
            _forget.run(act.connection, called=device)


def superseded(known: list[Card]) -> frozenset[bytes]:
    """The laptops that others say they were before: who is one of them still soon becomes another.

    Its secret is in several hands.
    """
    return frozenset(was for card in known for was in card.former)
