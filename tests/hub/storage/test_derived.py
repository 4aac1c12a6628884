from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, bindparam, insert
from sqlalchemy.exc import DatabaseError

from hubdesk.storage import connection, database, derived, guard
from hubdesk.storage.database import Database
from hubdesk.storage.prepared import Prepared
from tests.hub.storage.conftest import KEY


def declare() -> MetaData:
    """Two derived tables, as a feature would declare them."""
    tables = MetaData()
    Table("shelf", tables, Column("id", Integer, primary_key=True), Column("name", String))
    Table(
        "tin",
        tables,
        Column("id", Integer, primary_key=True),
        Column("shelf", ForeignKey("shelf.id"), nullable=False),
    )
    return tables


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[MetaData]:
    yield use(declare(), monkeypatch)


def use(tables: MetaData, monkeypatch: pytest.MonkeyPatch, **searches: str) -> MetaData:
    for module in (derived, guard):
        monkeypatch.setattr(module, "derived", tables)
        monkeypatch.setattr(module, "derived_searches", searches)
    return tables


def names(hub: Database) -> set[str]:
    with hub.reading() as view:
        rows = view.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {row[0] for row in rows}


def test_a_new_hub_has_the_derived_tables(tables: MetaData, path: Path) -> None:
    hub = database.create(path, KEY)

    assert {"shelf", "tin"} <= names(hub)
    with hub.reading() as view:
        assert not derived.rebuild_needed(view)
    hub.close()


def test_a_changed_table_is_made_anew_and_a_dropped_one_goes(
    tables: MetaData, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = database.create(path, KEY)
    with hub.writing() as work:
        work.execute(insert(tables.tables["shelf"]), {"id": 1, "name": "top"})
        work.execute(insert(tables.tables["tin"]), {"id": 1, "shelf": 1})
    changed = MetaData()
    Table("shelf", changed, Column("id", Integer, primary_key=True), Column("label", String))
    use(changed, monkeypatch, words="CREATE VIRTUAL TABLE words USING fts5(said)")

    with hub.writing() as work:
        assert derived.rebuild_needed(work)
        derived.drop_and_create(work)
        assert not derived.rebuild_needed(work)
        assert work.execute(changed.tables["shelf"].select()).all() == []

    assert {"shelf", "words", "meta"} <= names(hub)
    assert "tin" not in names(hub)
    hub.close()


def test_an_index_or_a_new_reducer_asks_for_a_rebuild(
    tables: MetaData, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = derived.shape()
    again = declare()
    use(again, monkeypatch)
    assert derived.shape() == first

    tin = again.tables["tin"]
    from sqlalchemy import Index  # noqa: PLC0415

    Index("ix_tin_shelf", tin.c.shelf)
    indexed = derived.shape()
    monkeypatch.setattr(derived, "REDUCER_VERSION", 99)

    assert len({first, indexed, derived.shape()}) == 3


def test_only_who_is_allowed_writes_to_a_derived_table(tables: MetaData, path: Path) -> None:
    hub = database.create(path, KEY)
    journal_is_applying = True
    hub.guard_derived(lambda: journal_is_applying)
    shelf = tables.tables["shelf"]
    add = Prepared(insert(shelf), "id", "name")
    rename = Prepared(shelf.update().values(name=bindparam("to")))
    with hub.writing() as work:
        add.run(work, id=1, name="top")
        rename.run(work, to="bottom")
        work.execute(insert(shelf), {"id": 2, "name": "top"})

    journal_is_applying = False
    with pytest.raises(Exception, match="not authorized"), hub.writing() as work:
        add.run(work, id=3, name="top")
    with pytest.raises(Exception, match="not authorized"), hub.writing() as work:
        rename.run(work, to="top")
    with pytest.raises(DatabaseError, match="not authorized"), hub.writing() as work:
        work.execute(insert(shelf), {"id": 4, "name": "top"})
    background = hub.another()
    with pytest.raises(DatabaseError, match="not authorized"), background.writing() as work:
        work.execute(shelf.delete())
    with background.writing() as work:
        assert len(work.execute(shelf.select()).all()) == 2
        work.exec_driver_sql("INSERT INTO meta VALUES ('kept', 'tables are free')")
    background.close()
    hub.close()


def test_the_guard_would_miss_a_write_if_statements_were_kept(
    tables: MetaData, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why the guarded connection keeps none: SQLite asks only when it prepares."""
    real = connection.connect
    monkeypatch.setattr(connection, "connect", lambda path, key, **_none: real(path, key))
    hub = database.create(path, KEY)
    allowed = True
    hub.guard_derived(lambda: allowed)
    add = Prepared(insert(tables.tables["shelf"]), "id", "name")
    with hub.writing() as work:
        add.run(work, id=1, name="top")
    allowed = False
    with hub.writing() as work:
        add.run(work, id=2, name="top")
    hub.close()
