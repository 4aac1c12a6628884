"""kill -9 at moments of chance, in each kind of work that keeps something.

A promise here is what came back as done; each is written down by another process before the
kill. See ``tests/faults/killing.py`` for what kill -9 can and cannot show.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest import mock

from msgspec import Struct
from sqlalchemy import select

from faults import promised, work
from faults.lines import Asked, Line, Pace, told
from faults.promised import Seqs, Witness
from hubdesk.clock import SetClock
from hubdesk.desk import Desk
from hubdesk.journal.act import View
from hubdesk.labels import queue
from hubdesk.labels.queue import State, label_job
from hubdesk.storage import database, meta, recognition, upgrade, versions
from hubdesk.sync.disk_folder import DiskFolder
from tests.faults import killing, test_kill_files, test_window_survives
from tests.faults import test_backups_survive as survive
from tests.faults.killing import Acknowledge, Check, Worker
from tests.faults.test_serving_survives import _torn
from tests.hub.backups.kept import kept_world
from tests.hub.journal.laptops import pristine
from tests.hub.sync import shelf
from tests.hub.sync.hubs import Laptop
from tests.world import SATURDAY, World

MUST = "0 acknowledged lost or doubled, 0 torn, ledger equals balance"
LONGEST_LIFE_S = 0.25
FULL_CHECK_EVERY = 20
WINDOW_LIFE_S = 1.2


class Family(Struct, frozen=True):
    """One kind of work, and what must be true after each kill."""

    worker: Worker
    check: Check


class Telling(Witness):
    """Says each promise aloud, so that it outlives this process."""

    def __init__(self, desk: Desk, acknowledge: Acknowledge) -> None:
        self._acknowledge = acknowledge
        super().__init__(desk)

    def _note(self, into: Seqs) -> None:
        before = dict(into)
        super()._note(into)
        word = "kept" if into is self.promised else "begun"
        for id_, seq in into.items():
            if before.get(id_) != seq:
                self._acknowledge(f"{word} {id_.hex()} {seq}")


def at_work(world: World, step: work.Step, folder: Path, acknowledge: Acknowledge) -> None:
    """Does one thing for ever."""
    mine = World(world.desk, world.clock, folder, world.barcodes)
    mine.desk = Telling(work.opened(mine), acknowledge)  # type: ignore[assignment]
    while True:
        step(mine)


def kept(lines_: list[str]) -> tuple[Seqs, Seqs]:
    """What was promised and what was begun, as it was said."""
    said: dict[str, Seqs] = {"kept": {}, "begun": {}}
    for line in lines_:
        word, id_, seq = line.split()
        said[word][bytes.fromhex(id_)] = int(seq)
    return said["kept"], said["begun"]


class Sound:
    """Asks the hub after each kill for what was promised; every so often for everything."""

    def __init__(self, world: World) -> None:
        self._world, self._rounds = world, 0

    def __call__(self, folder: Path, acknowledged: list[str]) -> list[str]:
        self._rounds += 1
        mine = World(self._world.desk, self._world.clock, folder, self._world.barcodes)
        desk = work.opened(mine)
        try:
            whole = self._rounds % FULL_CHECK_EVERY == 0
            return promised.wrong(desk, *kept(acknowledged), whole=whole) + desk.ask(_torn)
        finally:
            desk.close()


def printing(world: World, folder: Path, acknowledge: Acknowledge) -> None:
    """Serves, and prints each label on the paper beside the hub."""
    mine = World(world.desk, world.clock, folder, world.barcodes)
    mine.desk = work.opened(mine)
    while True:
        print_all(mine.desk, folder, acknowledge)
        work.serve(mine)


def print_all(desk: Desk, folder: Path, acknowledge: Acknowledge) -> None:
    """Every label that waits comes out of the printer, and only then is called printed."""
    for job in desk.ask(queue.waiting):
        with (folder / "paper").open("a", encoding="utf-8") as paper:
            paper.write(f"{job.no}\n")
        desk.do(queue.printed, job.no)
        acknowledge(str(job.no))


def on_paper(world: World, folder: Path, acknowledged: list[str]) -> list[str]:
    """No label is lost; none that was called printed waits to be printed again."""
    paper = folder / "paper"
    out = {int(no) for no in paper.read_text().split()} if paper.exists() else set()
    desk = work.opened(World(world.desk, world.clock, folder, world.barcodes))
    try:
        waits, printed = desk.ask(_jobs, State.WAITING), desk.ask(_jobs, State.PRINTED)
        wrong = [f"label {no} is called printed and is not" for no in sorted(printed - out)]
        wrong += [f"label {no} is printed twice" for no in map(int, acknowledged) if no in waits]
        return wrong + desk.ask(_torn)
    finally:
        desk.close()


def _jobs(view: View, state: State) -> set[int]:
    asked = select(label_job.c.no).where(label_job.c.state == state)
    return set(view.connection.execute(asked).scalars())


def prepare_sharing(folder: Path) -> None:
    """Two laptops of one hub, and their folder."""
    template = pristine(folder.parent / "template")
    first, second = (Laptop(template, folder / name) for name in ("first", "second"))
    (folder / "shared").mkdir()
    shared = DiskFolder(folder / "shared")
    code = first.make(shared).with_names.words
    shelf.take_in(first, 1)
    second.join(shared, code)
    for each in (second, first):
        each.sync(shared)
        each.desk.close()


def sharing(folder: Path, acknowledge: Acknowledge) -> None:
    """Takes in and shares, for ever, on the first laptop."""
    first = Laptop.at(folder / "first", SetClock(SATURDAY))
    first.desk = Telling(first.desk, acknowledge)  # type: ignore[assignment]
    shared = DiskFolder(folder / "shared")
    while True:
        shelf.take_in(first, 1)
        # As if asked for: this clock stands still, and what is kept for later would never go.
        first.sync(shared, at_once=True)


def shared_alike(folder: Path, acknowledged: list[str]) -> list[str]:
    """All that was promised is here, and after a pass on both sides the other has the same."""
    first, second = (Laptop.at(folder / n, SetClock(SATURDAY)) for n in ("first", "second"))
    shared = DiskFolder(folder / "shared")
    try:
        wrong = promised.wrong(first.desk, *kept(acknowledged), whole=False)
        for each in (first, second):
            report = each.sync(shared, at_once=True)
            wrong += [report.stopped.text] if report.stopped else []
        if first.digest() != second.digest():
            wrong.append("the laptops differ")
        return wrong
    finally:
        first.desk.close()
        second.desk.close()


@contextmanager
def one_step_more() -> Iterator[None]:
    """A Hubdesk whose schema is one step further."""
    steps, head = (*versions.STEPS, test_kill_files.add_places), versions.HEAD + 1
    with (
        mock.patch.object(upgrade, "STEPS", steps),
        mock.patch.object(upgrade, "HEAD", head),
        mock.patch.object(recognition, "HEAD", head),
    ):
        yield


def prepare_upgrade(folder: Path) -> None:
    """An old hub, to be brought to the newer schema again and again."""
    hub = database.create(folder / "new" / test_kill_files.NAME, test_kill_files.KEY)
    with hub.writing() as connection:
        meta.write(connection, "hub", "Mill Lane")
    hub.close()
    (folder / "new" / test_kill_files.NAME).rename(folder / "old")
    shutil.rmtree(folder / "new")


BACKUPS = {
    "backup": Family(survive.backing_up, survive.broken_backups),
    "restore": Family(survive.bringing_back, survive.broken_hub),
}


def prepare_backups(folder: Path) -> None:
    """A hub with a passphrase, and a stick with a backup of it."""
    kept_ = kept_world(folder / "hub")
    kept_.serve(kept_.household(name="Ada Lovelace"))
    (folder / "stick").mkdir()
    kept_.on_stick(folder / "stick")
    kept_.desk.close()


def lines(asked: Asked) -> Iterator[Line]:
    """A line for each kind of work, and one for the real window."""
    rounds = asked.many(300, 10_000) // 10
    killing.LONGEST_LIFE_S = LONGEST_LIFE_S
    world = work.hub(asked.folder / "world")
    for name, step in work.STEPS.items():
        family = Family(partial(at_work, world, step), Sound(world))
        yield _killed(asked, name, work.copied(world, asked.folder / name).folder, family, rounds)
    family = Family(partial(printing, world), partial(on_paper, world))
    yield _killed(asked, "print", work.copied(world, asked.folder / "print").folder, family, rounds)
    (asked.folder / "sync").mkdir()
    prepare_sharing(asked.folder / "sync")
    yield _killed(asked, "sync", asked.folder / "sync", Family(sharing, shared_alike), rounds)
    for name, family in BACKUPS.items():
        (asked.folder / name).mkdir()
        prepare_backups(asked.folder / name)
        yield _killed(asked, name, asked.folder / name, family, rounds)
    (asked.folder / "upgrade").mkdir()
    prepare_upgrade(asked.folder / "upgrade")
    family = Family(test_kill_files.upgrade_hubs, test_kill_files.half_upgraded)
    with one_step_more():
        yield _killed(asked, "upgrade", asked.folder / "upgrade", family, rounds)
    yield windows(asked, asked.many(8, 300))


def _killed(asked: Asked, name: str, folder: Path, family: Family, rounds: int) -> Line:
    pace = Pace()
    tally = killing.kill_rounds(folder, family.worker, family.check, rounds, asked.seed)
    speed = pace.per_second(rounds)
    few = [] if tally.acknowledged >= rounds // 2 else ["hardly anything was done"]
    return told(f"kill {name}", MUST, f"{tally}, {speed}", tally.broken + few)


def windows(asked: Asked, many: int) -> Line:
    """Kills of the real window while it serves."""
    folder = asked.folder / "window"
    world = work.hub(asked.folder / "window-before")
    shutil.copytree(world.folder, folder)
    draw, pace = random.Random(asked.seed), Pace()
    acknowledged: list[str] = []
    wrong: list[str] = []
    for number in range(many):
        life_s = draw.uniform(0, WINDOW_LIFE_S)
        acknowledged += test_window_survives.one_life(folder, life_s, from_first=number % 3 < 2)
        wrong += test_window_survives.what_is_wrong(folder, acknowledged)
    came = f"{many} windows killed, {len(acknowledged)} parcels called done"
    return told("kill window", MUST, f"{came}, {pace.per_second(many)}", wrong)
