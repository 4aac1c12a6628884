"""The simulator finds nothing wrong, and would: each bug that is planted is caught."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.planted import BUGS

ROOT = Path(__file__).parents[2]
QUICK = ("numbers_used_again", "latest_clock_wins", "late_moves_added", "three_bad_files")
"""Bugs that are caught within some seeds: a taste of them for every run."""


def simulate(*words: str) -> tuple[int, str]:
    """Runs it as it is run from the command line; the exit code, and what it said.

    In a process of its own: only with a fixed hash seed is a story the same each time.
    """
    told = subprocess.run(
        [sys.executable, "-m", "simulator", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return told.returncode, told.stdout + told.stderr


def test_a_few_stories_end_well() -> None:
    code, told = simulate("--seeds", "6", "--workers", "1")
    assert code == 0, told


def test_a_story_with_steps_left_out_is_another_one() -> None:
    whole, rest = simulate("--seed", "4"), simulate("--seed", "4", "--without", "0", "1", "2")
    assert whole[0] == rest[0] == 0
    assert whole[1] != rest[1]


@pytest.mark.slow
def test_one_story_with_sqlcipher_and_real_files_ends_well() -> None:
    code, told = simulate("--seeds", "1", "--real", "--workers", "1")
    assert code == 0, told


@pytest.mark.slow
def test_a_story_is_told_again_word_for_word() -> None:
    first, again = simulate("--seed", "7"), simulate("--seed", "7")
    assert first == again
    assert first[1].endswith("all is well\n")


@pytest.mark.slow
def test_two_thousand_stories_end_well() -> None:
    code, told = simulate("--from", "6", "--seeds", "2000", "--workers", "2")
    assert code == 0, told


@pytest.mark.slow
def test_fifty_stories_with_sqlcipher_and_real_files_end_well() -> None:
    code, told = simulate("--seeds", "50", "--real", "--workers", "2")
    assert code == 0, told


@pytest.mark.parametrize(
    "bug",
    [
        pytest.param(bug.name, marks=[] if bug.name in QUICK else pytest.mark.slow, id=bug.name)
        for bug in BUGS
    ],
)
def test_a_planted_bug_is_caught(bug: str) -> None:
    code, told = simulate("--planted", bug)
    assert code == 0, told
