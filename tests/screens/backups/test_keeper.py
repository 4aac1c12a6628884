"""The desk keeps backups by itself: every quarter of an hour, at close, quietly."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hubdesk import desk as desks
from hubdesk import settings
from hubdesk.backups import carrying, checking, places, state
from hubdesk.backups.places import Backup
from hubdesk.folders import FILE
from hubdesk.households import household as households
from tests.hub.backups.kept import Kept, backups_of, flip, kept_world
from ui.background import DeskLine
from ui.backups import keeper as keepers
from ui.backups.keeper import BackupKeeper, tone_of
from ui.theme.tokens import Tone

WAIT_MS = 20_000


class Bench:
    """A desk line, its keeper, and a clock that is moved on."""

    def __init__(self, kept: Kept, qtbot: QtBot) -> None:
        self.kept, self.qtbot = kept, qtbot
        kept.desk.close()
        self.line = DeskLine(lambda: desks.open_desk(kept.folder, kept.key, kept.clock))
        self.keeper = BackupKeeper(self.line, kept.folder, kept.key)

    def beat(self, minutes: float = 0) -> None:
        """So many minutes later the timer fires, and all that follows from it is done."""
        self.kept.clock.forward(minutes=minutes)
        self.keeper.beat()
        self.qtbot.waitUntil(lambda: self.line.waiting == 0, timeout=WAIT_MS)
        self.qtbot.waitUntil(lambda: not self.keeper.is_busy, timeout=WAIT_MS)

    def work(self) -> None:
        """Somebody comes in."""
        self.line.do(households.open_household, 1, 0)
        self.qtbot.waitUntil(lambda: self.line.waiting == 0, timeout=WAIT_MS)

    def choose(self, folder: Path) -> None:
        self.line.do(settings.change, backup_folders=[str(folder)])
        self.qtbot.waitUntil(lambda: self.line.waiting == 0, timeout=WAIT_MS)

    @property
    def backups(self) -> list[Backup]:
        return backups_of(self.kept.folder)

    def close(self) -> None:
        self.line.close()
        self.keeper.close()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(keepers, "volumes", lambda: [])
    made = Bench(kept_world(tmp_path / "hub"), qtbot)
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_every_quarter_of_an_hour_when_something_changed(bench: Bench) -> None:
    bench.beat()
    assert len(bench.backups) == 1
    bench.work()
    bench.beat(minutes=14)
    assert len(bench.backups) == 1
    bench.beat(minutes=1.1)
    assert len(bench.backups) == 2
    bench.beat(minutes=60)
    assert len(bench.backups) == 2, "nothing had changed"


def test_what_changed_is_kept_at_close(bench: Bench) -> None:
    bench.beat()
    bench.work()
    bench.close()
    assert len(bench.backups) == 2
    newest, older = bench.backups
    assert newest.about.households == older.about.households + 1


def test_nothing_is_made_at_close_when_nothing_changed(bench: Bench) -> None:
    bench.beat()
    bench.close()
    assert len(bench.backups) == 1


def test_a_start_after_nothing_changed_makes_none(bench: Bench, qtbot: QtBot) -> None:
    bench.beat()
    bench.close()
    again = Bench(bench.kept, qtbot)
    again.beat(minutes=60)
    assert len(again.backups) == 1
    again.close()


def test_each_goes_to_the_stick_when_it_is_there(bench: Bench, stick: Path) -> None:
    bench.choose(stick)
    bench.beat()
    assert len(places.under(stick)) == 1
    assert tone_of(bench.keeper.standing) is Tone.OK

    away = stick.rename(stick.with_name("in somebody's pocket"))
    bench.work()
    bench.beat(minutes=20)
    assert len(bench.backups) == 2
    assert bench.keeper.standing.trouble == "", "a stick that is away is nothing wrong"
    away.rename(stick)
    bench.work()
    bench.beat(minutes=20)
    assert len(places.under(stick)) == 2


def test_two_days_without_a_stick_are_said_quietly(bench: Bench, stick: Path) -> None:
    bench.beat()
    bench.beat(minutes=47 * 60)
    assert not bench.keeper.standing.nags
    bench.beat(minutes=2 * 60)
    assert bench.keeper.standing.nags
    assert tone_of(bench.keeper.standing) is Tone.SOON
    bench.choose(stick)
    bench.keeper.now()
    bench.beat(minutes=1)
    assert not bench.keeper.standing.nags


def test_a_folder_that_hangs_holds_up_neither_work_nor_other_backups_nor_closing(
    bench: Bench, stick: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    hangs = threading.Event()
    monkeypatch.setattr(carrying, "is_there", lambda _medium: hangs.wait(60))
    monkeypatch.setattr(keepers, "AT_CLOSE_S", 0.3)
    bench.choose(stick)
    bench.keeper.beat()
    qtbot.waitUntil(lambda: len(bench.backups) == 1, timeout=WAIT_MS)
    bench.work()
    bench.kept.clock.forward(minutes=20)
    bench.keeper.beat()
    qtbot.waitUntil(lambda: len(bench.backups) == 2, timeout=WAIT_MS)
    bench.close()
    hangs.set()


def test_a_backup_that_fails_is_said_and_tried_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patched:
        patched.setattr("hubdesk.backups.making.write_whole", full)
        bench.beat()
        assert "no room" in bench.keeper.standing.trouble
    bench.beat(minutes=1)
    assert bench.keeper.standing.trouble == ""
    assert len(bench.backups) == 1


def test_damage_is_noticed_at_the_start(bench: Bench, qtbot: QtBot) -> None:
    bench.close()
    file = bench.kept.folder / FILE
    flip(file, file.stat().st_size - 3000)
    again = Bench(bench.kept, qtbot)
    with qtbot.waitSignal(again.keeper.damaged, timeout=WAIT_MS):
        again.keeper.beat()
    again.close()


def test_the_whole_file_is_looked_at_once_a_day_when_nobody_is_there(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    looked: list[int] = []
    real = checking.full

    def watched(hub: Path, key: bytes, now_ms: int) -> bool:
        looked.append(now_ms)
        return real(hub, key, now_ms)

    monkeypatch.setattr(checking, "full", watched)
    bench.beat()
    for _ in range(3):
        bench.keeper.idle()
        qtbot.waitUntil(lambda: not bench.keeper.is_busy, timeout=WAIT_MS)
    assert len(looked) == 1
    bench.beat(minutes=25 * 60)
    bench.keeper.idle()
    qtbot.waitUntil(lambda: not bench.keeper.is_busy, timeout=WAIT_MS)
    assert len(looked) == 2
    assert state.read(bench.kept.folder).checked_ms == looked[1]


def test_the_reminder_in_today_comes_once_a_day(bench: Bench, stick: Path) -> None:
    bench.beat()
    bench.work()
    bench.beat(minutes=49 * 60)
    assert bench.keeper.standing.reminds
    bench.keeper.put_away()
    assert not bench.keeper.standing.reminds and bench.keeper.standing.nags
    bench.beat(minutes=20 * 60)
    assert bench.keeper.standing.reminds
    bench.choose(stick)
    bench.work()
    bench.beat(minutes=16)
    bench.beat()
    assert not bench.keeper.standing.reminds
