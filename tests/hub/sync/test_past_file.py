"""The files of a past: rows come back as they were, and spoiled bytes are refused, no more."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    select,
)
from sqlalchemy.exc import IntegrityError

from hubdesk import sealing
from hubdesk.journal.tables import operation, stream
from hubdesk.storage.tables import derived, kept
from hubdesk.sync.past import file, rows
from hubdesk.sync.past.file import Contents, Head
from hubdesk.sync.past.rows import BYTES, NUMBER, TEXT, Kind, Rows, Shape
from hubdesk.sync.unreadable import Unreadable, Why

HUB, KEY = bytes(range(16)), bytes(range(32))
KEY_ID = HUB[:4] + b"\x09" * 4
KEYS = {KEY_ID: KEY}
HEAD = Head(KEY_ID, b"d" * 8, b"p" * 8, b"f" * 8, 1, 1, 0)
REFUSED = (ValueError, KeyError, IntegrityError)
"""What ``taking.load`` takes for a damaged past, beside Unreadable."""

meta = MetaData()
told = Table(
    "told",
    meta,
    Column("op", Integer, primary_key=True),
    Column("number", Integer),
    Column("raw", LargeBinary),
    Column("words", Text),
)
SHAPE = Shape(
    "told",
    (
        Kind("op", NUMBER, "operation"),
        Kind("number", NUMBER),
        Kind("raw", BYTES),
        Kind("words", TEXT),
    ),
    ("op",),
)
values = st.tuples(
    st.none() | st.integers(-(1 << 63), (1 << 63) - 1),
    st.none() | st.binary(max_size=40),
    st.none() | st.text(max_size=40),
)
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        meta.create_all(opened)
        yield opened
    engine.dispose()


def passed_on(connection: Connection, after: int) -> Sequence[Any]:
    """Taken out of one table, through a file, and put into an empty one."""
    found = list(rows.taken(connection, SHAPE))
    connection.execute(told.delete())
    for each in found:
        raw = file.written(HEAD, HUB, KEY, each)
        assert file.verify(raw, HUB, KEYS) == HEAD
        rows.put(connection, SHAPE, file.rows(raw, HUB, KEYS), {"operation": after})
    return connection.execute(select(told).order_by(told.c.op)).all()


@quick
@given(some=st.lists(values, max_size=30), after=st.integers(0, 1 << 40))
def test_rows_come_back_as_they_were(
    connection: Connection, some: list[tuple[Any, ...]], after: int
) -> None:
    connection.execute(told.delete())
    for op, each in enumerate(some, start=1):
        connection.execute(told.insert().values((op, *each)))
    expected = [(op + after, *each) for op, each in enumerate(some, start=1)]
    assert [tuple(row) for row in passed_on(connection, after)] == expected


@pytest.mark.parametrize(
    "some",
    [
        [(None, None, None)] * 3,
        [(0, b"", "")] * 3,
        [(0, b"", ""), (None, None, None)],
        [(-(1 << 63), b"\0", "\0"), ((1 << 63) - 1, b"", "")],
        [(7, b"ab", "ß"), (7, b"cd", "ø")],
        [(7, b"ab\0", "a\0b"), (70, b"cd", "🍞")],
        [(1, b" ", " "), (-1, b"  ", "  ")],
    ],
)
def test_what_is_at_the_edge_comes_back(connection: Connection, some: list[Any]) -> None:
    for op, each in enumerate(some, start=1):
        connection.execute(told.insert().values((op, *each)))
    assert [tuple(row)[1:] for row in passed_on(connection, 0)] == some


def test_long_rows_are_cut_into_pieces_that_fit(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_DATA_BYTES", 1_000)
    some = [(op, op, bytes([op % 256]) * 300, "x" * op) for op in range(1, 30)]
    connection.execute(told.insert(), [dict(zip(told.c.keys(), row, strict=True)) for row in some])
    assert len(list(rows.taken(connection, SHAPE))) > 5
    assert [tuple(row) for row in passed_on(connection, 0)] == some


def test_every_table_of_the_hub_can_travel() -> None:
    """A column of another type would need a kind of its own here."""
    for table in (stream, operation, *derived.sorted_tables):
        for column in table.columns:
            fits = isinstance(column.type, (*_NUMBERS, LargeBinary, Text))
            assert fits, f"{table.name}.{column.name} is a {column.type}"
        assert len(table.columns) <= 64
        assert list(table.primary_key), f"{table.name} has no order of its own"
    # What speaks of a place in the journal is called op, and nothing else is.
    assert kept.tables["operation"].c.position.primary_key


_NUMBERS = (Integer, type(stream.c.own.type))


# --- what is spoiled


CONTENTS = Contents([b"m" * 32], [(b"s" * 8, 1, 9)])
GOOD = Rows("told", 2, [rows.Column(1, b"12"), rows.Column(0, b"7"), rows.Column(0, b"", b"-"),
                        rows.Column(0, b"x")])  # fmt: skip


@quick
@given(st.data())
def test_spoiled_bytes_are_unreadable_and_nothing_else(data: st.DataObject) -> None:
    held: Rows | Contents = GOOD if data.draw(st.booleans()) else CONTENTS
    raw = file.written(HEAD, HUB, KEY, held)
    at = data.draw(st.integers(0, len(raw) - 1))
    match data.draw(st.sampled_from(["cut", "flip", "add", "any"])):
        case "cut":
            bad = raw[:at]
        case "flip":
            bad = raw[:at] + bytes((raw[at] ^ (1 << data.draw(st.integers(0, 7))),)) + raw[at + 1 :]
        case "add":
            bad = raw[:at] + data.draw(st.binary(min_size=1, max_size=20)) + raw[at:]
            if bad == raw:
                return
        case _:
            bad = data.draw(st.binary(max_size=300))
    for read in (file.contents, file.rows, file.verify):
        with pytest.raises(Unreadable):
            read(bad, HUB, KEYS)
    with suppress(Unreadable):
        file.head_of(bad, HUB)


@quick
@given(st.binary(max_size=200))
def test_whatever_is_sealed_with_the_key_is_unreadable_and_nothing_else(plain: bytes) -> None:
    clear = file._clear(HEAD)
    for pressed in (plain, zstandard.ZstdCompressor().compress(plain)):
        raw = clear + sealing.seal(KEY, pressed, clear + HUB)
        for read in (file.contents, file.rows):
            with suppress(Unreadable):
                read(raw, HUB, KEYS)


@pytest.mark.parametrize("says_how_much", [True, False])
def test_a_bomb_is_refused(says_how_much: bool) -> None:
    pressed = zstandard.ZstdCompressor(write_content_size=says_how_much).compress(
        bytes(file.MOST_PLAIN_BYTES + 1)
    )
    assert len(pressed) < 10_000
    clear = file._clear(HEAD)
    raw = clear + sealing.seal(KEY, pressed, clear + HUB)
    with pytest.raises(Unreadable) as refusal:
        file.rows(raw, HUB, KEYS)
    assert refusal.value.why is Why.DAMAGED


def test_another_hubs_another_keys_and_a_newer_file_are_told_apart() -> None:
    raw = file.written(HEAD, HUB, KEY, GOOD)
    with pytest.raises(Unreadable) as refusal:
        file.head_of(raw, b"another hub's id")
    assert refusal.value.why is Why.FOREIGN
    with pytest.raises(Unreadable) as refusal:
        file.verify(raw, HUB, {})
    assert (refusal.value.why, refusal.value.key) == (Why.NO_KEY, KEY_ID)
    at = len(file.MAGIC)
    newer = raw[:at] + bytes((file.FORMAT + 1, file.FORMAT + 1)) + raw[at + 2 :]
    with pytest.raises(Unreadable) as refusal:
        file.head_of(newer, HUB)
    assert refusal.value.why is Why.NEWER
    with pytest.raises(Unreadable):
        file.verify(raw.replace(b"d" * 8, b"e" * 8), HUB, KEYS)


columns = st.builds(
    rows.Column,
    st.integers(0, 20) | st.just(rows.WIDEST),
    st.binary(max_size=60) | st.text(string.digits, max_size=60).map(str.encode),
    st.sampled_from([b"", rows.NOTHING, b"0" * rows.SPOT, b"9" * rows.SPOT])
    | st.binary(max_size=60)
    | st.text(string.digits + "-", max_size=3 * rows.SPOT).map(str.encode),
)


@quick
@given(many=st.integers(1, 20), some=st.lists(columns, max_size=6))
def test_made_up_rows_are_refused_as_damage(
    connection: Connection, many: int, some: list[rows.Column]
) -> None:
    given = file.written(HEAD, HUB, KEY, Rows("told", many, some))
    with suppress(*REFUSED, Unreadable):
        rows.put(connection, SHAPE, file.rows(given, HUB, KEYS), {"operation": 0})
    connection.rollback()


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, columns=GOOD.columns[1:]),
        replace(GOOD, columns=[rows.Column(3, b"12"), *GOOD.columns[1:]]),
        replace(GOOD, columns=[rows.Column(0, b"12", b"0" * 5), *GOOD.columns[1:]]),
        replace(GOOD, columns=[rows.Column(0, b"1"), *GOOD.columns[1:]]),
        replace(GOOD, many=3),
    ],
)
def test_rows_of_another_shape_are_refused(connection: Connection, bad: Rows) -> None:
    with pytest.raises(REFUSED):
        rows.put(connection, SHAPE, bad, {"operation": 0})
