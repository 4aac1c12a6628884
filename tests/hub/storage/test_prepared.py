from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlcipher3 import dbapi2

from hubdesk.storage import database, derived
from hubdesk.storage.database import Database
from hubdesk.storage.prepared import Prepared
from tests.hub.storage.conftest import KEY

tables = MetaData()
tin = Table(
    "tin",
    tables,
    Column("id", LargeBinary(16), primary_key=True),
    Column("name", String),
    Column("count", Integer, nullable=False, server_default="0"),
)

ADD = Prepared(insert(tin), "id", "name", "count")
FIND = Prepared(select(tin.c.name, tin.c.count).where(tin.c.id == bindparam("wanted")))
TAKE = Prepared(
    update(tin).where(tin.c.id == bindparam("wanted")).values(count=tin.c.count - bindparam("n"))
)
FULL = Prepared(select(func.count()).select_from(tin).where(tin.c.count > 2))


@pytest.fixture
def shelf(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(derived, "derived", tables)
    hub = database.create(path, KEY)
    yield hub
    hub.close()


def test_prepared_statements_write_and_read(shelf: Database) -> None:
    with shelf.writing() as work:
        ADD.run(work, id=b"a" * 16, name="Beans", count=5)
        ADD.many(work, ({"id": bytes([n]) * 16, "name": None, "count": n} for n in range(5)))
        assert TAKE.run(work, wanted=b"a" * 16, n=2).rowcount == 1

    with shelf.reading() as view:
        assert FIND.one(view, wanted=b"a" * 16) == ("Beans", 3)
        assert FIND.one(view, wanted=b"b" * 16) is None
        assert FULL.all(view) == [(3,)]


def test_a_forgotten_value_is_a_bug(shelf: Database) -> None:
    with shelf.reading() as view, pytest.raises(KeyError, match="wanted"):
        FIND.one(view)


def test_it_runs_only_inside_a_transaction(shelf: Database) -> None:
    with pytest.raises(RuntimeError, match="reading"):
        FULL.one(shelf.connection)


def test_what_needs_converting_or_expanding_is_not_prepared() -> None:
    yes = Table("yes", MetaData(), Column("is_so", Boolean))

    with pytest.raises(TypeError, match="Boolean"):
        assert Prepared(select(yes.c.is_so)).sql
    with pytest.raises(TypeError, match="length"):
        assert Prepared(select(tin.c.id).where(tin.c.name.in_(["a", "b"]))).sql


def test_every_statement_of_the_desk_can_be_prepared() -> None:
    """They are compiled when they are first run, which must not be where a mistake shows."""
    statements = [
        each
        for name, module in list(sys.modules.items())
        if name.startswith("hubdesk.")
        for each in vars(module).values()
        if isinstance(each, Prepared)
    ]
    assert len(statements) > 20
    assert all(each.sql for each in statements)


def test_the_driver_asks_bytes_for_nothing_before_it_takes_them() -> None:
    """Otherwise it looks for two methods that bytes have not, at each value of each row."""
    assert {(bytes, dbapi2.PrepareProtocol), (type(None), dbapi2.PrepareProtocol)} <= set(
        dbapi2.adapters
    )
