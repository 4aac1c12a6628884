"""The pictures of the documents can be taken: each screen and state is still reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.tour import WAYS, take
from ui.theme.look import Look


@pytest.mark.slow
def test_every_picture_of_the_documents_can_be_taken(
    qapp: QApplication, look: Look, tmp_path: Path
) -> None:
    made = {each.name for each in take(qapp, look, WAYS[0], tmp_path)}
    kept = {each.name for each in Path("docs/pictures").glob("*.png")}
    of_others = tuple(f"{way.name}-" for way in WAYS[1:])
    assert {name for name in kept if not name.startswith(of_others)} == made | {"first-run.png"}
