"""``python3 hub.py faults [NAME ...] [--long] [--seed S]``"""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from faults.lines import Asked, Line

HARNESSES = ("kills", "disk", "power", "monkey", "soak", "fuzz", "theft", "two")
"""Each is a module of this package with ``lines(asked)``."""

SEED = 20261121
ROOT = Path(__file__).parents[1]


def main(words: list[str]) -> int:
    """Breaks things, prints a line for each promise; 1 when one does not hold."""
    asked = _parser().parse_args(words)
    names = asked.names or HARNESSES
    if len(names) == 1:
        return _one(names[0], asked.long, asked.seed)
    rest = [*(["--long"] if asked.long else []), "--seed", str(asked.seed)]
    return max(in_its_own_process(name, *rest) for name in names)


def in_its_own_process(name: str, *rest: str) -> int:
    """One harness alone, so that none measures what another left behind; its exit code."""
    command = [sys.executable, "-m", "faults", name, *rest]
    return 1 if subprocess.call(command, cwd=ROOT) else 0


def _one(name: str, long: bool, seed: int) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="hubdesk-faults-") as scratch:
        _own_home(Path(scratch))
        folder = Path(scratch) / name
        folder.mkdir()
        try:
            harness = importlib.import_module(f"faults.{name}")
            return report(harness.lines(Asked(folder, long, seed)))
        finally:
            os.chdir(ROOT)


def _own_home(scratch: Path) -> None:
    """Nothing of the person who runs this is read or written."""
    for name in (
        "HOME",
        "TMPDIR",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    ):
        (scratch / name).mkdir()
        os.environ[name] = str(scratch / name)
    tempfile.tempdir = None  # to be looked for again


def report(lines: Iterable[Line]) -> int:
    """Prints the lines as they come; the exit code."""
    failed = False
    for line in lines:
        failed |= line.holds is False
        print(f"{line.name:20}{line.verdict:16}must: {line.must}", flush=True)
        print(f"{'':36}came: {line.came}", flush=True)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub.py faults", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*HARNESSES, []])
    parser.add_argument("--long", action="store_true", help="the closing figures; hours")
    parser.add_argument("--seed", type=int, default=SEED, help="another chance")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
