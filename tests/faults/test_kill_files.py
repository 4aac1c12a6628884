"""kill -9 while a hub is made or brought to a newer schema: whole before, whole after."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Connection, Integer

import hubdesk
from hubdesk.security import key_file, keys
from hubdesk.security.key_file import Cost
from hubdesk.storage import damage, database, meta, recognition, upgrade, versions
from hubdesk.storage.connection import engine_for
from tests.faults.killing import Acknowledge, kill_rounds, needs_fork
from tests.hub.storage.declared import import_everything

if TYPE_CHECKING:
    from alembic.operations import Operations

pytestmark = needs_fork

KEY = bytes(range(32))
FAST = Cost(n=16, r=1, p=1)
PHRASE = "penny cake wool flour"
NAME = "hub.db"


@pytest.fixture(autouse=True)
def _every_table_is_declared() -> None:
    import_everything(hubdesk)


def make_hubs(folder: Path, acknowledge: Acknowledge) -> None:
    """Makes keys and a hub, in one folder after another."""
    for number in itertools.count():
        home = folder / f"{os.getpid()}-{number}"
        key, _code = keys.make(home, PHRASE, "", FAST)
        database.create(home / NAME, key).close()
        acknowledge(home.name)


def half_made(folder: Path, acknowledged: list[str]) -> list[str]:
    wrong = []
    for home in folder.iterdir():
        there = (home / NAME).exists()
        if home.name in acknowledged and not there:
            wrong.append("a hub that was made is gone")
        if there:
            hub = database.open_(home / NAME, keys.unlock(home, PHRASE))
            with hub.reading() as view:
                wrong += damage.found(view)
            hub.close()
        elif (home / key_file.NAME).exists():
            # What the first run finds after the power is back: the keys, and no hub yet.
            database.create(home / NAME, keys.unlock(home, PHRASE)).close()
        shutil.rmtree(home)
    return wrong


def test_a_hub_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    tally = kill_rounds(tmp_path, make_hubs, half_made, 60)

    assert tally.broken == []
    assert tally.acknowledged > 20, str(tally)


def add_places(op: Operations) -> None:
    with op.batch_alter_table("meta", recreate="always") as batch:
        batch.add_column(Column("place", Integer))
    op.create_table("planted", Column("no", Integer, primary_key=True))


def upgrade_hubs(folder: Path, acknowledge: Acknowledge) -> None:
    """Opens old hubs, one after another, with a Hubdesk that has one step more."""
    for number in itertools.count():
        home = folder / f"{os.getpid()}-{number}"
        home.mkdir()
        shutil.copyfile(folder / "old", home / NAME)
        acknowledge("ready " + home.name)
        database.open_(home / NAME, KEY).close()
        acknowledge("upgraded " + home.name)


def half_upgraded(folder: Path, acknowledged: list[str]) -> list[str]:
    wrong = []
    ready = {said.removeprefix("ready ") for said in acknowledged}
    for home in [each for each in folder.iterdir() if each.is_dir()]:
        if home.name in ready:
            wrong += _look(home, "upgraded " + home.name in acknowledged)
        shutil.rmtree(home)
    return wrong


def _look(home: Path, acknowledged: bool) -> list[str]:
    with engine_for(home / NAME, KEY).connect() as view:
        schema = int(meta.read(view, "schema") or 0)
        whole = (schema > versions.HEAD) == ("planted" in _tables(view))
        wrong = damage.found(view)
    if not whole:
        wrong.append("an upgrade is half there")
    if acknowledged and schema == versions.HEAD:
        wrong.append("an upgrade is lost")
    if schema > versions.HEAD and not upgrade.copy_name(home / NAME, versions.HEAD).exists():
        wrong.append("upgraded without a copy")
    hub = database.open_(home / NAME, KEY)
    with hub.reading() as view:
        if meta.read(view, "hub") != "Mill Lane":
            wrong.append("the hub forgot its name")
    hub.close()
    return wrong


def _tables(view: Connection) -> set[str]:
    rows = view.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row[0] for row in rows}


def test_an_upgrade_is_done_or_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = database.create(tmp_path / "new" / NAME, KEY)
    with hub.writing() as work:
        meta.write(work, "hub", "Mill Lane")
    hub.close()
    (tmp_path / "new" / NAME).rename(tmp_path / "old")
    shutil.rmtree(tmp_path / "new")
    monkeypatch.setattr(upgrade, "STEPS", (*versions.STEPS, add_places))
    for module in (upgrade, recognition):
        monkeypatch.setattr(module, "HEAD", versions.HEAD + 1)

    tally = kill_rounds(tmp_path, upgrade_hubs, half_upgraded, 60)

    assert tally.broken == []
    assert tally.acknowledged > 40, str(tally)
