"""Power cuts: what was written is recorded, and pictures are made of what a disk may keep of it.

What was synced is there. Of what came after, each write may be there, be gone, be torn at a
sector of 512 bytes, or have overtaken others; so may the cutting and deleting of files. Each
picture is opened as the hub would be the next morning. What is recorded is what SQLCipher
writes with the hub's key and settings.
"""

from __future__ import annotations

import random
import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from faults import work
from faults.file_calls import OK, Call, Kind, between, can_stand_between
from faults.lines import Asked, Line, Pace, told
from faults.promised import Seqs, Witness, wrong
from hubdesk.errors import Said
from hubdesk.folders import FILE
from tests.world import World

SECTOR = 512
MUST = "0 silent losses, 0 damaged"
FULL_CHECK_EVERY = 10


class Happened(Struct, frozen=True):
    """Something that was done to a file, in the order in which it was asked for."""

    kind: Kind
    file: str
    at: int = 0
    data: bytes = b""


class Promise(Struct, frozen=True):
    """What a volunteer had been told by a moment, and what had been begun."""

    promised: Seqs
    most: Seqs


class Log:
    """Everything that was done to the files from a beginning, and when what was promised."""

    def __init__(self, beginning: dict[str, bytes]) -> None:
        self.beginning = beginning
        self.happened: list[Happened] = []
        self.moments: list[int] = []
        self.promises: list[Promise] = []

    def heard(self, call: Call) -> int:
        """Does it and writes it down."""
        code = call.real()
        if code == OK and call.kind is not Kind.READ:
            self.happened.append(Happened(call.kind, call.file, call.at, call.data))
        return code

    def promise(self, promise: Promise) -> None:
        """From this moment on, so much was promised."""
        self.moments.append(len(self.happened))
        self.promises.append(promise)

    def promised_by(self, moment: int) -> Promise:
        """What stood when the power went, and what could at most be there."""
        now = bisect_right(self.moments, moment) - 1
        later = min(now + 1, len(self.promises) - 1)
        return Promise(self.promises[now].promised, self.promises[later].most)


class _Told(Witness):
    """A desk whose every promise is written into the log at its moment."""

    def __init__(self, world: World, log: Log, before: Promise) -> None:
        super().__init__(work.opened(world))
        self._log = log
        self.promised |= before.promised
        self.most |= before.most

    def do(self, command: Callable[..., Any], *args: Any, **named: Any) -> Any:
        result = super().do(command, *args, **named)
        self._log.promise(Promise(dict(self.promised), dict(self.most)))
        return result


def record(folder: Path, draw: random.Random, steps: int) -> Log:
    """The log of a day's work, with starts, closings and foldings in it."""
    world = work.hub(folder / "hub")
    log = Log({FILE: (world.folder / FILE).read_bytes()})
    log.promise(Promise({}, {}))
    with between(log.heard):
        told_: _Told | None = None
        for _ in range(steps):
            if told_ is None:
                last = log.promises[-1]
                told_ = _Told(world, log, Promise(last.promised, last.most))
                world.desk = told_  # type: ignore[assignment]
            name = draw.choice([*work.STEPS, "serve", "serve", "fold", "close"])
            if name == "close":
                told_.close()
                told_ = None
            else:
                (work.fold if name == "fold" else work.STEPS[name])(world)
        if told_ is not None:
            told_.close()
    return log


class Disk:
    """What a disk surely holds at a moment of the log, and what it was only asked to."""

    def __init__(self, beginning: dict[str, bytes]) -> None:
        self.kept = {name: bytearray(content) for name, content in beginning.items()}
        self.asked: dict[str, list[Happened]] = {}
        self._older: dict[str, bytearray] = {}
        """Files whose deletion no sync has made sure of yet."""

    def goes_on(self, happened: Happened) -> None:
        """One more thing was done."""
        name = happened.file
        if happened.kind is Kind.SYNC:
            for each in self.asked.pop(name, []):
                _apply(self.kept.setdefault(name, bytearray()), each)
            self.kept.setdefault(name, bytearray())
            self._older.pop(name, None)
        elif happened.kind is Kind.DELETE:
            if name in self.kept:
                self._older[name] = self.kept.pop(name)
            self.asked.pop(name, None)
        elif happened.kind is not Kind.OPEN:
            self.asked.setdefault(name, []).append(happened)

    def picture(self, draw: random.Random) -> dict[str, bytes]:
        """Files as they may be found after a power cut at this moment."""
        found = {name: bytes(content) for name, content in self.kept.items()}
        for name, older in self._older.items():
            if name not in self.asked and draw.random() < 0.5:
                found[name] = bytes(older)
        way = draw.choice(("all", "none", "some", "some", "torn"))
        for name, asked in self.asked.items():
            content = bytearray(found.get(name, b""))
            for each in _survivors(asked, way, draw):
                _apply(content, each)
            found[name] = bytes(content)
        return found


def _survivors(asked: list[Happened], way: str, draw: random.Random) -> list[Happened]:
    if way == "all":
        return asked
    share = 0.0 if way == "none" else draw.random()
    kept = [each for each in asked if draw.random() < share]
    draw.shuffle(kept)
    if way != "torn":
        return kept
    return [part for each in kept for part in _torn(each, draw)]


def _torn(each: Happened, draw: random.Random) -> list[Happened]:
    """The sectors of a write that came to be written."""
    if each.kind is not Kind.WRITE:
        return [each]
    sectors = [
        Happened(each.kind, each.file, each.at + at, each.data[at : at + SECTOR])
        for at in range(0, len(each.data), SECTOR)
    ]
    return [sector for sector in sectors if draw.random() < 0.6]


def _apply(content: bytearray, each: Happened) -> None:
    if each.kind is Kind.TRUNCATE:
        del content[each.at :]
        return
    if len(content) < each.at:
        content.extend(bytes(each.at - len(content)))
    content[each.at : each.at + len(each.data)] = each.data


def pictures(
    log: Log, draw: random.Random, many: int
) -> Iterator[tuple[dict[str, bytes], Promise]]:
    """So many pictures at moments of chance, and what had been promised by each."""
    moments = sorted(draw.randrange(len(log.happened) + 1) for _ in range(many))
    disk, at = Disk(log.beginning), 0
    for moment in moments:
        for happened in log.happened[at:moment]:
            disk.goes_on(happened)
        at = moment
        yield disk.picture(draw), log.promised_by(moment)


def look(world: World, found: dict[str, bytes], promise: Promise, *, whole: bool) -> list[str]:
    """What is wrong with one picture when the hub is opened on it."""
    shutil.rmtree(world.folder, ignore_errors=True)
    world.folder.mkdir()
    for name, content in found.items():
        (world.folder / name).write_bytes(content)
    try:
        desk = work.opened(world)
    except Said as failure:
        return [f"does not open: {failure.text}"]
    try:
        return wrong(desk, promise.promised, promise.most, whole=whole)
    finally:
        desk._database.connection.close()
        desk._database._lock.release()  # type: ignore[union-attr]


def tried(folder: Path, seed: int, many: int, steps: int) -> tuple[int, list[str]]:
    """How many calls were recorded, and what is wrong with so many pictures of them."""
    draw = random.Random(seed)
    log = record(folder, draw, steps)
    world = work.hub(folder / "world")
    world = World(world.desk, world.clock, folder / "picture", world.barcodes)
    found: list[str] = []
    for number, (files, promise) in enumerate(pictures(log, draw, many)):
        whole = number % FULL_CHECK_EVERY == 0
        found += [f"picture {number}: {said}" for said in look(world, files, promise, whole=whole)]
    return len(log.happened), found


def lines(asked: Asked) -> Iterator[Line]:
    """An honest disk; each thousand pictures are of another day's work."""
    if not can_stand_between():
        yield Line("power", MUST, "this SQLCipher does not show its table of calls", None)
        return
    days, each, steps = asked.many(1, 20), asked.many(300, 1_000), asked.many(25, 120)
    pace, calls, found = Pace(), 0, []
    for day in range(days):
        (asked.folder / f"{day}").mkdir()
        heard, wrong_ = tried(asked.folder / f"{day}", asked.seed + day, each, steps)
        calls += heard
        found += [f"day {day}, {said}" for said in wrong_]
    came = f"{days * each} pictures of {calls} calls in SQLCipher, {pace.per_second(days * each)}"
    yield told("power", MUST, came, found)
