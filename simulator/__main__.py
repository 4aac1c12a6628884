"""``python3 hub.py simulate [--seeds N] [--from S] [--seed S] [--real] [--planted BUG]``

Plays on all cores, says now and then how far it is, and ends with one line. Of a seed that ends
wrong it says what is wrong, how to play it again, and the shortest story that ends so too.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from simulator.chance import drawn_from
from simulator.planted import BUGS, planted
from simulator.play import played
from simulator.shrinking import shrunk

SEED = "PYTHONHASHSEED"


PROGRESS_S = 10
TIDY = 50
"""Python looks for circles of objects after so many stories, and not in the middle of one."""


class Played(NamedTuple):
    """What came of a seed: ``wrong`` is empty when all was well.

    ``without`` are the steps that were left out of its story.
    """

    seed: int
    wrong: str
    story: tuple[str, ...]
    operations: int = 0
    without: frozenset[int] = frozenset()

    @property
    def says(self) -> str:
        """What is wrong, in a line."""
        return self.wrong.strip().splitlines()[-1]


def one(seed: int, real: bool, without: frozenset[int] = frozenset()) -> Played:
    """Plays one seed."""
    with ExitStack() as stack:
        stack.enter_context(drawn_from(random.Random(~seed)))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) if real else None
        try:
            play = played(seed, folder, without)
        except Exception as error:  # noqa: BLE001  told with the story that led to it
            told = "".join(traceback.format_exception(error)[-6:])
            return Played(seed, told, tuple(getattr(error, "story", ())), without=without)
    return Played(seed, "", tuple(play.story), len(play.truth.said), without)


def main(words: list[str]) -> int:
    """Plays stories; prints the ones that end wrong; 1 when there was one."""
    asked = _parser().parse_args(words)
    if os.environ.get(SEED) != "0":
        # Sets come in the order of their hashes: only with a fixed one is a story the same again.
        os.execve(
            sys.executable,
            [sys.executable, "-m", "simulator", *words],
            {**os.environ, SEED: "0"},
        )
    if asked.planted is not None:
        return _caught(asked)
    if asked.seed is not None:
        found = one(asked.seed, asked.real, frozenset(asked.without))
        print("\n".join(found.story))
        print(found.wrong or "all is well")
        return 1 if found.wrong else 0
    return _many(asked)


def _many(asked: argparse.Namespace) -> int:
    began, failed, operations, done, told = time.monotonic(), 0, 0, 0, time.monotonic()
    seeds = range(asked.first, asked.first + asked.seeds)
    for found in _all(seeds, asked.real, asked.workers):
        done += 1
        operations += found.operations
        if found.wrong:
            failed += 1
            _tell(found, asked.real)
            if failed >= asked.most:
                break
        if time.monotonic() - told >= PROGRESS_S:
            told = time.monotonic()
            print(f"{done} of {asked.seeds} seeds, {failed} wrong", file=sys.stderr, flush=True)
    took = time.monotonic() - began
    print(
        f"{done} seeds, {operations} operations, {failed} wrong; "
        f"{done / took:.1f} seeds a second on {asked.workers} workers"
    )
    return 1 if failed else 0


def _tell(found: Played, real: bool) -> None:
    """What is wrong with a seed, how to see it again, and its story cut short."""
    again = f"  python3 hub.py simulate{' --real' if real else ''} --seed {found.seed}"
    print(f"seed {found.seed}: {found.says}")
    print(again)
    short = shrunk(found, lambda without: one(found.seed, real, without))
    if short.without:
        print(f"{again} --without {' '.join(map(str, sorted(short.without)))}")
    print("\n".join(f"    {line}" for line in short.story), flush=True)


def _caught(asked: argparse.Namespace) -> int:
    """0 when a planted bug is caught within so many seeds as it may be."""
    (bug,) = (each for each in BUGS if each.name == asked.planted)
    with planted(bug):
        for seed in range(asked.first, asked.first + bug.within):
            found = one(seed, asked.real)
            if found.wrong:
                print(f"caught by seed {seed}: {found.says}")
                return 0
    print(f"not caught within {bug.within} seeds")
    return 1


def _all(seeds: range, real: bool, workers: int) -> Iterator[Played]:
    if workers < 2:
        yield from (one(seed, real) for seed in seeds)
        return
    with get_context("fork").Pool(workers, _begin) as pool:
        yield from pool.imap_unordered(_one, ((seed, real) for seed in seeds), chunksize=4)


def _begin() -> None:
    """A worker looks at what every story has in common once, and then never again."""
    gc.collect()
    gc.freeze()
    gc.disable()


def _one(what: tuple[int, bool]) -> Played:
    if what[0] % TIDY == 0:
        gc.collect()
    return one(*what)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub.py simulate", description=main.__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many stories")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--seed", type=int, help="play this one and print its story")
    parser.add_argument(
        "--without", type=int, nargs="+", default=[], help="steps to leave out of that one"
    )
    parser.add_argument("--real", action="store_true", help="SQLCipher and real files")
    parser.add_argument("--planted", choices=[bug.name for bug in BUGS], help="catch this bug")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--most", type=int, default=10, help="stop after so many that end wrong")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
