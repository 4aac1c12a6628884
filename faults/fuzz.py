"""Spoiled text and bytes for every parser, and hostile names in whatever is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from faults import hostile
from faults.fuzzing import Told
from faults.lines import Asked, Line, told

ROOT = Path(__file__).parents[1]
MUST = "only the refusal that is expected; under 200 MB"
MOST_MB = 200.0


def lines(asked: Asked) -> Iterator[Line]:
    """A line a parser, and those of what is written."""
    many = asked.many(2_000, 100_000)
    command = [sys.executable, "-m", "faults.fuzzing", str(many), str(asked.seed)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) as feeding:
        assert feeding.stdout is not None
        for line in feeding.stdout:
            yield _line(msgspec.json.decode(line, type=Told))
    if feeding.returncode:
        yield Line("fuzz", MUST, f"it ended with {feeding.returncode}", holds=False)
    yield from hostile.lines(asked)


def _line(found: Told) -> Line:
    wrong = list(found.wrong)
    if found.peak_mb > MOST_MB:
        wrong.append(f"{found.peak_mb:.0f} MB were held")
    came = (
        f"{found.cases} cases, {found.refused} refused, {found.peak_mb:.0f} MB at most, "
        f"{found.a_second:.0f} a second"
    )
    return told(f"fuzz {found.parser}", MUST, came, wrong)
