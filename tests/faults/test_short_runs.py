"""The short run of each harness: what ``python3 hub.py faults`` does, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import __main__ as faults
from faults.lines import Asked, Line, told


@pytest.mark.parametrize("name", faults.HARNESSES)
def test_every_promise_of_a_harness_holds(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = faults.in_its_own_process(name)
    said = capfd.readouterr().out
    assert code == 0, said


def test_a_promise_that_does_not_hold_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        told("first", "0 lost", "0 lost", []),
        told("second", "0 lost", "9 tries", [f"number {n} is lost" for n in range(9)]),
        Line("third", "0 lost", "not on this system", None),
    ]
    assert faults.report(lines) == 1
    said = capsys.readouterr().out
    assert "DOES NOT HOLD" in said and "number 4 is lost and 4 more" in said
    assert "number 5" not in said and "not tried here" in said
    assert faults.report(lines[::2]) == 0


def test_a_long_run_asks_for_more(tmp_path: Path) -> None:
    assert Asked(tmp_path, long=False, seed=1).many(5, 500) == 5
    assert Asked(tmp_path, long=True, seed=1).many(5, 500) == 500
