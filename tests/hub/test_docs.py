"""The pages of docs/ keep to the code: what they point at is there, and the guide is plain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hubdesk import desk
from tests.hub.marked import ROOT
from tests.hub.test_texts import OLDEST_READER, reading_age

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
TOURED = (ROOT / "docs" / "pictures" / "counter.png").exists()


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_a_page_points_at_is_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", text_of(page))
    missing = [each for each in targets if not (page.parent / each).exists()]
    # The pictures are made by the tour: python3 hub.py run, on a machine with no screen.
    assert [each for each in missing if TOURED or not each.endswith(".png")] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_a_page_names_exist(page: Path) -> None:
    named = re.findall(r"`((?:[a-z_]+/)+[a-z0-9_]+\.(?:py|md|toml))`", text_of(page))
    folders = (ROOT, ROOT / "hubdesk", ROOT / "docs")
    assert [each for each in named if not any((at / each).exists() for at in folders)] == []


def test_the_architecture_is_one_page() -> None:
    assert len(text_of(ROOT / "docs" / "architecture.md").split()) < 1000


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_a_decision_says_what_else_was_considered(page: Path) -> None:
    text = text_of(page)
    assert text.startswith(f"# {page.name[:3]} ")
    assert all(f"**{part}.**" in text for part in ("Context", "Choice", "Consequences"))
    assert "**Considered.**" in text and len(text.split()) < 400


def test_no_word_is_explained_twice() -> None:
    terms = re.findall(r"^\*\*(.+?)\*\*", text_of(ROOT / "docs" / "words.md").lower(), re.M)
    assert len(terms) > 100
    assert [each for each in set(terms) if terms.count(each) > 1] == []


def test_decisions_are_numbered_one_after_the_other() -> None:
    assert [int(page.name[:3]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", ["guide/README.md", "guide/first-run.md"])
def test_the_guide_can_be_read_at_nine(page: str) -> None:
    text = re.sub(r"!?\[(.*?)\]\(.*?\)|[*#`\-]", r"\1 ", text_of(ROOT / "docs" / page))
    assert reading_age([text]) <= OLDEST_READER


def test_operations_that_a_page_names_are_known() -> None:
    known = {kind.name for kind in desk.KINDS} | {"undone"}
    page = text_of(ROOT / "docs" / "architecture.md").split("## The journal")[1].split("##")[0]
    assert set(re.findall(r"`([a-z]+\.[a-z_]+|collection)`", page)) - {"desk.KINDS"} <= known
