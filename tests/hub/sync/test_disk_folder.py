"""The folder on a real disk, and a crash at each call of the operating system."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from hubdesk.sync.disk_folder import DiskFolder, System
from hubdesk.sync.folder import put


class Crash(BaseException):
    """The laptop loses its power."""


class Counted(System):
    """The operating system, which fails at one call: with an error, or by losing its power."""

    def __init__(self, fail_at: int = 0, how: BaseException | None = None) -> None:
        self.calls = 0
        self.fail_at = fail_at
        self.how = how or Crash()

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name in System.__dict__ and not name.startswith("__"):
            self.calls += 1
            if self.calls == self.fail_at:
                raise self.how
        return found


NAME = "streams/2026-11/00ff/1-9-abc.s.hds"


def test_a_file_is_written_whole_and_read_back(tmp_path: Path) -> None:
    folder = DiskFolder(tmp_path)
    folder.write(NAME, b"content")
    folder.write(NAME, b"content")
    assert folder.read(NAME, 99) == b"content"
    assert folder.read(NAME, 3) == b"con"
    assert [(each.name, each.size) for each in folder.names()] == [(NAME, 7)]
    with pytest.raises(FileExistsError):
        folder.write(NAME, b"another")
    assert put(folder, NAME, b"another") == "streams/2026-11/00ff/1-9-abc-b.s.hds"
    folder.delete(NAME)
    folder.delete(NAME)
    assert len(folder.names()) == 1


def test_no_link_is_followed_and_no_name_leads_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret").write_bytes(b"secret")
    (inside / "linked").symlink_to(outside)
    (inside / "file.hds").symlink_to(outside / "secret")
    (inside / "half.hds.part").write_bytes(b"half")
    folder = DiskFolder(inside)
    assert folder.names() == []
    for name in ("file.hds", "../out/secret", "/etc/passwd", "a\\b", "", "x\0y"):
        with pytest.raises(OSError):
            folder.read(name, 10)
        with pytest.raises(OSError):
            folder.write(name or "..", b"x")
    assert (outside / "secret").read_bytes() == b"secret"


@pytest.mark.parametrize("how", ["crash", "error"])
def test_a_crash_at_any_call_leaves_the_whole_file_or_none(tmp_path: Path, how: str) -> None:
    for fail_at in range(1, 60):
        home = tmp_path / str(fail_at)
        home.mkdir()
        what = Crash() if how == "crash" else OSError(errno.EIO, "broken")
        system = Counted(fail_at, what)
        try:
            DiskFolder(home, system).write(NAME, b"content" * 99)
        except (Crash, OSError):
            pass
        else:
            if system.calls < fail_at:
                break
        again = DiskFolder(home)
        assert {again.read(each.name, 9999) for each in again.names()} <= {b"content" * 99}
        again.write(NAME, b"content" * 99)
        assert [each.name for each in again.names()] == [NAME]
        assert not list(home.rglob("*.part")), "nor does a part stay for ever"
    assert 15 < fail_at < 59


def test_a_stick_that_knows_no_links_and_no_fsync_is_written_to(tmp_path: Path) -> None:
    class Stick(System):
        def link(self, old: str, new: str) -> None:
            raise OSError(errno.EPERM, "no links here")

        def fsync(self, file: int) -> None:
            raise OSError(errno.EINVAL, "nor this")

    folder = DiskFolder(tmp_path, Stick())
    folder.write(NAME, b"content")
    with pytest.raises(FileExistsError):
        folder.write(NAME, b"another")
    assert folder.read(NAME, 99) == b"content"


def test_what_the_disk_does_not_give_back_was_not_written(tmp_path: Path) -> None:
    class Liar(System):
        def write(self, file: int, content: bytes) -> int:
            return super().write(file, bytes(len(content)))

    with pytest.raises(FileExistsError):
        DiskFolder(tmp_path, Liar()).write(NAME, b"content")


def test_names_that_no_text_can_hold_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"bad\xff.hds")).write_bytes(b"x")
    assert DiskFolder(tmp_path).names() == []
