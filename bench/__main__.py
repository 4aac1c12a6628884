"""``python3 hub.py bench [NAME ...] [--long] [--hubs FOLDER] [--picard PYTHON]``"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import (
    backups,
    finding,
    labels,
    lists,
    memory,
    scan,
    sizes,
    starting,
    sync,
    unlocking,
    window,
)
from bench.hubs import Hubs
from bench.measuring import Line

FAMILIES: dict[str, Callable[[Hubs], Iterator[Line]]] = {
    "scan": scan.lines,
    "unlocking": unlocking.lines,
    "finding": finding.lines,
    "window": window.lines,
    "starting": starting.lines,
    "memory": memory.lines,
    "lists": lists.lines,
    "labels": labels.lines,
    "backups": backups.lines,
    "sync": sync.lines,
}
"""What can be measured by itself, and the goals in it."""


def main(words: list[str]) -> int:
    """Measures, prints a line a goal as it is known; 1 when one is missed by over 15 %."""
    asked = _parser().parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="hubdesk-bench-") as scratch:
        folder = Path(asked.hubs or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        hubs = Hubs(folder, sizes.SMALL, sizes.LONG if asked.long else sizes.USUAL, asked.picard)
        print(f"{hubs.large.movements:,} movements, {hubs.large.households:,} households")
        return report(line for name in asked.names or FAMILIES for line in FAMILIES[name](hubs))


def report(lines: Iterator[Line]) -> int:
    """Prints the lines; the exit code."""
    failed = False
    for line in lines:
        failed |= line.failed
        print(_said(line), flush=True)
    return 1 if failed else 0


def _said(line: Line) -> str:
    value = "-" if line.value is None else f"{line.value:.2f} {line.unit}"
    goal = f"<= {line.limit:g} {line.unit}"
    note = f"  ({line.note})" if line.note else ""
    return f"{line.name:12}{line.what:52}{goal:>12}{value:>13}  {line.verdict}{note}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub.py bench", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*FAMILIES, []])
    parser.add_argument("--long", action="store_true", help="the largest hubs")
    parser.add_argument("--hubs", metavar="FOLDER", help="keep the hubs here for the next run")
    parser.add_argument("--picard", type=Path, metavar="PYTHON", help="one with Picard installed")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
