"""Hubdesk runs as well without asserts and docstrings, which is how ``hub.py run`` starts it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hub
from bench import opening

HARMLESS = {"isinstance", "callable", "len", "all", "any", "issubclass", "type"}
"""What an assert may call: none of these does anything."""


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("hubdesk", "ui"):
        for file in sorted((hub.ROOT / folder).rglob("*.py")):
            yield file, ast.parse(file.read_text("utf-8"))


def test_no_assert_does_anything_but_look() -> None:
    """An assert that did something would not do it on the counter's laptop."""
    found = [
        f"{file.name}:{each.lineno}"
        for file, tree in _trees()
        for each in ast.walk(tree)
        if isinstance(each, ast.Assert)
        for part in ast.walk(each.test)
        if isinstance(part, ast.NamedExpr | ast.Await)
        or (isinstance(part, ast.Call) and getattr(part.func, "id", "") not in HARMLESS)
    ]
    assert found == []


def test_nothing_reads_docstrings() -> None:
    found = [
        f"{file.name}: {name}"
        for file, tree in _trees()
        for each in ast.walk(tree)
        if (name := getattr(each, "attr", "") or getattr(each, "id", ""))
        in ("__doc__", "__debug__", "getdoc")
    ]
    assert found == []


def test_hubdesk_opens_prints_and_writes_without_them(tmp_path: Path) -> None:
    """The libraries too: every screen, a label and a workbook."""
    told = subprocess.run(
        [sys.executable, "-m", "hubdesk", "prove"],
        cwd=hub.ROOT,
        env={**os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", **hub.LIGHT},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert "The counter opens" in told.stdout


def test_what_is_measured_starts_as_hub_py_starts_it() -> None:
    assert opening.LIGHT == hub.LIGHT
