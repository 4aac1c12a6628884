"""A laptop's own hub is never shared as it lies, whatever was looked for before."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.errors import Refused
from hubdesk.households import find
from hubdesk.sync import where
from tests.world import World


def test_a_folder_is_chosen_after_somebody_was_looked_for(world: World, tmp_path: Path) -> None:
    world.household(2, 3, name="Kowalska")
    assert world.desk.ask(find.find, "Kovalska")
    where.refuse_own(world.desk, tmp_path / "stick")
    with pytest.raises(Refused, match="its own hub"):
        where.refuse_own(world.desk, world.folder)
