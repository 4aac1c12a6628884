"""The practice Saturday, and the proof that the counter opens, as the command line starts them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.saturday.play import prove, saturday


@pytest.fixture(autouse=True)
def plain_again(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setStyleSheet("")


def test_the_proof_serves_a_parcel_and_leaves_nothing_behind(
    qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(Path(tempfile.gettempdir()).glob("hubdesk-prove-*"))
    assert prove() == 0
    assert capsys.readouterr().out == "The counter opens\n"
    assert set(Path(tempfile.gettempdir()).glob("hubdesk-prove-*")) == before


@pytest.mark.slow
def test_the_practice_saturday_is_played_to_its_end(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert saturday(tmp_path) == 0
    told = capsys.readouterr().out
    assert " 0 dialogs." in told
    assert len(list((tmp_path / "pictures").glob("*.png"))) == 49
    assert list((tmp_path / "labels").glob("*.pdf"))
