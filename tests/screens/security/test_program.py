"""From the door to the desk: what is loaded when, and what stands there if a hub stays shut."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk import starting
from hubdesk.clock import SetClock
from hubdesk.doorstep import Begun, Names
from hubdesk.folders import FILE, found
from tests.screens.security.conftest import PHRASE, QUICK
from ui.crash import CrashHook
from ui.frame import Frame
from ui.program import Program
from ui.theme.look import Look

LATE = ("sqlalchemy", "sqlcipher3", "reportlab", "openpyxl", "python_calamine", "PIL", "barcode")
NEVER_AT_OPENING = ("reportlab", "openpyxl", "python_calamine", "PIL", "barcode", "hypothesis")


@pytest.fixture
def begun(tmp_path: Path, clock: SetClock) -> Begun:
    names = Names("High Street Hub", "Laptop 1", "Counter")
    made = starting.begin(tmp_path / "hub", names, PHRASE, clock, QUICK)
    starting.finish(tmp_path / "hub", made.key, clock, with_starter=False)
    return made


@pytest.fixture
def program(
    qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path, clock: SetClock, begun: Begun
) -> Iterator[Program]:
    """A later start, at its door."""
    where = found(tmp_path / "hub")
    where.log.mkdir()
    hook, frame = CrashHook(where.log), Frame()
    made = Program(qapp, frame, look, where, clock, hook)
    frame.show()
    made.door.focus_home()
    yield made
    made.close_down()
    hook.close()
    shiboken6.delete(frame)


def test_the_door_says_that_the_hub_is_opening_and_then_it_is(
    program: Program, qtbot: QtBot
) -> None:
    door, seen = program.door, list[bool]()
    door.hub_ready.connect(lambda *_: seen.append(door.currentWidget() is door.opening))
    QTest.keyClicks(door.open_hub.phrase.entry, PHRASE)
    QTest.keyClick(door.open_hub.phrase.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
    assert seen == [True]
    assert program.desk is not None
    assert program.frame.currentWidget() is program.desk.window


def test_a_hub_that_does_not_open_leaves_no_desk_but_a_sentence(
    program: Program, qtbot: QtBot, tmp_path: Path, begun: Begun
) -> None:
    (tmp_path / "hub" / FILE).write_bytes(b"damaged by a stick that was pulled out" * 500)
    program.door.hub_ready.emit(tmp_path / "hub", begun.key, "")
    strip = program.door.open_hub.page.strip
    qtbot.waitUntil(lambda: bool(strip.words.text()), timeout=20_000)
    assert program.desk is None
    assert program.frame.currentWidget() is program.door
    assert program.door.currentWidget() is program.door.open_hub


@pytest.mark.parametrize(
    ("module", "late"), [("ui.program", LATE), ("ui.behind_door", NEVER_AT_OPENING)]
)
def test_nobody_waits_for_what_is_not_wanted_yet(module: str, late: tuple[str, ...]) -> None:
    """Each of these is a good part of the start; one import at the top of a file brings it back."""
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert not set(late) & set(told.stdout.split())


def test_a_value_costs_a_start_next_to_nothing() -> None:
    """To declare a dataclass takes forty times as long as a Struct (docs/decisions/036)."""
    finding = """
import sys, ui.behind_door
for name, module in list(sys.modules.items()):
    for each in vars(module).values() if name.startswith(("hubdesk.", "ui.")) else ():
        if isinstance(each, type) and "__dataclass_fields__" in vars(each):
            print(each.__module__, each.__name__)
"""
    told = subprocess.run(
        [sys.executable, "-c", finding], check=True, capture_output=True, text=True
    )
    assert told.stdout == ""


def test_nothing_reads_the_sources_of_what_is_loaded() -> None:
    loading = "import linecache, ui.dressed; ui.dressed.dressed(); import ui.behind_door"
    counting = "print(sum(name.endswith('.py') for name in linecache.cache))"
    told = subprocess.run(
        [sys.executable, "-c", f"{loading}; {counting}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert int(told.stdout) == 0


def test_the_database_comes_without_what_is_for_networks() -> None:
    loading = "from ui.imports import load_database_library as load; load(); import ui.behind_door"
    asking = "import asyncio; from sqlalchemy.util import compat; print(compat.asyncio.Queue)"
    told = subprocess.run(
        [sys.executable, "-c", f"{loading}; import sys; print(*sys.modules); {asking}"],
        check=True,
        capture_output=True,
        text=True,
    )
    modules, queue = told.stdout.splitlines()
    assert not {"asyncio", "ssl", "email"} & set(modules.split())
    assert queue == "<class 'asyncio.queues.Queue'>"


def test_a_start_loads_no_openssl() -> None:
    starting = "from hubdesk.stand_ins import load_hashes as load; import hubdesk.__main__; load()"
    opening = "from ui.imports import load_database_library as base; import ui.app; base()"
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{starting}; {opening}; import sys, ui.behind_door; print(*sys.modules)",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = set(told.stdout.split())
    assert "hashlib" in loaded
    assert not {"_hashlib", "ssl", "email"} & loaded


def test_labels_are_drawn_without_pillow_and_whoever_asks_for_it_has_it() -> None:
    drawing = "import hubdesk.labels.pdf, hubdesk.labels.barcode, sys; print(*sys.modules)"
    asking = "from PIL import Image; print(Image.__name__, Image.new('1', (1, 1)).size)"
    told = subprocess.run(
        [sys.executable, "-c", f"{drawing}; {asking}"], check=True, capture_output=True, text=True
    )
    modules, image = told.stdout.splitlines()
    assert not {"PIL", "PIL.Image"} & set(modules.split())
    assert image == "PIL.Image (1, 1)"
