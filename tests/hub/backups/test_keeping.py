"""How long backups are kept, by a clock that runs through two months."""

from __future__ import annotations

from pathlib import Path

from hubdesk.backups import keeping, places
from hubdesk.errors import Trouble
from hubdesk.folders import FILE
from tests.hub.backups.kept import Kept, backups_of

NOW_MS = 1_795_000_000_000
DAY = keeping.DAY_MS


def names(*ages_ms: int) -> list[str]:
    return [places.stamp(NOW_MS - each) for each in ages_ms]


def test_all_are_kept_for_two_days() -> None:
    quarters = names(*range(0, 2 * DAY, 15 * 60_000))
    assert keeping.going(quarters, NOW_MS) == []


def test_then_one_a_day_and_none_after_35_days() -> None:
    hourly = names(*range(0, 60 * DAY, 3_600_000))
    left = set(hourly) - set(keeping.going(hourly, NOW_MS))

    old = [each for each in left if each < places.stamp(NOW_MS - 2 * DAY)]
    days = [each.partition("T")[0] for each in old]
    assert len(days) == len(set(days))
    assert 33 <= len(days) <= 35
    assert min(left) >= places.stamp(NOW_MS - 35 * DAY)


def test_the_newest_is_never_removed() -> None:
    assert keeping.going(names(400 * DAY), NOW_MS) == []
    assert keeping.going(names(400 * DAY, 500 * DAY), NOW_MS) == names(500 * DAY)


def test_two_months_of_a_hub_with_a_backup_every_six_hours(kept: Kept) -> None:
    for _ in range(60 * 4):
        kept.clock.forward(hours=6)
        place = places.own(kept.folder)
        (place / places.stamp(kept.now_ms)).mkdir(parents=True)
        keeping.prune(place, kept.now_ms)
        kept_now = sorted(each.name for each in place.iterdir())
        assert kept_now[0] >= places.stamp(kept.now_ms - 35 * DAY)
    assert 33 + 8 <= len(kept_now) <= 35 + 9


def test_nothing_is_removed_when_the_newer_one_did_not_succeed(kept: Kept) -> None:
    old = kept.back_up()
    kept.clock.forward(days=40)
    content = (kept.folder / FILE).read_bytes()
    kept.desk.close()
    (kept.folder / FILE).write_bytes(content[: len(content) // 2])
    try:
        kept.back_up()
    except Trouble as failure:
        assert "backup" in str(failure) or "damaged" in str(failure)
    assert backups_of(kept.folder) == [old]
    (kept.folder / FILE).write_bytes(content)


def test_one_from_the_future_ages_from_today(tmp_path: Path) -> None:
    ahead = tmp_path / places.stamp(NOW_MS + 5000 * DAY)
    ahead.mkdir()
    keeping.prune(tmp_path, NOW_MS)
    assert [each.name for each in tmp_path.iterdir()] == names(0)
