"""The commands without a screen refuse in a sentence, whatever they are pointed at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hubdesk.__main__ import main

UNREADABLE = {"missing": None, "no text": b"\xff\xfe\x00", "a picture": b"\x89PNG\r\n\x1a\n"}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_passphrase_file_that_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    words = tmp_path / "words"
    if content is not None:
        words.write_bytes(content)
    command = ["check", "--hub", str(tmp_path), "--passphrase-file", str(words)]
    assert main(command) == 1
    assert "passphrase cannot be read" in capsys.readouterr().err


def test_a_folder_with_no_hub_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "words").write_text("kettle orchard seven buses")
    command = ["check", "--hub", str(tmp_path), "--passphrase-file", str(tmp_path / "words")]
    assert main(command) == 1
    assert "hub.keys is missing" in capsys.readouterr().err


def test_a_hub_that_cannot_be_checked_is_not_sound_as_json_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "words").write_text("kettle orchard seven buses")
    command = ["check", "--json", "--hub", str(tmp_path), "--passphrase-file"]
    assert main([*command, str(tmp_path / "words")]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] is False
    assert "hub.keys is missing" in told["not_checked"]


@pytest.mark.parametrize("command", ["check", "sync"])
def test_where_nobody_can_type_a_passphrase_it_says_how_to_give_one(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    def nobody(_prompt: str) -> str:
        raise EOFError

    monkeypatch.delenv("HUBDESK_PASSPHRASE", raising=False)
    monkeypatch.setattr("getpass.getpass", nobody)
    assert main([command, "--hub", str(tmp_path)]) == 1
    assert "--passphrase-file" in capsys.readouterr().err
