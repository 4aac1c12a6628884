from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Column, Connection, Integer, create_engine

from hubdesk.errors import Trouble
from hubdesk.storage import birth, damage, database, meta, recognition, upgrade, versions
from hubdesk.storage.connection import engine_for
from hubdesk.storage.tables import kept
from tests.hub.storage.conftest import KEY
from tests.hub.storage.next_step import missing_step

if TYPE_CHECKING:
    from alembic.operations import Operations


def shape(connection: Connection) -> dict[str, list[str]]:
    """Every kept table with its columns, indexes and foreign keys, as SQLite sees them."""
    found = {}
    for name in sorted(_tables(connection)):
        columns = [str(row[1:]) for row in _pragma(connection, "table_xinfo", name)]
        keys = [str(row[2:]) for row in _pragma(connection, "foreign_key_list", name)]
        indexes = [
            f"{row[1:]} on {[each[2] for each in _pragma(connection, 'index_info', row[1])]}"
            for row in _pragma(connection, "index_list", name)
        ]
        found[name] = columns + sorted(keys) + sorted(indexes)
    return found


def _pragma(connection: Connection, which: str, name: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {which}({name})")]


def _tables(connection: Connection) -> set[str]:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row[0] for row in rows if not row[0].startswith("sqlite_")}


def test_the_steps_lead_to_the_tables_as_declared(tmp_path: Path) -> None:
    """When this fails, a kept table was changed without a step in storage/versions.

    ``python -m tests.hub.storage.next_step`` prints what is missing. Before the first release,
    mend step 1 with it; after it, add the next step, and never touch an older one.
    """
    assert kept.tables.keys() == versions.TABLES, "versions.TABLES must name every kept table"
    with engine_for(tmp_path / "stepped.db", KEY).connect() as stepped:
        upgrade.run_steps(stepped, 0)
        stepped.commit()
        assert missing_step(stepped) == ""
        by_steps = shape(stepped)
    with engine_for(tmp_path / "made.db", KEY).connect() as made:
        kept.create_all(made)
        made.commit()
        as_declared = shape(made)

    assert by_steps.keys() == as_declared.keys(), "a table has no step, or a step no table"
    for name, lines in as_declared.items():
        assert by_steps[name] == lines, f"the steps make {name} differently than it is declared"


def test_a_table_without_a_step_is_shown_as_the_step_to_write() -> None:
    with create_engine("sqlite://").connect() as bare:
        assert "op.create_table('meta'" in missing_step(bare)


def test_a_hub_is_not_made_while_a_table_is_not_declared(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(birth, "TABLES", versions.TABLES | {"forgotten"})

    with pytest.raises(RuntimeError, match="forgotten"):
        database.create(path, KEY)


def add_place(op: Operations) -> None:
    with op.batch_alter_table("meta", recreate="always") as batch:
        batch.add_column(Column("place", Integer))


def fail(_op: Operations) -> None:
    raise RuntimeError("power cut")


@pytest.fixture
def older(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub of this version, met by a Hubdesk that has one step more."""
    hub = database.create(path, KEY)
    with hub.writing() as work:
        meta.write(work, "hub", "Mill Lane")
    hub.close()
    next_step(monkeypatch, add_place)
    return path


def next_step(monkeypatch: pytest.MonkeyPatch, step: object) -> None:
    monkeypatch.setattr(upgrade, "STEPS", (*versions.STEPS, step))
    for module in (upgrade, recognition):
        monkeypatch.setattr(module, "HEAD", versions.HEAD + 1)


def test_an_older_hub_is_upgraded_with_a_copy_beside_it(older: Path) -> None:
    hub = database.open_(older, KEY)
    with hub.reading() as view:
        assert meta.read(view, "schema") == str(versions.HEAD + 1)
        assert meta.read(view, "hub") == "Mill Lane"
        assert "place" in {row[1] for row in view.exec_driver_sql("PRAGMA table_info(meta)")}
        assert damage.found(view) == []
    hub.close()

    copy = upgrade.copy_name(older, versions.HEAD)
    assert copy.stat().st_mode & 0o777 == 0o600 or sys.platform == "win32"
    assert b"Mill" not in copy.read_bytes()
    with engine_for(copy, KEY).connect() as view:
        assert meta.read(view, "hub") == "Mill Lane"
        assert meta.read(view, "schema") == str(versions.HEAD)
    assert not list(older.parent.glob("*.part*"))


def test_a_step_that_fails_leaves_the_hub_as_it_was(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "STEPS", (*versions.STEPS, add_place, fail))
    with pytest.raises(RuntimeError, match="power cut"):
        database.open_(older, KEY)

    next_step(monkeypatch, add_place)
    hub = database.open_(older, KEY)
    with hub.reading() as view:
        assert meta.read(view, "hub") == "Mill Lane"
    hub.close()


def test_without_a_sound_copy_nothing_is_upgraded(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = older.read_bytes()
    monkeypatch.setattr(damage, "found", lambda _connection: ["page 3"])

    with pytest.raises(Trouble, match="safety copy"):
        database.open_(older, KEY)
    assert older.read_bytes() == content
    assert not upgrade.copy_name(older, versions.HEAD).exists()


def test_opening_a_hub_of_today_does_not_load_the_migrations() -> None:
    """Alembic takes half a second, which every start would pay."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys, hubdesk.storage.database as d; "
         "print('alembic' in sys.modules)"],
        capture_output=True, text=True, check=True, cwd=Path(versions.__file__).parents[3],
    )  # fmt: skip
    assert done.stdout.strip() == "False"
