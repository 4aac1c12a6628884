"""A hub to tell stories about, new for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world import World, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty hub on Saturday 21 November 2026, ten in the morning."""
    made = open_world(tmp_path / "hub")
    yield made
    made.desk.close()
