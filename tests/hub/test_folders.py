"""Where the hub lies: where it was told to, else in this user's own folder."""

from __future__ import annotations

from pathlib import Path

from hubdesk import folders


def test_a_chosen_folder_holds_everything(tmp_path: Path) -> None:
    found = folders.found(tmp_path, {folders.HOME: "/elsewhere"})
    assert found.hub == tmp_path
    assert {found.practice.parent, found.papers.parent, found.log.parent} == {tmp_path}


def test_the_environment_is_asked_when_nothing_was_chosen(tmp_path: Path) -> None:
    assert folders.found(None, {folders.HOME: str(tmp_path)}).hub == tmp_path


def test_else_it_is_the_users_own_folder_and_practice_lies_beside_it() -> None:
    found = folders.found(None, {folders.HOME: "  "})
    assert found.hub.is_absolute() and found.hub.name == "hub"
    assert found.practice.parent == found.hub.parent
    assert len({found.hub, found.practice, found.papers, found.log}) == 4
