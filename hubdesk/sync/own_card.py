"""This laptop's own card: what it says of itself, and when it says it anew."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection, bindparam, func, select

from hubdesk import settings
from hubdesk.journal import forgotten
from hubdesk.journal.act import View
from hubdesk.journal.operations import Klass
from hubdesk.journal.tables import operation, stream
from hubdesk.storage.prepared import Prepared
from hubdesk.sync import cards, clones, envelope, files, keyring
from hubdesk.sync.cards import MOST_DEVICES, Card, Heard, Marked
from hubdesk.sync.files import Known, Sort
from hubdesk.sync.folder import Folder, put
from hubdesk.sync.keyring import EpochKey, Keyring
from hubdesk.sync.line import Line
from hubdesk.sync.pace import DAY_MS
from hubdesk.sync.passing import Passing
from hubdesk.sync.tables import held_range

_counted = Prepared(
    select(
        stream.c.device,
        func.sum(held_range.c.last - held_range.c.first + 1),
        func.max(stream.c.no),
    )
    .join(held_range, held_range.c.stream_no == stream.c.no)
    .group_by(stream.c.device)
)
_newest = Prepared(
    select(operation.c.at_ms)
    .where(operation.c.stream_no == bindparam("no"))
    .order_by(operation.c.seq.desc())
)


def publish(passing: Passing, marked: Callable[[Passing, int], list[Marked]]) -> None:
    """Writes this laptop's card when it has something new to say, and takes the old one away.

    ``marked`` tells the marks that go with a card of this number.
    """
    newest = passing.keys.newest(Klass.STOCK)
    own = [
        each
        for each in passing.present()
        if each.sort is Sort.CARD and each.device == passing.keys.device[:8]
    ]
    if newest is None:
        return
    before, card = passing.line.ask(before_and_now, passing.now_ms)
    under = {each.key for each in own}
    if before is not None and newest.id in under and not _is_news(before, card, passing):
        return
    card = msgspec.structs.replace(card, marks=marked(passing, card.number))
    name, raw = write(passing.line, passing.folder, passing.keys.hub, newest, card)
    made = Known(
        name,
        len(raw),
        0,
        Sort.CARD,
        files.State.GOOD,
        device=passing.keys.device[:8],
        key=newest.id,
        since_ms=passing.now_ms,
        verified_ms=passing.now_ms,
    )
    passing.note(made)
    introducing = [each for each in own if _introduces(passing.keys, each)]
    last = {each.key: each for each in sorted(introducing, key=lambda e: (e.since_ms, e.name))}
    for each in own:
        if last.get(each.key) is not each:
            passing.take_away(each)


def _introduces(keys: Keyring, card: Known) -> bool:
    """Whether others may still have to learn from a card of this laptop who it is.

    What it seals to them opens only to who knows its card, and of the newest key they may not
    have heard. Its card stays under a key before, unless that key's own sheet tells of it.
    """
    newest, under = keys.newest(Klass.STOCK), keys.keys.get(card.key or b"")
    if newest is None or under is None or under.inside is None:
        return False
    return under.id != newest.id and not under.tells_of(keys.device)


def write(line: Line, folder: Folder, hub: bytes, key: EpochKey, card: Card) -> tuple[str, bytes]:
    """Writes a card of this laptop under a key: its name in the folder, and its bytes."""
    plain = msgspec.msgpack.encode(card)
    line.do(clones.mean, plain)
    raw = envelope.written(envelope.Sort.CARD, *(hub, key.id, key.key, plain))
    device = card.device[:8].hex()
    name = put(folder, f"seen/{device}-{card.number}-{envelope.short(raw)}.ack", raw)
    line.do(cards.keep, card)
    return name, raw


def _is_news(before: Card, card: Card, passing: Passing) -> bool:
    """Whether a card says enough to be written: at once, or once it is a little old."""
    told = (before.name, before.people, before.erased) == (card.name, card.people, card.erased)
    heard = {each.device for each in before.heard} == {each.device for each in card.heard}
    if not told or not heard:
        return True
    age_ms = abs(card.at_ms - before.at_ms)
    return age_ms >= DAY_MS or (before.heard != card.heard and age_ms >= passing.pace.card_after_ms)


def now(view: View, now_ms: int) -> Card:
    """This laptop's card as of now."""
    return before_and_now(view, now_ms)[1]


def before_and_now(view: View, now_ms: int) -> tuple[Card | None, Card]:
    """This laptop's card as it last wrote it, if it did, and as of now.

    None where a copy of this laptop wrote the last one: this one writes anew.
    """
    keys = keyring.of(view.connection)
    before = cards.of(view.connection, keys.device)
    raw = b"" if before is None else msgspec.msgpack.encode(before)
    return before if clones.is_ours(view.connection, raw) else None, Card(
        keys.device,
        1 if before is None else before.number + 1,
        settings.read(view.connection).laptop_name,
        keyring.public_of(keys.secret),
        keys.newest(Klass.PEOPLE) is not None,
        now_ms,
        heard(view.connection),
        sorted({each[:4] for each in forgotten.erased(view.connection)}),
        former=sorted(keys.former)[:MOST_DEVICES],
    )


def heard(connection: Connection) -> list[Heard]:
    """What this laptop holds of each laptop's operations."""
    found: dict[bytes, tuple[int, int]] = {}
    for device, many, no in _counted.all(connection):
        row = _newest.one(connection, no=no)
        newest_ms = 0 if row is None else row[0]
        before = found.get(device[:8], (0, newest_ms))
        found[device[:8]] = (before[0] + many, max(before[1], newest_ms))
    return [Heard(device, *told) for device, told in sorted(found.items())][:MOST_DEVICES]
