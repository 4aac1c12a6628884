"""The journal is the audit: what was altered or deleted in it is found, here and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from hubdesk import check
from hubdesk.errors import Refused
from hubdesk.folders import FILE
from hubdesk.journal import marks
from hubdesk.journal.act import Act, View
from hubdesk.stock import products
from hubdesk.storage.connection import engine_for
from hubdesk.storage.versions import HEAD
from tests.world import KEY, World

LAST = "(SELECT max(position) FROM operation WHERE stream_no = (SELECT max(no) FROM stream))"


@pytest.fixture
def world(world: World) -> World:
    """A hub in which things happened, in two runs of the desk."""
    world.line("beans")
    world.product("beans", "beans")
    world.shelf("9 beans, best before 2027-06")
    world.parcel(beans=2)
    world.reopen()
    world.serve(world.household(2, 1, name="Kowalczyk"))
    return world


@contextmanager
def meddling(world: World) -> Iterator[Connection]:
    """Somebody with the key at the file itself, the hub being closed."""
    world.desk.close()
    with engine_for(world.folder / FILE, KEY).connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        yield connection
        connection.commit()
    world.reopen()


def journal(world: World) -> str:
    """What a check says of the journal."""
    (said,) = [each.wrong for each in check.check(world.desk).findings if each.what == "journal"]
    return said


def _broken(view: View) -> list[int]:
    return [each.lost for each in marks.broken(view.connection)]


def test_a_journal_as_it_was_written_is_sound(world: World) -> None:
    assert check.check(world.desk).sound
    world.reopen()
    assert check.check(world.desk).sound


@pytest.mark.parametrize(
    "words",
    [
        f"DELETE FROM operation WHERE position = {LAST}",
        "DELETE FROM operation WHERE stream_no = (SELECT max(no) FROM stream)",
        "DELETE FROM operation WHERE position = 3",
        "DELETE FROM operation WHERE position = 1",
    ],
)
def test_a_deleted_entry_is_found_the_last_ones_too(world: World, words: str) -> None:
    with meddling(world) as connection:
        assert connection.execute(text(words)).rowcount
    assert "missing" in journal(world)


@pytest.mark.parametrize(
    "change",
    [
        "actor = x'00112233445566778899aabbccddeeff'",
        "at_ms = at_ms + 1",
        "body = body || x'00'",
        "subject = x'00112233445566778899aabbccddeeff'",
        "type = type || 's'",
    ],
)
@pytest.mark.parametrize("where", ["position = 2", f"position = {LAST}"])
def test_an_altered_entry_is_found(world: World, change: str, where: str) -> None:
    with meddling(world) as connection:
        assert connection.execute(text(f"UPDATE operation SET {change} WHERE {where}")).rowcount
    # Some of these cannot be applied any more, so only the journal itself is asked.
    assert world.desk.ask(_broken) == [0]


def test_numbers_that_were_closed_up_again_are_found(world: World) -> None:
    """Whoever deletes an entry may count the later ones down."""
    with meddling(world) as connection:
        first = "stream_no = (SELECT min(stream_no) FROM operation)"
        connection.execute(text(f"DELETE FROM operation WHERE {first} AND seq = 1"))
        for row in connection.execute(
            text(f"SELECT position FROM operation WHERE {first} ORDER BY seq")
        ).all():
            connection.execute(
                text("UPDATE operation SET seq = seq - 1 WHERE position = :p"), {"p": row[0]}
            )
    assert journal(world)


def test_a_refused_command_leaves_no_mark(world: World) -> None:
    def refused(act: Act) -> None:
        products.note_line(act, b"l" * 16, name="Rice")
        raise Refused("no")

    with pytest.raises(Refused):
        world.desk.do(refused)
    world.serve(world.household(1, 0))
    assert check.check(world.desk).sound


def test_a_rebuild_changes_no_mark(world: World) -> None:
    with meddling(world) as connection:
        connection.execute(
            text(
                'UPDATE meta SET value = replace(value, \'"shape": "\', \'"shape": "x\')'
                " WHERE name = 'derived'"
            )
        )
    assert check.check(world.desk).sound


def test_every_laptop_comes_to_the_same_figure(world: World) -> None:
    """What one publishes of its stream up to a number, another works out from its own rows."""

    def told(view: View) -> list[tuple[bytes, bytes, bytes]]:
        rows = view.connection.execute(text("SELECT stream_no, seq, mark FROM stream_mark"))
        return [(mark, _whole(view, no, seq), _in_pieces(view, no, seq)) for no, seq, mark in rows]

    kept = world.desk.ask(told)
    assert kept and all(mark == whole == pieces for mark, whole, pieces in kept)


def _whole(view: View, no: int, seq: int) -> bytes:
    return marks.further(view.connection, no, marks.FIRST, 0, seq)


def _in_pieces(view: View, no: int, seq: int) -> bytes:
    mark = marks.FIRST
    for after in range(0, seq, 2):
        mark = marks.further(view.connection, no, mark, after, min(after + 2, seq))
    return mark


def test_a_hub_from_before_marks_is_looked_at_for_gaps(world: World, tmp_path: Path) -> None:
    assert HEAD > 1
    with meddling(world) as connection:
        connection.execute(text("DELETE FROM stream_mark"))
    assert journal(world) == ""
    with meddling(world) as connection:
        connection.execute(text("DELETE FROM operation WHERE position = 3"))
    assert "missing" in journal(world)
