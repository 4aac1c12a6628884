"""Each harness finds the bug that is planted for it."""

from __future__ import annotations

import ctypes
import random
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec import structs
from PySide6.QtWidgets import QWidget

from faults import fuzzing, hostile, kills, monkey, soak, theft, two, work
from faults.kills import Telling
from faults.lines import Pace
from faults.monkey import Roamer
from hubdesk.labels.contents import ProductLabel
from hubdesk.sheets import written
from hubdesk.stock import dates
from hubdesk.storage import folder_lock
from hubdesk.sync import clones
from tests.faults.killing import Acknowledge, kill_rounds, needs_fork, say_early
from tests.world import World
from ui import crash
from ui.reports.today_screen import TodayScreen

SOME = 120
"""Enough careless events for the screen of Today to be seen."""


class TooEarly(Telling):
    """The planted bug: what is only begun is called kept."""

    def _note(self, into: dict[bytes, int]) -> None:
        super()._note(into)
        if into is self.most:
            super()._note(self.promised)


def at_work_too_early(world: World, folder: Path, acknowledge: Acknowledge) -> None:
    mine = World(world.desk, world.clock, folder, world.barcodes)
    mine.desk = TooEarly(work.opened(mine), acknowledge)  # type: ignore[assignment]
    while True:
        work.serve(mine)


@needs_fork
def test_kills_catch_a_promise_before_the_commit(tmp_path: Path) -> None:
    world = work.hub(tmp_path / "hub")
    tally = kill_rounds(world.folder, partial(at_work_too_early, world), kills.Sound(world), 60)
    assert any("promised" in said for said in tally.broken), tally


@needs_fork
def test_kills_catch_a_label_that_is_called_printed_before_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(desk: Any, folder: Path, acknowledge: Acknowledge) -> None:
        for job in desk.ask(kills.queue.waiting):
            desk.do(kills.queue.printed, job.no)
            say_early(acknowledge, str(job.no))
            with (folder / "paper").open("a", encoding="utf-8") as paper:
                paper.write(f"{job.no}\n")

    monkeypatch.setattr(kills, "print_all", too_early)
    world = work.hub(tmp_path / "hub")
    worker, check = partial(kills.printing, world), partial(kills.on_paper, world)
    assert kill_rounds(world.folder, worker, check, 80).broken


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Careless hands that stay nowhere."""

    def acts(roamer: Roamer) -> list[Any]:
        return [(roamer._go_somewhere, 3), (roamer._any_key_at_all, 1)]

    monkeypatch.setattr(Roamer, "_all_acts", acts)


def planted(monkeypatch: pytest.MonkeyPatch, bug: Callable[[], object]) -> None:
    """A bug on the screen of Today, met whenever it is shown."""
    shown = TodayScreen.shown

    def with_bug(screen: TodayScreen) -> None:
        shown(screen)
        bug()

    monkeypatch.setattr(TodayScreen, "shown", with_bug)


@pytest.mark.qt_no_exception_capture
@pytest.mark.usefixtures("restless")
def test_careless_hands_find_an_exception(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, lambda: 1 // 0)
    found = monkey.played(tmp_path, 1, SOME)
    assert any("ZeroDivisionError" in said for said in found.wrong), found


@pytest.mark.usefixtures("restless")
def test_careless_hands_find_a_window_that_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[QWidget] = []

    def open_another() -> None:
        kept.append(QWidget())
        kept[-1].setObjectName("left behind")

    planted(monkeypatch, open_another)
    found = monkey.played(tmp_path, 1, SOME)
    kept.clear()
    assert any("left behind" in said for said in found.wrong), found


@pytest.mark.usefixtures("restless")
def test_careless_hands_find_references_to_none_that_are_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strike = Roamer._press

    def lose(roamer: Roamer, keys: str) -> None:
        strike(roamer, keys)
        for _ in range(300):
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))

    monkeypatch.setattr(Roamer, "_press", lose)
    line = monkey.summed([monkey.played(tmp_path, 1, SOME)], Pace())
    assert line.holds is False and "None were lost" in line.came, line


def test_spoiled_text_finds_a_date_that_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    read = dates.read

    def careless(text: str, today: Any) -> Any:
        return read(text, today) if "\0" not in text else int(text)

    monkeypatch.setattr(dates, "read", careless)
    parser = fuzzing.Parser("dates", lambda text: dates.read(str(text), fuzzing.TODAY), ["2711"])
    found = fuzzing.fed(parser, 2_000, random.Random(1))
    assert any("ValueError" in said for said in found.wrong), found


def test_hostile_names_find_a_sheet_that_is_not_defused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "_safe", list)
    monkeypatch.setattr(written, "_TOLD", frozenset())
    line, *_ = hostile.sheets(tmp_path, list(hostile.NAMES))
    assert line.holds is False and "is a formula" in line.came, line


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_a_formula_that_lives(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["=1+1"])
    made.save(tmp_path / "households.xlsx")
    (tmp_path / "households.csv").write_text("Name\r\nBob\r\n", "utf-8")
    line = hostile.in_libreoffice(tmp_path)
    assert line.holds is False and "formula" in line.came, line


def test_hostile_names_find_a_label_that_obeys_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    design = hostile.designed

    def obeying(content: Any, room: Any) -> Any:
        if isinstance(content, ProductLabel):
            content = structs.replace(content, name=re.sub("<[^>]*>", "", content.name))
        return design(content, room)

    monkeypatch.setattr(hostile, "designed", obeying)
    assert hostile.labels(["<b>Bob</b>"]).holds is False


def test_a_search_finds_a_log_that_names_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "where", str)
    person = theft.people(random.Random(1), 1)[0]
    theft._crashes(tmp_path / "log", person)
    assert theft.found_in(theft._files(tmp_path), set(person.secrets))


def test_a_second_program_that_is_let_in_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_lock, "_take", lambda _file: None)
    monkeypatch.setattr(two, "ROUNDS", 1)
    assert two.two_programs(tmp_path / "hub").holds is False


def test_a_copied_folder_that_nobody_is_told_of_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert two.copied_folder(tmp_path / "told").holds
    monkeypatch.setattr(clones, "met", lambda *_: False)
    assert two.copied_folder(tmp_path / "untold").holds is False


def test_a_soak_finds_files_that_stay_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = []
    serve = soak.serve

    def leaky(*told: Any) -> None:
        serve(*told)
        left.extend((tmp_path / f"{n}").open("w") for n in range(len(left), len(left) + 5))

    monkeypatch.setattr(soak, "serve", leaky)
    (line,) = soak.lines(_short(tmp_path))
    for each in left:
        each.close()
    assert line.holds is False and "files are open" in line.came, line


def _short(folder: Path) -> Any:
    class Few(soak.Asked, frozen=True):  # type: ignore[misc]
        def many(self, usual: int, long: int) -> int:
            del usual, long
            return 9

    return Few(folder, long=False, seed=1)
