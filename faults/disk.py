"""Every call on the hub's file fails once, and for ever, in each of six kinds of work.

What is reached: SQLCipher itself, with the hub's key and settings, at its calls on the hub's
file, the write-ahead file and the copy before an upgrade. Files that Python writes (keys,
backups' lists, the shared folder) are failed call by call in their own tests.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from enum import Enum
from itertools import count
from pathlib import Path

from msgspec import Struct

from faults import work
from faults.file_calls import OK, Call, Kind, between, can_stand_between
from faults.lines import Asked, Line, Pace, told
from faults.promised import Seqs, Witness, witnessed, wrong
from hubdesk.errors import Said
from tests.world import World

FULL = 13
MUST = "0 silent losses; the same hub opens after each"


class Fault(Enum):
    """How a disk fails, and which calls it fails."""

    ERROR = "I/O error"
    SHORT = "short write"
    NO_ROOM = "full"
    UNREADABLE = "read error"


CHANGES = frozenset({Kind.WRITE, Kind.SYNC, Kind.TRUNCATE, Kind.DELETE, Kind.OPEN})
MEETS = {
    Fault.ERROR: CHANGES,
    Fault.SHORT: frozenset({Kind.WRITE}),
    Fault.NO_ROOM: frozenset({Kind.WRITE}),
    Fault.UNREADABLE: frozenset({Kind.READ}),
}


class Point(Struct, frozen=True):
    """One way to fail: from the ``at``-th call that the fault can meet."""

    fault: Fault
    at: int
    for_ever: bool


class Disk:
    """The disk below the hub: counts the calls of a piece of work, or fails at a point."""

    def __init__(self) -> None:
        self.met: dict[Fault, int] = dict.fromkeys(Fault, 0)
        self.point: Point | None = None
        self.is_armed = False
        self.failed = 0

    def arm(self, point: Point | None = None) -> None:
        """Counts from here, and fails at the point."""
        self.met, self.point, self.is_armed, self.failed = dict.fromkeys(Fault, 0), point, True, 0

    def mend(self) -> None:
        """From here on all is well."""
        self.is_armed = False

    def heard(self, call: Call) -> int:
        """Does the call, or fails it."""
        if not self.is_armed:
            return call.real()
        for fault, kinds in MEETS.items():
            self.met[fault] += call.kind in kinds
        if self.point is None or not self._is_met(self.point, call):
            return call.real()
        self.failed += 1
        return self._fail(self.point.fault, call)

    def _is_met(self, point: Point, call: Call) -> bool:
        if call.kind not in MEETS[point.fault]:
            return False
        so_far = self.met[point.fault]
        return so_far >= point.at if point.for_ever else so_far == point.at

    def _fail(self, fault: Fault, call: Call) -> int:
        if fault is Fault.NO_ROOM:
            return FULL
        if fault is Fault.SHORT:
            assert call.part is not None
            return FULL if call.part(len(call.data) // 2) == OK else call.kind.value
        return call.kind.value


def lines(asked: Asked) -> Iterator[Line]:
    """All points of all kinds of work, or as many of them as are asked for."""
    if not can_stand_between():
        yield Line("disk", MUST, "this SQLCipher does not show its table of calls", None)
        return
    most = asked.many(160, 10_000)
    tried = Trial(asked.folder, random.Random(asked.seed))
    with between(tried.disk.heard):
        tried.prepare()
        yield from tried.all_points(most)


class Trial:
    """A hub that is broken again and again, each time from the same beginning."""

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.disk, self._folder, self._draw = Disk(), folder, draw
        self._works = ("open", *work.STEPS, "fold")
        self.world: World
        self.cut: World
        self._cut_promised: Seqs = {}

    def prepare(self) -> None:
        """The hub as it is closed, and as a power cut leaves it, with work not folded in."""
        self.world = work.hub(self._folder / "closed")
        world = work.copied(self.world, self._folder / "open")
        world.desk = witnessed(work.opened(world))
        for step in work.STEPS.values():
            step(world)
        self.cut = work.copied(world, self._folder / "cut")
        self._cut_promised = dict(_witness(world).promised)
        world.desk.close()

    def all_points(self, most: int) -> Iterator[Line]:
        """A line a fault; each kind of work again, after more work, until there are enough."""
        by_fault: dict[Fault, list[str]] = {fault: [] for fault in Fault}
        many = dict.fromkeys(Fault, 0)
        pace = Pace()
        for before in count():
            points = [(name, p) for name in self._works for p in self._points(name, before)]
            if before == 0 and len(points) > most:
                points = self._draw.sample(points, most)
            for name, point in points:
                many[point.fault] += 1
                by_fault[point.fault] += [
                    f"{name}, {point}: {said}" for said in self.one(name, point, before)
                ]
            if sum(many.values()) >= most:
                break
        speed = pace.per_second(sum(many.values()))
        for fault, found in by_fault.items():
            came = f"{many[fault]} points in SQLCipher, {speed}"
            yield told(f"disk {fault.value}", MUST, came, found)

    def _points(self, name: str, before: int) -> list[Point]:
        self._run(name, None, before)
        met = dict(self.disk.met)
        return [
            Point(fault, at, for_ever)
            for fault in Fault
            for at in range(1, met[fault] + 1)
            for for_ever in (False, True)
        ]

    def one(self, name: str, point: Point, before: int = 0) -> list[str]:
        """What is wrong after a piece of work on a disk that failed so."""
        return self._run(name, point, before)

    def _run(self, name: str, point: Point | None, before: int) -> list[str]:
        place = self._folder / "now"
        shutil.rmtree(place, ignore_errors=True)
        world = work.copied(self.cut if name == "open" else self.world, place)
        found = self._opening(world, point) if name == "open" else []
        if name != "open":
            found += self._working(
                world, work.fold if name == "fold" else work.STEPS[name], point, before
            )
        return found

    def _opening(self, world: World, point: Point | None) -> list[str]:
        """A start after a power cut, on a disk that fails: then a start on one that does not."""
        self.disk.arm(point)
        found = []
        try:
            work.opened(world).close()
        except Said:
            pass
        except Exception as error:  # noqa: BLE001 - told in the report
            found.append(_unkind(error))
        self.disk.mend()
        return found + _after(world, self._cut_promised, self._cut_promised)

    def _working(
        self, world: World, step: work.Step, point: Point | None, before: int
    ) -> list[str]:
        world.desk = witnessed(work.opened(world))
        for _ in range(before):
            for each in work.STEPS.values():
                each(world)
        if step is work.fold:
            work.serve(world)
        self.disk.arm(point)
        found = []
        try:
            step(world)
        except Said:
            pass
        except Exception as error:  # noqa: BLE001
            found.append(_unkind(error))
        self.disk.mend()
        witness = _witness(world)
        found += self._going_on(world, witness)
        return found + _after(world, witness.promised, witness.promised)

    def _going_on(self, world: World, witness: Witness) -> list[str]:
        """The desk that is open goes on as if nothing had been."""
        try:
            found = wrong(world.desk, witness.promised, witness.promised, whole=False)
            work.take_in(world)
            return found
        except Said as failure:
            return [f"the open desk does not go on: {failure.text}"]
        except Exception as error:  # noqa: BLE001 - told in the report
            return [_unkind(error)]
        finally:
            world.desk.close()


def _after(world: World, promised: Seqs, most: Seqs) -> list[str]:
    try:
        desk = work.opened(world)
    except Said as failure:
        return [f"does not open: {failure.text}"]
    try:
        return wrong(desk, promised, most)
    finally:
        desk.close()


def _witness(world: World) -> Witness:
    assert isinstance(world.desk, Witness)
    return world.desk


def _unkind(error: Exception) -> str:
    return f"no sentence for the volunteer: {type(error).__name__}: {str(error)[:200]}"
