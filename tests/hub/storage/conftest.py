"""A hub's file, made in milliseconds with a raw key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hubdesk
from hubdesk.storage import database
from hubdesk.storage.database import Database
from tests.hub.storage.declared import import_everything

KEY = bytes(range(32))


@pytest.fixture(scope="session", autouse=True)
def _every_table_is_declared() -> None:
    import_everything(hubdesk)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hub" / "hub.db"


@pytest.fixture
def hub(path: Path) -> Iterator[Database]:
    opened = database.create(path, KEY)
    yield opened
    opened.close()
