"""One story: laptops, what their people do, what befalls them, and how it must end."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hubdesk.clock import SetClock
from hubdesk.desk import KINDS
from hubdesk.errors import Refused, Trouble
from hubdesk.journal.operations import Klass, OperationKind
from hubdesk.security.key_file import Cost
from hubdesk.sync import applying, epochs, joining, keyring, stops
from hubdesk.sync import sheets as key_sheets
from hubdesk.sync.pace import DAY_MS, Pace
from simulator import commands, ending, faults, files, homes, thief
from simulator.cloud import Cloud
from simulator.commands import People
from simulator.laptop import Laptop
from simulator.truth import Truth, Wrong
from simulator.window import Crash, Fails, Plan

NEVER = 1 << 40
SATURDAY = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
FEWEST, MOST = 12, 40
"""Steps of a story."""
BAD_FOR = 6
"""A bad patch stays for so many steps at most."""
CHEAP = Cost(n=2, r=1, p=1)
NEWER = (
    frozenset({"stall.swapped"}),
    frozenset({"stock.moved", "details.forgot"}),
    frozenset({"household.merged", "household.apart"}),
    frozenset({"household.erased"}),
    frozenset({"stock.counted"}),
)
"""What some laptop's older version does not know yet."""


class Play:
    """Everything in play, and the story so far."""

    def __init__(self, seed: int, real: Path | None = None) -> None:
        self.seed, self.draw, self.real = seed, random.Random(seed), real
        draw, of_packs = self.draw, random.Random(f"{seed} packs")
        self.truth, self.people, self.story = Truth(), People(), list[str]()
        self.pace = Pace(
            page=draw.choice([1, 3, 50]),
            page_ms=ending.NEVER_MS,
            segment=draw.choice([2, 5, 1_000]),
            rechecked=draw.choice([2, 12]),
            small=draw.choice([4, 250]),
            merge_from=draw.choice([2, 3, 8]),
            deleted_after_ms=draw.choice([0, 14 * DAY_MS]),
            pack_from=of_packs.choice([2, 3, 12]),
            rested_ms=of_packs.choice([0, DAY_MS]),
            past_from=random.Random(f"{seed} past").choice([NEVER, NEVER, 1, 20]),
            past_ms=math.inf,
        )
        self.cloud = None if real or draw.random() < 0.6 else Cloud()
        self.shared: files.Files = self._new_files()
        self.codes: list[joining.Codes] = []
        self.sheets: list[bytes] = []
        """The key sheets that the newest codes open."""
        self.lost: list[Laptop] = []
        self.cut_off = False
        self.bad_until: dict[Laptop, int] = {}
        """Of whose folder some files cannot be read, until which step."""

    # --- laptops

    @property
    def laptops(self) -> list[Laptop]:
        return self.truth.laptops

    def tell(self, line: str) -> None:
        """One more line of the story."""
        self.story.append(line)

    def begin(self) -> None:
        """The first laptop makes the hub, and others join, or will."""
        first = self.add()
        first.do(commands.set_up)
        self.prints(joining.make(first.desk, first.folder(), first.clock.now_ms(), CHEAP))
        for _ in range(self.draw.choice([1, 1, 2, 2, 3, 4, 5])):
            self.add()
        for each in self.laptops[1:]:
            if self.draw.random() < 0.8:
                self.passes(first, Plan())
                self.joins(each)

    def add(self, backup_of: tuple[Laptop, Any] | None = None) -> Laptop:
        """One more laptop: a new one, or the clone of another."""
        name = "ABCDEFGHIJKLMNOP"[len(self.laptops) + len(self.lost)]
        own = self._new_files() if self.cloud else self.shared
        if backup_of is None:
            home, kinds = self._home(name), self._kinds()
        else:
            home, kinds = backup_of[0].home.another(backup_of[1]), backup_of[0].kinds
        made = Laptop(name, home, self._clock(), own, self.truth, kinds)
        if backup_of is None:
            made.become_itself()
        made.do(commands.stand_here, f"Laptop {name}")
        self.laptops.append(made)
        missing = {kind.name for kind in KINDS} - {kind.name for kind in made.kinds}
        skew = (made.clock.moment - SATURDAY).days
        self.tell(
            f"{name} is there, its clock {skew} days off"
            + "".join(f", no {m}" for m in sorted(missing))
        )
        return made

    def _home(self, name: str) -> homes.Home:
        return homes.InMemory() if self.real is None else homes.OnDisk(self.real / name)

    def _new_files(self) -> files.Files:
        if self.real is not None:
            made: files.Files = files.OnDisk(self.real / "shared")
        else:
            made = files.InMemory()
        self.truth.folders.append(made)
        if self.cloud is not None and self.cloud.files not in self.truth.folders:
            self.truth.folders.append(self.cloud.files)
        return made

    def _clock(self) -> SetClock:
        days = self.draw.choice([0, 0, 0, -1, 1, self.draw.randint(-400, 400)])
        return SetClock(SATURDAY + timedelta(days=days, minutes=self.draw.randint(0, 60)))

    def _kinds(self) -> tuple[OperationKind[Any], ...]:
        if self.draw.random() < 0.8:
            return KINDS
        missing = self.draw.choice(NEWER)
        return tuple(kind for kind in KINDS if kind.name not in missing)

    # --- steps

    def draws_for(self, part: int | str) -> None:
        """Each part of a story has draws of its own: without one, the others stay as they are."""
        self.draw = random.Random(f"{self.seed} {part}")

    def step(self, number: int) -> None:
        """Something happens to one of them."""
        self.draws_for(number)
        laptop = self.draw.choice(self.laptops)
        laptop.clock.forward(minutes=self.draw.choice([0, 1, 5, 60, 60 * 24, 60 * 24 * 3]))
        self.goes_bad(number, laptop)
        (what,) = self.draw.choices(list(STEPS), list(STEPS.values()))
        what(self, laptop)

    def goes_bad(self, number: int, laptop: Laptop) -> None:
        """Some files of its folder cannot be read for a while; drawn apart, as it came later."""
        draw = random.Random(f"{self.seed} {number} bad")
        for whose in [each for each, until in self.bad_until.items() if until <= number]:
            self.mends(whose)
        if draw.random() < 0.07 and not self.bad_until:
            self.tell(f"the folder of {laptop.name} {faults.sours(laptop.files, draw)}")
            self.bad_until[laptop] = number + draw.randint(1, BAD_FOR)

    def mends(self, laptop: Laptop) -> None:
        """All of its folder can be read again."""
        del self.bad_until[laptop]
        laptop.files.bad = set()
        self.tell(f"all of the folder of {laptop.name} can be read")

    def works(self, laptop: Laptop) -> None:
        """People at a laptop do something, or some things."""
        for _ in range(self.draw.randint(1, 3)):
            self.tell(f"{laptop.name} {commands.drawn(laptop, self.people, self.draw)}")

    def passes(self, laptop: Laptop, plan: Plan | None = None) -> None:
        """A laptop syncs, and something may fail while it does."""
        if plan is None:
            plan = self._plan()
        self.carries(laptop, 0.7)
        report = laptop.sync(self.pace, plan)
        self.carries(laptop, 0.7)
        told = "loses its power" if report is None else f"{report.sent} sent, {report.read} read"
        if report is not None and report.stopped is not None:
            told = f"stopped: {report.stopped.text[:40]}"
            if plan.what is Fails.NOTHING and report.stopped.text == stops.NOT_HERE:
                raise Wrong(f"{laptop.name} takes its folder for gone, and it is there")
        what = "" if plan.what is Fails.NOTHING else f" while {plan.what.value} at call {plan.at}"
        self.tell(f"{laptop.name} syncs{what}: {told}")

    def _plan(self) -> Plan:
        if self.draw.random() < 0.55:
            return Plan()
        what = self.draw.choice([*Fails, Fails.POWER, *[Fails.POWER_AT_DESK] * 4])
        # A pass makes about half as many transactions as calls to the folder.
        some, most = (8, 30) if what is Fails.POWER_AT_DESK else (12, 50)
        at = self.draw.choice([1, self.draw.randint(1, some), self.draw.randint(1, most)])
        return Plan(what, at)

    def carries(self, laptop: Laptop, share: float) -> None:
        """The cloud's program runs for a while."""
        if self.cloud is not None:
            assert isinstance(laptop.files, files.InMemory)
            # A cloud carries damage as well, over the last good copy if need be.
            with self.truth.destroying():
                self.cloud.carry(laptop.files, self.draw, share)

    def joins(self, laptop: Laptop) -> None:
        """A laptop joins, now and then without names."""
        self.carries(laptop, 1.0)
        with_names = self.draw.random() < 0.8
        newest, plan = self.codes[-1], self._plan()
        code = newest.with_names if with_names else newest.without_names
        try:
            done = laptop.join([code.words], plan)
        except Trouble as trouble:
            self.tell(f"{laptop.name} cannot join: {trouble.text[:40]}")
            return
        came = "joins" if done else "could not join"
        self.tell(f"{laptop.name} {came}{'' if with_names else ' without names'}")

    def damaged(self, laptop: Laptop) -> None:
        """Something befalls a file."""
        where = laptop.files
        if self.cloud is not None and self.draw.random() < 0.5:
            where = self.cloud.files
        self.tell(f"the folder {faults.befalls(where, self.draw, self.truth)}")

    def emptied(self, laptop: Laptop) -> None:
        """Somebody empties the folder; somebody else may say that it is this hub's still."""
        self.tell(f"somebody {faults.wipes(laptop.files, self.truth)}")
        if self.draw.random() < 0.7:
            self.connects(laptop)

    def connects(self, laptop: Laptop, plan: Plan | None = None) -> None:
        """Somebody says that an empty folder is this hub's."""
        plan = self._plan() if plan is None else plan
        try:
            joining.connect_again(laptop.line(plan), laptop.folder(plan))
            self.tell(f"{laptop.name} connects its folder again")
        except Crash:
            laptop.start()
            self.tell(f"{laptop.name} loses its power while it connects its folder again")
        except (Refused, Trouble) as refusal:
            self.tell(f"{laptop.name} does not connect its folder: {refusal.text[:40]}")

    def backs_up(self, laptop: Laptop) -> None:
        laptop.back_up()
        self.tell(f"{laptop.name} is backed up")

    def restores(self, laptop: Laptop) -> None:
        kept = [each for each in self.laptops if each.backups]
        if kept:
            laptop = self.draw.choice(kept)
            with self.truth.destroying():
                laptop.restore(self.draw.choice(laptop.backups))
            self.tell(f"{laptop.name} is restored from a backup")

    def relapses(self, laptop: Laptop) -> None:
        """A disk fails soon after something was shared, and nobody knows what was on it."""
        self.backs_up(laptop)
        self.works(laptop)
        self.passes(laptop)
        if self.draw.random() < 0.3:
            self.damaged(laptop)
        elif self.truth.files[-1][0] in laptop.files.all() and self.draw.random() < 0.5:
            for name in [n for n in laptop.files.all() if ".hds" in n][-2:]:
                told = faults.renames(laptop.files, name, self.draw, self.truth)
                self.tell(f"the folder {told}")
        with self.truth.destroying():
            laptop.restore(laptop.backups[-1])
        self.tell(f"{laptop.name} is restored from its last backup")
        self.works(laptop)

    def clones(self, laptop: Laptop) -> None:
        if laptop.backups and len(self.laptops) < 6:
            made = self.add((laptop, self.draw.choice(laptop.backups)))
            self.tell(f"{made.name} is a clone of {laptop.name}")

    def restarts(self, laptop: Laptop) -> None:
        """It is switched off and on, perhaps with a newer version."""
        if self.draw.random() < 0.3:
            laptop.kinds = KINDS
        laptop.start()
        self.tell(f"{laptop.name} starts again")

    def turns_clock(self, laptop: Laptop) -> None:
        days = self.draw.randint(-400, 400)
        laptop.clock.forward(days=days)
        self.tell(f"{laptop.name}'s clock is put {days} days on")

    def loses(self, laptop: Laptop) -> None:
        """A laptop is lost: another one gives the rest a new key."""
        others = [each for each in self.laptops if each is not laptop and each.belongs]
        if len(others) < 2 or not laptop.belongs:
            return
        by, plan = self.draw.choice(others), self._plan()
        if laptop.device not in by.heard_of:
            # Nobody is shut out of whom a laptop has not heard: it is not on its list.
            return
        try:
            codes = epochs.shut_out(by.line(plan), by.folder(plan), [laptop.device], CHEAP)
        except (Refused, Trouble) as refusal:
            self.cut_off = True
            self.tell(f"{by.name} cannot shut {laptop.name} out: {refusal.text[:40]}")
            return
        except Crash:
            by.start()
            self.cut_off = True
            self.tell(f"{by.name} loses its power while it shuts {laptop.name} out")
            return
        by.look_at_keys()
        self.prints(codes)
        self.tell(f"{by.name} shuts {laptop.name} out")
        if self.draw.random() < 0.5:
            self.hears_half(by, laptop)
        if self.draw.random() < 0.3:
            with self.truth.destroying():
                self.laptops.remove(laptop)
                if self.cloud is not None:
                    self.truth.folders.remove(laptop.files)
            self.lost.append(laptop)
            self.tell(f"{laptop.name} is never seen again")

    def hears_half(self, by: Laptop, lost: Laptop) -> None:
        """Of the two new key sheets one comes to somebody before the other."""
        who = [each for each in self.laptops if each not in (by, lost) and each.belongs]
        if not who:
            return
        other, comes = self.draw.choice(who), self.draw.choice(["-s-", "-p-"])
        new = {n: raw for n, raw in self.truth.files[-2:] if raw in self.sheets}
        late = {name: raw for name, raw in new.items() if comes not in name}
        for name, raw in new.items():
            other.files.put(name, raw)
        for name in late:
            other.files.drop(name)
        other.sync(self.pace, Plan())
        for name, raw in late.items():
            other.files.put(name, raw)
        self.tell(f"{other.name} hears half of it before the rest")
        thief.stays_out(lost, other)

    def draws_codes(self) -> None:
        """Somebody draws new codes, because others wait for a key that no code brings them.

        So it is when two shut others out apart, when the power went while one did, and when the
        sheets that a code opens were lost.
        """
        rings = [(each, each.desk.ask(keyring.asked)) for each in self.laptops]
        shut_out = frozenset[bytes]().union(*(keys.removed for _, keys in rings))
        may = [
            (each.device not in shut_out, len(keys.keys), each.name, each)
            for each, keys in rings
            if keys.newest(Klass.PEOPLE) and each.device not in keys.removed
        ]
        # One that others have shut out, and that has not heard of it, is the last to be asked.
        *_, by = max(may, key=lambda each: each[:3])
        self.prints(epochs.shut_out(by.desk, by.folder(), [], CHEAP))
        self.carries(by, 1.0)
        self.tell(f"{by.name} draws new codes")

    def prints(self, codes: joining.Codes) -> None:
        """Codes were drawn, and somebody has them on paper."""
        self.codes.append(codes)
        self.sheets = [raw for name, raw in self.truth.files if name.startswith("keys/")][-2:]

    @property
    def sheets_are_lost(self) -> bool:
        """Whether no laptop and no folder has a sheet any more that the newest codes open."""
        there = {raw for each in self.truth.folders for raw in each.all().values()}
        for each in self.laptops:
            there |= set(each.desk.ask(key_sheets.copies).values())
        return not there.issuperset(self.sheets)

    def arrives(self, laptop: Laptop) -> None:
        """A laptop joins late."""
        outside = [each for each in self.laptops if not each.belongs]
        if outside:
            self.joins(self.draw.choice(outside))
        elif len(self.laptops) < 6:
            self.joins(self.add())

    def close(self) -> None:
        for each in [*self.laptops, *self.lost]:
            each.home.close()


STEPS: dict[Callable[[Play, Laptop], None], float] = {
    Play.works: 14,
    Play.passes: 14,
    Play.damaged: 6,
    Play.emptied: 0.3,
    Play.backs_up: 1.5,
    Play.restores: 1.2,
    Play.relapses: 1.5,
    Play.clones: 0.4,
    Play.restarts: 1,
    Play.turns_clock: 0.5,
    Play.loses: 0.7,
    Play.arrives: 1.2,
}


def played(seed: int, real: Path | None = None, without: Collection[int] = ()) -> Play:
    """Plays one seed to its end, healing included. Raises whatever went wrong.

    ``without`` are the steps, by their numbers from 0, that are left out of it.
    """
    play = Play(seed, real)
    try:
        # Pages as small as these never come on a quick laptop.
        with patch.object(applying, "LEAST", 1):
            play.begin()
            for number in range(play.draw.randint(FEWEST, MOST)):
                if number not in without:
                    play.step(number)
        for each in list(play.bad_until):
            play.mends(each)
        play.draws_for("end")
        ending.heal(play)
        ending.judge(play)
    except BaseException as error:
        error.story = play.story  # type: ignore[attr-defined]
        raise
    finally:
        play.close()
    return play
