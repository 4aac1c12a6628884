"""Kills a working child at random moments and asks whether a promise was broken.

A *worker* works in a child process until it is killed, and acknowledges each thing that a
volunteer would take as done. A *check* opens what is left and names every broken promise:
something acknowledged that is lost or doubled, something half done. kill -9 leaves what the
operating system was given, so this shows the order of promise and commit; that commits reach
the disk is for the power-cut images to show.
"""

from __future__ import annotations

import os
import random
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

Acknowledge = Callable[[str], None]
Worker = Callable[[Path, Acknowledge], None]
"""Works in the hub's folder for ever; each acknowledgement is one line of text."""
Check = Callable[[Path, list[str]], list[str]]
"""Given the folder and what was acknowledged since the last check: what is wrong."""

LONGEST_LIFE_S = 0.12
SLOW_DISK_S = 0.004
ANSWER_WITHIN_S = 20.0
CRASHED = "crashed: "

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")


def say_early(acknowledge: Acknowledge, text: str) -> None:
    """The planted bug of many: said before it is kept, which takes its time on a real disk."""
    acknowledge(text)
    time.sleep(SLOW_DISK_S)


@dataclass
class Tally:
    """What happened over all rounds."""

    rounds: int = 0
    acknowledged: int = 0
    hot_logs: int = 0
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.rounds} kills, {self.acknowledged} acknowledged, "
            f"{self.hot_logs} with a write-ahead file left, {len(self.broken)} promises broken"
        )


def kill_rounds(
    folder: Path, worker: Worker, check: Check, rounds: int, seed: int = 20261121
) -> Tally:
    """Starts the worker, kills it and checks what is left, ``rounds`` times in one folder.

    Half of the lives are counted from the start, so that opening is hit too, and half from
    the first acknowledgement. The hub must not be open in this process.
    """
    draw = random.Random(seed)
    tally = Tally()
    for number in range(rounds):
        life_s = draw.uniform(0, LONGEST_LIFE_S)
        acknowledged = _one_life(folder, worker, life_s, from_first=number % 2 == 0)
        tally.rounds += 1
        tally.acknowledged += len(acknowledged)
        tally.hot_logs += any(log.stat().st_size for log in folder.glob("*-wal"))
        tally.broken += [f"round {number}: {said}" for said in check(folder, acknowledged)]
    return tally


def _one_life(folder: Path, worker: Worker, life_s: float, from_first: bool) -> list[str]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work(folder, worker, writer)
    os.close(writer)
    try:
        heard = _listen(reader, ANSWER_WITHIN_S, enough=1) if from_first else b""
        heard += _listen(reader, life_s)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    heard += _listen(reader, ANSWER_WITHIN_S)
    os.close(reader)
    lines = heard.decode().splitlines()
    if lines and lines[-1].startswith(CRASHED):
        raise AssertionError(lines[-1].replace("\x1f", "\n"))
    return lines


def _work(folder: Path, worker: Worker, writer: int) -> NoReturn:
    """The child's whole life. It never returns into the test that forked it."""

    def acknowledge(what: str) -> None:
        # One write of less than PIPE_BUF bytes: it is heard whole or not at all.
        os.write(writer, what.encode() + b"\n")

    try:
        worker(folder, acknowledge)
        acknowledge(CRASHED + "the worker ended by itself")
    except BaseException:  # noqa: BLE001 - told to the parent, which fails the test
        acknowledge(CRASHED + traceback.format_exc()[-3000:].replace("\n", "\x1f"))
    finally:
        os._exit(1)


def _listen(reader: int, wait_s: float, enough: int | None = None) -> bytes:
    """Everything said until the time is up, the worker is gone or enough bytes came."""
    heard = b""
    end = time.monotonic() + wait_s
    while enough is None or len(heard) < enough:
        left_s = end - time.monotonic()
        if left_s <= 0 or not select.select([reader], [], [], left_s)[0]:
            break
        said = os.read(reader, 1 << 16)
        if not said:
            break
        heard += said
    return heard
