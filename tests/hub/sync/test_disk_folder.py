"""The folder on a real disk, and a crash at each call of the operating system."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hubdesk.sync import names
from hubdesk.sync.disk_folder import DiskFolder, System
from hubdesk.sync.folder import put
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.pasts import a_hub, made
from tests.hub.sync.shelf import on_shelf, take_in


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


STREAM = "streams/2026-11/00ff00ff00ff00ff"
NAME = f"{STREAM}/1-9-0123456789abcdef.s.hds"
NEVER_MS = 0
"""By such a clock no part is old."""


def test_a_file_is_written_whole_and_read_back(tmp_path: Path) -> None:
    folder = DiskFolder(tmp_path)
    folder.write(NAME, b"content")
    folder.write(NAME, b"content")
    assert folder.read(NAME, 99) == b"content"
    assert folder.read(NAME, 3) == b"con"
    assert [(each.name, each.size) for each in folder.names()] == [(NAME, 7)]
    with pytest.raises(FileExistsError):
        folder.write(NAME, b"another")
    assert put(folder, NAME, b"another") == f"{STREAM}/1-9-0123456789abcdef-b.s.hds"
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
        again.sweep(NEVER_MS)
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


# --- two people of one computer


def modes(root: Path) -> dict[str, int]:
    """How open to others the files and folders of a folder are."""
    return {
        path.relative_to(root).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in root.rglob("*")
    }


@pytest.mark.skipif(os.name != "posix", reason="Windows gives a file its folder's own rights")
@pytest.mark.parametrize(
    ("folder", "file"), [(0o777, 0o666), (0o770, 0o660), (0o755, 0o644), (0o700, 0o600)]
)
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_what_one_of_two_people_writes_is_as_open_as_their_folder(
    tmp_path: Path, folder: int, file: int, umask: int
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(folder)
    before = os.umask(umask)
    try:
        DiskFolder(shared).write(NAME, b"content")
    finally:
        os.umask(before)
    found = modes(shared)
    assert found.pop(NAME) == file
    assert set(found.values()) == {folder}


@pytest.mark.skipif(os.name != "posix", reason="Windows gives a file its folder's own rights")
def test_a_stick_that_knows_no_rights_is_written_to(tmp_path: Path) -> None:
    class Stick(System):
        def share(self, file: int, folder: str) -> None:
            raise PermissionError(errno.EPERM, "no rights here")

    DiskFolder(tmp_path, Stick()).write(NAME, b"content")
    assert DiskFolder(tmp_path).read(NAME, 9) == b"content"


# --- what else lies on a stick


class Closed(System):
    """A system that does not let anybody list folders of some names."""

    def __init__(self, *closed: str) -> None:
        self.closed = closed

    def entries(self, path: str) -> list[os.DirEntry[str]]:
        if Path(path).name in self.closed:
            raise PermissionError(errno.EACCES, "not for you")
        return super().entries(path)


@pytest.mark.parametrize("name", ["lost+found", "System Volume Information", "photos/private"])
def test_a_folder_that_is_not_ours_may_keep_to_itself(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    folder = DiskFolder(tmp_path, Closed(Path(name).name))
    folder.write(NAME, b"content")
    assert [each.name for each in folder.names()] == [NAME]


@pytest.mark.parametrize("name", ["streams", "KEYS", "Seen", "past", "streams/2026-11"])
def test_a_folder_of_ours_that_cannot_be_listed_is_a_folder_that_is_gone(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir(parents=True)
    with pytest.raises(OSError):
        DiskFolder(tmp_path, Closed(Path(name).name)).names()


def test_a_hub_is_made_and_shared_in_the_root_of_a_stick(
    laptop: Callable[[str], Laptop], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    (stick / "lost+found").mkdir(parents=True)
    folder = DiskFolder(stick, Closed("lost+found"))
    first, second = laptop("first"), laptop("second")
    codes = first.make(folder)
    take_in(first, 3)
    assert first.sync(folder).whole
    second.join(folder, codes.with_names.words)
    assert second.sync(folder).whole
    assert on_shelf(second) == 3


# --- what a write left that was cut off


def lying(root: Path) -> dict[str, bytes]:
    """Every file, parts too."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def leave_part(root: Path, name: str, *, days_ago: float = 0) -> Path:
    """Somebody's write was cut off."""
    path = root / (name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    then = time.time() - days_ago * 86_400
    os.utime(path, (then, then))
    return path


def test_of_parts_only_those_of_our_own_writer_go_and_only_when_they_are_old(
    tmp_path: Path,
) -> None:
    others = ["film.mp4", "keys/film.mp4", f"attic/{NAME}", "seen/list.ack", "streams/x.s.hds"]
    for name in others:
        leave_part(tmp_path, name, days_ago=30)
        (tmp_path / name).write_bytes(b"whole")
    another = NAME.replace("1-9", "1-12")
    old, young = leave_part(tmp_path, NAME, days_ago=2), leave_part(tmp_path, another)
    folder, before = DiskFolder(tmp_path), lying(tmp_path)
    folder.names()
    assert lying(tmp_path) == before, "to look at a folder changes nothing in it"
    folder.sweep(int(time.time() * 1000))
    assert not old.exists()
    assert young.exists(), "somebody may be writing it"
    assert before.keys() - lying(tmp_path).keys() == {NAME + ".part"}


def test_nothing_goes_from_a_folder_that_is_not_the_hubs(
    laptop: Callable[[str], Laptop], tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for each in (ours, theirs):
        each.mkdir()
    first, second = laptop("first"), laptop("second")
    first.make(DiskFolder(ours))
    second.make(DiskFolder(theirs))
    for name in ("film.mp4", NAME):
        (theirs / name).parent.mkdir(parents=True, exist_ok=True)
        (theirs / name).write_bytes(b"whole")
        leave_part(theirs, name, days_ago=30)
    before = lying(theirs)
    assert "another hub" in str(first.sync(DiskFolder(theirs)).stopped)
    assert lying(theirs) == before


def test_every_file_that_a_laptop_writes_is_called_as_ours_are(
    laptop: Callable[[str], Laptop], folder: MemoryFolder
) -> None:
    first, _ = a_hub(laptop, folder)
    made(first, folder)
    put(folder, next(iter(folder.files)), b"another")
    shared = {name for name in folder.files if not name.startswith("hub-")}
    assert {name.split("/")[0] for name in shared} == names.FOLDERS
    assert [name for name in shared if not names.is_written(name)] == []
