"""``hubdesk backup`` and ``hubdesk restore``, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hubdesk.__main__ import main
from hubdesk.backups import places
from hubdesk.security import put_back
from tests.hub.backups.kept import PHRASE, Kept, flip


def run(words: Path, *told: object) -> int:
    words.write_text(PHRASE)
    return main([*map(str, told), "--passphrase-file", str(words)])


def test_there_and_back(
    kept: Kept, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "words"
    assert run(words, "backup", "--hub", kept.folder, "--to", stick, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["done"] and Path(made["folder"]).is_relative_to(stick)

    assert run(words, "restore", "--from", stick, "--hub", tmp_path / "new", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["operations"] == made["operations"] == kept.report().operations
    assert told["put_aside"] is None
    assert run(words, "check", "--hub", tmp_path / "new") == 0


def test_a_restore_over_a_hub_puts_it_aside(
    kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.back_up()
    kept.desk.close()
    where = ("--from", kept.folder, "--hub", kept.folder)
    assert run(tmp_path / "words", "restore", *where) == 0
    assert "Brought back" in capsys.readouterr().out
    assert any((kept.folder / put_back.ASIDE).iterdir())
    kept.open()


def test_an_open_hub_is_not_restored_over(
    kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.back_up()
    where = ("--from", kept.folder, "--hub", kept.folder)
    assert run(tmp_path / "words", "restore", *where, "--json") == 1
    told = capsys.readouterr()
    assert "already open" in told.err and json.loads(told.out)["done"] is False
    assert kept.report().sound


def test_nothing_whole_on_the_stick_is_said(
    kept: Kept, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "words"
    assert run(words, "restore", "--from", stick, "--hub", tmp_path / "new") == 1
    kept.on_stick(stick)
    flip(places.under(stick)[0].file, 5000)
    assert run(words, "restore", "--from", stick, "--hub", tmp_path / "new") == 1
    assert capsys.readouterr().err.count("No backup that is whole") == 2


def test_a_folder_that_is_not_there_is_said(
    kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--hub", kept.folder, "--to", tmp_path / "none")
    assert run(tmp_path / "words", "backup", *where) == 1
    assert "is not there" in capsys.readouterr().err
