"""The pages before the desk, dressed, on a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk.clock import SetClock
from hubdesk.security.key_file import Cost
from tests.screens.look.conftest import look, show
from tests.world import SATURDAY
from ui.labels.whole_page import WholePages

__all__ = ["look", "show"]

QUICK = Cost(n=1 << 8)
PHRASE = "kettle orchard seven buses"


@pytest.fixture
def clock() -> SetClock:
    """Saturday 21 November 2026, ten in the morning."""
    return SetClock(SATURDAY)


@pytest.fixture
def papers(qapp: QApplication, tmp_path: Path, clock: SetClock) -> Iterator[WholePages]:
    """A laptop with no printer: whole pages become PDFs."""
    made = WholePages(tmp_path / "papers", clock, lambda: [])
    yield made
    made.close()
