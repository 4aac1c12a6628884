"""Bundles: the keys of people's entries as they travel, sealed under the people epoch's key.

A laptop bundles every key it holds that no good bundle in the folder carries. What is forgotten
has no key here any more: then this laptop's own bundles that carry it are written anew without
it, and the old files taken away; where somebody was erased, others' bundles as well.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.forgotten import ERASED
from hubdesk.journal.operations import Klass
from hubdesk.journal.sealed import EntryKey
from hubdesk.journal.tables import forgotten, subject_key
from hubdesk.storage.prepared import Prepared
from hubdesk.storage.repeatable import repeatable
from hubdesk.sync import cards, envelope, files, keyring
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import put
from hubdesk.sync.passing import Passing
from hubdesk.sync.tables import bundled_key
from hubdesk.sync.unreadable import Unreadable, Why

MOST_KEYS: Final = 5_000
SMALL: Final = 8
"""More own bundles than this that are not half full are written again as one."""

_Stream = Annotated[bytes, Meta(min_length=8, max_length=8)]
_Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
_Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
_Seq = Annotated[int, Meta(ge=1, lt=1 << 48)]
_Matter = Annotated[str, Meta(min_length=1, max_length=40)]
_Stamp = Annotated[int, Meta(gt=-(1 << 62), lt=1 << 62)]
_Place = tuple[bytes, int, str]
_Row = tuple[_Stream, _Seq, _Matter, _Id, _Stamp, _Key]


class Bundle(Struct, frozen=True, array_like=True):
    """Keys that one laptop bundled, each as ``EntryKey`` has it."""

    device: _Stream
    keys: Annotated[list[_Row], Meta(max_length=MOST_KEYS)]


_decoder = msgspec.msgpack.Decoder(Bundle)
_names = ("stream", "seq", "matter", "subject", "stamp", "key")
_place = ("stream", "seq", "matter")
_whose = (*_place, "subject")
_add_bundled = Prepared(insert(bundled_key).on_conflict_do_nothing(), "file", *_whose)
_same = [bundled_key.c[name] == subject_key.c[name] for name in _place]
_loose = Prepared(
    select(*(subject_key.c[name] for name in _names))
    .where(~select(bundled_key.c.file).where(*_same).exists())
    .order_by(*(subject_key.c[name] for name in _place))
)
_stale = Prepared(
    select(bundled_key.c.file).distinct().where(~select(subject_key.c.key).where(*_same).exists())
)
_erased_in = Prepared(
    select(bundled_key.c.subject)
    .distinct()
    .join(forgotten, forgotten.c.subject == bundled_key.c.subject)
    .where(bundled_key.c.file == bindparam("called"), forgotten.c.matter == ERASED)
)
_counted = Prepared(select(func.count()).where(bundled_key.c.file == bindparam("called")))
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
    _add_bundled.rows(act.connection, [(name, *_told(each)) for each in keys])
    new = act.journal.keys_arrived(act.applying, keys)
    if new:
        act.touch(Touched.EVENT)
    return new


def publish(passing: Passing) -> None:
    """Bundles the keys that no good bundle carries, and renews those with one too many."""
    newest = passing.keys.newest(Klass.PEOPLE)
    if newest is None:
        return
    stale = passing.line.ask(_stale_files)
    while loose := passing.line.ask(_loose_keys):
        _write(passing, loose)
    own = _own(passing)
    old = [each for each in own if each.name in stale or each.key != newest.id]
    _write_anew(passing, old)
    _write_anew(passing, _of_the_erased(passing, stale))
    small = passing.line.ask(_small, [each.name for each in _own(passing)])
    if len(small) > SMALL:
        _write_anew(passing, [passing.files[name] for name in small])


def _own(passing: Passing) -> list[Known]:
    """This laptop's bundles, whoever it was, and those of laptops that were shut out."""
    keys = passing.keys
    devices = {keys.device[:8], *keys.former, *keys.removed}
    return [each for each in _bundles(passing) if each.device in devices]


def _bundles(passing: Passing) -> list[Known]:
    return [each for each in passing.present() if each.sort is Sort.BUNDLE]


def _of_the_erased(passing: Passing, stale: Collection[str]) -> list[Known]:
    """Bundles of others that carry a key of somebody who was erased, if they fall to this laptop.

    Whose they are may be far away, or be nobody any more: a laptop that was brought back twice.
    Of those whose cards say that they know of the erasure, the one with the least id does it at
    once, and the others where it has not been done for long.
    """
    grace_ms, found = passing.grace_ms(), []
    for each in _bundles(passing):
        waited = abs(passing.now_ms - each.since_ms) >= grace_ms
        if each.name in stale and passing.line.ask(_falls_to_us, each.name, waited):
            found.append(each)
    return found


def _falls_to_us(view: View, name: str, waited: bool) -> bool:
    subjects = {row[0][:4] for row in _erased_in.all(view.connection, called=name)}
    if waited or not subjects:
        return bool(subjects)
    known, keys = cards.known(view.connection), keyring.of(view.connection)
    gone = cards.superseded(known) | keys.removed
    told = [each for each in known if each.people and subjects <= set(each.erased)]
    able = {each.device[:8] for each in told} - gone | {keys.device[:8]}
    return min(able) == keys.device[:8]


def _write_anew(passing: Passing, old: list[Known]) -> None:
    """Writes what is left of some bundles as few, and takes the old ones away."""
    waiting: dict[_Place, EntryKey] = {}
    done: list[Known] = []
    for each in old:
        left = {
            (key.stream, key.seq, key.matter): key for key in passing.line.ask(_left_of, each.name)
        }
        if len(waiting | left) > MOST_KEYS:
            _replace(passing, waiting, done)
            waiting, done = {}, []
        waiting |= left
        done.append(each)
    _replace(passing, waiting, done)


def _replace(passing: Passing, keys: Mapping[_Place, EntryKey], old: list[Known]) -> None:
    if keys:
        _write(passing, list(keys.values()))
    for each in old:
        passing.take_away(each)


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
    _add_bundled.rows(act.connection, [(made.name, *_told(each)) for each in keys])
    files.keep(act.connection, made)


def _told(key: EntryKey) -> tuple[bytes, int, str, bytes]:
    """What is noted of a key that lies in the folder: never the key itself."""
    return key.stream, key.seq, key.matter, key.subject


def _loose_keys(view: View) -> list[EntryKey]:
    """Keys that no bundle carries, some thousand at a time."""
    return [EntryKey(*row) for row in _loose.run(view.connection).fetchmany(MOST_KEYS)]


def _small(view: View, names: list[str]) -> list[str]:
    """Which of these bundles are not half full."""
    if len(names) <= SMALL:
        return []
    found = [(name, _counted.one(view.connection, called=name)) for name in names]
    return [name for name, row in found if row is None or row[0] < MOST_KEYS // 2]


def _left_of(view: View, name: str) -> list[EntryKey]:
    """The keys of a bundle that are still held."""
    return [EntryKey(*row) for row in _of_file.all(view.connection, called=name)]


def _stale_files(view: View) -> set[str]:
    """Bundles that carry a key that is not here (any more)."""
    return {row[0] for row in _stale.all(view.connection)}
