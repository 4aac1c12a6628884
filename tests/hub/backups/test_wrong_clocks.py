"""Backups that were made while the computer's clock was wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.backups import finding, keeping, places, state, taking
from hubdesk.backups.bringing_back import newest_whole
from hubdesk.backups.going_on import go_on
from hubdesk.backups.state import State
from hubdesk.folders import FILE
from hubdesk.security import keys, put_back
from tests.hub.backups.kept import PHRASE, QUICK, Kept, backups_of, flip

YEAR_MS = 365 * keeping.DAY_MS


@pytest.fixture
def ahead(kept: Kept, stick: Path) -> places.Backup:
    """A backup that was made here and on a stick by a clock that was 400 days ahead."""
    kept.clock.forward(days=400)
    made = kept.on_stick(stick)
    kept.clock.forward(days=-400)
    return made


def ruin(kept: Kept) -> None:
    kept.desk.close()
    (kept.folder / FILE).write_bytes(b"x" * 20_000)


def test_the_newest_is_the_one_with_the_newest_entries(
    kept: Kept, stick: Path, ahead: places.Backup
) -> None:
    kept.serve(kept.household())
    new = kept.on_stick(stick)
    assert new.folder.name < ahead.folder.name
    assert newest_whole(places.under(stick)).about == new.about
    assert newest_whole(places.under(kept.folder)).about == new.about
    assert backups_of(kept.folder)[0].about == new.about
    told = taking.newest(kept.folder)
    assert told and told.about == new.about
    assert finding.find(kept.folder, [])[0].backup.about == new.about
    assert finding.find(kept.folder.parent / "new", [stick])[0].backup.about == new.about


def test_a_damaged_hub_goes_on_from_the_newest_entries(kept: Kept, ahead: places.Backup) -> None:
    kept.serve(kept.household())
    new = kept.back_up()
    ruin(kept)
    brought = go_on(kept.folder, kept.key, kept.clock)
    assert brought.backup.about == new.about
    kept.open()
    assert kept.report().operations == new.about.operations


def test_the_newest_was_made_when_the_clock_was_years_behind(kept: Kept, stick: Path) -> None:
    """The battery is empty; nobody has said yet what day it is."""
    before = [kept.on_stick(stick) for _ in range(3)]
    kept.serve(kept.household())
    kept.clock.forward(days=-2000)
    new = kept.on_stick(stick)
    assert newest_whole(places.under(stick)).about == new.about
    names = {each.folder.name for each in backups_of(kept.folder)}
    assert names == {each.folder.name for each in (*before, new)}, "no day of theirs was changed"
    kept.clock.forward(days=2000)
    kept.back_up()
    assert {each.about.at_ms for each in backups_of(kept.folder)} >= {
        each.about.at_ms for each in before
    }, "none of the true ones is taken for old"


def test_a_hub_that_was_brought_back_from_an_older_backup_is_the_newer_one(
    kept: Kept, stick: Path
) -> None:
    """It has fewer entries than what was put aside, and somebody wanted it so."""
    old = kept.on_stick(stick)
    for _ in range(5):
        kept.clock.forward(minutes=5)
        kept.serve(kept.household())
    put_aside = kept.on_stick(stick)
    kept.clock.forward(minutes=5)
    kept.bring_back(old)
    kept.serve(kept.household())
    new = kept.on_stick(stick)
    assert new.about.operations < put_aside.about.operations
    assert newest_whole(places.under(stick)).about == new.about
    ruin(kept)
    assert go_on(kept.folder, kept.key, kept.clock).backup.about == new.about
    kept.open()


def test_one_from_the_future_is_of_today_as_soon_as_the_clock_is_right(
    kept: Kept, stick: Path, ahead: places.Backup
) -> None:
    for _ in range(3):
        new = kept.on_stick(stick)
    for place in (places.own(kept.folder), new.folder.parent):
        found = places.in_folder(place)
        assert len(found) == 4 and found[0].about == new.about, "it is not newer than the newest"
        assert max(each.folder.name for each in found) == new.folder.name
        for each in found:
            assert each.folder.name == places.stamp(each.about.at_ms) and each.is_complete()
    assert newest_whole(places.under(stick)).about == new.about


def test_it_is_gone_after_35_days(kept: Kept, ahead: places.Backup) -> None:
    for _ in range(36):
        kept.clock.forward(days=1)
        kept.back_up()
    made = [each.about.file_sum for each in backups_of(kept.folder)]
    assert ahead.about.file_sum not in made
    assert max(each.folder.name for each in backups_of(kept.folder)) <= places.stamp(kept.now_ms)


def test_who_may_open_the_hub_is_not_asked_of_one_from_the_future(
    kept: Kept, stick: Path, tmp_path: Path
) -> None:
    bo = keys.add_phrase(kept.folder, kept.key, "Bo has a phrase of their own", "Bo", QUICK)
    kept.clock.forward(days=400)
    old = kept.on_stick(stick)
    kept.clock.forward(days=-400)
    keys.remove_slot(kept.folder, kept.key, bo)
    kept.on_stick(stick)
    (old,) = [each for each in places.under(stick) if each.about.file_sum == old.about.file_sum]
    kept.lose()
    kept.bring_back(old, hub=tmp_path / "new")
    assert [each.label for each in keys.openers(tmp_path / "new")].count("Bo") == 0
    assert keys.unlock(tmp_path / "new", PHRASE) == kept.key


def test_a_damaged_one_from_the_future_is_dated_anew_as_well(
    kept: Kept, ahead: places.Backup
) -> None:
    """Else it would lie there for years."""
    own = places.own(kept.folder) / ahead.folder.name
    flip(own / "about.json", 0, 7)
    kept.back_up()
    assert not own.exists()
    assert len([each for each in own.parent.iterdir() if places.is_stamp(each.name)]) == 2


def test_a_hub_that_was_put_aside_in_the_future_goes_too(kept: Kept, stick: Path) -> None:
    backup = kept.on_stick(stick)
    kept.clock.forward(days=400)
    kept.bring_back(backup)
    kept.clock.forward(days=-400)
    kept.back_up()
    (aside,) = (kept.folder / put_back.ASIDE).iterdir()
    assert aside.name == places.stamp(kept.now_ms) and (aside / FILE).exists()
    kept.clock.forward(days=36)
    kept.back_up()
    assert list((kept.folder / put_back.ASIDE).iterdir()) == []


def test_a_moment_that_is_still_to_come_silences_no_nag() -> None:
    now_ms = 2 * YEAR_MS
    assert State(since_ms=3 * YEAR_MS, second_ms=YEAR_MS).needs_medium(now_ms)
    assert State(since_ms=YEAR_MS, second_ms=3 * YEAR_MS).needs_medium(now_ms)
    assert State(since_ms=3 * YEAR_MS).needs_medium(now_ms)
    assert not State(since_ms=YEAR_MS, second_ms=now_ms + 60_000).needs_medium(now_ms)
    assert not State().needs_medium(now_ms)


def test_the_next_backup_puts_right_since_when_there_are_any(kept: Kept) -> None:
    kept.clock.forward(days=400)
    kept.back_up()
    kept.clock.forward(days=-400)
    kept.back_up()
    known = state.read(kept.folder)
    assert known.since_ms == kept.now_ms and not known.needs_medium(kept.now_ms)
    kept.clock.forward(hours=49)
    assert state.read(kept.folder).needs_medium(kept.now_ms)
