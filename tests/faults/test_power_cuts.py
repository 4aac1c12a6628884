"""After a power cut at any moment, the hub opens with all that was called saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import power
from faults.file_calls import can_stand_between
from hubdesk.storage import connection

pytestmark = pytest.mark.skipif(not can_stand_between(), reason="SQLCipher shows no table of calls")


@pytest.mark.parametrize("setting", ["OFF", "NORMAL"])
def test_a_commit_that_is_not_synced_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    weaker = tuple(
        said.replace("synchronous = FULL", f"synchronous = {setting}")
        for said in connection.SETTINGS
    )
    assert weaker != connection.SETTINGS
    monkeypatch.setattr(connection, "SETTINGS", weaker)
    _, wrong = power.tried(tmp_path, seed=1, many=40, steps=8)
    assert any("promised" in said for said in wrong), wrong
