"""A hub that is backed up, and a stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.backups.kept import Kept, kept_world


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """A hub with a passphrase, 500 beans and a parcel of two."""
    made = kept_world(tmp_path / "hub")
    yield made
    made.desk.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that is in."""
    made = tmp_path / "stick"
    made.mkdir()
    return made
