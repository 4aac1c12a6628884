"""Bugs planted on purpose, each one that real software shipped: the simulator must catch them.

Each changes the real code in one place while it lasts. ``within`` is how many seeds may pass
before it is caught; more would mean that the stories have become too tame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple
from unittest.mock import patch

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from hubdesk.households import groups
from hubdesk.journal import act, arriving, fields, forgotten, journal, own_streams
from hubdesk.journal.act import Act, View
from hubdesk.journal.arriving import Arrived, Whence
from hubdesk.journal.operations import Klass, Operation, OperationKind, encode
from hubdesk.journal.own_streams import OwnStream, OwnStreams
from hubdesk.stock import ledger
from hubdesk.sync import (
    applying,
    bundles,
    clones,
    compacting,
    epochs,
    files,
    held,
    publishing,
    ranges,
    reading,
    segment,
)
from hubdesk.sync.applying import Piece, Queue
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import Listed
from hubdesk.sync.keyring import EpochKey
from hubdesk.sync.passing import Passing, all_held
from hubdesk.sync.past import file, rows, taking
from hubdesk.sync.past.file import Contents
from hubdesk.sync.segment import Segment
from hubdesk.sync.unreadable import Unreadable, Why

Patches = Iterator[Any]


def highest_number() -> Patches:
    """What is read of a stream is remembered as the highest number, and what is below is known."""
    real = Queue.add

    def add(self: Queue, found: Segment, known: Known) -> None:
        for each in all_held(self.passing.line):
            if each.stream == found.head.stream and each.ranges[-1][1] >= found.head.last:
                self.passing.note(known)
                return
        real(self, found, known)

    yield patch.object(Queue, "add", add)


def numbers_used_again() -> Patches:
    """A laptop goes on with the stream of its last start, also after a restore."""
    real = OwnStreams.of

    def of(self: OwnStreams, connection: Connection, klass: Klass) -> OwnStream:
        if klass not in self._streams:
            found = connection.exec_driver_sql(
                "SELECT no, id, (SELECT max(seq) FROM operation WHERE stream_no = no)"
                " FROM stream WHERE own AND klass = ? ORDER BY no DESC LIMIT 1",
                (klass.value,),
            ).first()
            if found is not None:
                self._streams[klass] = OwnStream(found[0], found[1], found[2] or 0)
        return real(self, connection, klass)

    yield patch.object(own_streams.OwnStreams, "of", of)


def absence_is_deletion() -> Patches:
    """What the folder lists no more was deleted by somebody, so it is deleted here."""
    real = files.gone

    def gone(act: Act, names: list[str]) -> None:
        for name in names:
            act.connection.exec_driver_sql(
                "DELETE FROM operation WHERE EXISTS (SELECT 1 FROM stream JOIN shared_file ON"
                " shared_file.stream = stream.id WHERE stream.no = stream_no AND name = ?"
                " AND NOT own AND seq BETWEEN first AND last)",
                (name,),
            )
        real(act, names)

    yield patch.object(files, "gone", gone)


def latest_clock_wins() -> Patches:
    """The version with the latest time on the clock shows; nobody says what it replaces."""

    def note(
        self: Act, kind: OperationKind[Any], subject: bytes, values: dict[str, Any]
    ) -> Operation | None:
        told = [fields.Setting(name, msgspec.Raw(encode(v))) for name, v in values.items()]
        self.hub_day.today()
        return self.journal.append(
            self.applying,
            kind,
            fields.FieldsNoted(told),
            subject=subject,
            at_ms=self.at_ms,
            stamp=self.now_ms << 16,
            actor=self.actor,
        )

    yield patch.object(act.Act, "note", note)


def nothing_authenticated() -> Patches:
    """Segments are not sealed: whatever decodes is believed."""

    def seal(key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        return plain + bytes(segment.TAG_BYTES)

    def unseal(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
        return sealed[: -segment.TAG_BYTES]

    yield patch.object(segment, "seal_at", seal)
    yield patch.object(segment, "unseal_at", unseal)


def read_before_applied() -> Patches:
    """A file is marked as read before what it holds is applied."""
    real = Queue.add

    def add(self: Queue, found: Segment, known: Known) -> None:
        self.passing.note(known)
        real(self, found, known)

    yield patch.object(Queue, "add", add)


def read_after_a_page() -> Patches:
    """A file is marked as read with its first page."""
    real = applying._cut

    def cut(pieces: list[Piece], size: int) -> tuple[list[Piece], list[Piece]]:
        page, rest = real(pieces, size)
        if page and rest and page[-1].last is None:
            page[-1] = replace(page[-1], last=rest[0].last)
        return page, rest

    yield patch.object(applying, "_cut", cut)


def applied_twice() -> Patches:
    """What is here already is applied again when it comes again."""
    yield patch.object(arriving._here, "all", lambda *_args, **_values: [])


def deleted_before_written() -> Patches:
    """Small files are deleted before the file in their place is written."""
    real = publishing.send

    def send(passing: Passing, stream: held.Held, run: ranges.Range, key: Any) -> int:
        for each in passing.present():
            if each.stream == stream.stream and run[0] <= each.first <= each.last <= run[1]:
                passing.folder.delete(each.name)
        return real(passing, stream, run, key)

    yield patch.object(compacting, "send", send)


def keys_come_back() -> Patches:
    """An old bundle brings the keys of the erased again."""
    yield patch.object(forgotten, "is_past", lambda *_: False)


def lost_is_given_keys() -> Patches:
    """The new key is handed to the lost laptop as well."""
    real = epochs._members

    def members(view: View, klass: Klass, removed: frozenset[bytes]) -> list[tuple[bytes, bytes]]:
        return real(view, klass, frozenset())

    yield patch.object(epochs, "_members", members)


def old_code_handed_on() -> Patches:
    """A key sheet that follows on others is opened by the codes of the newest, whoever has them."""

    def still_open(
        known: list[EpochKey], removed: frozenset[bytes]
    ) -> tuple[list[bytes], tuple[int, int, int] | None]:
        newest = known[-1].inside
        return ([], None) if newest is None else (newest.openers, newest.cost)

    yield patch.object(epochs, "_still_open", still_open)


def copies_share_secrets() -> Patches:
    """A lost laptop is shut out, and what it was copied from keeps the secret that both have."""
    yield patch.object(clones, "part", lambda _act: None)
    yield patch.object(epochs, "_with_former", lambda _view, lost: lost)


def late_moves_added() -> Patches:
    """A movement before the latest count is added to what was counted."""
    yield patch.object(ledger._counted, "one", lambda *_args, **_values: None)


def merge_needs_both() -> Patches:
    """A merge that is heard of before its households is never looked at again."""
    real = groups.settle

    def settle(applying: Any, ids: Sequence[bytes]) -> None:
        query = "SELECT count(*) FROM household WHERE id = ?"
        here = [applying.connection.exec_driver_sql(query, (each,)).scalar() for each in ids]
        if all(here):
            real(applying, ids)

    yield patch.object(groups, "settle", settle)


def unknown_kinds_dropped() -> Patches:
    """An operation of a kind that this version does not know is not kept."""
    real = journal.Journal.accept_all

    def accept_all(
        self: journal.Journal, applying: Any, arrived: Sequence[tuple[Whence, Sequence[Arrived]]]
    ) -> Any:
        known = [
            (whence, [each for each in some if self._kinds.known(each.type, each.version)])
            for whence, some in arrived
        ]
        return real(self, applying, known)

    yield patch.object(journal.Journal, "accept_all", accept_all)


def waiting_forgotten() -> Patches:
    """What was set aside for want of a key is not looked at when the key is there."""
    yield patch.object(reading, "_may_open", lambda *_: False)


def sent_once() -> Patches:
    """What was sent once is taken to be in the folder for ever."""
    sent: dict[bytes, list[ranges.Range]] = {}

    def publish(passing: Passing) -> None:
        covered = passing.covered()
        for each in all_held(passing.line):
            key = passing.keys.newest(each.klass)
            if not each.own or key is None:
                continue
            known = [*covered.get(each.stream, []), *sent.get(each.stream, [])]
            for run in ranges.without(each.ranges, known):
                passing.tally["sent"] += publishing.send(passing, each, run, key)
                sent.setdefault(each.stream, []).append(run)

    yield patch.object(publishing, "publish", publish)


NAME = re.compile(r"streams/[0-9-]+/[0-9a-f]{16}/[0-9]+-[0-9]+-[0-9a-f]{16}(-[a-f])?\.[sp]\.hds")


def only_good_names() -> Patches:
    """A segment that is called otherwise than it was written is not looked at."""
    real = reading.read

    def read(passing: Passing, listed: Listed, queue: Queue) -> bool:
        start = b""
        with suppress(OSError):
            start = passing.folder.read(listed.name, 3)
        if start == segment.MAGIC and not NAME.fullmatch(listed.name):
            return True
        return real(passing, listed, queue)

    yield patch.object(reading, "read", read)


def tidied_for_others() -> Patches:
    """Small segments of other laptops are merged and taken away as well."""
    yield patch.object(
        compacting, "_own", lambda passing: {each.stream: each for each in passing.held()}
    )


def three_bad_files() -> Patches:
    """Three files in a row that cannot be read mean that the folder is gone; the same ones are
    tried first in the next pass."""
    real, failed = reading._taken, "failed in a row"

    def taken(passing: Passing, listed: Listed, queue: Queue) -> Known | None:
        try:
            found = real(passing, listed, queue)
        except FileNotFoundError:
            raise
        except OSError:
            passing.tally[failed] += 1
            raise
        passing.tally[failed] = 0
        return found

    yield patch.object(reading, "_taken", taken)
    yield patch.object(Passing, "is_there", lambda passing: passing.tally[failed] < 3)
    yield patch.object(reading, "_may_open", _unread_too(reading._may_open))


def _unread_too(real: Callable[[Passing, Known], bool]) -> Callable[[Passing, Known], bool]:
    def may_open(passing: Passing, known: Known) -> bool:
        return real(passing, known) or known.why == Why.UNREAD

    return may_open


def short_is_good_enough() -> Patches:
    """Of a segment whose end is missing, the head is believed, and the file is marked as read."""
    real = reading._taken

    def taken(passing: Passing, listed: Listed, queue: Queue) -> Known | None:
        try:
            return real(passing, listed, queue)
        except Unreadable:
            raw = passing.folder.read(listed.name, 1 << 20)
            head = segment.head_of(raw, passing.keys.hub)
            if len(raw) >= len(head.bytes) + (head.sealed or 0):
                raise
            known = reading.good(listed, Sort.SEGMENT, passing.now_ms)
            return replace(known, stream=head.stream, first=head.first, last=head.last)

    yield patch.object(reading, "_taken", taken)


def damaged_bundle_counts() -> Patches:
    """A bundle that is set aside still counts as carrying its keys."""
    real = files.keep

    def keep(connection: Connection, known: Known) -> None:
        if known.state is not State.ASIDE:
            real(connection, known)
            return
        with patch.object(files._unbundle, "run", lambda *_args, **_values: None):
            real(connection, known)

    yield patch.object(files, "keep", keep)


def stale_bundles_stay() -> Patches:
    """A bundle with the key of somebody who was erased is left in the folder."""
    yield patch.object(bundles, "_stale_files", lambda _view: set())


def past_says_more() -> Patches:
    """A past notes as held what comes after its last entries: nobody asks for that again."""
    real = taking._note

    def note(act: Act, contents: Contents) -> None:
        real(act, contents)
        act.connection.exec_driver_sql("UPDATE held_range SET last = last + 3")

    yield patch.object(taking, "_note", note)


def past_of_any_version() -> Patches:
    """A past is taken from a version that did not know all kinds of operation."""
    yield patch.object(file, "fit", lambda _kinds: bytes(file.ID_BYTES))


def own_lost_with_a_past() -> Patches:
    """What was entered before joining is not applied again once a past has come."""
    yield patch.object(taking, "pages", lambda _connection: [])


def places_as_they_were() -> Patches:
    """Where an operation of a past stands in the journal is taken to be so here as well."""
    real = rows._numbers

    def numbers(table: str, column: str) -> str:
        return "" if column == "op" else real(table, column)

    yield patch.object(rows, "_numbers", numbers)


class Bug(NamedTuple):
    """A planted bug, and within how many seeds it is caught."""

    plant: Callable[[], Patches]
    within: int

    @property
    def name(self) -> str:
        """What it is called."""
        return self.plant.__name__


BUGS = (
    Bug(highest_number, 400),
    Bug(numbers_used_again, 400),
    Bug(absence_is_deletion, 400),
    Bug(latest_clock_wins, 400),
    Bug(nothing_authenticated, 400),
    Bug(read_before_applied, 400),
    Bug(read_after_a_page, 400),
    Bug(applied_twice, 400),
    Bug(deleted_before_written, 400),
    Bug(keys_come_back, 400),
    Bug(lost_is_given_keys, 400),
    Bug(old_code_handed_on, 400),
    Bug(copies_share_secrets, 400),
    Bug(late_moves_added, 400),
    Bug(merge_needs_both, 400),
    Bug(unknown_kinds_dropped, 400),
    Bug(waiting_forgotten, 400),
    Bug(sent_once, 400),
    Bug(only_good_names, 400),
    Bug(tidied_for_others, 400),
    Bug(three_bad_files, 400),
    Bug(short_is_good_enough, 400),
    Bug(damaged_bundle_counts, 400),
    Bug(stale_bundles_stay, 400),
    Bug(past_says_more, 400),
    Bug(past_of_any_version, 400),
    Bug(own_lost_with_a_past, 400),
    Bug(places_as_they_were, 400),
)


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """While this lasts, the bug is in the code."""
    patches = list(bug.plant())
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in reversed(patches):
            each.stop()
