"""Sticks and shared folders that are full, locked, slow, pulled out or lying."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hubdesk.backups import carrying, making, places, taking, whole
from hubdesk.backups.places import Backup
from hubdesk.errors import Trouble
from tests.hub.backups.kept import Kept, backups_of

FAILURES = {
    "full": (errno.ENOSPC, "no room"),
    "locked": (errno.EROFS, "does not allow changes"),
    "pulled out": (errno.EIO, "taken away"),
    "gone": (errno.ENODEV, "taken away"),
}


class Edge:
    """Counts the calls of the system that a copy makes, and fails from one of them on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls, self.fails_from, self.code = 0, 10**9, 0
        for module, name in ((os, "open"), (os, "fsync"), (os, "rename"), (os, "mkdir")):
            monkeypatch.setattr(module, name, self._watched(getattr(module, name)))

    def _watched(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls > self.fails_from:
                raise OSError(self.code, "edge")
            return real(*args, **named)

        return call


def carry(kept: Kept, backup: Backup, stick: Path) -> Backup:
    return taking.carry(kept.folder, kept.key, backup, stick, kept.now_ms)


@pytest.mark.parametrize("how", FAILURES)
def test_a_stick_that_fails_at_any_moment_keeps_what_it_had(
    kept: Kept, stick: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Every call of the system fails in turn, for good; then the stick is well again."""
    first = kept.on_stick(stick)
    kept.serve(kept.household())
    second = kept.back_up()
    code, words = FAILURES[how]
    at, failed = 0, 0
    while True:
        with monkeypatch.context() as patched:
            edge = Edge(patched)
            edge.fails_from, edge.code = at, code
            try:
                carry(kept, second, stick)
            except Trouble as failure:
                assert words in str(failure)
                failed += 1
            else:
                break
        shown = places.under(stick)
        assert shown[-1].about == first.about
        whole.look(shown[-1])
        for each in shown[:-1]:
            # Its name came last: whatever bears one is whole, whatever failed afterwards.
            whole.look(each)
            shutil.rmtree(each.folder)
        at += 1
    assert failed >= 8
    assert carry(kept, second, stick).is_complete()


def test_a_full_disk_costs_the_new_backup_and_nothing_else(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = kept.back_up()
    kept.serve(kept.household())

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(making, "write_whole", full)
        with pytest.raises(Trouble, match="no room on this computer"):
            kept.back_up()
    assert backups_of(kept.folder) == [old]
    assert not list(places.own(kept.folder).glob("*.part"))
    kept.serve(kept.household())
    assert kept.back_up().is_complete()


def test_a_medium_that_is_not_there_is_passed_over(kept: Kept, tmp_path: Path) -> None:
    taken = taking.round_(kept.folder, kept.key, kept.now_ms, [tmp_path / "no such stick"])
    assert taken.carried == () and taken.trouble == ()


def test_a_stick_that_lies_is_found_out(
    kept: Kept, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that all was written, and gives back something else."""
    backup = kept.back_up()
    real = carrying.copy_file

    def lying(source: Path, target: Path) -> str:
        told = real(source, target)
        content = bytearray(target.read_bytes())
        content[len(content) // 2] ^= 1
        target.write_bytes(bytes(content))
        return told

    monkeypatch.setattr(carrying, "copy_file", lying)
    with pytest.raises(Trouble, match="something else than was written"):
        carry(kept, backup, stick)
    assert places.under(stick) == []


def test_a_slow_stick_is_written_in_few_steps(
    kept: Kept, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 200 ms for each, what is asked of the stick must be counted in tens."""
    backup = kept.back_up()
    edge = Edge(monkeypatch)
    carry(kept, backup, stick)
    assert edge.calls < 60


def test_a_backup_on_a_stick_is_not_written_twice(kept: Kept, stick: Path) -> None:
    backup = kept.on_stick(stick)
    before = backup.file.stat().st_mtime_ns
    time.sleep(0.01)
    carry(kept, backup, stick)
    assert backup.file.stat().st_mtime_ns == before


def test_two_laptops_share_a_stick(kept: Kept, stick: Path, tmp_path: Path) -> None:
    kept.on_stick(stick)
    first = places.under(stick)
    kept.bring_back(first[0], hub=tmp_path / "other")
    kept.folder = tmp_path / "other"
    kept.on_stick(stick)
    assert len({each.about.laptop for each in places.under(stick)}) == 2
