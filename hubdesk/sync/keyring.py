"""The keys that this laptop has been given, and what it is called in the folder."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Final

import msgspec
from msgspec import Struct
from nacl.public import PrivateKey
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal.act import View
from hubdesk.journal.operations import Klass
from hubdesk.storage import meta
from hubdesk.storage.prepared import Prepared
from hubdesk.sync.key_sheet import Former, Inside, Opened, Sheet, id_of
from hubdesk.sync.tables import epoch_key, share_fact

HUB: Final = "hub"
SECRET: Final = "secret"
FORMER: Final = "former devices"
SHORT: Final = 8

_device = Prepared(meta.READ)
_fact = Prepared(select(share_fact.c.value).where(share_fact.c.name == bindparam("called")))
_own_facts = Prepared(
    select(share_fact.c.name, share_fact.c.value).where(
        (share_fact.c.name == HUB) | (share_fact.c.name == SECRET) | (share_fact.c.name == FORMER)
    )
)
_put = insert(share_fact)
_put_fact = Prepared(
    _put.on_conflict_do_update(
        index_elements=[share_fact.c.name], set_={"value": _put.excluded.value}
    ),
    "name",
    "value",
)
_keys = Prepared(
    select(epoch_key.c.id, epoch_key.c.klass, epoch_key.c.epoch, epoch_key.c.key, epoch_key.c.sheet)
)
_new = insert(epoch_key)
_put_key = Prepared(
    _new.on_conflict_do_update(
        index_elements=[epoch_key.c.id], set_={"sheet": _new.excluded.sheet}
    ),
    "id",
    "klass",
    "epoch",
    "key",
    "sheet",
)
_decoder = msgspec.msgpack.Decoder(Inside)


class EpochKey(Struct, frozen=True):
    """The key of an epoch and a class; ``inside`` is None where its sheet was not opened."""

    id: bytes
    klass: Klass
    epoch: int
    key: bytes
    inside: Inside | None

    def tells_of(self, device: bytes) -> bool:
        """Whether its sheet names a laptop among those that it was given to."""
        return self.inside is not None and device[:8] in dict(self.inside.members)


class Keyring(Struct, frozen=True):
    """What this laptop reads and writes the folder with. ``hub`` is empty before it joined.

    ``former`` are the short ids under which it wrote before it became another.
    """

    hub: bytes
    device: bytes
    secret: bytes
    keys: dict[bytes, EpochKey]
    former: frozenset[bytes] = frozenset()

    @property
    def plain(self) -> dict[bytes, bytes]:
        """The keys by id."""
        return {each.id: each.key for each in self.keys.values()}

    def newest(self, klass: Klass) -> EpochKey | None:
        """The key under which a class is sealed from now on; None when it was not given."""
        of_class = [each for each in self.keys.values() if each.klass is klass]
        return max(of_class, key=lambda each: (each.epoch, each.id), default=None)

    @property
    def members(self) -> dict[bytes, bytes]:
        """The public keys of laptops that were given a key, by device."""
        insides = [each.inside for each in self.keys.values() if each.inside]
        return {device: public for inside in insides for device, public in inside.members}

    @property
    def removed(self) -> frozenset[bytes]:
        """The laptops that are shut out."""
        gone = [each.inside.removed for each in self.keys.values() if each.inside]
        return frozenset(device for some in gone for device in some)


def fact(connection: Connection, name: str) -> bytes | None:
    """Something this laptop keeps about sharing, by name."""
    row = _fact.one(connection, called=name)
    return None if row is None else row[0]


def keep_fact(connection: Connection, name: str, value: bytes) -> None:
    """Keeps it in place of what stood there."""
    _put_fact.run(connection, name=name, value=value)


def asked(view: View) -> Keyring:
    """This laptop's keys."""
    return of(view.connection)


def of(connection: Connection) -> Keyring:
    """This laptop's keys, on a connection."""
    found = {}
    for id_, klass, epoch, key, sheet in _keys.all(connection):
        inside = _decoder.decode(sheet) if sheet else None
        found[id_] = EpochKey(id_, Klass(klass), epoch, key, inside)
    row = _device.one(connection, wanted=meta.DEVICE)
    device = bytes.fromhex(row[0] if row else "")
    facts: dict[str, bytes] = dict(_own_facts.all(connection))
    were = facts.get(FORMER, b"")
    former = frozenset(were[at : at + SHORT] for at in range(0, len(were), SHORT))
    return Keyring(facts.get(HUB, b""), device, facts.get(SECRET, b""), found, former)


def draw_secret(connection: Connection) -> None:
    """This laptop's own key pair, drawn once."""
    if fact(connection, SECRET) is None:
        keep_fact(connection, SECRET, bytes(PrivateKey.generate()))


def become_another(connection: Connection) -> None:
    """Gives this laptop another id and key pair, because its own were shut out or copied.

    What it wrote into the folder as the former one it goes on to renew.
    """
    before = of(connection)
    were = b"".join(sorted(before.former | {before.device[:SHORT]}))
    keep_fact(connection, FORMER, were)
    meta.write(connection, meta.DEVICE, secrets.token_hex(16))
    keep_fact(connection, SECRET, bytes(PrivateKey.generate()))


@lru_cache(maxsize=16)
def public_of(secret: bytes) -> bytes:
    """The public half of a secret key."""
    return bytes(PrivateKey(secret).public_key)


def keep(connection: Connection, opened: Opened) -> bool:
    """Keeps a sheet's key and the earlier ones in it; True when one was not known."""
    known = of(connection).keys
    sheet, newest = opened.sheet, Former(opened.sheet.epoch, opened.key)
    fresh = [each for each in opened.inside.former if id_of(sheet.hub, each.key) not in known]
    here = known.get(sheet.key_id)
    if not fresh and here is not None and here.inside == opened.inside:
        return False
    for each in fresh:
        _keep(connection, sheet, each, b"")
    _keep(connection, sheet, newest, msgspec.msgpack.encode(opened.inside))
    return bool(fresh) or sheet.key_id not in known


def _keep(connection: Connection, of_: Sheet, key: Former, sheet: bytes) -> None:
    row = {"id": id_of(of_.hub, key.key), "klass": of_.klass.value, "epoch": key.epoch}
    _put_key.run(connection, **row, key=key.key, sheet=sheet)
