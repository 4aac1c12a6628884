from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from hubdesk.errors import Refused, Trouble
from hubdesk.storage import connection, database, meta
from hubdesk.storage.database import Database
from hubdesk.storage.tables import meta as meta_table
from hubdesk.storage.versions import HEAD
from tests.hub.storage.conftest import KEY


def test_what_was_committed_is_there_after_reopening(path: Path) -> None:
    hub = database.create(path, KEY)
    with hub.writing() as work:
        meta.write(work, "hub", "Mill Lane")
    hub.close()

    again = database.open_(path, KEY)
    with again.reading() as view:
        assert meta.read(view, "hub") == "Mill Lane"
    again.close()


def test_work_that_fails_half_way_leaves_nothing(hub: Database) -> None:
    with pytest.raises(Refused), hub.writing() as work:
        meta.write(work, "hub", "half")
        raise Refused("No.")

    with hub.reading() as view:
        assert meta.read(view, "hub") is None


def test_a_view_does_not_change_while_it_is_read(hub: Database) -> None:
    background = hub.another()
    with hub.reading() as view:
        assert meta.read(view, "hub") is None
        with background.writing() as work:
            meta.write(work, "hub", "new")
        assert meta.read(view, "hub") is None
    with hub.reading() as view:
        assert meta.read(view, "hub") == "new"
    background.close()


def test_a_transaction_within_a_transaction_is_a_bug(hub: Database) -> None:
    with (
        hub.writing(),
        pytest.raises(RuntimeError, match="already open"),
        hub.writing(),
    ):
        pass


def test_asking_outside_a_transaction_is_a_bug(hub: Database) -> None:
    with pytest.raises(RuntimeError, match="reading"):
        hub.connection.execute(select(meta_table))


def test_a_read_only_view_still_works_after_a_broken_rule(hub: Database) -> None:
    with pytest.raises(IntegrityError), hub.writing() as work:
        work.execute(text("INSERT INTO meta (name, value) VALUES ('schema', 'x')"))

    with hub.reading() as view:
        assert meta.read(view, "schema") == str(HEAD)


def test_an_error_tells_nobody_the_values(hub: Database) -> None:
    with pytest.raises(IntegrityError) as caught, hub.writing() as work:
        work.execute(meta_table.insert(), {"name": "schema", "value": "Mrs Okafor"})

    assert "Okafor" not in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("mmap_size", None),
    ],
)
def test_every_connection_is_set_up_safely(hub: Database, setting: str, value: object) -> None:
    for each in (hub, background := hub.another()):
        with each.reading() as view:
            found = view.exec_driver_sql(f"PRAGMA {setting}").scalar()
        assert found == value or (value is None and not found)
    background.close()


def test_nothing_of_a_hub_can_be_read_on_the_disk(path: Path) -> None:
    hub = database.create(path, KEY)
    with hub.writing() as work:
        meta.write(work, "hub", "Mrs Okafor, 12 Mill Lane")
    files = [each.read_bytes() for each in path.parent.iterdir()]
    hub.close()
    files += [each.read_bytes() for each in path.parent.iterdir()]

    assert not any(b"Okafor" in content or b"SQLite" in content for content in files)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_this_person_can_look_at_the_files(hub: Database, path: Path) -> None:
    with hub.writing() as work:
        meta.write(work, "hub", "x")

    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}


def test_closing_folds_the_write_ahead_file_in(path: Path) -> None:
    hub = database.create(path, KEY)
    with hub.writing() as work:
        meta.write(work, "hub", "x")
    hub.close()
    hub.close()

    assert sorted(each.name for each in path.parent.iterdir()) == ["hub.db", "hub.lock"]


def test_an_idle_desk_folds_without_waiting_for_a_reader(hub: Database, path: Path) -> None:
    log = path.with_name("hub.db-wal")
    backup = hub.another()
    with backup.reading() as view:
        assert meta.read(view, "hub") is None
        with hub.writing() as work:
            meta.write(work, "hub", "erased" * 1000)
        assert not hub.checkpoint()
    assert hub.checkpoint()
    assert log.stat().st_size > 0
    assert hub.checkpoint(empty=True)
    assert log.stat().st_size == 0
    backup.close()


def test_a_second_opening_is_told_and_the_first_goes_on(hub: Database, path: Path) -> None:
    with pytest.raises(Refused, match="already open"):
        database.open_(path, KEY)

    with hub.writing() as work:
        meta.write(work, "hub", "still here")


def test_a_writer_that_waits_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_WAIT_S", 0.05)
    hub = database.create(path, KEY)
    background = hub.another()
    with background.writing(), pytest.raises(Trouble, match="Another job"), hub.writing():
        pass
    with hub.writing() as work:
        meta.write(work, "hub", "now")
    background.close()
    hub.close()


def test_an_old_sqlite_is_refused() -> None:
    connection.refuse_old_sqlite((3, 51, 3))

    with pytest.raises(Refused, match=r"3\.51\.2; 3\.51\.3 or newer"):
        connection.refuse_old_sqlite((3, 51, 2))
