"""Files that are not this hub's, or not whole: each told in plain words, none written to."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.errors import Refused, Said, Trouble
from hubdesk.storage import birth, database, meta
from hubdesk.storage.connection import engine_for
from tests.hub.storage.conftest import KEY


@pytest.fixture
def saved(path: Path) -> Path:
    """A hub with enough in it that a page can be lost."""
    hub = database.create(path, KEY)
    with hub.writing() as work:
        for number in range(200):
            meta.write(work, f"fact {number}", "x" * 200)
    hub.close()
    return path


def told(path: Path, key: bytes = KEY) -> Said:
    """What opening says, having left the folder as it was."""
    before = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(Said) as caught:
        database.open_(path, key)
    after = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    assert after == before | {"hub.lock": b""} or after == before
    return caught.value


def test_another_key_is_refused(saved: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = told(saved, bytes(32))

    assert isinstance(said, Refused)
    assert "does not open with this key" in str(said)
    assert capfd.readouterr().err == ""
    database.open_(saved, KEY).close()


def test_no_file_is_refused(tmp_path: Path) -> None:
    assert "There is no hub in this folder" in str(told(tmp_path / "hub.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hub.db").mkdir()

    assert "There is no hub in this folder" in str(told(tmp_path / "hub.db"))


@pytest.mark.parametrize("content", [b"", b"short", b"A list of names\n" * 500, bytes(9000)])
def test_an_empty_file_or_a_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hub.db").write_bytes(content)

    assert isinstance(told(tmp_path / "hub.db"), Refused)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "hub.db") as other:
        other.execute("CREATE TABLE things (a)")
    other.close()

    assert "made by another program" in str(told(tmp_path / "hub.db"))


def test_an_encrypted_database_that_is_no_hub_is_refused(tmp_path: Path) -> None:
    with engine_for(tmp_path / "hub.db", KEY).connect() as other:
        other.exec_driver_sql("CREATE TABLE things (a)")
        other.commit()

    assert "made by another program" in str(told(tmp_path / "hub.db"))


@pytest.mark.parametrize("kept_bytes", [1, 700, 4096, 4096 * 2, 4096 * 3 + 17])
def test_a_truncated_file_is_noticed(saved: Path, kept_bytes: int) -> None:
    os.truncate(saved, kept_bytes)

    told(saved)


def test_a_damaged_beginning_is_noticed(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[100] ^= 1
    saved.write_bytes(content)

    assert "beginning is damaged" in str(told(saved))


def test_a_damaged_page_is_trouble_when_it_is_read(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[-1000] ^= 1
    saved.write_bytes(content)

    hub = database.open_(saved, KEY)
    with pytest.raises(Trouble, match="restore the newest backup"), hub.reading() as view:
        view.exec_driver_sql("SELECT sum(length(value)) FROM meta").scalar()
    hub.close()


def test_a_hub_of_a_newer_hubdesk_is_refused_kindly(saved: Path) -> None:
    hub = database.open_(saved, KEY)
    with hub.writing() as work:
        meta.write(work, "schema", "999")
    hub.close()

    assert "Update Hubdesk" in str(told(saved))


def test_making_a_hub_never_writes_over_one(saved: Path) -> None:
    content = saved.read_bytes()

    with pytest.raises(Refused, match="There is a hub in this folder already"):
        database.create(saved, KEY)
    assert saved.read_bytes() == content


def test_a_hub_half_made_before_a_power_cut_is_made_anew(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("hub.db.part").write_bytes(b"half")

    database.create(path, KEY).close()

    assert sorted(each.name for each in path.parent.iterdir()) == ["hub.db", "hub.lock"]


def test_a_hub_that_cannot_be_made_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(birth, "_fill", lambda part, _key: full(part))
    with pytest.raises(Trouble, match="nothing was left behind"):
        database.create(path, KEY)

    assert [each.name for each in path.parent.iterdir()] == ["hub.lock"]


def test_a_full_disk_is_trouble_and_the_hub_goes_on(path: Path) -> None:
    hub = database.create(path, KEY)
    with hub.reading() as view:
        pages = view.exec_driver_sql("PRAGMA page_count").scalar()
        view.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Trouble, match="disk is full"), hub.writing() as work:
        meta.write(work, "big", "x" * 100_000)
    with hub.reading() as view:
        assert meta.read(view, "big") is None
        view.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with hub.writing() as work:
        meta.write(work, "big", "x" * 100_000)
    hub.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_disk_that_takes_no_more_is_trouble_and_nothing_is_lost(saved: Path) -> None:
    """The limit on file sizes fails a real write(), below SQLCipher."""
    import resource  # noqa: PLC0415

    hub = database.open_(saved, KEY)
    with hub.writing() as work:
        meta.write(work, "before", "kept")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, limit[1]))
    try:
        with pytest.raises(Trouble, match="not saved"), hub.writing() as work:
            meta.write(work, "big", "x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    with hub.reading() as view:
        assert meta.read(view, "before") == "kept"
        assert meta.read(view, "big") is None
    hub.close()


def as_a_person_without_rights(folder: Path, work: Callable[[], None]) -> str:
    """What ``work`` is told in a folder when run as nobody: root may write anywhere."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        try:
            work()
            os.write(writer, b"nothing was said")
        except Said as said:
            os.write(writer, str(said).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        heard = answer.read().decode()
    os.waitpid(child, 0)
    return heard


@pytest.mark.skipif(sys.platform == "win32", reason="modes differ there")
def test_a_folder_that_allows_no_changes_is_refused(saved: Path) -> None:
    folders = (saved.parent, saved.parent.parent)
    (saved.parent / "hub.lock").unlink(missing_ok=True)
    saved.chmod(0o444)
    for folder in folders:
        folder.chmod(0o555)
    here = Path("hub")

    opening = as_a_person_without_rights(
        folders[1], lambda: database.open_(here / "hub.db", KEY).close()
    )
    making = as_a_person_without_rights(
        folders[1], lambda: database.create(here / "new" / "hub.db", KEY).close()
    )
    folders[0].chmod(0o000)
    looking = as_a_person_without_rights(
        folders[1], lambda: database.open_(here / "hub.db", KEY).close()
    )

    for folder in folders:
        folder.chmod(0o700)
    assert looking == opening
    assert "cannot be written to" in opening
    assert "cannot be made here" in making
