"""Bundles: the keys of people's entries as they travel, sealed under the people epoch's key.

A laptop bundles every key it holds that no good bundle in the folder carries. What is forgotten
has no key here any more: then this laptop's own bundles that carry it are written anew without
it, and the old files taken away.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Klass
from hubdesk.journal.sealed import EntryKey
from hubdesk.journal.tables import subject_key
from hubdesk.storage.prepared import Prepared
from hubdesk.storage.repeatable import repeatable
from hubdesk.sync import envelope, files
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import put
from hubdesk.sync.passing import Passing
from hubdesk.sync.tables import bundled_key
from hubdesk.sync.unreadable import Unreadable, Why

MOST_KEYS: Final = 5_000
SMALL: Final = 8
"""So many own bundles are written again as one."""

_Stream = Annotated[bytes, Meta(min_length=8, max_length=8)]
_Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
_Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
_Seq = Annotated[int, Meta(ge=1, lt=1 << 48)]
_Matter = Annotated[str, Meta(min_length=1, max_length=40)]
_Stamp = Annotated[int, Meta(gt=-(1 << 62), lt=1 << 62)]
_Row = tuple[_Stream, _Seq, _Matter, _Id, _Stamp, _Key]


class Bundle(Struct, frozen=True, array_like=True):
    """Keys that one laptop bundled, each as ``EntryKey`` has it."""

    device: _Stream
    keys: Annotated[list[_Row], Meta(max_length=MOST_KEYS)]


_decoder = msgspec.msgpack.Decoder(Bundle)
_names = ("stream", "seq", "matter", "subject", "stamp", "key")
_place = ("stream", "seq", "matter")
_add_bundled = Prepared(insert(bundled_key).on_conflict_do_nothing(), "file", *_place)
_same = [bundled_key.c[name] == subject_key.c[name] for name in _place]
_loose = Prepared(
    select(*(subject_key.c[name] for name in _names))
    .where(~select(bundled_key.c.file).where(*_same).exists())
    .order_by(*(subject_key.c[name] for name in _place))
)
_stale = Prepared(
    select(bundled_key.c.file).distinct().where(~select(subject_key.c.key).where(*_same).exists())
)
_of_file = Prepared(
    select(*(subject_key.c[name] for name in _names))
    .join(bundled_key, (_same[0]) & (_same[1]) & (_same[2]))
    .where(bundled_key.c.file == bindparam("called"))
)


def taken(passing: Passing, file: Known, raw: bytes) -> Known:
    """A bundle was read: its keys are learned, and what they open is applied."""
    plain, key_id = envelope.read(envelope.Sort.BUNDLE, raw, passing.keys.hub, passing.keys.plain)
    try:
        found = _decoder.decode(plain)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable(Why.DAMAGED) from error
    keys = [EntryKey(*row) for row in found.keys]
    # Cut off between here and its being known as good, it is read again, or missed if it is gone.
    passing.note(replace(file, state=State.ASIDE, why=Why.UNREAD.value))
    # What a key opens is applied by itself: dearer than an operation among many.
    size = max(1, passing.fitting // 4)
    for start in range(0, len(keys), size):
        passing.tally["keys read"] += passing.line.do(learn, file.name, keys[start : start + size])
    return replace(file, device=found.device, key=key_id)


@repeatable
def learn(act: Act, name: str, keys: list[EntryKey]) -> int:
    """Takes in keys, and applies what waited for them; how many were new.

    Of what was forgotten, no key is taken in again.
    """
    _add_bundled.rows(act.connection, [(name, each.stream, each.seq, each.matter) for each in keys])
    new = act.journal.keys_arrived(act.applying, keys)
    if new:
        act.touch(Touched.EVENT)
    return new


def publish(passing: Passing) -> None:
    """Bundles the keys that no good bundle carries, and renews those with one too many."""
    newest = passing.keys.newest(Klass.PEOPLE)
    if newest is None:
        return
    own = _own(passing)
    stale = passing.line.ask(_stale_files)
    old = [each for each in own if each.name in stale or each.key != newest.id]
    if len(own) > SMALL:
        old = own
    while loose := passing.line.ask(_loose_keys):
        _write(passing, loose)
    for each in old:
        left = passing.line.ask(_left_of, each.name)
        if left:
            _write(passing, left)
        passing.take_away(each)


def _own(passing: Passing) -> list[Known]:
    """This laptop's bundles, whoever it was, and those of laptops that were shut out."""
    keys = passing.keys
    devices = {keys.device[:8], *keys.former, *keys.removed}
    good = [each for each in passing.present() if each.sort is Sort.BUNDLE]
    return [each for each in good if each.device in devices]


def _write(passing: Passing, keys: list[EntryKey]) -> None:
    newest = passing.keys.newest(Klass.PEOPLE)
    assert newest is not None
    device = passing.keys.device[:8]
    plain = msgspec.msgpack.encode(Bundle(device, [msgspec.structs.astuple(k) for k in keys]))
    raw = envelope.written(envelope.Sort.BUNDLE, passing.keys.hub, newest.id, newest.key, plain)
    name = put(passing.folder, f"keys/{device.hex()}-{envelope.short(raw)}.hdb", raw)
    made = Known(
        name,
        len(raw),
        0,
        Sort.BUNDLE,
        State.GOOD,
        device=device,
        key=newest.id,
        since_ms=passing.now_ms,
        verified_ms=passing.now_ms,
    )
    passing.line.do(_bundled, made, keys)
    passing.files[name] = made
    passing.tally["bundled"] += len(keys)


def _bundled(act: Act, made: Known, keys: list[EntryKey]) -> None:
    rows = [(made.name, each.stream, each.seq, each.matter) for each in keys]
    _add_bundled.rows(act.connection, rows)
    files.keep(act.connection, made)


def _loose_keys(view: View) -> list[EntryKey]:
    """Keys that no bundle carries, some thousand at a time."""
    return [EntryKey(*row) for row in _loose.run(view.connection).fetchmany(MOST_KEYS)]


def _left_of(view: View, name: str) -> list[EntryKey]:
    """The keys of a bundle that are still held."""
    return [EntryKey(*row) for row in _of_file.all(view.connection, called=name)]


def _stale_files(view: View) -> set[str]:
    """Bundles that carry a key that is not here (any more)."""
    return {row[0] for row in _stale.all(view.connection)}
