"""Two windows, two programs and a copied folder on one hub: the second is told, nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from faults import work
from faults.lines import Asked, Line, told
from faults.promised import Witness, wrong
from hubdesk import check
from hubdesk.clock import SetClock
from hubdesk.errors import Refused
from hubdesk.sync import copied, keyring
from hubdesk.sync.disk_folder import DiskFolder
from tests.hub.journal.laptops import pristine
from tests.hub.sync import shelf
from tests.hub.sync.hubs import Laptop
from tests.world import SATURDAY, World
from ui.dressed import dressed
from ui.one_copy import OneCopy

ROOT = Path(__file__).parents[1]
TOLD = "already open"
WITHIN_S = 60.0
ROUNDS = 5

SECOND_PROGRAM = """
import sys
from pathlib import Path
from hubdesk import desk
from hubdesk.clock import LaptopClock
from hubdesk.errors import Refused
try:
    desk.open_desk(Path(sys.argv[1]), bytes(range(32)), LaptopClock())
except Refused as refusal:
    print(refusal.text)
"""
SECOND_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.one_copy import OneCopy
app = QCoreApplication([])
print("goes on" if OneCopy(Path(sys.argv[1])).take() else "ends")
"""


def lines(asked: Asked) -> Iterator[Line]:
    """Three ways to have a hub twice."""
    yield two_programs(asked.folder / "programs")
    yield two_windows(asked.folder / "windows")
    yield copied_folder(asked.folder)


def two_programs(folder: Path) -> Line:
    """A second program tries to open the hub again and again while the first serves."""
    world = work.hub(folder)
    world.desk = Witness(work.opened(world))  # type: ignore[assignment]
    found, heard = [], 0
    other_way = folder.with_name("by another name")
    other_way.symlink_to(folder, target_is_directory=True)
    for number in range(ROUNDS):
        second = _started(SECOND_PROGRAM, other_way if number % 2 else folder)
        while second.poll() is None:
            work.serve(world)
        said = second.communicate()[0]
        heard += TOLD in said
        if TOLD not in said:
            found.append(f"the second program was not told: {said!r}")
        found += _third_in_this_process(world)
    witness = world.desk
    assert isinstance(witness, Witness)
    found += wrong(world.desk, witness.promised, witness.most)
    world.desk.close()
    return told("two programs", "the second is told, 0 lost", f"told {heard} of {ROUNDS}", found)


def _third_in_this_process(world: World) -> list[str]:
    """The lock holds within one program as well."""
    try:
        work.opened(world).close()
    except Refused:
        return []
    return ["the same program opened the hub twice"]


def two_windows(folder: Path) -> Line:
    """A second start of the same hub brings the first window forward, and ends."""
    app, _ = dressed()
    folder.mkdir()
    first = OneCopy(folder)
    wanted: list[bool] = []
    first.wanted.connect(lambda: wanted.append(True))
    found = [] if first.take() else ["the first window did not open"]
    second = _started(SECOND_WINDOW, folder)
    said = _answering(app, second)
    first.release()
    if "ends" not in said or not wanted:
        found.append(f"the second window {said!r}, the first was called {len(wanted)} times")
    came = f"the second {said.strip()}, the first was called {len(wanted)} times"
    return told("two windows", "the first comes forward, the second ends", came, found)


def _answering(app: QApplication, second: subprocess.Popen[str]) -> str:
    """What the second says while the first window's loop runs."""
    until = time.monotonic() + WITHIN_S
    while second.poll() is None and time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)
    app.processEvents()
    return second.communicate()[0]


def copied_folder(folder: Path) -> Line:
    """A hub's folder is copied to another laptop as it stands open; both go on, then share."""
    folder.mkdir(parents=True, exist_ok=True)
    first = Laptop(pristine(folder / "template"), folder / "first")
    (folder / "shared").mkdir()
    shared = DiskFolder(folder / "shared")
    first.make(shared)
    shelf.take_in(first, 5)
    first.sync(shared)
    shutil.copytree(first.home, folder / "copy")
    found: list[str] = []
    copy = Laptop.at(folder / "copy", SetClock(SATURDAY))
    if copy.digest() != first.digest():
        found.append("the copy lacks something that was saved")
    for each, many in ((first, 2), (copy, 3), (first, 4)):
        shelf.take_in(each, many)
        each.sync(shared)
    for each in (first, copy, first, copy):
        each.clock.forward(minutes=5)
        report = each.sync(shared)
        found += [report.stopped.text] if report.stopped else []
    found += _alike(first, copy, shelves=14)
    devices = {each.desk.ask(keyring.asked).device for each in (first, copy)}
    if len(devices) == 1 or not any(each.desk.ask(copied.told) for each in (first, copy)):
        found.append("nobody was told of the copy")
    came = f"{shelf.on_shelf(first)} and {shelf.on_shelf(copy)} on the shelf of 14 taken in"
    for each in (first, copy):
        each.desk.close()
    return told(
        "copied folder", "the second is told; both have all of it, none of it twice", came, found
    )


def _alike(first: Laptop, copy: Laptop, shelves: int) -> list[str]:
    found = []
    if first.digest() != copy.digest():
        found.append("the two differ")
    for each in (first, copy):
        if shelf.on_shelf(each) != shelves:
            found.append(f"{shelf.on_shelf(each)} on the shelf")
        found += [f"{f.what}: {f.wrong}" for f in check.check(each.desk).findings if f.wrong]
    return found


def _started(program: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, str(folder)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
