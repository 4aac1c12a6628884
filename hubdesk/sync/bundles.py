"""Bundles: households' keys as they travel, sealed under the people epoch's key.

A laptop bundles every key it holds that no good bundle in the folder carries. A household
that is forgotten goes out of this laptop's own bundles: the rest is bundled anew, and the old
file taken away.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Klass, Operation, Ref
from hubdesk.journal.tables import operation, stream, subject_key
from hubdesk.storage.prepared import Prepared
from hubdesk.sync import envelope, files, forgotten
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import put
from hubdesk.sync.passing import Passing
from hubdesk.sync.tables import bundled_key
from hubdesk.sync.unreadable import Unreadable, Why

AT_ONCE: Final = 50
"""Households whose keys are learned in one transaction."""
MOST_KEYS: Final = 5_000

Keys = list[tuple[bytes, bytes]]
_Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
_Key = Annotated[bytes, Meta(min_length=32, max_length=32)]


class Bundle(Struct, frozen=True, array_like=True):
    """Households' keys that one laptop bundled."""

    device: Annotated[bytes, Meta(min_length=8, max_length=8)]
    keys: Annotated[list[tuple[_Id, _Key]], Meta(max_length=MOST_KEYS)]


_decoder = msgspec.msgpack.Decoder(Bundle)
_keys_of = Prepared(select(subject_key.c.key).where(subject_key.c.subject == bindparam("subject")))
_add_key = Prepared(insert(subject_key).on_conflict_do_nothing(), "subject", "key")
_add_bundled = Prepared(insert(bundled_key).on_conflict_do_nothing(), "file", "subject", "key")
_sealed = Prepared(
    select(
        operation.c.position,
        stream.c.id,
        operation.c.seq,
        operation.c.type,
        operation.c.version,
        operation.c.actor,
        operation.c.at_ms,
        operation.c.stamp,
        operation.c.subject,
        operation.c.body,
    )
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(operation.c.subject == bindparam("subject"), stream.c.klass == Klass.PEOPLE.value)
    .order_by(operation.c.position)
)
_loose = (
    select(subject_key.c.subject, subject_key.c.key)
    .where(
        ~select(bundled_key.c.file)
        .where(
            bundled_key.c.subject == subject_key.c.subject, bundled_key.c.key == subject_key.c.key
        )
        .exists()
    )
    .order_by(subject_key.c.subject, subject_key.c.key)
    .limit(MOST_KEYS)
)
_stale = Prepared(
    select(bundled_key.c.file)
    .distinct()
    .where(
        ~select(subject_key.c.key).where(subject_key.c.subject == bundled_key.c.subject).exists()
    )
)
_of_file = Prepared(
    select(bundled_key.c.subject, bundled_key.c.key).where(
        bundled_key.c.file == bindparam("called")
    )
)


def taken(passing: Passing, file: Known, raw: bytes) -> Known:
    """A bundle was read: its keys are learned, and what they open is applied."""
    plain, key_id = envelope.read(envelope.Sort.BUNDLE, raw, passing.keys.hub, passing.keys.plain)
    try:
        found = _decoder.decode(plain)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable(Why.DAMAGED) from error
    for start in range(0, len(found.keys), AT_ONCE):
        some = found.keys[start : start + AT_ONCE]
        passing.tally["households"] += passing.line.do(learn, file.name, some)
    return replace(file, device=found.device, key=key_id)


def learn(act: Act, name: str, keys: Keys) -> int:
    """Takes in households' keys, and applies what waited for them; how many were new.

    Of a household that was forgotten, no key is taken in again.
    """
    new = 0
    for subject, key in keys:
        _add_bundled.run(act.connection, file=name, subject=subject, key=key)
        known = _keys_of.one(act.connection, subject=subject)
        if known is not None or forgotten.is_forgotten(act.connection, subject):
            continue
        _add_key.run(act.connection, subject=subject, key=key)
        _apply_waiting(act, subject)
        new += 1
    return new


def _apply_waiting(act: Act, subject: bytes) -> None:
    """Applies what is sealed for a household, now that it can be read."""
    waited = [_told(row) for row in _sealed.all(act.connection, subject=subject)]
    if waited:
        act.journal.reapply_all(act.applying, waited)
        act.touch(Touched.EVENT)


def _told(row: tuple[Any, ...]) -> tuple[Operation, bytes]:
    position, stream_id, seq, *rest, body = row
    return Operation(position, Ref(stream_id, seq), *rest), body


def publish(passing: Passing) -> None:
    """Bundles the keys that no good bundle carries, and renews those with one too many."""
    newest = passing.keys.newest(Klass.PEOPLE)
    if newest is None:
        return
    passing.line.do(_drop_withdrawn)
    stale = passing.line.ask(_stale_own)
    old = [each for each in _own(passing) if each.name in stale or each.key != newest.id]
    keys = passing.line.ask(_to_bundle, [each.name for each in old])
    for start in range(0, len(keys), MOST_KEYS):
        _write(passing, keys[start : start + MOST_KEYS])
    for each in old:
        passing.folder.delete(each.name)
        passing.files.pop(each.name, None)
        passing.line.do(files.gone, [each.name])


def _own(passing: Passing) -> list[Known]:
    device = passing.keys.device[:8]
    good = [each for each in passing.present() if each.sort is Sort.BUNDLE]
    return [each for each in good if each.device == device]


def _write(passing: Passing, keys: Keys) -> None:
    newest = passing.keys.newest(Klass.PEOPLE)
    assert newest is not None
    device = passing.keys.device[:8]
    plain = msgspec.msgpack.encode(Bundle(device, keys))
    raw = envelope.written(envelope.Sort.BUNDLE, passing.keys.hub, newest.id, newest.key, plain)
    name = put(passing.folder, f"keys/{device.hex()}-{envelope.short(raw)}.hdb", raw)
    made = Known(
        *(name, len(raw), 0, Sort.BUNDLE, State.GOOD),
        device=device,
        key=newest.id,
        since_ms=passing.now_ms,
        verified_ms=passing.now_ms,
    )
    passing.line.do(_bundled, made, keys)
    passing.files[name] = made
    passing.tally["bundled"] += len(keys)


def _bundled(act: Act, made: Known, keys: Keys) -> None:
    _add_bundled.rows(act.connection, [(made.name, *each) for each in keys])
    files.keep(act.connection, made)


def _to_bundle(view: View, renewed: list[str]) -> Keys:
    """Keys that no bundle carries, and those of bundles that are written anew."""
    found = {(row.subject, row.key) for row in view.connection.execute(_loose)}
    for name in renewed:
        for subject, key in _of_file.all(view.connection, called=name):
            held = {row[0] for row in _keys_of.all(view.connection, subject=subject)}
            if key in held:
                found.add((subject, key))
    return sorted(found)


def _stale_own(view: View) -> set[str]:
    """Bundles that carry a household of which this laptop has no key (any more)."""
    return {row[0] for row in _stale.all(view.connection)}


def _drop_withdrawn(act: Act) -> None:
    forgotten.drop_withdrawn(act.connection)
