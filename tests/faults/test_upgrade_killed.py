"""kill -9 at every statement of an upgrade: the hub opens at head, and the copy is whole."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from sqlalchemy import Engine

import hubdesk
from hubdesk.storage import connection, damage, database, meta, upgrade, versions
from tests.faults.killing import needs_fork
from tests.hub.storage.declared import import_everything
from tests.hub.storage.test_upgrade import add_place, next_step

pytestmark = needs_fork

KEY = bytes(range(32))
MOST = 2_000
_ = MigrationContext, Engine
"""Imported here once, so that not every child has to."""


def older(path: Path) -> None:
    """A hub of this version, with something in it."""
    hub = database.create(path, KEY)
    with hub.writing() as work:
        meta.write(work, "hub", "Mill Lane")
    hub.close()


def killed_at(path: Path, statement: int) -> bool:
    """Opens the hub in a child that is killed as it runs its n-th statement."""
    child = os.fork()
    if child == 0:
        _open_and_die(path, statement)
    _, how = os.waitpid(child, 0)
    return os.WIFSIGNALED(how)


def _open_and_die(path: Path, statement: int) -> None:
    seen = 0
    real = connection.connect

    def count(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen >= statement:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(*args: Any, **named: Any) -> Any:
        driver = real(*args, **named)
        driver.set_trace_callback(count)
        return driver

    connection.connect = watched
    try:
        database.open_(path, KEY).close()
    finally:
        os._exit(0)


def test_every_statement_of_an_upgrade_may_be_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_everything(hubdesk)
    older(tmp_path / "hub.db")
    content = (tmp_path / "hub.db").read_bytes()
    next_step(monkeypatch, add_place)
    for statement in range(1, MOST):
        folder = tmp_path / str(statement)
        folder.mkdir()
        (folder / "hub.db").write_bytes(content)
        was_killed = killed_at(folder / "hub.db", statement)
        hub = database.open_(folder / "hub.db", KEY)
        with hub.reading() as view:
            assert meta.read(view, "schema") == str(versions.HEAD + 1)
            assert meta.read(view, "hub") == "Mill Lane"
            assert damage.found(view) == []
        hub.close()
        copy = upgrade.copy_name(folder / "hub.db", versions.HEAD)
        with connection.engine_for(copy, KEY).connect() as kept:
            assert damage.found(kept) == []
            assert meta.read(kept, "schema") == str(versions.HEAD)
        assert not list(folder.glob("*.part"))
        if not was_killed:
            break
    assert 20 < statement < MOST - 1


def test_the_kills_catch_a_step_that_commits_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that ends the transaction by itself is met again after a kill, and fails."""

    def half(op: Any) -> None:
        op.execute("CREATE TABLE half (n INTEGER)")
        op.get_bind().connection.dbapi_connection.commit()
        op.get_bind().connection.dbapi_connection.execute("BEGIN IMMEDIATE")

    import_everything(hubdesk)
    older(tmp_path / "hub.db")
    content = (tmp_path / "hub.db").read_bytes()
    next_step(monkeypatch, half)
    broken = 0
    for statement in range(1, MOST):
        (tmp_path / "hub.db").write_bytes(content)
        was_killed = killed_at(tmp_path / "hub.db", statement)
        try:
            database.open_(tmp_path / "hub.db", KEY).close()
        except Exception:  # noqa: BLE001 - whatever it is, it was caught
            broken += 1
        for left in tmp_path.glob("hub.db-*"):
            left.unlink()
        if not was_killed:
            break
    assert broken
