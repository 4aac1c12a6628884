"""A person who runs the tests keeps their own hub as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import platformdirs


def test_no_test_can_reach_the_hub_of_the_person_who_runs_it() -> None:
    temporary = Path(tempfile.gettempdir()).resolve()
    kept = [Path.home(), platformdirs.user_data_path("hubdesk")]
    kept.append(platformdirs.user_config_path("hubdesk"))
    assert all(temporary in folder.resolve().parents for folder in kept)
