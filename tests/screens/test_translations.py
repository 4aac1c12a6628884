"""The desk in other words: plurals, the languages shipped, and nothing left unmarked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.hub.marked import ROOT, sentences
from ui import counted, translation

FILES = ROOT / "resources" / "translations"


def tool(name: str, *words: str) -> None:
    """One of Qt's tools, as ``pyside6-NAME`` runs it."""
    run = f"import sys; from PySide6.scripts.pyside_tool import {name}; sys.exit({name}())"
    done = subprocess.run(
        [sys.executable, "-c", run, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_is_counted_otherwise_than_two(qapp: QApplication) -> None:
    assert counted.people(1, 1) == "1 adult, 1 child"
    assert counted.people(2, 3) == "2 adults, 3 children"
    assert counted.people(0, 0) == "0 adults"
    assert counted.items(1) == "1 item"
    assert counted.days_left(1) == "1 day left"
    assert counted.earlier_visits(1) == "1 earlier visit this month"


def test_a_language_that_is_not_shipped_is_english(qapp: QApplication) -> None:
    assert translation.wear(qapp, "tlh") == "en"
    assert translation.wear(qapp, "../../etc/passwd") == "en"
    assert translation.wear(qapp) == "en"
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert counted.items(1) == "1 item"


def test_every_marked_sentence_reaches_the_translators(tmp_path: Path) -> None:
    """A text that Qt's tool reads otherwise than the desk says it is never translated."""
    listed = tmp_path / "files.txt"
    files = sorted([*(ROOT / "ui").rglob("*.py"), *(ROOT / "hubdesk").rglob("*.py")])
    listed.write_text("\n".join(map(str, files)), encoding="utf-8")
    made = tmp_path / "all.ts"
    tool("lupdate", f"@{listed}", "-ts", str(made))
    found = {
        (context.findtext("name"), message.findtext("source"))
        for context in ElementTree.parse(made).getroot().iter("context")
        for message in context.iter("message")
    }
    marked = {(m.context, m.text) for m in sentences("ui", "hubdesk") if m.context}
    marked_in_classes = {m.text for m in sentences("ui") if not m.context}
    assert marked <= found
    assert marked_in_classes <= {source for _, source in found}
    assert "" not in {name for name, _ in found}, "tr() outside a class has no context"
    assert "QCoreApplication" not in {name for name, _ in found}


@pytest.mark.parametrize("source", sorted(FILES.glob("*.ts")), ids=lambda file: file.stem)
def test_the_shipped_file_is_made_from_its_source(source: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool("lrelease", str(source), "-qm", str(made))
    assert made.read_bytes() == source.with_suffix(".qm").read_bytes()


def test_english_has_every_plural(tmp_path: Path) -> None:
    plurals = {m.text for m in sentences("ui", "hubdesk") if "%n" in m.text}
    english = ElementTree.parse(FILES / "hubdesk_en.ts").getroot()
    assert plurals == {message.findtext("source") for message in english.iter("message")}
    assert all(form.text for form in english.iter("numerusform"))
