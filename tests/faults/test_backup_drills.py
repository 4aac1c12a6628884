"""Backup drills: work, back up, lose or damage the hub, restore, and compare."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from hubdesk.backups import places
from hubdesk.backups.bringing_back import bring_back, newest_whole
from hubdesk.backups.going_on import go_on
from hubdesk.check import Report
from hubdesk.errors import Said
from hubdesk.folders import FILE
from tests.hub.backups.kept import PHRASE, Kept, flip, kept_world

DRILLS = 100
IN_CI = 20


def work(kept: Kept, draw: random.Random) -> None:
    """Some of a morning."""
    for _ in range(draw.randrange(1, 8)):
        kept.clock.forward(minutes=draw.randrange(1, 20))
        home = kept.household(draw.randrange(1, 5), draw.randrange(4), name="Ada Lovelace")
        if draw.random() < 0.8:
            kept.serve(home)


def spoil_newest(stick: Path, draw: random.Random) -> None:
    """The newest backup on the stick is damaged in one of the ways in which sticks do that."""
    newest = places.under(stick)[0]
    how = draw.choice(["bit", "short", "no keys", "no page about it"])
    if how == "bit":
        flip(newest.file, draw.randrange(newest.about.file_bytes), draw.randrange(8))
    elif how == "short":
        newest.file.write_bytes(newest.file.read_bytes()[: draw.randrange(1, 20_000)])
    elif how == "no keys":
        newest.keys.unlink()
    else:
        (newest.folder / "about.json").write_bytes(b"{")


def drill(folder: Path, seed: int) -> list[str]:
    """One drill; what went wrong."""
    draw = random.Random(seed)
    stick, kept = folder / "stick", kept_world(folder / "hub")
    stick.mkdir(parents=True, exist_ok=True)
    reports: list[Report] = []
    for _ in range(draw.randrange(1, 4)):
        work(kept, draw)
        kept.on_stick(stick)
        reports.append(kept.report())
    work(kept, draw)
    if len(reports) > 1 and draw.random() < 0.5:
        spoil_newest(stick, draw)
        reports.pop()
    if draw.random() < 0.5:
        return _lost(kept, folder, stick, reports[-1], draw)
    return _damaged(kept, reports[-1], draw)


def _lost(kept: Kept, folder: Path, stick: Path, want: Report, draw: random.Random) -> list[str]:
    kept.lose()
    text = draw.choice([PHRASE, kept.code])
    bring_back(newest_whole(places.under(stick)), folder / "new", text, kept.clock)
    kept.open(folder / "new")
    return _compared(kept, want)


def _damaged(kept: Kept, want: Report, draw: random.Random) -> list[str]:
    kept.desk.close()
    file = kept.folder / FILE
    if draw.random() < 0.3:
        file.write_bytes(file.read_bytes()[: draw.randrange(1, 50_000)])
    else:
        flip(file, draw.randrange(file.stat().st_size), draw.randrange(8))
    go_on(kept.folder, kept.key, kept.clock)
    kept.open()
    got = kept.report()
    kept.desk.close()
    # At least all of the backup is there; what could be read since came on top.
    wrong = [] if got.sound else [str(got.findings)]
    return wrong + ([] if got.operations >= want.operations else ["less than the backup"])


def _compared(kept: Kept, want: Report) -> list[str]:
    got = kept.report()
    kept.desk.close()
    wrong = [] if got.sound else [str(got.findings)]
    same = (got.operations, got.digest) == (want.operations, want.digest)
    return wrong + ([] if same else [f"{got.operations} for {want.operations} operations"])


def drills(folder: Path, seeds: range) -> list[str]:
    """Many drills; every one that went wrong, by its seed."""
    broken = []
    for seed in seeds:
        try:
            broken += [f"drill {seed}: {each}" for each in drill(folder / str(seed), seed)]
        except Said as failure:
            broken.append(f"drill {seed}: {failure}")
        shutil.rmtree(folder / str(seed))
    return broken


def test_twenty_drills(tmp_path: Path) -> None:
    assert drills(tmp_path, range(IN_CI)) == []


@pytest.mark.longest
def test_a_hundred_drills(tmp_path: Path) -> None:
    assert drills(tmp_path, range(IN_CI, DRILLS)) == []


def test_the_drills_catch_a_restore_that_forgets_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = places.under
    monkeypatch.setattr(places, "under", lambda chosen: found(chosen)[::-1])
    assert drills(tmp_path, range(8)) != []
