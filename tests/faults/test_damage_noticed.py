"""Any one bit that turns over in a closed hub's file is noticed by the full check."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hubdesk.errors import Said
from hubdesk.folders import FILE
from hubdesk.storage import damage
from hubdesk.storage.looking import looking
from tests.hub.backups.kept import Kept, flip, kept_world

FLIPS = 2_000
IN_CI = 200


def noticed(file: Path, key: bytes) -> bool:
    """True when the full check, or opening the file for it, says that something is wrong."""
    try:
        with looking(file, key) as connection:
            return bool(damage.found(connection))
    except Said:
        return True


def missed(folder: Path, flips: int, seed: int) -> int:
    """How many of so many single flipped bits stay unnoticed."""
    kept = _morning(folder)
    file, draw = kept.folder / FILE, random.Random(seed)
    size, unseen = file.stat().st_size, 0
    for _ in range(flips):
        at, bit = draw.randrange(size), draw.randrange(8)
        flip(file, at, bit)
        unseen += not noticed(file, kept.key)
        flip(file, at, bit)
    assert not noticed(file, kept.key), "the file as it was must be sound"
    return unseen


def _morning(folder: Path) -> Kept:
    kept = kept_world(folder / "hub")
    for _ in range(10):
        kept.serve(kept.household(name="Ada Lovelace"))
    kept.desk.close()
    return kept


def test_200_flipped_bits_are_all_noticed(tmp_path: Path) -> None:
    assert missed(tmp_path, IN_CI, 1) == 0


@pytest.mark.longest
def test_2000_flipped_bits_are_all_noticed(tmp_path: Path) -> None:
    assert missed(tmp_path, FLIPS, 2) == 0


def test_the_flips_catch_a_check_that_leaves_the_seals_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damage, "CHECKS", ("SELECT 'ok'",))
    assert missed(tmp_path, 20, 3) > 0
